internal import PolicyLang
internal import PolicyRuntime

/// Decides a data file that comes piece by piece: the rows of `policyc eval --format csv`, byte for
/// byte.
///
/// Conditions are computed for many rows at a time in columns. Rows that lack something, and what
/// columns cannot tell, go through the interpreter one by one, as they do in the command.
final class WebBatch {
  private static let size = 2048
  /// Refused rows beyond these are only counted.
  private static let mostShown = 200

  let setup: EvaluationSetup
  private let language: Language
  private var reader: CandidateReader
  private let engine: ColumnEngine?
  private let batch: ColumnBatch?
  private var waiting: [CandidateReader.Row] = []
  private var output: [UInt8] = []
  private var texts: [[UInt8]: [UInt8]] = [:]
  private var counts = [Int](repeating: 0, count: Outcome.allCases.count)
  private var violations: [Int]
  private var refused = 0
  private var problems: [(line: Int, id: String, problem: DataProblem)] = []
  private var warnings: [Diagnostic] = []
  private var failure: (problem: DataProblem, line: Int)?

  init(_ setup: EvaluationSetup, _ layout: DataLayout, _ language: Language) {
    self.setup = setup
    self.language = language
    reader = CandidateReader(setup.program, layout: layout)
    violations = Array(repeating: 0, count: setup.program.requirements.count)
    let program = ColumnProgram(setup.policy)
    // Results are values beside the decision, which only the interpreter computes.
    if setup.program.results.isEmpty {
      batch = ColumnBatch(program.plan, capacity: WebBatch.size)
      engine = ColumnEngine(program, capacity: WebBatch.size)
    } else {
      batch = nil
      engine = nil
    }
    let names = ["id", "decision", "violated", "waivable", "unknown", "missing", "pending"]
    append(names + setup.program.results.map { $0.label.id })
  }

  /// - Returns: the rows that are done, as text.
  func feed(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    reader.feed(bytes)
    if isLast { reader.finish() }
    reading: while failure == nil {
      switch reader.next() {
      case .candidate(let row):
        waiting.append(row)
        if waiting.count >= WebBatch.size { decide() }
      case .reject(let reject):
        for problem in reject.problems.prefix(1) { refuse(reject.line, reject.id, problem) }
      case .failure(let problem, let line): failure = (problem, line)
      case .needsInput, .end: break reading
      }
    }
    for warning in reader.takeWarnings() where warnings.count < 100 { warnings.append(warning) }
    if isLast { decide() }
    defer { output.removeAll(keepingCapacity: true) }
    return output
  }

  private func refuse(_ line: Int, _ id: String, _ problem: DataProblem) {
    refused += 1
    if problems.count < WebBatch.mostShown { problems.append((line, id, problem)) }
  }

  // MARK: Deciding

