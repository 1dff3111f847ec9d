internal import PolicyLang
internal import PolicyRuntime

/// `policyc explain POLICY CANDIDATES --id ID`: the whole reasoning for one candidate.
enum ExplainCommand {
  private static let id = Option(
    name: "--id", value: .text(LocalText(zh: "编号", en: "ID")),
    meaning: LocalText(zh: "说明哪一个候选人", en: "the candidate to explain"))

  static let command = Command(
    shape: CommandShape(
      name: "explain",
      summary: LocalText(zh: "逐条说明一个候选人为什么是这个结果", en: "explain one decision clause by clause"),
      operands: [
        .init(name: LocalText(zh: "政策", en: "POLICY")),
        .init(name: LocalText(zh: "候选人", en: "CANDIDATES")),
      ],
      options: [
        id, .format(["text", "json"]), .output, .asOf, .set, CandidateStream.encodingOption, .path,
        .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          先列前提（各项数字和解读），再逐条写明依据、比较的数和结果；换一种解读会变的也写明。
          结论不是“符合”的，最后写明怎样才能符合：最少改变哪几项（至多三项），每一种都重新判定过。
          """,
        en: """
          Assumptions first (figures and readings), then each clause with its article and values.
          Where the answer is not `eligible`, the end says what would have to change: the fewest
          facts (up to three), each way tried out by deciding the changed record.
          """),
      examples: [
        .init(
          call: "policyc explain tongliao 候选人.csv --id c1",
          meaning: LocalText(zh: "c1 的全部理由", en: "all reasons for c1"))
      ]),
    run: { (session) throws(CommandFailure) in try run(session) })

  private static func run(_ session: Session) throws(CommandFailure) -> ExitCode {
    guard let wanted = session.arguments.value(id) else {
      throw .usage(
        UsageProblem(
          .missingArgument,
          [
            LocalText("--id"),
            LocalText(
              zh: session.shape.usage(.chinese) + " --id 编号",
              en: session.shape.usage(.english) + " --id ID"),
          ]))
    }
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    let stream = try CandidateStream(session.arguments.operands[1], setup.program, session)
    var seen: [String] = []
    while let item = try stream.next() {
      switch item {
      case .reject(let reject):
        if reject.id == wanted || (reject.id.isEmpty && "\(reject.row)" == wanted) {
          try RejectSink(session, dataName: stream.name).take(reject)
          return .inputHasErrors
        }
      case .candidate(let row):
        if row.candidate.id == wanted {
          let code = try explain(row.candidate, setup, session)
          try mentionOthers(wanted, row.line, stream, session)
          return code
        }
        if seen.count < 1000 { seen.append(row.candidate.id) }
      }
    }
    let near = Suggestion.closest(to: wanted, in: seen)
    throw .usage(
      UsageProblem(
        near == nil ? .noSuchCandidate : .noSuchCandidateNear,
        [LocalText(wanted), LocalText(near ?? "")]))
  }

  /// Says when further rows have the same id.
  private static func mentionOthers(
    _ wanted: String, _ first: Int, _ stream: CandidateStream, _ session: Session
  ) throws(CommandFailure) {
    var lines = ["\(first)"]
    var count = 1
    while let item = try stream.next() {
      let line: Int
      switch item {
      case .reject(let reject):
        if reject.id != wanted { continue }
        line = reject.line
      case .candidate(let row):
        if row.candidate.id != wanted { continue }
        line = row.line
      }
      count += 1
      if lines.count < 10 { lines.append("\(line)") } else if count == 11 { lines.append("…") }
    }
    guard count > 1 else { return }
    session.note(
      session.say(
        zh: "警告：编号 \(visible(wanted)) 有 \(count) 行（第 \(lines.joined(separator: "、")) 行），"
          + "这里说明的是第一行",
        en: "warning: the id \(visible(wanted)) stands \(count) times (lines "
          + "\(lines.joined(separator: ", "))); this explains the first"))
  }

  private static func explain(
    _ candidate: Candidate, _ setup: EvaluationSetup, _ session: Session
  ) throws(CommandFailure) -> ExitCode {
    var explanation: Explanation
    var remedies: Remedies?
    do throws(DecisionError) {
      let decision = try setup.decide(candidate, contested: true)
      explanation = try setup.policy.explain(decision, of: candidate, in: session.language)
      if decision.outcome != .eligible {
        let finder = RemedyFinder(setup.policy)
        finder.looksAhead = true
        let found = finder.remedies(for: candidate, decision)
        explanation.remedies = RemedyWording(setup.program, session.language).nodes(found)
        remedies = found
      }
    } catch {
      session.report([error.diagnostic(in: setup.policy.environment)])
      if case .evaluation(let inner) = error, inner.kind == .missingAsOfDate {
        throw .reported(.wrongUsage)
      }
      throw .reported(.inputHasErrors)
    }
    let text =
      session.arguments.value(.format([])) == "json"
      ? json(explanation, remedies, setup) : explanation.rendered
    try accessing { () throws(FileProblem) in try session.deliver(text) }
    return .success
  }

  private static func json(
    _ explanation: Explanation, _ remedies: Remedies?, _ setup: EvaluationSetup
  ) -> String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writer.key("decision")
    writer.decision(explanation.decision, of: setup.program, contested: true)
    writer.reasons(of: explanation)
    if let remedies { writer.remedies(remedies, of: setup.program, in: explanation.language) }
    writer.endObject()
    return writer.text + "\n"
  }
}
