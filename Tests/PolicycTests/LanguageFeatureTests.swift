import PolicyLang
import PolicyRuntime
import PolicyTestSupport
import Testing

@testable import policyc

/// The features as the protocol carries them.
@Suite struct LanguageFeatureTests {
  private let uri = LanguageServerTests.uri
  private let policy = LanguageServerTests.policy

  private func opened(options: String = "{}", root: String? = nil) -> EditorClient {
    let client = EditorClient(options: options, root: root)
    client.open(uri, policy)
    return client
  }

  private func apply(_ edits: [JSONValue], _ text: String) -> String {
    var bytes = Array(text.utf8)
    let map = PositionMap(bytes, .utf16)
    var pieces: [(Range<Int>, String)] = []
    for edit in edits {
      guard let range = ProtocolRange(edit["range"]), let new = edit["newText"]?.text else {
        continue
      }
      pieces.append((map.offset(of: range.start)..<map.offset(of: range.end), new))
    }
    for (range, new) in pieces.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      bytes.replaceSubrange(range, with: Array(new.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func hoverSpeaksMarkdown() {
    let client = opened()
    let hover = client.request("textDocument/hover", client.at(uri, 3, 15))
    #expect(hover?.at("contents", "kind")?.text == "markdown")
    #expect(hover?.at("contents", "value")?.text == "**5年**\n\n= 60 个月\n")
    let empty = client.request("textDocument/hover", client.at(uri, 2, 0))
    #expect(empty == .null)
  }

  @Test func completionReplacesTheWord() throws {
    let client = opened()
    client.change(uri, version: 2, (6, 12), (6, 16), "行")
    let list = client.request("textDocument/completion", client.at(uri, 6, 13))
    let items = list?["items"]?.elements ?? []
    let rank = try #require(items.first { $0["label"]?.text == "行政级别" })
    #expect(rank.at("textEdit", "range", "end", "character")?.integer == 13)
    #expect(rank["detail"]?.text?.hasPrefix("等级") == true)
  }

  @Test func definitionsInBuiltinFilesCanBeOpened() throws {
    let client = opened()
    let own = client.request("textDocument/definition", client.at(uri, 5, 21))?.elements ?? []
    #expect(own.first?["uri"]?.text == uri)
    #expect(own.first?.at("range", "start", "line")?.integer == 3)
    let field = client.request("textDocument/definition", client.at(uri, 5, 11))?.elements ?? []
    let path = try #require(field.first?["uri"]?.text.flatMap { FileURI.path($0) })
    let line = try #require(field.first?.at("range", "start", "line")?.integer)
    let bytes = try FileAccess.read(path)
    #expect(bytes == Array((BuiltinPolicies.text("craftsman") ?? "").utf8))
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line].contains("字段 一线工作年限"))
    let file = client.request("textDocument/definition", client.at(uri, 1, 5))
    #expect(file?["uri"]?.text == FileURI.uri(path))
  }

  @Test func referencesAndHighlightsAgree() {
    let client = opened()
    let more = #","context":{"includeDeclaration":true}"#
    let references = client.request("textDocument/references", client.at(uri, 8, 3, more))
    #expect(references?.elements.map { $0.at("range", "start", "line")?.integer } == [8, 9, 10])
    let highlights = client.request("textDocument/documentHighlight", client.at(uri, 8, 3))
    #expect(highlights?.elements.count == 3)
  }

  @Test func renamingEditsEveryPlaceAndRefusesTheRest() {
    let client = opened()
    let prepared = client.request("textDocument/prepareRename", client.at(uri, 5, 21))
    #expect(prepared?["placeholder"]?.text == "最低工龄")
    let edit = client.request(
      "textDocument/rename", client.at(uri, 5, 21, #","newName":"下限""#))
    let edits = edit?.at("changes", uri)?.elements ?? []
    #expect(apply(edits, policy) == policy.replacing("最低工龄", with: "下限"))
    #expect(
      client.error("textDocument/rename", client.at(uri, 5, 21, #","newName":"应当""#)) == -32803)
    #expect(
      client.error("textDocument/rename", client.at(uri, 5, 11, #","newName":"年限""#)) == -32803)
    #expect(client.error("textDocument/prepareRename", client.at(uri, 5, 3)) == -32803)
  }

  @Test func renamingReachesOtherFiles() {
    let folder = Folder()
    let words = folder.path + "/words.policy"
    let a = folder.path + "/a.policy"
    let b = folder.path + "/b.policy"
    folder.write(
      "words.policy", "词汇 words \"W\"\n主体 人(p) {\n  字段 编号(id): 文本 标识\n  字段 党员(m): 是否\n}\n")
    for path in ["a.policy", "b.policy"] {
      folder.write(path, "政策 \(path.prefix(1)) \"x\"\n使用 words\n资格 甲 @第一条 { 应当 乙: 党员 }\n")
    }
    let client = EditorClient(root: folder.path)
    client.open(FileURI.uri(a), String(decoding: (try? FileAccess.read(a)) ?? [], as: UTF8.self))
    let edit = client.request(
      "textDocument/rename", client.at(FileURI.uri(a), 2, 20, #","newName":"中共党员""#))
    for path in [words, a, b] {
      #expect(edit?.at("changes", FileURI.uri(path))?.elements.count == 1, "\(path)")
    }
    let symbols = client.request("workspace/symbol", #"{"query":"党"}"#)
    #expect(symbols?.elements.first?["name"]?.text == "党员")
  }

  @Test func outlineFoldsAndTokensComeOut() throws {
    let client = opened()
    let symbols = client.request("textDocument/documentSymbol", client.of(uri))?.elements ?? []
    #expect(symbols.map { $0["name"]?.text } == ["lin", "最低工龄", "基本条件", "甲", "够", "错"])
    #expect(symbols[2]["children"]?.elements.count == 2)
    let folds = client.request("textDocument/foldingRange", client.of(uri))?.elements ?? []
    #expect(folds.map { $0["startLine"]?.integer } == [4])
    #expect(folds.first?["endLine"]?.integer == 6)
    let data = client.request("textDocument/semanticTokens/full", client.of(uri))?["data"]?.elements
    let numbers = try #require(data).compactMap { $0.integer }
    #expect(numbers.count % 5 == 0 && numbers.count > 100)
    #expect(numbers.prefix(5) == [0, 0, 2, 0, 0])
    var line = 0
    for index in stride(from: 0, to: numbers.count, by: 5) {
      line += numbers[index]
      #expect(numbers[index + 2] > 0 && numbers[index + 3] < SemanticLegend.types.count)
    }
    #expect(line == 10)
    let hints = client.request(
      "textDocument/inlayHint",
      #"{"textDocument":{"uri":"\#(uri)"},"range":{"start":{"line":0,"character":0},"end":{"line":20,"character":0}}}"#
    )?.elements
    #expect(hints?.first?["label"]?.text == " = 5年")
  }

  @Test func formattingGivesWhatTheFormatterGives() throws {
    let messy = policy.replacing("应当 一线够: 一线", with: "必须   一线够 :一线")
    let client = EditorClient()
    client.open(uri, messy)
    let edits = client.request("textDocument/formatting", client.of(uri))?.elements ?? []
    let source = SourceFile(name: "a", text: messy)
    let parsed = Parser.parse(source, file: FileID(0))
    let wanted = try #require(Formatter.format(parsed, source: source, language: .chinese))
    #expect(apply(edits, messy) == wanted)
    client.open(uri, "政策 {")
    #expect(client.error("textDocument/formatting", client.of(uri)) == -32803)
  }

  @Test func repairsAreOffered() throws {
    let faulty = policy.replacing("行政级别 至少", with: "行政级 至少")
    let client = EditorClient()
    client.open(uri, faulty)
    let range = #"{"start":{"line":6,"character":10},"end":{"line":6,"character":10}}"#
    let actions = client.request(
      "textDocument/codeAction",
      #"{"textDocument":{"uri":"\#(uri)"},"range":\#(range),"context":{"diagnostics":[]}}"#)
    let action = try #require(actions?.elements.first)
    #expect(action["title"]?.text == "改为“行政级别”")
    #expect(apply(action.at("edit", "changes", uri)?.elements ?? [], faulty) == policy)
    let all = client.request(
      "textDocument/codeAction",
      #"{"textDocument":{"uri":"\#(uri)"},"range":\#(range),"context":{"diagnostics":[],"only":["source.fixAll"]}}"#
    )
    #expect(
      apply(all?.elements.first?.at("edit", "changes", uri)?.elements ?? [], faulty) == policy)
  }

  @Test func testsRunFromTheEditor() {
    let client = opened()
    let lenses = client.request("textDocument/codeLens", client.of(uri))?.elements ?? []
    #expect(lenses.filter { $0.at("command", "title")?.text == "运行这个测试" }.count == 2)
    for (name, answer) in [("够", "够：通过"), ("错", "错：不通过，应得 不符合；实得 符合")] {
      let text = client.request(
        "workspace/executeCommand",
        #"{"command":"policyc.runTest","arguments":["\#(uri)","\#(name)"]}"#)
      #expect(text?.text == answer)
    }
    let after = client.request("textDocument/codeLens", client.of(uri))?.elements ?? []
    #expect(
      after.compactMap { $0.at("command", "title")?.text }.filter { $0.contains("再运行") }
        == ["✓ 通过 · 再运行", "✗ 不通过 · 再运行"])
  }

  @Test func clausesSayWhomTheyTurnAway() {
    let folder = Folder()
    folder.write(
      "people.csv", "编号,一线工作年限,行政级别\na,6,无\nb,3,无\nc,4,副处级\nd,,正处级\n")
    let client = opened(options: #"{"candidates":"people.csv"}"#, root: folder.path)
    let lenses = client.request("textDocument/codeLens", client.of(uri))?.elements ?? []
    let titles = lenses.compactMap { $0.at("command", "title")?.text }.filter { $0.hasPrefix("示例") }
    #expect(titles == ["示例 4 人中 2 人不满足，1 人不能确定", "示例 4 人中 2 人不满足"])
    let who = client.request(
      "workspace/executeCommand",
      #"{"command":"policyc.showRejected","arguments":["\#(uri)","领导"]}"#)
    #expect(who?.text == "领导：不满足的有 c、d")
  }

  @Test func theReviewFollowsAndIsDroppedWhenLate() throws {
    let client = opened()
    let job = try #require(client.server.nextReview())
    let findings = PolicyReview.diagnostics(of: job.compiled)
    #expect(findings.count > (client.diagnostics(uri)?.count ?? 0))
    #expect(!client.server.needsReview)
    client.server.take(findings, for: job)
    client.notify("$/setTrace", "{}")
    #expect(client.diagnostics(uri)?.count == findings.count)
    // A late review of an older text says nothing.
    client.change(uri, version: 2, (10, 0), (10, 0), "\n")
    let late = try #require(client.server.nextReview())
    client.change(uri, version: 3, (0, 0), (0, 2), "x")
    let before = client.diagnostics(uri)
    client.server.take(findings, for: late)
    client.notify("$/setTrace", "{}")
    #expect(client.diagnostics(uri) == before)
  }
}
