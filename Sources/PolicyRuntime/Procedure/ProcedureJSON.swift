public import PolicyLang

// A report as JSON, in the shape that scripts rely on.
extension JSONWriter {
  /// - Parameter language: of the details in words.
  public mutating func procedure(
    _ report: ProcedureReport, of follower: ProcedureFollower, in language: Language
  ) {
    let program = follower.environment.program
    beginObject()
    pair("id", report.id)
    pair("policy", program.id)
    key("stage")
    if let stage = report.stage {
      string(program.norms[follower.plan.stages[stage].norm].label.id)
    } else {
      null()
    }
    key("next")
    beginArray()
    for step in report.next { nextStep(step, program) }
    endArray()
    breaches("breaches", report.breaches, program, language)
    key("open")
    beginArray()
    for answer in report.open { openAnswer(answer, program) }
    endArray()
    pair("stage_status", report.stageStatus.id)
    pair("state", report.state.id)
    if !report.waivable.isEmpty { breaches("waivable", report.waivable, program, language) }
    if !report.unknown.isEmpty { unknownRules(report.unknown, program) }
    if !report.duties.isEmpty { duties(report.duties, follower) }
    if !report.unrecorded.isEmpty {
      key("unrecorded")
      strings(report.unrecorded.map { program.norms[follower.plan.stages[$0].norm].label.id })
    }
    if !report.missed.isEmpty { missed(report.missed, follower) }
    if !report.terms.isEmpty { terms(report.terms, program) }
    if !report.revocations.isEmpty { revocations(report.revocations, program) }
    if !report.lostClaims.isEmpty { lostClaims(report.lostClaims, program) }
    if !report.problems.isEmpty { problems(report.problems, follower.environment, language) }
    endObject()
  }