  private func decide() {
    if waiting.isEmpty { return }
    defer { waiting.removeAll(keepingCapacity: true) }
    guard let batch, let engine else {
      for row in waiting { refer(row) }
      return
    }
    batch.clear()
    for row in waiting { batch.append(row.candidate) }
    let rows = waiting
    let decisions = engine.decide(batch) { rows[$0].candidate }
    let groups = decisions.groupCount()
    let width = 3 * groups
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, width) * batch.capacity)
    defer { bytes.deallocate() }
    for (place, list) in WebBatch.lists.enumerated() {
      for group in 0..<groups {
        decisions.write(
          list, group: group, to: bytes + (place * groups + group) * batch.capacity)
      }
    }
    let outcomes = decisions.outcomes()
    var key = [UInt8](repeating: 0, count: width + 1)
    for (index, row) in rows.enumerated() {
      guard let outcome = Outcome(rawValue: outcomes[index]), outcome != .undetermined,
        outcome != .needsJudgement
      else {
        refer(row)
        continue
      }
      key[0] = outcome.rawValue
      for place in 0..<width { key[place + 1] = bytes[place * batch.capacity + index] }
      counts[Int(outcome.rawValue)] += 1
      if outcome == .ineligible { count(decisions, index) }
      output += Array(CSVText.cell(row.candidate.id).utf8)
      output += text(for: key, outcome, decisions, index)
    }
  }

  private static let lists: [DecisionBatch.ClauseList] = [.violated, .waivable, .unknown]

  private func count(_ decisions: DecisionBatch, _ row: Int) {
    for clause in violations.indices {
      guard let plane = decisions.plane(.violated, clause) else { continue }
      if plane[row >> 6] >> UInt64(row & 63) & 1 != 0 { violations[clause] += 1 }
    }
  }

  /// What stands behind the id of all rows that are decided alike.
  private func text(
    for key: [UInt8], _ outcome: Outcome, _ decisions: DecisionBatch, _ row: Int
  ) -> [UInt8] {
    if let known = texts[key] { return known }
    var cells = [outcome.id]
    for list in WebBatch.lists {
      var ids: [String] = []
      for clause in decisions.clauses(list, row) {
        ids.append(setup.program.requirements[clause].label.id)
      }
      cells.append(ids.joined(separator: ";"))
    }
    let made = Array(("," + CSVText.line(cells + ["", ""], end: "\n")).utf8)
    if texts.count < 1 << 16 { texts[key] = made }
    return made
  }

  /// Decides a row by the interpreter.
  private func refer(_ row: CandidateReader.Row) {
    do throws(DecisionError) {
      let decision = try setup.decide(row.candidate)
      counts[Int(decision.outcome.rawValue)] += 1
      for clause in decision.violated { violations[clause.requirement] += 1 }
      var cells = [
        decision.candidate, decision.outcome.id, ids(decision.violated), ids(decision.waivable),
        ids(decision.unknown), decision.missing.joined(separator: ";"),
        decision.pending.joined(separator: ";"),
      ]
      let values = PlainValue(program: setup.program)
      for index in setup.program.results.indices {
        let finding = decision.results.first { $0.result == index }
        cells.append(finding.map { values.text(of: $0.value, $0.type) } ?? "")
      }
      append(cells)
    } catch {
      let diagnostic = error.diagnostic(in: setup.policy.environment)
      refuse(row.line, row.candidate.id, DataProblem(diagnostic.kind, diagnostic.arguments))
    }
  }

  private func ids(_ clauses: [ClauseFinding]) -> String {
    clauses.map { $0.label.id }.joined(separator: ";")
  }

  private func append(_ cells: [String]) {
    output += Array(CSVText.line(cells, end: "\n").utf8)
  }

  // MARK: What came of it

  func write(to answer: inout WebAnswer) {
    for warning in warnings { answer.add(warning) }
    if let failure { answer.add(failure.problem) }
    let decided = counts.reduce(0) { $0 + $1 }
    answer.add("counts") { writer in
      writer.beginObject()
      writer.key("rows")
      writer.integer(decided + refused)
      writer.key("decisions")
      writer.integer(decided)
      writer.key("rejects")
      writer.integer(refused)
      for outcome in Outcome.allCases {
        writer.key(outcome.id)
        writer.integer(counts[Int(outcome.rawValue)])
      }
      writer.endObject()
    }
    answer.add("violated") { writer in
      writer.beginArray()
      for (index, clause) in setup.program.requirements.enumerated() where violations[index] > 0 {
        writer.beginObject()
        writer.key("clause")
        writer.string(clause.label.id)
        writer.key("name")
        writer.string(clause.label[language])
        writer.key("article")
        writer.string(clause.articles.first ?? "")
        writer.key("count")
        writer.integer(violations[index])
        writer.endObject()
      }
      writer.endArray()
    }
    answer.add("rejects") { writer in
      writer.beginArray()
      for reject in problems {
        writer.beginObject()
        writer.key("line")
        writer.integer(reject.line)
        writer.key("id")
        writer.string(reject.id)
        writer.key("column")
        writer.string(reject.problem.column)
        writer.key("reason")
        writer.string(reject.problem.reason(in: language))
        writer.endObject()
      }
      writer.endArray()
    }
  }
}
