internal import PolicyLang

/// Something the document leaves to its reader, taken the other way to see what it would change.
enum Assumption: Hashable, Sendable {
  case conditionHolds(subsidy: Int)
  case approved(revocation: Int)
  case revocationHolds(Int)
  case firstOnly(subsidy: Int)
  case noTopUp(subsidy: Int)
  /// A revocation for a ground that the policy does not list is none.
  case withoutRevocation(Int)
  /// The amount of a bounded subsidy is its bound.
  case atBound(subsidy: Int)
  case instead(subsidy: Int, of: Int)
}

/// A payment before ceilings, relations and revocations.
struct Due: Sendable {
  let subsidy: Int
  let moment: Moment
  /// Exact; rounded once, when it becomes a line.
  var amount: Rational
  let tax: LedgerLine.Tax
  let recipient: IRLabel
  /// The time the payment is for, for recovery by time.
  let covers: (from: CivilDate, to: CivilDate)?
  /// Payments with the same key exclude each other, unless they are parts of one.
  var key: RepetitionKey?
  let occasion: Occasion
  var yearCeiling: Rational?
  var totalCeiling: Rational?
  var isCapped = false
  var matchedBy: IRLabel?
}

/// What payments are counted under that are made once only.
enum RepetitionKey: Hashable, Sendable {
  case value(Value)
  /// None within this time of the last one, its last day included.
  case within(Period)
  /// None in the calendar year of the last one and in those after it, so many in all.
  case calendarYears(Int)
}

/// What a payment is for, so that the instalments of one grant count as one.
struct Occasion: Hashable, Sendable {
  /// The place in the log of the event behind it; `nil` for instalments without a trigger.
  let position: Int?
  /// The day of one of several payments that follow from an event.
  let day: CivilDate?
}

/// A payment as it stands in the ledger, with what it came from.
struct Entry: Sendable {
  var line: LedgerLine
  let due: Due
}

/// Draws up the ledger of one case under one choice of readings.
///
/// Input: the rules, an environment and a case whose dates do not run backwards. Output: a ledger
/// without alternatives, and the points at which it had to choose.
struct LedgerMaker {
  let rules: MoneyRules
  let file: CaseFile
  let assumptions: Set<Assumption>
  var ledger: Ledger
  var entries: [Entry] = []
  /// What was left open on the way, with the assumption that would settle it otherwise.
  var raised: [Raised] = []

  struct Raised: Sendable {
    var open: LedgerOpen
    var assumption: Assumption?
  }

  init(
    _ rules: MoneyRules, _ environment: Environment, _ candidate: Candidate,
    assuming assumptions: Set<Assumption> = []
  ) {
    self.rules = rules
    self.assumptions = assumptions
    file = CaseFile(environment, candidate)
    ledger = Ledger(candidate: candidate.id, policy: environment.program.id)
  }

  var environment: Environment { file.environment }
  var candidate: Candidate { file.candidate }
  var log: CaseLog { file.log }
  var program: IRProgram { file.program }

  /// - Throws: what the record makes impossible to compute, such as an amount out of range.
  mutating func make() throws(DecisionError) {
    var dues: [Due] = []
    for subsidy in rules.subsidies.indices { dues += try self.dues(of: subsidy) }
    sort(&dues)
    let revocations = try appliedRevocations()
    do throws(EvaluationError) {
      try settle(dues, revocations)
      ledger.lines = try recovered(revocations)
      try addUp()
    } catch {
      throw .evaluation(error)
    }
  }

  private func sort(_ dues: inout [Due]) {
    var order: [Int] = Array(dues.indices)
    let unsorted = dues
    order.sort { a, b in
      let (left, right) = (unsorted[a], unsorted[b])
      let (l, r) = (day(of: left), day(of: right))
      if l != r { return l < r }
      if left.key != nil, left.key == right.key, left.subsidy == right.subsidy,
        left.amount != right.amount
      {
        return left.amount > right.amount
      }
      if left.subsidy != right.subsidy { return left.subsidy < right.subsidy }
      return a < b
    }
    dues = order.map { unsorted[$0] }
  }

  private func day(of due: Due) -> Int32 {
    (due.moment.date ?? log.date(at: due.moment.position))?.dayNumber ?? Int32.min
  }

  private mutating func addUp() throws(EvaluationError) {
    for line in ledger.lines {
      switch line.status {
      case .stopped: continue
      case .clawedBack: ledger.clawedBack = try sum(ledger.clawedBack, line.amount)
      case .due: break
      }
      ledger.total = try sum(ledger.total, line.amount)
    }
  }

  func sum(_ a: Rational, _ b: Rational) throws(EvaluationError) -> Rational {
    guard let sum = a.adding(b), sum.multiplied(by: Rational(100)) != nil else {
      throw EvaluationError(.overflow, at: nil)
    }
    return sum
  }

  // MARK: Asking

  /// An evaluator for what was known at a moment.
  func evaluator(at moment: Moment) throws(DecisionError) -> Evaluator {
    try file.evaluator(at: moment)
  }

  mutating func raise(
    _ kind: LedgerOpen.Kind, _ point: Cited, missing: [String] = [],
    assuming assumption: Assumption? = nil
  ) {
    let open = LedgerOpen(
      point: point.label, articles: point.articles, origin: point.origin, kind: kind,
      missing: missing)
    if raised.contains(where: { $0.open == open && $0.assumption == assumption }) { return }
    raised.append(Raised(open: open, assumption: assumption))
  }
}
