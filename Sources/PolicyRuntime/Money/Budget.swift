public import PolicyLang

/// What a policy costs by year and recipient when so many people are selected.
///
/// It follows from the selection alone: everybody selected completes the term and passes. Money that
/// hangs on further events (a studio named, a project chosen) is listed by the piece, because no
/// document says how many there will be.
public struct Budget: Hashable, Sendable {
  /// How many are selected in each cohort.
  public var selected: Int64
  /// The number after a stated tolerance; equal to `selected` without one.
  public var selectedLow: Int64
  public var selectedHigh: Int64
  /// Where the number comes from; `nil` when it was given.
  public var quota: IRLabel?
  /// 约, 力争: the number is a target.
  public var isApproximate = false
  /// Whether some money asks for a better result than passing; everybody is counted as having it.
  public var dependsOnResults = false
  /// The year in which each cohort is selected.
  public var cohorts: [Int]
  public var rows: [BudgetRow] = []
  public var pieces: [BudgetPiece] = []
  public var open: [LedgerOpen] = []
  public var total = BudgetRange.zero

  /// The years in which money flows, ascending, without gaps.
  public var years: [Int] {
    guard let first = rows.map({ $0.year }).min(), let last = rows.map({ $0.year }).max() else {
      return []
    }
    return Array(first...last)
  }

  /// The recipients in the order of first appearance.
  public var recipients: [IRLabel] {
    var result: [IRLabel] = []
    for row in rows where !result.contains(row.recipient) { result.append(row.recipient) }
    return result
  }

  /// The sum of some rows.
  public func sum(_ isCounted: (BudgetRow) -> Bool) -> BudgetRange {
    var result = BudgetRange.zero
    for row in rows where isCounted(row) { result = result.adding(row.range) ?? result }
    return result
  }
}

/// Money of one subsidy for one recipient in one year.
public struct BudgetRow: Hashable, Sendable {
  public var year: Int
  /// The place of the subsidy in the policy.
  public var order: Int
  public var recipient: IRLabel
  public var subsidy: IRLabel
  public var articles: [String]
  public var range: BudgetRange
}

/// Money for one occurrence of an event that selection alone does not bring about.
public struct BudgetPiece: Hashable, Sendable {
  public var subsidy: IRLabel
  public var articles: [String]
  public var recipient: IRLabel
  /// `nil` where the policy names no event.
  public var event: IRLabel?
  /// `nil` where the document states no amount.
  public var amount: Rational?
  public var bound: Subsidy.Bound?
}

/// An amount under the chosen readings, and the least and the most that the policy's text can bear.
public struct BudgetRange: Hashable, Sendable {
  public var expected: Rational
  public var low: Rational
  public var high: Rational

  public static let zero = BudgetRange(expected: .zero, low: .zero, high: .zero)

  public init(expected: Rational, low: Rational, high: Rational) {
    self.expected = expected
    self.low = low
    self.high = high
  }

  public var isSettled: Bool { low == high }

  /// `nil` when a sum is out of range.
  func adding(_ other: BudgetRange) -> BudgetRange? {
    guard let expected = expected.adding(other.expected), let low = low.adding(other.low),
      let high = high.adding(other.high)
    else { return nil }
    return BudgetRange(expected: expected, low: low, high: high)
  }
}

/// Why there is no budget.
public enum BudgetError: Error, Hashable, Sendable {
  case evaluation(EvaluationError)
  case noQuota, noStartYear, overflow
}
