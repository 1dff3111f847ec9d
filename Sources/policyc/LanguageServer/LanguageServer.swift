internal import PolicyLang
internal import PolicyRuntime

/// The server of the language server protocol (version 3.17): messages in, messages out.
///
/// Knows nothing of streams or threads: whoever owns it feeds it messages and calls `settle` when none
/// is waiting. What the features say is computed by `PolicyLang/Authoring` and `PolicyRuntime/Authoring`.
final class LanguageServer {
  let workspace = Workspace()
  private let send: (String) -> Void
  /// The language of messages where somebody chose one; else that of the file.
  var chosenLanguage: Language?
  var options = ServerOptions()
  var client = ClientAbilities()

  enum State { case waiting, running, stopped, ended }
  private(set) var state = State.waiting
  /// Requests that arrived and are not answered yet, in order.
  private var queue: [RPCMessage] = []
  /// Files whose diagnostics are out of date.
  private var stale: [String] = []
  /// Addresses for which diagnostics of a file's check were published, by the file.
  var published: [String: Set<String>] = [:]
  private var requestCount = 0
  /// Has a file checked while the server goes on; `nil` where everything is done at once.
  var background: ((CheckJob) -> Void)?
  /// Requests that wait for such a check, by file.
  private var parked: [String: [RPCMessage]] = [:]

  init(language: Language?, folders: [String], send: @escaping (String) -> Void) {
    chosenLanguage = language
    workspace.folders = folders
    self.send = send
  }

  /// Whether `exit` came, and whether `shutdown` came before it, as it should.
  private(set) var exitedInOrder = false

  // MARK: Messages

  /// Takes a message in; notifications at once, requests when their turn comes.
  func receive(_ bytes: [UInt8]) {
    let message = RPCMessage(bytes)
    if case .notification("$/cancelRequest", let params) = message {
      cancel(params["id"])
    } else {
      queue.append(message)
    }
  }

  /// A message whose frame could not be read.
  func receiveMalformed() {
    queue.append(.invalid(id: .null, RPCError(.parseError, "a header without Content-Length")))
  }

  var hasWork: Bool { !queue.isEmpty }

  /// Answers the oldest message.
  func step() {
    guard !queue.isEmpty, state != .ended else { return }
    switch queue.removeFirst() {
    case .request(let id, let method, let params):
      if let uri = params.at("textDocument", "uri")?.text, isWaiting(uri) {
        parked[uri, default: []].append(.request(id: id, method: method, params: params))
      } else {
        answer(id, method, params)
      }
    case .notification(let method, let params): take(method, params)
    case .response: return
    case .invalid(let id, let error): reply(id, error)
    }
  }

  /// Answers everything that is waiting, then brings diagnostics up to date.
  func settle() {
    while hasWork { step() }
    publishStale()
  }

  /// A request that still waits is answered as cancelled; one that was answered stays so.
  private func cancel(_ id: JSONValue?) {
    guard let id else { return }
    for (index, message) in queue.enumerated() {
      guard message.isRequest(id) else { continue }
      queue.remove(at: index)
      return reply(id, RPCError(.requestCancelled, "cancelled"))
    }
    for (uri, waiting) in parked {
      guard let index = waiting.firstIndex(where: { $0.isRequest(id) }) else { continue }
      parked[uri]?.remove(at: index)
      return reply(id, RPCError(.requestCancelled, "cancelled"))
    }
  }

  /// Whether a file is long and its check is under way.
  private func isWaiting(_ uri: String) -> Bool {
    guard state == .running, background != nil, let document = workspace.documents[uri] else {
      return false
    }
    return document.checked == nil && document.isLong
  }

  /// Lets the requests about a file go on whose check is there.
  func answerParked(_ uri: String) {
    guard let waiting = parked.removeValue(forKey: uri) else { return }
    queue = waiting + queue
    while hasWork { step() }
  }

  private func answer(_ id: JSONValue, _ method: String, _ params: JSONValue) {
    do throws(RPCError) {
      let result = try result(of: method, params)
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("jsonrpc")
      writer.string("2.0")
      writer.key("id")
      writer.value(id)
      writer.key("result")
      writer.raw(result)
      writer.endObject()
      send(writer.text)
    } catch {
      reply(id, error)
    }
  }

