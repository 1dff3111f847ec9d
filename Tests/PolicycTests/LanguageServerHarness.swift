import PolicyLang
import PolicyRuntime

@testable import policyc

/// Talks to the language server as an editor does, without a process.
final class EditorClient {
  private(set) var received: [JSONValue] = []
  private(set) var server: LanguageServer
  private var number = 0
  private let box: Box

  private final class Box {
    var messages: [String] = []
  }

  init(
    encodings: [String] = [], options: String = "{}", root: String? = nil, initialize: Bool = true
  ) {
    let box = Box()
    self.box = box
    server = LanguageServer(language: nil, folders: []) { box.messages.append($0) }
    guard initialize else { return }
    let names = encodings.map { "\"\($0)\"" }.joined(separator: ",")
    let folder = root.map { "\"\(FileURI.uri($0))\"" } ?? "null"
    _ = request(
      "initialize",
      """
      {"processId":null,"rootUri":\(folder),"capabilities":{"general":{"positionEncodings":[\(names)]},
       "textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true}},
       "workspace":{"codeLens":{"refreshSupport":true}}},"initializationOptions":\(options)}
      """)
    notify("initialized", "{}")
  }

  /// Sends bytes as one message and lets the server work.
  func raw(_ text: String) {
    server.receive(Array(text.utf8))
    server.settle()
    collect()
  }

  private func collect() {
    for message in box.messages {
      if let json = try? JSONReader.read(Array(message.utf8)) { received.append(json) }
    }
    box.messages = []
  }

  func takeReceived() -> [JSONValue] {
    defer { received = [] }
    return received
  }

  /// The result of a request; `nil` where it was answered with an error.
  func request(_ method: String, _ params: String) -> JSONValue? {
    answer(method, params)["result"]
  }

  func error(_ method: String, _ params: String) -> Int? {
    answer(method, params).at("error", "code")?.integer
  }

  private func answer(_ method: String, _ params: String) -> JSONValue {
    number += 1
    let before = received.count
    raw(#"{"jsonrpc":"2.0","id":\#(number),"method":"\#(method)","params":\#(params)}"#)
    return received[before...].first { $0["id"]?.integer == number } ?? .null
  }

  func notify(_ method: String, _ params: String) {
    raw(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
  }

  // MARK: Documents

  static func quoted(_ text: String) -> String { "\"" + JSONWriter.escaped(text) + "\"" }

  func open(_ uri: String, _ text: String) {
    notify(
      "textDocument/didOpen",
      """
      {"textDocument":{"uri":"\(uri)","languageId":"policy","version":1,"text":\(Self.quoted(text))}}
      """)
  }

  /// Replaces a range given in the client's units.
  func change(
    _ uri: String, version: Int, _ start: (Int, Int), _ end: (Int, Int), _ text: String
  ) {
    notify(
      "textDocument/didChange",
      """
      {"textDocument":{"uri":"\(uri)","version":\(version)},"contentChanges":[{"range":\
      {"start":{"line":\(start.0),"character":\(start.1)},"end":{"line":\(end.0),"character":\(end.1)}},\
      "text":\(Self.quoted(text))}]}
      """)
  }

  func at(_ uri: String, _ line: Int, _ character: Int, _ more: String = "") -> String {
    """
    {"textDocument":{"uri":"\(uri)"},"position":{"line":\(line),"character":\(character)}\(more)}
    """
  }

  func of(_ uri: String) -> String { "{\"textDocument\":{\"uri\":\"\(uri)\"}}" }

  /// The latest diagnostics published for an address.
  func diagnostics(_ uri: String) -> [JSONValue]? {
    received.last {
      $0["method"]?.text == "textDocument/publishDiagnostics"
        && $0.at("params", "uri")?.text == uri
    }?.at("params", "diagnostics")?.elements
  }
}
