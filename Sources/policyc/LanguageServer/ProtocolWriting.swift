internal import PolicyRuntime

// The recurring pieces of the protocol.
extension JSONWriter {
  mutating func position(_ position: TextPosition) {
    beginObject()
    key("line")
    integer(position.line)
    key("character")
    integer(position.character)
    endObject()
  }

  mutating func range(_ range: ProtocolRange) {
    beginObject()
    key("start")
    position(range.start)
    key("end")
    position(range.end)
    endObject()
  }

  mutating func location(_ location: Location) {
    beginObject()
    key("uri")
    string(location.uri)
    key("range")
    range(location.range)
    endObject()
  }

  mutating func textEdit(_ range: ProtocolRange, _ text: String) {
    beginObject()
    key("range")
    self.range(range)
    key("newText")
    string(text)
    endObject()
  }

  /// Edits by address, in the order of the addresses.
  mutating func workspaceEdit(_ edits: [String: [(ProtocolRange, String)]]) {
    beginObject()
    key("changes")
    beginObject()
    for uri in edits.keys.sorted() {
      key(uri)
      beginArray()
      for (range, text) in edits[uri] ?? [] { textEdit(range, text) }
      endArray()
    }
    endObject()
    endObject()
  }

  /// A document of one value.
  static func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.text
  }
}