  private mutating func pair(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  private mutating func pair(_ name: String, _ date: CivilDate?) {
    guard let date else { return }
    pair(name, date.description)
  }

  private mutating func nextStep(_ step: NextStep, _ program: IRProgram) {
    beginObject()
    pair("stage", program.norms[step.norm].label.id)
    pair("from", step.from)
    pair("until", step.until)
    pair("article", program.norms[step.norm].articles.first ?? "")
    origin(program.norms[step.norm].origin, in: program)
    if let body = step.body { pair("by", program.norms[body].label.id) }
    if step.isOptional {
      key("optional")
      boolean(true)
    }
    endObject()
  }

  private mutating func breaches(
    _ name: String, _ breaches: [Breach], _ program: IRProgram, _ language: Language
  ) {
    key(name)
    beginArray()
    for breach in breaches {
      beginObject()
      pair("rule", breach.rule)
      pair("article", breach.articles.first ?? "")
      origin(program.norms[breach.norm].origin, in: program)
      key("on")
      if let date = breach.on { string(date.description) } else { null() }
      pair("detail", breach.detail[language])
      pair("due", breach.due)
      endObject()
    }
    endArray()
  }

  private mutating func openAnswer(_ answer: OpenAnswer, _ program: IRProgram) {
    let reading = program.readings[answer.reading]
    let option = reading.options[answer.option]
    beginObject()
    pair("point", reading.label.id)
    pair("article", reading.articles.first ?? "")
    origin(reading.origin, in: program)
    pair("otherwise", answer.otherwise(in: program))
    pair("value", option.name(in: program, reading.type))
    endObject()
  }

  private mutating func unknownRules(_ rules: [UnknownRule], _ program: IRProgram) {
    key("unknown")
    beginArray()
    for rule in rules {
      beginObject()
      pair("rule", rule.rule)
      pair("article", rule.articles.first ?? "")
      origin(program.norms[rule.norm].origin, in: program)
      key("missing")
      strings(rule.missing)
      endObject()
    }
    endArray()
  }

  private mutating func duties(_ duties: [DutyFinding], _ follower: ProcedureFollower) {
    let program = follower.environment.program
    key("duties")
    beginArray()
    for finding in duties {
      let duty = follower.plan.duties[finding.duty]
      beginObject()
      pair("duty", program.norms[duty.norm].label.id)
      if let body = duty.body { pair("by", program.norms[body].label.id) }
      pair("status", finding.status.id)
      pair("due", finding.due)
      pair("done", finding.done)
      pair("article", program.norms[duty.norm].articles.first ?? "")
      origin(program.norms[duty.norm].origin, in: program)
      endObject()
    }
    endArray()
  }

  private mutating func missed(_ missed: [MissedYears], _ follower: ProcedureFollower) {
    key("missed")
    beginArray()
    for years in missed {
      beginObject()
      let norm = follower.plan.duties[years.duty].norm
      pair("duty", follower.environment.program.norms[norm].label.id)
      key("due")
      strings(years.due.map { $0.description })
      endObject()
    }
    endArray()
  }

  private mutating func terms(_ terms: [TermDates], _ program: IRProgram) {
    key("terms")
    beginArray()
    for term in terms {
      beginObject()
      pair("term", program.norms[term.term].label.id)
      pair("from", term.start)
      pair("until", term.end)
      if !term.extensions.isEmpty { pair("planned_until", term.plannedEnd) }
      pair("article", program.norms[term.term].articles.first ?? "")
      origin(program.norms[term.term].origin, in: program)
      endObject()
    }
    endArray()
  }

  private mutating func revocations(_ findings: [RevocationFinding], _ program: IRProgram) {
    key("revocations")
    beginArray()
    for finding in findings {
      let norm = program.norms[finding.revocation]
      beginObject()
      pair("revocation", norm.label.id)
      pair("on", finding.on)
      pair("article", norm.articles.first ?? "")
      origin(norm.origin, in: program)
      key("effective")
      boolean(finding.isEffective)
      pair("approval", finding.approval.id)
      if let ground = finding.ground { pair("ground", ground) }
      key("effects")
      beginArray()
      for effect in finding.effects {
        beginObject()
        pair("effect", effect.kind.id)
        if let target = effect.kind.target { pair("of", program.norms[target].label.id) }
        if case .recover(_, let part) = effect.kind { pair("part", part.id) }
        pair("until", effect.kind.until)
        pair("article", effect.articles.first ?? "")
        endObject()
      }
      endArray()
      endObject()
    }
    endArray()
  }

  private mutating func lostClaims(_ claims: [LostClaim], _ program: IRProgram) {
    key("lost")
    beginArray()
    for claim in claims {
      beginObject()
      pair("subsidy", program.norms[claim.subsidy].label.id)
      pair("on", claim.on)
      pair("article", claim.articles.first ?? "")
      origin(program.norms[claim.norm].origin, in: program)
      endObject()
    }
    endArray()
  }

  private mutating func problems(
    _ problems: [EvaluationError], _ environment: Environment, _ language: Language
  ) {
    key("problems")
    beginArray()
    for problem in problems {
      let diagnostic = problem.diagnostic(in: environment)
      beginObject()
      pair("id", diagnostic.kind.id)
      pair("message", diagnostic.message(in: language))
      endObject()
    }
    endArray()
  }
}

extension OpenAnswer {
  /// The other answer as data: `no breach`, the rules broken, or the day to which a step lasts.
  func otherwise(in program: IRProgram) -> String {
    guard next.isEmpty else {
      var parts: [String] = []
      for step in next {
        var part = program.norms[step.norm].label.id
        if let until = step.until { part += " until " + until.description }
        parts.append(part)
      }
      return parts.joined(separator: ", ")
    }
    if breaches.isEmpty { return "no breach" }
    var rules: [String] = []
    for breach in breaches where !rules.contains(breach.rule) { rules.append(breach.rule) }
    return "breach of " + rules.joined(separator: ", ")
  }
}

extension IRReadingOption {
  /// The option by its id, or by its value where it has no name.
  func name(in program: IRProgram, _ type: IRType) -> String {
    if !label.id.isEmpty { return label.id }
    guard let value else { return label.zh }
    return Wording(program, .english).text(of: value)
  }
}
