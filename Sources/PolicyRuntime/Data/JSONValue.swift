/// A JSON value as written: numbers keep their text, so that nothing is rounded.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// The number's own characters.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// In the order of the text; no key stands twice.
  case object([JSONMember])

  /// The value of a key of an object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

/// One `"key": value` of a JSON object.
public struct JSONMember: Hashable, Sendable {
  public let key: String
  public let value: JSONValue
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}
