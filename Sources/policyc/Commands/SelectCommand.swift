internal import PolicyLang
internal import PolicyRuntime

/// `policyc select POLICY CANDIDATES`: decides, ranks and fills the places.
struct SelectCommand {
  private static let formats = Option.format(["text", "json", "jsonl", "csv"])
  private static let given = Option(
    name: "--given", value: .text(LocalText(zh: "名单", en: "LIST")),
    meaning: LocalText(
      zh: "核对别处拟定的名单：每行一个编号，或有编号列的 CSV",
      en: "check a list drawn up elsewhere: one id a line, or CSV with an id column"))
  private static let verify = Option(
    name: "--verify", value: .none,
    meaning: LocalText(
      zh: "用另一种算法复核：限额都满足、名单最长、没有人被无故跳过",
      en: "confirm by another method: limits kept, list as long as possible, nobody passed over"))
  private static let selection = Option(
    name: "--selection", value: .text(LocalText(zh: "名称", en: "NAME")),
    meaning: LocalText(zh: "政策有几个遴选时选哪一个", en: "which selection, where a policy has several"))
  private static let units = Option(
    name: "--units", value: .text(LocalText(zh: "单位表", en: "UNITS")),
    meaning: LocalText(
      zh: "按这张单位表把名额分给各单位，每个单位不超过分得的数",
      en: "share the places out among the units of this file; none takes more than its share"))
  private static let excel = Option(
    name: "--excel", value: .none,
    meaning: LocalText(zh: "CSV 写成 Excel 能直接打开的样子", en: "write CSV the way Excel opens it directly")
  )

