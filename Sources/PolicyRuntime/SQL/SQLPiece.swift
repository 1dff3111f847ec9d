internal import PolicyLang

/// What one node of a program is in SQL.
///
/// The reference interpreter knows a value, unknown, no value at all, an open count and an error. Here
/// `text` is the value and NULL for everything else; the conditions beside it, which are never NULL
/// and left out where they cannot hold, tell apart what NULL stands for.
struct SQLPiece {
  enum Sort {
    case truth
    case number(SQLNumber)
    /// The position of a value in its enumeration.
    case code
    /// The word of a value of an enumeration (index) as the data has it.
    case spelled(Int)
    case date, year, text
    case set([Int])
    case record(Int), list(Int)
    case option
    /// Unknown whatever the facts are, so that no type is needed.
    case nothing
  }

  var text: String
  var sort: Sort
  /// The value, where it does not depend on the candidate.
  var constant: Value?
  /// The stage in which all columns that `text` names exist.
  var level = 0
  /// Whether it can be unknown.
  var isOpen = true
  /// The highest number an open count may be; `text` is then the lowest.
  var high: String?
  /// Whether it is known to have no value.
  var none: String?
  /// Whether there is an error.
  var fails: String?

  /// Whether it is unknown; never NULL.
  var unknown: String {
    if !isOpen { return SQLText.no }
    let isNull = text == SQLText.null ? SQLText.yes : "(\(text) IS NULL)"
    return SQLText.and([
      isNull, SQLText.not(none ?? SQLText.no), SQLText.not(fails ?? SQLText.no),
    ])
  }

  /// Whether something about it is not known: unknown, or a count left open.
  var unsettled: String {
    guard let high else { return unknown }
    return SQLText.or([unknown, "coalesce(\(text) <> \(high), FALSE)"])
  }
}

/// How the text of a number is to be read: its value is `text ÷ divisor ÷ over`.
struct SQLNumber {
  var divisor: Int64 = 1
  /// Decimals of the type that the text has in SQL.
  var places = 0
  /// So many digits has the text at most, decimals included.
  var digits: Int
  /// A divisor that depends on the candidate, a whole number above zero.
  var over: String?
  var overDigits = 0

  var isPlain: Bool { divisor == 1 && over == nil }
}

/// Conditions in SQL that are never NULL, joined with what is already known left out.
enum SQLText {
  static let yes = "TRUE"
  static let no = "FALSE"
  static let null = "NULL"
  /// An unknown condition.
  static let unknown = "CAST(NULL AS BOOLEAN)"

  static func or(_ parts: [String]) -> String {
    var kept: [String] = []
    for part in parts where part != no {
      if part == yes { return yes }
      if !kept.contains(part) { kept.append(part) }
    }
    return joined(kept, " OR ", empty: no)
  }

  static func and(_ parts: [String]) -> String {
    var kept: [String] = []
    for part in parts where part != yes {
      if part == no { return no }
      if !kept.contains(part) { kept.append(part) }
    }
    return joined(kept, " AND ", empty: yes)
  }

  static func not(_ part: String) -> String {
    switch part {
    case yes: no
    case no: yes
    default: "(NOT \(part))"
    }
  }

  /// `nil` instead of a condition that never holds.
  static func some(_ condition: String) -> String? { condition == no ? nil : condition }

  private static func joined(_ parts: [String], _ word: String, empty: String) -> String {
    if parts.isEmpty { return empty }
    return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: word) + ")"
  }
}
