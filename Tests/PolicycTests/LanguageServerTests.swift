import PolicyLang
import PolicyRuntime
import PolicyTestSupport
import Testing

@testable import policyc

/// The protocol: order of messages, positions, documents, cancellation, what is broken.
@Suite struct LanguageServerTests {
  static let uri = "file:///w/lin.policy"
  static let policy = """
    政策 lin "林市"
    使用 craftsman

    参数 最低工龄 @第三条: 5年
    资格 基本条件 @第三条 {
      应当 一线够: 一线工作年限 至少 最低工龄
      不得 领导: 行政级别 至少 副处级
    }
    样例 甲 { 一线工作年限: 6年 行政级别: 无 }
    测试 够: 甲 应得 符合
    测试 错: 甲 应得 不符合
    """

  private func opened(
    _ text: String = policy, encodings: [String] = [], options: String = "{}", root: String? = nil
  ) -> EditorClient {
    let client = EditorClient(encodings: encodings, options: options, root: root)
    client.open(Self.uri, text)
    return client
  }

  private func place(_ piece: String, _ text: String = policy, nth: Int = 1) -> (Int, Int) {
    var count = 0
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let range = line.firstRange(of: piece) {
        count += 1
        if count == nth { return (number, line[..<range.lowerBound].utf16.count) }
      }
    }
    return (-1, -1)
  }

  // MARK: Life

  @Test func nothingIsAnsweredBeforeInitialize() {
    let client = EditorClient(initialize: false)
    #expect(client.error("textDocument/hover", "{}") == -32002)
    #expect(client.request("initialize", "{}") != nil)
    #expect(client.error("initialize", "{}") == -32600)
    #expect(client.request("shutdown", "null") == .null)
    #expect(client.error("textDocument/hover", "{}") == -32600)
    client.notify("exit", "null")
    #expect(client.server.exitedInOrder)
  }

  @Test func theProgramServesItsStreams() {
    let messages = [
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
      #"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#,
      #"{"jsonrpc":"2.0","method":"exit"}"#,
    ]
    var input: [UInt8] = []
    for message in messages {
      input += Array("Content-Length: \(message.utf8.count)\r\n\r\n\(message)".utf8)
    }
    let ran = policyc(["lsp", "--stdio"], input: input)
    #expect(ran.code == 0)
    #expect(ran.out.contains("\"positionEncoding\":\"utf-16\""))
    #expect(ran.out.hasSuffix(#"{"jsonrpc":"2.0","id":2,"result":null}"#))
    #expect(policyc(["lsp"], input: Array("Content-Length: 3\r\n\r\nxyz".utf8)).code == 1)
  }

  // MARK: Broken messages

  @Test func brokenMessagesAreAnsweredAndSurvived() {
    let client = opened()
    _ = client.takeReceived()
    for text in [
      "", "{", "null", "[]", "{\"jsonrpc\":\"2.0\"}", "\u{1}", "{\"jsonrpc\":\"1.0\",\"id\":1}",
      #"{"jsonrpc":"2.0","id":[],"method":"x"}"#, #"{"jsonrpc":"2.0","id":1,"method":5}"#,
      #"{"jsonrpc":"2.0","id":9,"id":9,"method":"x"}"#, String(repeating: "[", count: 10_000),
    ] {
      client.raw(text)
      let answers = client.takeReceived()
      #expect(answers.count == 1, "\(text.prefix(40))")
      #expect(answers.first?["error"] != nil, "\(text.prefix(40))")
    }
    #expect(client.error("textDocument/nothing", "{}") == -32601)
    #expect(client.error("textDocument/hover", "{}") == -32602)
    #expect(client.error("textDocument/hover", client.of(Self.uri)) == -32602)
    #expect(client.error("textDocument/hover", client.at("file:///none", 0, 0)) == -32602)
    #expect(client.error("workspace/executeCommand", #"{"command":"rm"}"#) == -32602)
    client.notify("textDocument/didChange", #"{"textDocument":{}}"#)
    client.notify("textDocument/didOpen", "7")
    client.notify("unknown/thing", "[]")
    #expect(client.request("textDocument/hover", client.at(Self.uri, 5, 3)) != .null)
  }

  @Test func brokenFramesAreSkipped() {
    var framing = MessageFraming()
    let good = "Content-Length: 2\r\n\r\n{}"
    var frames: [String] = []
    let input =
      good + "Content-Length: x\r\n\r\nrubbish" + good + "no header at all\r\n\r\n" + good
      + "Content-Type: a\r\ncontent-length:2\n\n[]" + "Content-Length: -1\r\n\r\n" + good
    // In pieces of one byte, as a pipe may bring them.
    for byte in input.utf8 {
      framing.feed([byte])
      while let frame = framing.next() {
        switch frame {
        case .message(let bytes): frames.append(String(decoding: bytes, as: UTF8.self))
        case .malformed: frames.append("?")
        }
      }
    }
    #expect(frames == ["{}", "?", "{}", "?", "{}", "[]", "?", "{}"])
  }

  @Test func waitingRequestsCanBeCancelled() {
    let client = opened()
    _ = client.takeReceived()
    let hover = client.at(Self.uri, 5, 3)
    for id in [1, 2] {
      client.server.receive(
        Array(
          #"{"jsonrpc":"2.0","id":\#(id),"method":"textDocument/hover","params":\#(hover)}"#.utf8))
    }
    client.raw(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}"#)
    let answers = client.takeReceived()
    #expect(answers.count == 2)
    #expect(answers.first { $0["id"]?.integer == 2 }?.at("error", "code")?.integer == -32800)
    #expect(answers.first { $0["id"]?.integer == 1 }?["result"] != nil)
    // What was answered stays answered.
    client.raw(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}"#)
    #expect(client.takeReceived().isEmpty)
  }

  // MARK: Positions

  @Test(arguments: [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
  func charactersBeyondThePlaneAreCounted(encoding: String, width: Int) {
    let text = "𠮷 工𠀀龄\r\nab\r𠮷\n"
    let map = PositionMap(
      Array(text.utf8), PositionEncoding.chosen(among: ["utf-7", encoding, "utf-16"]))
    #expect(map.lineCount == 4)
    let han = encoding == "utf-8" ? 3 : 1
    #expect(map.position(of: 4) == TextPosition(line: 0, character: width))
    #expect(map.position(of: 5) == TextPosition(line: 0, character: width + 1))
    #expect(
      map.position(of: 12) == TextPosition(line: 0, character: 2 * width + 1 + han))
    #expect(map.position(of: 17) == TextPosition(line: 1, character: 0))
    for offset in [0, 4, 5, 8, 12, 15, 17, 18, 19, 20, 24, 25] {
      #expect(map.offset(of: map.position(of: offset)) == offset)
    }
    // Beyond the line and the text, and inside a character.
    #expect(map.offset(of: TextPosition(line: 0, character: 999)) == 15)
    #expect(map.offset(of: TextPosition(line: 99, character: 0)) == 25)
    #expect(map.offset(of: TextPosition(line: -1, character: -1)) == 0)
    if width > 1 { #expect(map.offset(of: TextPosition(line: 0, character: 1)) == 0) }
  }

  @Test func diagnosticsStandAtTheirCharacters() throws {
    let client = EditorClient()
    client.open(Self.uri, "政策 lin \"𠮷𠮷\" 使用 craftsman\n资格 甲 @第一条 { 应当 乙 \"𠀀\": 一线工龄 至少 5年 }\n")
    let found = try #require(client.diagnostics(Self.uri)?.first)
    // 资格␠甲␠@第一条␠{␠应当␠乙␠"𠀀":␠ is 23 units of UTF-16.
    #expect(found.at("range", "start", "line")?.integer == 1)
    #expect(found.at("range", "start", "character")?.integer == 23)
    #expect(found.at("range", "end", "character")?.integer == 27)
    #expect(found["code"]?.text == "P0301" || found["code"]?.text?.hasPrefix("P") == true)
  }

  @Test func aByteOrderMarkMovesOnlyTheFirstLine() {
    let client = opened("\u{FEFF}" + Self.policy)
    #expect(client.diagnostics(Self.uri)?.contains { $0["severity"]?.integer == 1 } == false)
    let hover = client.request("textDocument/hover", client.at(Self.uri, 0, 1))
    #expect(hover?.at("range", "start", "character")?.integer == 1)
    let second = client.request("textDocument/hover", client.at(Self.uri, 1, 0))
    #expect(second?.at("range", "start", "character")?.integer == 0)
  }

  // MARK: Documents

  /// Random edits in the client's units keep the text, its lines and its diagnostics in step with a
  /// text that is edited by other means and checked afresh.
  @Test(arguments: [(1, "utf-16"), (2, "utf-8"), (3, "utf-32"), (4, "utf-16")])
  func randomEditsStayInStep(seed: Int, encoding: String) throws {
    var random = RandomSource(seed: UInt64(seed))
    let client = opened(encodings: [encoding])
    var units = Array(Self.policy.unicodeScalars)
    let pieces: [String] = [
      "", "", "", "应", " ", "\n", "{", "}", "\"", "𠮷", "5年", "应当 丁: 一线工作年限 至少 3年\n", "\r\n", "@第三条",
      "不得", "“", ":", "至少", "(", "# 注\n",
    ]
    for version in 2...250 {
      let start = random.below(units.count + 1)
      let end = min(units.count, start + (random.chance(60) ? 0 : random.below(8)))
      // An edit may not cut a CR LF in two: no editor does.
      if start > 0, start < units.count, units[start - 1] == "\r", units[start] == "\n" { continue }
      if end > 0, end < units.count, units[end - 1] == "\r", units[end] == "\n" { continue }
      let piece = random.pick(pieces)
      let from = Self.position(start, units, encoding)
      let to = Self.position(end, units, encoding)
      units.replaceSubrange(start..<end, with: Array(piece.unicodeScalars))
      client.change(Self.uri, version: version, from, to, piece)
      guard version % 10 == 0 else { continue }
      var text = ""
      text.unicodeScalars.append(contentsOf: units)
      let document = try #require(client.server.workspace.documents[Self.uri])
      #expect(document.bytes == Array(text.utf8))
      let fresh = EditorClient(encodings: [encoding])
      fresh.open(Self.uri, text)
      #expect(client.diagnostics(Self.uri) == fresh.diagnostics(Self.uri))
    }
  }

  /// Where a scalar stands, counted another way than the server counts.
  private static func position(
    _ index: Int, _ units: [Unicode.Scalar], _ encoding: String
  ) -> (Int, Int) {
    var line = 0
    var start = 0
    for place in 0..<index {
      let isEnd =
        units[place] == "\n"
        || (units[place] == "\r" && (place + 1 >= units.count || units[place + 1] != "\n"))
      if isEnd {
        line += 1
        start = place + 1
      }
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: units[start..<index])
    switch encoding {
    case "utf-8": return (line, text.utf8.count)
    case "utf-16": return (line, text.utf16.count)
    default: return (line, text.unicodeScalars.count)
    }
  }

  @Test func severalChangesOfOneMessageApplyInOrder() {
    let client = opened("政策 a \"a\"\n")
    client.notify(
      "textDocument/didChange",
      """
      {"textDocument":{"uri":"\(Self.uri)","version":2},"contentChanges":[
       {"range":{"start":{"line":1,"character":0},"end":{"line":1,"character":0}},"text":"使用 x\\n"},
       {"range":{"start":{"line":1,"character":3},"end":{"line":1,"character":4}},"text":"craftsman"}]}
      """)
    #expect(
      client.server.workspace.documents[Self.uri]?.bytes
        == Array("政策 a \"a\"\n使用 craftsman\n".utf8))
    client.notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"\#(Self.uri)","version":3},"contentChanges":[{"text":"政策"}]}"#)
    #expect(client.server.workspace.documents[Self.uri]?.bytes == Array("政策".utf8))
  }

  @Test func anOpenVocabularyIsReadFromTheEditor() {
    let client = EditorClient()
    client.open("file:///w/words.policy", "词汇 words \"W\"\n主体 人(p) { 字段 编号(id): 文本 标识 }")
    client.open(
      Self.uri, "政策 a \"a\"\n使用 words\n资格 甲 @第一条 { 应当 乙: 党员 }\n")
    #expect(client.diagnostics(Self.uri)?.contains { $0["severity"]?.integer == 1 } == true)
    client.change("file:///w/words.policy", version: 2, (1, 8), (1, 8), "字段 党员(member): 是否 ")
    #expect(client.diagnostics(Self.uri)?.contains { $0["severity"]?.integer == 1 } == false)
    client.notify("textDocument/didClose", client.of(Self.uri))
    #expect(client.diagnostics(Self.uri) == [])
  }

  @Test func addressesArePercentEncoded() {
    for path in ["/a b/林市.policy", "/c%41/#x?y", "/plain-1_2.~z"] {
      #expect(FileURI.path(FileURI.uri(path)) == path)
    }
    #expect(FileURI.path("file:///a%20b") == "/a b")
    #expect(FileURI.path("file://host/a%zz%4") == "/a%zz%4")
    #expect(FileURI.path("untitled:1") == nil)
    #expect(FileURI.path("file:///a%00") == nil)
  }
}
