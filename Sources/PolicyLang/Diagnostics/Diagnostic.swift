/// The two languages in which the program speaks and in which policies are written.
public enum Language: Hashable, Sendable, CaseIterable {
  case chinese
  case english
}

public enum Severity: Hashable, Sendable, Comparable {
  /// Something worth knowing: an open point, a branch alive only under another reading.
  case note
  /// Probably not what the writer meant; the policy still runs.
  case warning
  /// The policy or the data cannot be used as written.
  case error
}

/// One entry of the catalogue: a stable id and its wording in both languages.
///
/// Placeholders `{0}`, `{1}` … in the texts stand for the arguments of a `Diagnostic`.
/// `docs/diagnostics/<id>.md` explains each with a bad and a good example.
public struct DiagnosticKind: Hashable, Sendable {
  public let id: String
  public let severity: Severity
  let zh: String
  let en: String
  let helpZh: String
  let helpEn: String

  public init(
    _ id: String, _ severity: Severity, zh: String, en: String, helpZh: String = "",
    helpEn: String = ""
  ) {
    self.id = id
    self.severity = severity
    self.zh = zh
    self.en = en
    self.helpZh = helpZh
    self.helpEn = helpEn
  }

  public static func == (a: DiagnosticKind, b: DiagnosticKind) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A text edit that repairs what a diagnostic reports: replace `span` by `replacement`.
public struct TextEdit: Hashable, Sendable {
  public let span: SourceSpan
  public let replacement: String
  public init(_ span: SourceSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

/// A named repair.
public struct FixIt: Hashable, Sendable {
  /// What the repair does, in both languages.
  public let label: LocalText
  public let edits: [TextEdit]
  public init(_ label: LocalText, _ edits: [TextEdit]) {
    self.label = label
    self.edits = edits
  }
}

/// A short text in both languages.
public struct LocalText: Hashable, Sendable {
  public let zh: String
  public let en: String
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }
  /// A text that is the same in both languages, such as a name.
  public init(_ both: String) {
    self.init(zh: both, en: both)
  }
  public subscript(language: Language) -> String { language == .chinese ? zh : en }
}

/// A second place that a diagnostic points to, such as the first of two duplicate names.
public struct RelatedPlace: Hashable, Sendable {
  public let span: SourceSpan
  public let label: LocalText
  public init(_ span: SourceSpan, _ label: LocalText) {
    self.span = span
    self.label = label
  }
}

/// A message as data; renderers turn it into text, JSON or editor marks.
public struct Diagnostic: Hashable, Sendable {
  public let kind: DiagnosticKind
  /// Where it is, or `nil` for what concerns no place in a file.
  public let span: SourceSpan?
  public let arguments: [LocalText]
  /// The article that the offending statement cites, as written, if any.
  public var article: String?
  public var related: [RelatedPlace]
  public var fixIts: [FixIt]

  public init(
    _ kind: DiagnosticKind, at span: SourceSpan?, _ arguments: [LocalText] = [],
    article: String? = nil, related: [RelatedPlace] = [], fixIts: [FixIt] = []
  ) {
    self.kind = kind
    self.span = span
    self.arguments = arguments
    self.article = article
    self.related = related
    self.fixIts = fixIts
  }

  /// The message in one line.
  public func message(in language: Language) -> String {
    fill(language == .chinese ? kind.zh : kind.en, language)
  }

  /// What to do about it; empty when the message says it all.
  public func help(in language: Language) -> String {
    fill(language == .chinese ? kind.helpZh : kind.helpEn, language)
  }

  private func fill(_ template: String, _ language: Language) -> String {
    var result = ""
    var rest = template.unicodeScalars[...]
    while let open = rest.firstIndex(of: "{") {
      let digit = rest.index(after: open)
      guard digit < rest.endIndex, let number = Int(String(rest[digit])),
        arguments.indices.contains(number)
      else {
        result += String(rest[...open])
        rest = rest[rest.index(after: open)...]
        continue
      }
      result += String(rest[..<open]) + visible(arguments[number][language])
      rest = rest[rest.index(digit, offsetBy: 2)...]
    }
    return result + String(rest)
  }
}

/// Collects diagnostics while a phase runs and gives them back sorted by place.
public struct DiagnosticLog: Sendable {
  public private(set) var diagnostics: [Diagnostic] = []
  public init() {}

  public mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  public mutating func append(_ others: [Diagnostic]) { diagnostics += others }

  public var hasErrors: Bool { diagnostics.contains { $0.kind.severity == .error } }

  /// Takes back what was reported of these kinds.
  public mutating func drop(_ kinds: [DiagnosticKind]) {
    diagnostics.removeAll { kinds.contains($0.kind) }
  }

  /// By file, then place, then id; exact repetitions are dropped.
  public var sorted: [Diagnostic] {
    var seen = Set<Diagnostic>()
    return diagnostics.filter { seen.insert($0).inserted }.sorted { a, b in
      let left = (a.span?.file.raw ?? 0, a.span?.start ?? 0)
      let right = (b.span?.file.raw ?? 0, b.span?.start ?? 0)
      return left == right ? a.kind.id < b.kind.id : left < right
    }
  }
}

/// Shows characters that would otherwise be invisible or reorder the text (bidirectional controls,
/// zero-width characters, control characters) as `‹U+202E›`.
public func visible(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if isHiddenScalar(scalar.value) {
      result += "‹U+" + hexadecimal(scalar.value) + "›"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Whether a scalar is a control, zero-width or bidirectional character that names may not hold.
public func isHiddenScalar(_ value: UInt32) -> Bool {
  switch value {
  case 0x09, 0x0A, 0x0D: return false
  case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
    0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
    return true
  default: return false
  }
}

private func hexadecimal(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}
