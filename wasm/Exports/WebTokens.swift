internal import PolicyLang
internal import PolicyRuntime

/// The words of the entry file with what they are, for highlighting: `[start, end, "role", …]`.
struct WebTokens {
  private let compiled: Compiled

  init(_ compiled: Compiled) { self.compiled = compiled }

  func write(to writer: inout JSONWriter) {
    writer.beginArray()
    for mark in marks {
      writer.integer(mark.span.lowerBound)
      writer.integer(mark.span.upperBound)
      writer.string(mark.role)
    }
    writer.endArray()
  }

  private var marks: [(span: SourceSpan, role: String)] {
    guard let file = compiled.parsed.first else { return [] }
    var result: [(span: SourceSpan, role: String)] = []
    for token in file.tokens {
      if let role = WebTokens.role(of: token.kind) { result.append((token.span, role)) }
    }
    for comment in file.comments { result.append((comment.span, "comment")) }
    return result.sorted { $0.span.start < $1.span.start }
  }

  private static func role(of kind: Token.Kind) -> String? {
    switch kind {
    case .word: "name"
    case .keyword, .synonym: "keyword"
    case .literal: "number"
    case .text: "text"
    case .citation: "citation"
    default: nil
    }
  }
}
