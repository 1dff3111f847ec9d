/// The database whose SQL a query is written in.
public enum SQLDialect: Hashable, Sendable, CaseIterable {
  case duckdb, postgres, spark

  /// As `--dialect` takes it.
  public var id: String {
    switch self {
    case .duckdb: "duckdb"
    case .postgres: "postgres"
    case .spark: "spark"
    }
  }

  /// A name that may hold any characters.
  func quoted(_ name: String) -> String {
    let mark: Character = self == .spark ? "`" : "\""
    var result = String(mark)
    for character in name {
      if character == mark { result.append(mark) }
      result.append(character)
    }
    result.append(mark)
    return result
  }

  /// A name such as `hr.workers`, each part quoted.
  func quoted(path: String) -> String {
    var result = ""
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      if !result.isEmpty { result += "." }
      result += quoted(String(part))
    }
    return result
  }

  /// A text in quotes. Spark reads `\` in one as an escape, so it is doubled there.
  func literal(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": result += self == .spark ? "\\'" : "''"
      case "\\" where self == .spark: result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  var textType: String {
    switch self {
    case .duckdb: "VARCHAR"
    case .postgres: "text"
    case .spark: "STRING"
    }
  }

  func decimalType(_ digits: Int, _ places: Int) -> String {
    (self == .postgres ? "numeric(" : "DECIMAL(") + "\(digits), \(places))"
  }

  /// A whole-number type for values of up to so many digits; `nil` where there is none.
  func integerType(digits: Int) -> String? {
    if digits <= 18 { return "BIGINT" }
    switch self {
    case .postgres: return "numeric"
    case .duckdb: return digits <= 38 ? "HUGEINT" : nil
    case .spark: return digits <= 38 ? "DECIMAL(38, 0)" : nil
    }
  }

  /// A value in another type, NULL where it does not fit. PostgreSQL stops with its own message there.
  func cast(_ text: String, _ type: String) -> String {
    switch self {
    case .duckdb, .spark: "TRY_CAST(\(text) AS \(type))"
    case .postgres: "CAST(\(text) AS \(type))"
    }
  }

  func year(_ date: String) -> String { "CAST(extract(year FROM \(date)) AS INT)" }

  /// A day so many months later; the day of the month clamps to the length of the month.
  func adding(months: String, to date: String) -> String {
    switch self {
    case .duckdb: "CAST(\(date) + to_months(CAST(\(months) AS INTEGER)) AS DATE)"
    case .postgres: "CAST(\(date) + make_interval(months => CAST(\(months) AS int)) AS date)"
    case .spark: "add_months(\(date), CAST(\(months) AS INT))"
    }
  }

  func adding(days: Int, to date: String) -> String {
    self == .spark ? "date_add(\(date), \(days))" : "(\(date) + (\(days)))"
  }

  /// The days from one date to another.
  func days(from: String, to: String) -> String {
    self == .spark ? "datediff(\(to), \(from))" : "(\(to) - \(from))"
  }
}
