public import PolicyLang

/// A value to sort by.
public enum SelectionKey: Hashable, Sendable {
  case missing
  case number(Rational)
  case text(String)

  init(_ value: Value) {
    switch value {
    case .number(let number): self = .number(number)
    case .range(let low, let high): self = low == high ? .number(Rational(low)) : .missing
    case .date(let date): self = .number(Rational(Int64(date.dayNumber)))
    case .calendarYear(let year): self = .number(Rational(Int64(year)))
    case .monthDay(let month, let day): self = .number(Rational(Int64(month * 100 + day)))
    case .boolean(let flag): self = .number(Rational(flag ? 1 : 0))
    case .value(let index), .option(let index): self = .number(Rational(Int64(index)))
    case .text(let text): self = .text(text)
    case .judgement(_, let score, _): self = score.map { .number($0) } ?? .missing
    case .unknown, .none, .values, .record, .list, .clauses: self = .missing
    }
  }

  /// Which comes first, `nil` when they are equal. What is missing comes last either way.
  func precedes(_ other: SelectionKey, descending: Bool) -> Bool? {
    switch (self, other) {
    case (.missing, .missing): return nil
    case (.missing, _): return false
    case (_, .missing): return true
    case (.number(let a), .number(let b)):
      if a == b { return nil }
      return descending ? a > b : a < b
    case (.text(let a), .text(let b)):
      if a == b { return nil }
      return textPrecedes(a, b) != descending
    case (.number, .text): return true
    case (.text, .number): return false
    }
  }
}

/// Whether a text comes before another by its bytes, which is the same on every machine.
func textPrecedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
