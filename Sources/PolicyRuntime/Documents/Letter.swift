public import PolicyLang

/// What a candidate is told: the decision, its reasons, what is missing and by when.
public struct Letter: Hashable, Sendable {
  public let id: String
  /// Who it is to; empty where the record has no name.
  public let name: String
  public let title: String
  public let greeting: String
  /// Under which rules, and what the answer is.
  public let opening: String
  public let outcome: Outcome
  /// What the answer means, in one sentence.
  public let meaning: String
  public let parts: [Part]
  /// Who signs, and the day; a blank to fill in where none was given.
  public let signature: [String]

  public struct Part: Hashable, Sendable {
    public let title: String
    public let statements: [DocumentStatement]
  }
}

/// Writes letters from decisions.
public struct LetterWriter: Sendable {
  private let writer: DocumentWriter
  private let follower: ProcedureFollower
  private let language: Language
  private var policy: PreparedPolicy { writer.policy }
  private var program: IRProgram { writer.program }

  public init(_ policy: PreparedPolicy, _ language: Language) {
    writer = DocumentWriter(policy, language)
    follower = ProcedureFollower(policy)
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// The letter on a decision, whose lists of absent facts are shown as they are.
  public func letter(
    on decision: Decision, of candidate: Candidate
  ) throws(DecisionError) -> Letter {
    let explanation = try policy.explain(decision, of: candidate, in: language, isProse: true)
    var parts: [Letter.Part] = []
    func add(_ title: String, _ statements: [DocumentStatement]) {
      if !statements.isEmpty { parts.append(Letter.Part(title: title, statements: statements)) }
    }
    add(say("没有满足的条款", "Clauses that are not met"), reasons(decision.violated, explanation))
    add(
      say(
        "原则上要求而没有满足的条款，可以申请豁免", "Clauses that hold in principle and are not met; they can be waived"
      ),
      reasons(decision.waivable, explanation) + waiving(decision))
    add(say("还不能确定的条款", "Clauses that are not settled"), reasons(decision.unknown, explanation))
    add(say("要补的材料", "What is missing"), missing(decision, candidate))
    add(say("要等的认定", "What has still to be judged"), pending(decision))
    add(say("已经豁免的条款", "Clauses that were waived"), named(decision.waived))
    add(say("适用例外的条款", "Clauses lifted by an exception"), excepted(decision))
    add(say("另外", "Also"), remarks(decision))
    let name = self.name(of: candidate)
    let who = visible(name.isEmpty ? candidate.id : name)
    return Letter(
      id: candidate.id, name: name, title: title,
      greeting: say("", "Dear ") + who
        + (name.isEmpty ? "" : say("（编号 ", " (id ") + visible(candidate.id) + say("）", ")"))
        + say("，您好：", ","),
      opening: opening(decision), outcome: decision.outcome, meaning: meaning(decision.outcome),
      parts: parts, signature: signature(decision))
  }

  // MARK: Frame

  private var title: String {
    say("《\(writer.title)》申报情况通知", "Notice on your application: \(writer.title)")
  }

  /// The field that holds the name of a person, by the id that shared vocabularies use.
  private func name(of candidate: Candidate) -> String {
    guard let fields = program.records.first?.fields,
      let index = fields.firstIndex(where: { $0.label.id == "name" }),
      case .text(let name) = candidate.facts[index]
    else { return "" }
    return name
  }

  private func opening(_ decision: Decision) -> String {
    let number = program.norms(.documentNumber).flatMap { program.norms[$0].texts(.text) }.first
    let answer = answer(decision.outcome)
    let day = decision.asOf.map { say("按 \($0) 的情况，", "as of \($0), ") } ?? ""
    let rules =
      say("《", "“") + writer.title + say("》", "”")
      + (number.map { say("（\($0)）", " (\($0))") } ?? "")
    return say(
      "按照\(rules)和您申报的情况，\(day)结论是：\(answer)。",
      "Under \(rules) and by what you stated, \(day)the answer is: \(answer).")
  }

  /// The answer as it is said everywhere else, with what it is an answer to.
  private func answer(_ outcome: Outcome) -> String {
    let word = outcome.keyword.spelling(language)
    return switch outcome {
    case .eligible, .ineligible: word + say("申报条件", "")
    default: word
    }
  }

  private func meaning(_ outcome: Outcome) -> String {
    switch outcome {
    case .eligible:
      say(
        "您已满足全部申报条件。是否入选，由遴选程序决定。",
        "You meet all conditions. Whether you are selected is for the selection to decide.")
    case .needsWaiver:
      say(
        "有一项或几项原则上的要求您还没有满足，取得豁免以后才符合条件。",
        "A requirement that holds in principle is not met; you qualify once it is waived.")
    case .needsJudgement:
      say(
        "可以核对的条件，您没有不满足的；还有须经认定的，认定以后才有结论。",
        "Nothing that can be checked is against you; what somebody has to judge is still to come.")
    case .undetermined:
      say(
        "您的材料还不全，请按下面所列补齐，补齐以后才能判定。",
        "Some facts are missing. Please send what is listed below; there is an answer once it is there."
      )
    case .ineligible:
      say(
        "因下列条款没有满足，您这次不符合申报条件。",
        "The clauses below are not met, so you do not qualify this time.")
    }
  }

  private func signature(_ decision: Decision) -> [String] {
    let issuer = program.norms(.issuer).flatMap { program.norms[$0].texts(.text) }.first
    return [
      say("特此通知。", "Yours faithfully,"),
      issuer.map { visible($0) } ?? say("（发文机关没有写）", "(the policy names no issuer)"),
      say("　　　　年　　月　　日", "Date: ____________"),
    ]
  }

  // MARK: Reasons

  /// Each clause with what it rests on, as `explain` says it.
  private func reasons(
    _ findings: [ClauseFinding], _ explanation: Explanation
  ) -> [DocumentStatement] {
    var result: [DocumentStatement] = []
    for finding in findings {
      var details: [DocumentStatement] = []
      if explanation.clauses.indices.contains(finding.requirement) {
        let excludes = program.requirements[finding.requirement].strength.excludes
        for child in explanation.clauses[finding.requirement].children {
          details += said(child, settling: excludes ? .holds : .fails, depth: 0)
        }
      }
      var clause = named([finding])[0]
      clause.details = details
      result.append(clause)
    }
    return result
  }

  /// What decided or left open a clause, without the rest: nobody needs to be told what is in order.
  ///
  /// - Parameter mark: how a condition came out that speaks against the candidate.
  private func said(
    _ node: ExplanationNode, settling mark: ExplanationNode.Mark, depth: Int
  ) -> [DocumentStatement] {
    let other: ExplanationNode.Mark = mark == .fails ? .holds : .fails
    if depth > 0, node.mark == other { return [] }
    var children: [DocumentStatement] = []
    if depth < 5 {
      for child in node.children { children += said(child, settling: mark, depth: depth + 1) }
      // What must not be so fails by what holds.
      if children.isEmpty {
        for child in node.children { children += said(child, settling: other, depth: depth + 1) }
      }
    }
    if node.isGroup, !children.isEmpty { return children }
    return [DocumentStatement(text: writer.prose(node.text), details: children)]
  }

  private func named(_ findings: [ClauseFinding]) -> [DocumentStatement] {
    findings.map { finding in
      var text = ""
      var note = ""
      if program.requirements.indices.contains(finding.requirement) {
        let clause = program.requirements[finding.requirement]
        text = writer.wording(clause) ?? ""
        note = clause.note
      }
      return writer.statement(
        finding.label[language], text, finding.articles, finding.origin, note: note)
    }
  }

  private func excepted(_ decision: Decision) -> [DocumentStatement] {
    decision.excepted.map { finding in
      writer.statement(
        finding.clause.label[language], say("因", "because of ") + finding.part[language],
        finding.clause.articles, finding.clause.origin)
    }
  }

  private func waiving(_ decision: Decision) -> [DocumentStatement] {
    if decision.waivable.isEmpty { return [] }
    return [writer.silence("由谁批准豁免、怎样申请", "who waives it, and how to ask")]
  }

  // MARK: What is missing

  private func missing(_ decision: Decision, _ candidate: Candidate) -> [DocumentStatement] {
    if decision.missing.isEmpty { return [] }
    let labels = PathLabels(program: program, language: language)
    var result: [DocumentStatement] = []
    for path in decision.missing { result.append(DocumentStatement(title: labels.label(path))) }
    if decision.missingExact == false {
      result.append(
        DocumentStatement(
          text: say("其中有的可能不影响结论", "some of them may turn out not to matter")))
    }
    return result + deadlines(candidate)
  }

  /// By when: days that the events of the case make known, else what the procedure says, else that it
  /// says nothing.
  private func deadlines(_ candidate: Candidate) -> [DocumentStatement] {
    let days = dated(candidate)
    if !days.isEmpty { return days }
    let stated = statedLimits
    if !stated.isEmpty { return stated }
    return [writer.silence("最迟什么时候补齐", "by when it must be handed in")]
  }

  private func dated(_ candidate: Candidate) -> [DocumentStatement] {
    if candidate.events.isEmpty { return [] }
    let report: ProcedureReport
    do throws(DecisionError) {
      report = try follower.report(on: candidate, contested: false)
    } catch {
      return []
    }
    var result: [DocumentStatement] = []
    for step in report.next {
      guard let until = step.until, isDeadline(step.norm) else { continue }
      let norm = program.norms[step.norm]
      result.append(
        writer.statement(
          say("最迟", "By"), until.description + say("，", ", ") + norm.label[language],
          norm.articles, norm.origin))
    }
    for finding in report.duties where finding.status == .due {
      guard let due = finding.due else { continue }
      let duty = follower.plan.duties[finding.duty]
      guard let stage = duty.stage, writer.isEntry(stage) else { continue }
      let norm = program.norms[duty.norm]
      result.append(
        writer.statement(
          say("最迟", "By"), due.description + say("，", ", ") + norm.label[language],
          norm.articles, norm.origin))
    }
    return result
  }

  /// Whether the last day of a stage is a day until which something can be handed in, and not one that
  /// it must last to.
  private func isDeadline(_ norm: Int) -> Bool {
    guard let place = follower.plan.stages.firstIndex(where: { $0.norm == norm }) else {
      return false
    }
    return writer.isEntry(place) && !(follower.plan.stages[place].length?.isMinimum ?? false)
  }

  /// Time limits of the stages in which people are put forward.
  private var statedLimits: [DocumentStatement] {
    var result: [DocumentStatement] = []
    let words = writer.plan
    for (place, stage) in follower.plan.stages.enumerated() where writer.isEntry(place) {
      let norm = program.norms[stage.norm]
      for limit in stage.limits {
        result.append(
          writer.statement(
            say("最迟", "By"), words.limit(limit) + say("，", ", ") + norm.label[language],
            norm.articles, norm.origin))
      }
      for position in stage.duties {
        let duty = follower.plan.duties[position]
        switch duty.timing {
        case .within, .rhythm(_, until: .some, _):
          let own = program.norms[duty.norm]
          result.append(
            writer.statement(
              say("最迟", "By"), words.timing(of: duty) + say("，", ", ") + own.label[language],
              own.articles, own.origin))
        default: continue
        }
      }
    }
    return result
  }

  // MARK: What is to be judged

  private func pending(_ decision: Decision) -> [DocumentStatement] {
    let labels = PathLabels(program: program, language: language)
    var result: [DocumentStatement] = []
    for path in decision.pending {
      var details: [DocumentStatement] = []
      for block in program.norms(.eligibility) {
        for case .requirement(let clause) in program.norms[block].values(.items) {
          guard program.requirements.indices.contains(clause),
            let field = program.requirements[clause].judgement,
            program.records.first?.fields[field].label.id == path
          else { continue }
          details += writer.judging(clause, in: block)
        }
      }
      result.append(DocumentStatement(title: labels.label(path), details: details))
    }
    return result
  }

  // MARK: Remarks

  private func remarks(_ decision: Decision) -> [DocumentStatement] {
    var result: [DocumentStatement] = []
    let wording = Wording(program, language, isProse: true)
    for finding in decision.results {
      result.append(
        DocumentStatement(
          title: finding.label[language], text: wording.text(of: finding.value, finding.type)))
    }
    if decision.inForce == false {
      result.append(
        DocumentStatement(
          text: say("这一天政策不在施行期内", "the policy is not in force on that day"), mark: .contested))
    }
    for bar in decision.barred {
      result.append(
        writer.statement(
          bar.label[language],
          say("禁入期到 \(bar.until) 为止，其间不能入选", "not to be selected through \(bar.until)"),
          bar.articles, bar.origin))
    }
    for finding in decision.contested {
      let other = finding.outcome.keyword.spelling(language)
      let reading = program.readings[finding.reading]
      let option = writer.name(of: reading.options[finding.option])
      result.append(
        DocumentStatement(
          text: say(
            "条文另有读法：若“\(reading.label.zh)”取“\(option)”，结论是“\(other)”",
            "the text bears another reading: if “\(reading.label[language])” is “\(option)”, "
              + "the answer is “\(other)”"),
          mark: .contested))
    }
    for warning in decision.warnings {
      result.append(DocumentStatement(text: warning.message(in: language)))
    }
    return result
  }
}
