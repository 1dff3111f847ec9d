internal import PolicyRuntime

/// One JSON-RPC 2.0 message from the client.
enum RPCMessage {
  /// To be answered under its id.
  case request(id: JSONValue, method: String, params: JSONValue)
  case notification(method: String, params: JSONValue)
  /// The answer to something the server asked.
  case response(id: JSONValue)
  /// No message, with the id to answer under, which may be `null`.
  case invalid(id: JSONValue, RPCError)

  init(_ bytes: [UInt8]) {
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONReader.read(bytes)
    } catch {
      self = .invalid(id: .null, RPCError(.parseError, error.message))
      return
    }
    self.init(json)
  }

  private init(_ json: JSONValue) {
    let id = RPCMessage.id(json["id"])
    guard case .object = json, case .string("2.0")? = json["jsonrpc"] else {
      self = .invalid(id: id ?? .null, RPCError(.invalidRequest, "not a JSON-RPC 2.0 message"))
      return
    }
    let params = json["params"] ?? .null
    switch (json["method"], id) {
    case (.string(let method)?, let id?):
      self = .request(id: id, method: method, params: params)
    case (.string(let method)?, nil):
      if json["id"] == nil {
        self = .notification(method: method, params: params)
      } else {
        self = .invalid(id: .null, RPCError(.invalidRequest, "an id is a number or a text"))
      }
    case (nil, let id?) where json["result"] != nil || json["error"] != nil:
      self = .response(id: id)
    default:
      self = .invalid(id: id ?? .null, RPCError(.invalidRequest, "a message without a method"))
    }
  }

  /// Whether this is the request with an id.
  func isRequest(_ wanted: JSONValue) -> Bool {
    if case .request(let id, _, _) = self { return id == wanted }
    return false
  }

  private static func id(_ value: JSONValue?) -> JSONValue? {
    switch value {
    case .string, .number: value
    default: nil
    }
  }
}

/// Why a request got no result.
struct RPCError: Error {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestCancelled = -32800
    case requestFailed = -32803
  }
  let code: Code
  let message: String
  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension JSONError {
  /// The message in English, which is what protocols speak.
  var message: String {
    PolicyDiagnostic.text(kind, arguments)
  }
}

// What parameters are asked for; anything missing or of another type is `nil`.
extension JSONValue {
  var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }
  var integer: Int? {
    if case .number(let digits) = self { return Int(digits) }
    return nil
  }
  var flag: Bool? {
    if case .boolean(let flag) = self { return flag }
    return nil
  }
  var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }
  /// The value along a path of keys.
  func at(_ path: String...) -> JSONValue? {
    var value: JSONValue? = self
    for key in path { value = value?[key] }
    return value
  }
}
