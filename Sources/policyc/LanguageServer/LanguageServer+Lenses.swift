internal import PolicyLang
internal import PolicyRuntime

/// What the client may ask the server to do.
enum ServerCommand: String, CaseIterable {
  /// Arguments: the address of the file and the name of the test.
  case runTest = "policyc.runTest"
  /// Arguments: the address of the file and the name of the clause.
  case showRejected = "policyc.showRejected"
}

// Remarks above tests and clauses, and what they do.
extension LanguageServer {
  func lenses(_ document: TextDocument) -> String {
    let checked = workspace.check(document)
    let language = language(of: checked)
    return JSONWriter.written { writer in
      writer.beginArray()
      for statement in checked.parsed?.statements ?? [] where statement.keyword == .test {
        guard let name = statement.name else { continue }
        let result = document.testResults?.first { $0.test.span == statement.span }
        writeLens(
          statement.keywordSpan, title(of: result?.status, language), .runTest, name.text, document,
          to: &writer)
      }
      if let counts = counts(document, checked) {
        for (index, place) in checked.compiled.outline.clauses.enumerated() {
          guard counts.counts.indices.contains(index), let name = place.statement.name,
            name.span.file == FileID(0)
          else { continue }
          writeLens(
            place.statement.keywordSpan, title(of: counts.counts[index], counts.decided, language),
            .showRejected, name.text, document, to: &writer)
        }
      }
      writer.endArray()
    }
  }

  private func writeLens(
    _ span: SourceSpan, _ title: String, _ command: ServerCommand, _ name: String,
    _ document: TextDocument, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("range")
    writer.range(document.range(of: span))
    writer.key("command")
    writer.beginObject()
    writer.key("title")
    writer.string(title)
    writer.key("command")
    writer.string(command.rawValue)
    writer.key("arguments")
    writer.strings([document.uri, name])
    writer.endObject()
    writer.endObject()
  }

  private func title(of status: TestResult.Status?, _ language: Language) -> String {
    let isChinese = language == .chinese
    switch status {
    case nil: return isChinese ? "运行这个测试" : "run this test"
    case .passed: return isChinese ? "✓ 通过 · 再运行" : "✓ passed · run again"
    case .failed: return isChinese ? "✗ 不通过 · 再运行" : "✗ failed · run again"
    }
  }

  private func title(
    of count: ClauseCounts.Count, _ decided: Int, _ language: Language
  ) -> String {
    if language == .chinese {
      let open = count.unknown > 0 ? "，\(count.unknown) 人不能确定" : ""
      return "示例 \(decided) 人中 \(count.rejected.count) 人不满足" + open
    }
    let open = count.unknown > 0 ? ", \(count.unknown) open" : ""
    return "turns away \(count.rejected.count) of \(decided) examples" + open
  }

  /// The counts for a document, made when first asked for.
  private func counts(_ document: TextDocument, _ checked: CheckedFile) -> ClauseCounts? {
    if let known = document.counts { return known }
    guard let program = checked.compiled.program,
      checked.compiled.outline.clauses.count == program.requirements.count
    else { return nil }
    for path in ExampleCandidates.places(options.candidates, document.path, workspace.roots) {
      guard let candidates = ExampleCandidates.read(path, program), !candidates.isEmpty else {
        continue
      }
      document.counts = ClauseCounts(program, candidates, asOf: options.asOf)
      break
    }
    return document.counts
  }

  // MARK: Commands

  func execute(_ params: JSONValue) throws(RPCError) -> String {
    let arguments = params["arguments"]?.elements.compactMap { $0.text } ?? []
    guard let command = params["command"]?.text.flatMap({ ServerCommand(rawValue: $0) }),
      arguments.count == 2
    else { throw RPCError(.invalidParams, "unknown command or arguments") }
    guard let document = workspace.documents[arguments[0]] else {
      throw RPCError(.invalidParams, "not open: " + arguments[0])
    }
    let checked = workspace.check(document)
    let text: String
    switch command {
    case .runTest: text = runTest(arguments[1], document, checked)
    case .showRejected: text = rejected(by: arguments[1], document, checked)
    }
    notify("window/showMessage") { writer in
      writer.beginObject()
      writer.key("type")
      writer.integer(3)
      writer.key("message")
      writer.string(text)
      writer.endObject()
    }
    return JSONWriter.written { $0.string(text) }
  }

  private func runTest(
    _ name: String, _ document: TextDocument, _ checked: CheckedFile
  ) -> String {
    let language = language(of: checked)
    let isChinese = language == .chinese
    guard let program = checked.compiled.program else {
      return isChinese ? "先改正文件里的错误" : "repair the errors in the file first"
    }
    let tests = checked.compiled.tests.filter { $0.name == name }
    let results = TestRun(program, tests, asOf: options.asOf).results
    guard let result = results.first else {
      return isChinese ? "没有这个测试：\(name)" : "no such test: \(name)"
    }
    var known = document.testResults ?? []
    known.removeAll { $0.test.name == name }
    document.testResults = known + results
    if client.refreshesLenses { ask("workspace/codeLens/refresh") }
    switch result.status {
    case .passed: return name + (isChinese ? "：通过" : ": passed")
    case .failed(let why): return name + (isChinese ? "：不通过，" : ": failed, ") + why[language]
    }
  }

  private func rejected(
    by clause: String, _ document: TextDocument, _ checked: CheckedFile
  ) -> String {
    let isChinese = language(of: checked) == .chinese
    guard let counts = counts(document, checked) else {
      return isChinese ? "没有示例名单" : "there are no example candidates"
    }
    for (index, place) in checked.compiled.outline.clauses.enumerated()
    where place.statement.name?.text == clause && counts.counts.indices.contains(index) {
      let ids = counts.counts[index].rejected
      let shown = ids.prefix(30).joined(separator: isChinese ? "、" : ", ")
      let rest = ids.count > 30 ? " …" : ""
      if ids.isEmpty { return clause + (isChinese ? "：示例中没有人不满足" : ": turns nobody away") }
      return clause + (isChinese ? "：不满足的有 " : ": turns away ") + shown + rest
    }
    return isChinese ? "没有这个条款：\(clause)" : "no such clause: \(clause)"
  }
}