  private func reply(_ id: JSONValue, _ error: RPCError) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("jsonrpc")
    writer.string("2.0")
    writer.key("id")
    writer.value(id)
    writer.key("error")
    writer.beginObject()
    writer.key("code")
    writer.integer(error.code.rawValue)
    writer.key("message")
    writer.string(error.message)
    writer.endObject()
    writer.endObject()
    send(writer.text)
  }

  func notify(_ method: String, _ params: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("jsonrpc")
    writer.string("2.0")
    writer.key("method")
    writer.string(method)
    writer.key("params")
    params(&writer)
    writer.endObject()
    send(writer.text)
  }

  /// Asks the client something whose answer does not matter.
  func ask(_ method: String) {
    requestCount += 1
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("jsonrpc")
    writer.string("2.0")
    writer.key("id")
    writer.string("policyc-\(requestCount)")
    writer.key("method")
    writer.string(method)
    writer.endObject()
    send(writer.text)
  }

  // MARK: Dispatch

  private func result(of method: String, _ params: JSONValue) throws(RPCError) -> String {
    switch (state, method) {
    case (.waiting, "initialize"):
      initialize(params)
      state = .running
      return capabilities
    case (.waiting, _):
      throw RPCError(.serverNotInitialized, "initialize comes first")
    case (.running, "shutdown"):
      state = .stopped
      return "null"
    case (.running, "initialize"):
      throw RPCError(.invalidRequest, "initialize comes once")
    case (.running, _): return try feature(method, params)
    default: throw RPCError(.invalidRequest, "the server was shut down")
    }
  }

  private func feature(_ method: String, _ params: JSONValue) throws(RPCError) -> String {
    switch method {
    case "textDocument/hover": return hover(try place(params))
    case "textDocument/completion": return completion(try place(params))
    case "textDocument/definition", "textDocument/declaration":
      return definition(try place(params))
    case "textDocument/references": return references(try place(params), params)
    case "textDocument/documentHighlight": return highlights(try place(params))
    case "textDocument/prepareRename": return try prepareRename(try place(params))
    case "textDocument/rename": return try rename(try place(params), params)
    case "textDocument/documentSymbol": return symbols(try document(params))
    case "workspace/symbol": return workspaceSymbols(params["query"]?.text ?? "")
    case "textDocument/foldingRange": return folds(try document(params))
    case "textDocument/formatting": return try formatting(try document(params))
    case "textDocument/semanticTokens/full": return tokens(try document(params), nil)
    case "textDocument/semanticTokens/range":
      return tokens(try document(params), ProtocolRange(params["range"]))
    case "textDocument/inlayHint":
      return hints(try document(params), ProtocolRange(params["range"]))
    case "textDocument/codeAction": return actions(try document(params), params)
    case "textDocument/codeLens": return lenses(try document(params))
    case "workspace/executeCommand": return try execute(params)
    default: throw RPCError(.methodNotFound, "unknown method " + method)
    }
  }

  func document(_ params: JSONValue) throws(RPCError) -> TextDocument {
    guard let uri = params.at("textDocument", "uri")?.text else {
      throw RPCError(.invalidParams, "textDocument.uri is missing")
    }
    guard let document = workspace.documents[uri] else {
      throw RPCError(.invalidParams, "not open: " + uri)
    }
    return document
  }

  /// The document and offset that a request is about.
  struct Place {
    let document: TextDocument
    let offset: Int
  }

  private func place(_ params: JSONValue) throws(RPCError) -> Place {
    let document = try document(params)
    guard let position = TextPosition(params["position"]) else {
      throw RPCError(.invalidParams, "position is missing")
    }
    return Place(document: document, offset: document.offset(of: position))
  }

  // MARK: Notifications

  private func take(_ method: String, _ params: JSONValue) {
    if method == "exit" {
      exitedInOrder = state == .stopped
      state = .ended
      return
    }
    guard state == .running else { return }
    switch method {
    case "textDocument/didOpen": open(params)
    case "textDocument/didChange": change(params)
    case "textDocument/didClose": close(params)
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": refreshAll()
    case "workspace/didChangeWorkspaceFolders":
      for folder in params.at("event", "removed")?.elements ?? [] {
        let path = folder["uri"]?.text.flatMap { FileURI.path($0) }
        workspace.roots.removeAll { $0 == path }
      }
      for folder in params.at("event", "added")?.elements ?? [] { addRoot(folder["uri"]) }
    default: return
    }
  }

  private func open(_ params: JSONValue) {
    guard let uri = params.at("textDocument", "uri")?.text,
      let text = params.at("textDocument", "text")?.text
    else { return }
    let document = TextDocument(
      uri: uri, version: params.at("textDocument", "version")?.integer ?? 0, text: text,
      encoding: workspace.encoding)
    workspace.open(document)
    refreshUsers(of: document)
    makeStale(document)
  }

  private func change(_ params: JSONValue) {
    guard let uri = params.at("textDocument", "uri")?.text, let document = workspace.documents[uri]
    else { return }
    document.apply(
      params["contentChanges"]?.elements ?? [],
      version: params.at("textDocument", "version")?.integer ?? document.version)
    refreshUsers(of: document)
    makeStale(document)
  }

  private func close(_ params: JSONValue) {
    guard let uri = params.at("textDocument", "uri")?.text, let document = workspace.documents[uri]
    else { return }
    workspace.close(uri)
    stale.removeAll { $0 == uri }
    answerParked(uri)
    withdraw(document)
    refreshUsers(of: document)
  }

  private func refreshUsers(of document: TextDocument) {
    for user in workspace.users(of: document.path) {
      user.forget()
      makeStale(user)
    }
  }

  /// Files on disk may have changed.
  private func refreshAll() {
    for document in workspace.open where document.checked?.compiled.sources.files.count != 1 {
      document.forget()
      makeStale(document)
    }
  }

  private func makeStale(_ document: TextDocument) {
    if !stale.contains(document.uri) { stale.append(document.uri) }
  }

  private func publishStale() {
    let uris = stale
    stale = []
    for uri in uris {
      guard let document = workspace.documents[uri] else { continue }
      if document.isLong, document.checked == nil, let background {
        publishAtOnce(document)
        if !document.isBeingChecked { background(job(for: document)) }
      } else {
        publish(document)
      }
    }
  }

  /// The language in which to speak about a file.
  func language(of checked: CheckedFile) -> Language { chosenLanguage ?? checked.language }
}
