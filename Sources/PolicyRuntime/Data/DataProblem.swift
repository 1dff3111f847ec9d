public import PolicyLang

/// Why one value of a record cannot be used.
///
/// The column and the value are carried apart from the reason, so that a list of rejects has columns
/// for them and an editor can mark the cell.
public struct DataProblem: Error, Hashable, Sendable {
  /// The column as the file names it, or the path of a value in JSON; empty where none is to blame.
  public var column: String
  /// The offending value as written, cut off when long.
  public let value: String
  public let kind: DiagnosticKind
  public let arguments: [LocalText]

  public init(
    _ kind: DiagnosticKind, column: String = "", value: String = "", _ arguments: [LocalText] = []
  ) {
    self.kind = kind
    self.column = column
    self.value = DataProblem.clipped(value)
    self.arguments = arguments.map {
      LocalText(zh: DataProblem.clipped($0.zh), en: DataProblem.clipped($0.en))
    }
  }

  /// What is wrong and what to do about it, in one line.
  public func reason(in language: Language) -> String {
    let diagnostic = Diagnostic(kind, at: nil, arguments)
    let help = diagnostic.help(in: language)
    let message = diagnostic.message(in: language)
    if help.isEmpty { return message }
    if message.hasSuffix("？") { return message + help }
    if message.hasSuffix("?") { return message + " " + help }
    return message + (language == .chinese ? "；" : "; ") + help
  }

  /// At most 200 characters, with a mark where text was left out.
  static func clipped(_ text: String) -> String {
    guard text.utf8.count > 200 else { return text }
    return String(text.prefix(200)) + "…"
  }
}

/// A record that cannot be decided: where it stands and everything that is wrong with it.
public struct Reject: Hashable, Sendable {
  /// The physical line on which the record starts, from 1.
  public let line: Int
  /// The number of the record, from 1; the header does not count.
  public let row: Int
  /// The record's id as far as it could be read.
  public let id: String
  /// At least one.
  public let problems: [DataProblem]

  public init(line: Int, row: Int, id: String, problems: [DataProblem]) {
    self.line = line
    self.row = row
    self.id = id
    self.problems = problems
  }
}
