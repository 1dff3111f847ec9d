public import PolicyLang

// A ledger as JSON, in the shape that scripts rely on.
extension JSONWriter {
  public mutating func ledger(_ ledger: Ledger, of program: IRProgram) {
    beginObject()
    member("id", ledger.candidate)
    member("policy", ledger.policy)
    key("schedule")
    beginArray()
    for line in ledger.lines { ledgerLine(line, program) }
    endArray()
    member("total", ledger.total.fixed(places: 2))
    member("clawed_back", ledger.clawedBack.fixed(places: 2))
    key("open")
    beginArray()
    for open in ledger.open { ledgerOpen(open, program) }
    endArray()
    if !ledger.notDue.isEmpty {
      key("not_due")
      beginArray()
      for line in ledger.notDue { ledgerLine(line, program) }
      endArray()
    }
    if !ledger.questions.isEmpty {
      key("questions")
      beginArray()
      for index in ledger.questions where program.openPoints.indices.contains(index) {
        let point = program.openPoints[index]
        beginObject()
        member("point", point.label.id)
        member("article", point.articles.first ?? "")
        origin(point.origin, in: program)
        endObject()
      }
      endArray()
    }
    endObject()
  }

  private mutating func ledgerLine(_ line: LedgerLine, _ program: IRProgram) {
    beginObject()
    member("subsidy", line.label.id)
    key("on")
    if let date = line.date { string(date.description) } else { null() }
    member("amount", line.amount.fixed(places: 2))
    member("currency", "CNY")
    member("tax", line.tax.name)
    member("to", line.recipient.id)
    member("article", line.articles.first ?? "")
    member("status", line.status.name)
    if line.articles.count > 1 {
      key("articles")
      strings(line.articles)
    }
    origin(line.origin, in: program)
    if line.inForce == false {
      key("in_force")
      boolean(false)
    }
    if let body = line.matchedBy { member("matched_by", body.id) }
    if let reason = line.reason { ledgerReason(reason) }
    endObject()
  }

  private mutating func ledgerReason(_ reason: LedgerLine.Reason) {
    switch reason {
    case .revoked(let label, _, let date):
      member("revocation", label.id)
      if let date { member("effective_on", date.description) }
    case .replaced(let other):
      member("reason", "replaced")
      member("by", other.id)
    case .reduced(let amount, let other):
      member("reason", "reduced")
      member("less", amount.fixed(places: 2))
      member("by", other.id)
    case .capped: member("reason", "capped")
    case .late(let date):
      member("reason", "late")
      member("deadline", date.description)
    case .repeated: member("reason", "repeated")
    }
  }

  private mutating func ledgerOpen(_ open: LedgerOpen, _ program: IRProgram) {
    beginObject()
    member("point", open.point.id)
    member("article", open.articles.first ?? "")
    origin(open.origin, in: program)
    if let total = open.totalOtherwise { member("total_otherwise", total.fixed(places: 2)) }
    if let total = open.clawedBackOtherwise {
      member("clawed_back_otherwise", total.fixed(places: 2))
    }
    if let tax = open.taxOtherwise { member("tax_otherwise", tax.name) }
    member("reason", open.kind.name)
    switch open.kind {
    case .reading(let option): member("value", option.id)
    case .notApproved(let body), .matchingNotStated(let body): member("body", body.id)
    case .relationNotStated(let other): member("subsidy", other.id)
    case .overpaid(let amount): member("amount", amount.fixed(places: 2))
    case .groundNotListed(let ground): member("ground", ground)
    case .amountNotStated, .amountNotGiven, .conditionUnknown, .repeated, .toppedUp,
      .recoveryNotStated, .recoveryWithoutPeriod, .termNotStated, .dateUnknown, .dateNotRecorded:
      break
    }
    if !open.missing.isEmpty {
      key("missing")
      strings(open.missing)
    }
    endObject()
  }

  private mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }
}

extension LedgerLine.Tax {
  /// As data spell it.
  public var name: String {
    switch self {
    case .unspecified: "unspecified"
    case .before: "before"
    case .after: "after"
    }
  }
}

extension LedgerLine.Status {
  public var name: String {
    switch self {
    case .due: "due"
    case .stopped: "stopped"
    case .clawedBack: "clawed_back"
    }
  }
}

extension LedgerOpen.Kind {
  public var name: String {
    switch self {
    case .reading: "reading"
    case .amountNotStated: "amount_not_stated"
    case .amountNotGiven: "amount_not_given"
    case .conditionUnknown: "condition_unknown"
    case .notApproved: "not_approved"
    case .matchingNotStated: "matching_not_stated"
    case .repeated: "repeated"
    case .toppedUp: "topped_up"
    case .relationNotStated: "relation_not_stated"
    case .recoveryNotStated: "recovery_not_stated"
    case .recoveryWithoutPeriod: "recovery_without_period"
    case .groundNotListed: "ground_not_listed"
    case .dateNotRecorded: "date_not_recorded"
    case .termNotStated: "term_not_stated"
    case .dateUnknown: "date_unknown"
    case .overpaid: "overpaid"
    }
  }
}
