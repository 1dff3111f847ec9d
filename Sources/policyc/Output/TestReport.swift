internal import PolicyLang
internal import PolicyRuntime

/// What a run of tests showed, for people and for scripts.
struct TestReport {
  private let language: Language
  private let isChinese: Bool

  init(_ language: Language) {
    self.language = language
    isChinese = language == .chinese
  }

  /// Failures with their place, a line of counts, and what was never seen to hold or to fail.
  func text(_ path: String, _ run: TestRun, _ sources: SourceMap, brief: Bool) -> String {
    var result = ""
    for outcome in run.results {
      guard case .failed(let reason) = outcome.status else { continue }
      let place = sources[outcome.test.span.file].position(at: outcome.test.span.lowerBound)
      result += say("未通过 ", "failed ") + "\(path):\(place.line) " + outcome.test.name
      result += say("：", ": ") + reason[language] + "\n"
    }
    let failed = run.results.filter { $0.hasFailed }.count
    let passed = run.results.count - failed
    if brief { return result }
    result += path + say("：", ": ")
    if run.results.isEmpty {
      result += say("没有测试", "no tests")
    } else {
      result += say(
        "\(run.results.count) 条测试，通过 \(passed)", "\(run.results.count) tests, \(passed) passed")
      if failed > 0 { result += say("，未通过 \(failed)", ", \(failed) failed") }
    }
    let points = run.coverage.points
    result +=
      say(
        "；条款和分支 \(points.count) 处，\(run.coverage.complete) 处两面都测到",
        "; \(points.count) clauses and branches, \(run.coverage.complete) tried both ways") + "\n"
    result += list(say("从未成立", "never held"), points.filter { !$0.held })
    result += list(say("从未不成立", "never failed"), points.filter { !$0.failed })
    return result
  }

  private func list(_ title: String, _ points: [Coverage.Point]) -> String {
    if points.isEmpty { return "" }
    let names = points.map { point in
      point.kind == .clause
        ? point.label[language] : point.clause[language] + "/" + point.label[language]
    }
    return "  " + title + say("：", ": ") + names.joined(separator: say("、", ", ")) + "\n"
  }

  func write(
    _ path: String, _ program: IRProgram, _ run: TestRun, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("file")
    writer.string(path)
    writer.key("policy")
    writer.string(program.id)
    writer.key("policy_hash")
    writer.string(CompiledFile.hash(of: program))
    writer.key("tests")
    writer.beginArray()
    for result in run.results {
      writer.beginObject()
      writer.key("name")
      writer.string(result.test.name)
      writer.key("status")
      switch result.status {
      case .passed: writer.string("passed")
      case .failed(let reason):
        writer.string("failed")
        writer.key("reason")
        writer.string(reason[language])
      }
      writer.endObject()
    }
    writer.endArray()
    writer.key("coverage")
    writer.beginArray()
    for point in run.coverage.points { write(point, to: &writer) }
    writer.endArray()
    writer.endObject()
  }

  private func write(_ point: Coverage.Point, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("kind")
    switch point.kind {
    case .clause: writer.string("clause")
    case .exception: writer.string("exception")
    case .branch: writer.string("branch")
    }
    writer.key("clause")
    writer.string(point.clause.id)
    if point.kind != .clause {
      writer.key("name")
      writer.string(point.label.id)
    }
    writer.key("held")
    writer.boolean(point.held)
    writer.key("failed")
    writer.boolean(point.failed)
    writer.endObject()
  }

  private func say(_ zh: String, _ en: String) -> String { isChinese ? zh : en }
}
