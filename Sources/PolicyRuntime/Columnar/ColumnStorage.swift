internal import PolicyLang

/// How the values of a column are stored, and which of them stands for an absent fact.
public enum ColumnStorage: UInt8, Hashable, Sendable, CaseIterable {
  /// One byte: 0 absent, otherwise what `ColumnCode` says.
  case code
  /// Whole numbers of that many bits; the lowest of all is kept for absent.
  case int16, int32, int64

  /// The size of a cell in bytes.
  var width: Int {
    switch self {
    case .code: 1
    case .int16: 2
    case .int32: 4
    case .int64: 8
    }
  }

  /// The numbers a cell can hold.
  public var numbers: ClosedRange<Int64> {
    switch self {
    case .code: 1...255
    case .int16: Int64(Int16.min) + 1...Int64(Int16.max)
    case .int32: Int64(Int32.min) + 1...Int64(Int32.max)
    case .int64: Int64.min + 1...Int64.max
    }
  }

  /// What stands for an absent fact.
  public var absent: Int64 {
    switch self {
    case .code: 0
    case .int16: Int64(Int16.min)
    case .int32: Int64(Int32.min)
    case .int64: Int64.min
    }
  }
}

/// The codes of columns of one byte. Absent is 0 in all of them.
public enum ColumnCode {
  public static let absent: UInt8 = 0
  public static let no: UInt8 = 1
  public static let yes: UInt8 = 2
  public static let failed: UInt8 = 1
  public static let passed: UInt8 = 2
  /// A judgement that was scored without a verdict: given, but still pending.
  public static let scored: UInt8 = 3
  /// A text that no condition names; the texts that conditions name follow as 2, 3, … in the order
  /// of `ColumnPlan.Column.words`.
  public static let otherText: UInt8 = 1

  /// The code of a value of an enumeration. In a wider column, of an enumeration with more values than
  /// a byte has, it is the index plus one too.
  public static func value(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: index &+ 1) }
  /// The code of a text that conditions name, by its place in `words`.
  public static func word(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: index &+ 2) }
}

extension ColumnStorage {
  /// The storage of a field, and by what its numbers are multiplied to be whole; `nil` for types that
  /// have no column.
  static func of(_ field: IRField, in program: IRProgram) -> (storage: Self, scale: Int64)? {
    switch field.type {
    case .boolean, .judgement, .text: return (.code, 1)
    case .enumeration(let index):
      guard program.enumerations.indices.contains(index) else { return nil }
      return (program.enumerations[index].values.count <= 254 ? .code : .int32, 1)
    case .calendarYear, .monthDay: return (.int16, 1)
    case .date: return (.int32, 1)
    case .money: return (.int64, 100)
    case .share: return (.int32, power(min(max(field.places, 0), 6) + 2))
    case .number(let unit):
      let places = min(max(field.places, 0), 9)
      let scale = power(places)
      if let low = field.low, let high = field.high, places <= 2,
        low >= Rational(-300), high <= Rational(300)
      {
        return (.int16, scale)
      }
      switch unit {
      case .years, .age, .calendarYears: return (places <= 2 ? .int16 : .int64, scale)
      default: return (places <= 4 ? .int32 : .int64, scale)
      }
    case .set, .record, .list, .clauses, .option, .error: return nil
    }
  }

  private static func power(_ exponent: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}