  static let command = Command(
    shape: CommandShape(
      name: "select",
      summary: LocalText(zh: "判定、排序、按名额和限额选出名单", en: "decide, rank and fill the places"),
      operands: [
        .init(name: LocalText(zh: "政策", en: "POLICY")),
        .init(name: LocalText(zh: "候选人", en: "CANDIDATES")),
      ],
      options: [
        formats, .output, RejectSink.option, .asOf, .set, given, verify, selection, units,
        excel,
        CandidateStream.encodingOption, .path, .threads, .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          只给“符合”的人排序；没有得分的不排，单独列出。名单先求满足全部硬限额，再求最长，
          再从第一名起往下取。每个人都写明为什么入选或没有入选。
          政策没有写排序的，只列出符合的人和这个存疑之处，不替文件作主。
          """,
        en: """
          Only the eligible are ranked; those without a score are listed apart. The list meets every
          hard limit, then is as long as possible, then best from the top. Everybody gets the reason
          for being in or out. Where a policy states no ranking, the eligible are listed and the open
          point is named.
          """),
      examples: [
        .init(
          call: "policyc select tongliao 候选人.csv",
          meaning: LocalText(zh: "名单、候补、各项限额", en: "the list, those passed over, the limits")),
        .init(
          call: "policyc select tongliao 候选人.csv -f csv --excel -o 名单.csv",
          meaning: LocalText(zh: "存成 Excel 能打开的表", en: "a table for Excel")),
        .init(
          call: "policyc select tongliao 候选人.csv --given 拟定名单.csv",
          meaning: LocalText(zh: "核对已经拟好的名单", en: "check a list that exists")),
      ]),
    run: { (session) throws(CommandFailure) in try SelectCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    let plan = try sharingOut(plan(setup), setup)
    let given = try session.arguments.value(SelectCommand.given).map {
      (path) throws(CommandFailure) in
      try GivenListFile(path, setup.program, session).ids
    }
    var pool = SelectionPool(setup.policy, plan, tracking: given ?? [])
    let stream = try CandidateStream(session.arguments.operands[1], setup.program, session)
    let rejects = try RejectSink(session, dataName: stream.name)
    try fill(&pool, stream, rejects, setup)
    let report = try settle(pool, setup, given)
    let output = try ResultSink(session)
    let sink = PieceSink(output)
    try write(report, rejects.count, sink)
    try sink.flush()
    try rejects.commit()
    try output.commit()
    close(report, rejects.count)
    return rejects.count > 0 || !report.isClean ? .inputHasErrors : .success
  }

  private func plan(_ setup: EvaluationSetup) throws(CommandFailure) -> SelectionPlan {
    let plans = SelectionPlan.all(in: setup.program)
    guard let first = plans.first else {
      session.report([Diagnostic(.noSelection, at: nil, [LocalText(setup.program.title)])])
      throw .reported(.inputHasErrors)
    }
    guard let name = session.arguments.value(SelectCommand.selection) else {
      if plans.count > 1 {
        let names = plans.dropFirst().map { $0.label[session.language] }
        session.note(
          session.say(
            zh: "政策有几个遴选，这里做“\(first.label.zh)”；其他用 --selection：",
            en: "running `\(first.label[.english])`; for the others use --selection: ")
            + names.joined(separator: session.say(zh: "、", en: ", ")))
      }
      return first
    }
    if let plan = plans.first(where: {
      $0.label.id == name || $0.label.zh == name || $0.label.en == name
    }) {
      return plan
    }
    let known = plans.map { $0.label[session.language] }
    throw .usage(
      UsageProblem(
        .noSuchSelection,
        [LocalText(name), LocalText(known.joined(separator: session.say(zh: "、", en: ", ")))]))
  }

  /// The plan with the places that `--units` gives each unit.
  private func sharingOut(
    _ plan: SelectionPlan, _ setup: EvaluationSetup
  ) throws(CommandFailure) -> SelectionPlan {
    guard let path = session.arguments.value(SelectCommand.units) else { return plan }
    let rule = ApportionmentRule.all(in: setup.program).first {
      $0.quota != nil && $0.quota == plan.quota?.norm && $0.unitField != nil
    }
    guard let rule else {
      session.report([Diagnostic(.noApportionment, at: nil, [LocalText(setup.program.title)])])
      throw .reported(.inputHasErrors)
    }
    let shares = try UnitShares.read(path, rule, setup, session)
    let name = rule.label
    var notes: [LocalText] = []
    for note in shares.open {
      notes.append(
        LocalText(
          zh: "分配“\(name.zh)”没有执行：" + note.zh,
          en: "`\(name[.english])` was not applied: " + note.en))
    }
    if !shares.tied.isEmpty {
      notes.append(
        LocalText(
          zh: "分配“\(name.zh)”：最后一名几个单位并列，按单位表先后给",
          en: "`\(name[.english])`: equal claims to the last place, given by the order of the file")
      )
    }
    return plan.applying(shares).noting(notes)
  }

  private func fill(
    _ pool: inout SelectionPool, _ stream: CandidateStream, _ rejects: RejectSink,
    _ setup: EvaluationSetup
  ) throws(CommandFailure) {
    let progress = Progress(session)
    while let item = try stream.next() {
      switch item {
      case .reject(let reject): try rejects.take(reject)
      case .candidate(let row):
        do throws(DecisionError) {
          try pool.add(row.candidate, decided: try setup.decide(row.candidate))
        } catch {
          try rejects.take(try reject(row, error, setup))
        }
      }
      progress.step(pool.candidateCount + rejects.count, rejects.count)
    }
    progress.finish()
  }

  private func reject(
    _ row: CandidateReader.Row, _ error: DecisionError, _ setup: EvaluationSetup
  ) throws(CommandFailure) -> Reject {
    let diagnostic = error.diagnostic(in: setup.policy.environment)
    if case .evaluation(let error) = error, error.kind == .missingAsOfDate {
      session.report([diagnostic])
      throw .reported(.wrongUsage)
    }
    let problem = DataProblem(diagnostic.kind, column: "", value: "", diagnostic.arguments)
    return Reject(line: row.line, row: row.row, id: row.candidate.id, problems: [problem])
  }

  private func settle(
    _ pool: SelectionPool, _ setup: EvaluationSetup, _ given: [String]?
  ) throws(CommandFailure) -> SelectionReport {
    do throws(EvaluationError) {
      let result = try SelectionRun.run(pool)
      var list: GivenList?
      if let given { list = try GivenList(given, pool, result) }
      var checks: [SelectionChecker.Report] = []
      if session.arguments.has(SelectCommand.verify) {
        checks = result.rounds.map { SelectionChecker($0.problem).check($0.list) }
      }
      return SelectionReport(
        setup: setup, pool: pool, result: result, given: list, checks: checks,
        language: session.language)
    } catch {
      session.report([error.diagnostic(in: setup.policy.environment)])
      throw .reported(error.kind == .missingAsOfDate ? .wrongUsage : .inputHasErrors)
    }
  }

  private func write(
    _ report: SelectionReport, _ rejects: Int, _ sink: PieceSink
  ) throws(CommandFailure) {
    switch session.arguments.value(SelectCommand.formats) {
    case "json": try sink.write(report.document(rejects: rejects))
    case "jsonl": try report.lines(sink)
    case "csv": try report.table(sink, excel: session.arguments.has(SelectCommand.excel))
    default: try report.page(sink)
    }
  }

  private func close(_ report: SelectionReport, _ rejects: Int) {
    if session.isQuiet, rejects == 0 { return }
    let decisions = report.pool.candidateCount
    session.console.writeError(
      session.say(
        zh:
          "读入 \(decisions + rejects) 行 = 判定 \(decisions) + 拒收 \(rejects)；入选 \(report.result.selected.count)\n",
        en: "\(decisions + rejects) rows in = \(decisions) decisions + \(rejects) rejects; "
          + "\(report.result.selected.count) selected\n"))
  }
}

/// Gathers small pieces before they are written.
final class PieceSink {
  private let output: ResultSink
  private var text = ""

  init(_ output: ResultSink) { self.output = output }

  func write(_ piece: String) throws(CommandFailure) {
    text += piece
    if text.utf8.count > 1 << 16 { try flush() }
  }

  func flush() throws(CommandFailure) {
    try output.write(text)
    text.removeAll(keepingCapacity: true)
  }
}

/// The ids of a list drawn up elsewhere.
struct GivenListFile {
  private(set) var ids: [String] = []

  init(_ path: String, _ program: IRProgram, _ session: Session) throws(CommandFailure) {
    let bytes = try accessing { () throws(FileProblem) in try FileAccess.read(path) }
    var decoder = TextDecoder(encoding: nil)
    var reader = CSVReader()
    reader.feed(decoder.decode(bytes, isLast: true))
    reader.finish()
    var column: Int?
    var chosen: Int?
    var isFirst = true
    while true {
      switch reader.next() {
      case .needsInput, .end:
        return
      case .reject(let kind):
        session.report([Diagnostic(kind, at: nil, [])])
        throw .reported(.inputHasErrors)
      case .record:
        let cells = (0..<reader.cellCount).map { GivenListFile.text(reader.cell($0)) }
        if isFirst {
          isFirst = false
          column = cells.firstIndex { GivenListFile.isIdentifier($0, program) }
          chosen = cells.firstIndex { $0 == "selected" || $0 == "入选" }
          if column != nil { continue }
        }
        let place = column ?? 0
        guard cells.indices.contains(place), !cells[place].isEmpty else { continue }
        // In a table of everybody, such as this command writes, only those marked are on the list.
        if let chosen, cells.indices.contains(chosen),
          !["true", "是", "1", "TRUE"].contains(cells[chosen])
        {
          continue
        }
        ids.append(cells[place])
      }
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
    while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isIdentifier(_ name: String, _ program: IRProgram) -> Bool {
    if name == "id" { return true }
    for field in program.records.first?.fields ?? [] where field.isIdentifier {
      if field.label.id == name || field.label.zh == name || field.label.en == name { return true }
    }
    return false
  }
}
