/// A number went beyond what exact arithmetic holds here; the question is then left to a search.
struct FractionOverflow: Error {}

/// An exact fraction with 128-bit parts, for the intermediate values of `BoundedSimplex`.
///
/// - Invariant: `denominator > 0`, and the two have no common divisor.
struct WideFraction: Equatable {
  let numerator: Int128
  let denominator: Int128

  static let zero = WideFraction(0)

  init(_ integer: Int128) {
    numerator = integer
    denominator = 1
  }

  private init(reducing top: Int128, _ bottom: Int128) {
    let divisor = WideFraction.divisor(top.magnitude, bottom.magnitude)
    let sign: Int128 = bottom < 0 ? -1 : 1
    numerator = sign * top / divisor
    denominator = sign * bottom / divisor
  }

  /// The greatest common divisor of two numbers of which one is not zero.
  private static func divisor(_ a: UInt128, _ b: UInt128) -> Int128 {
    var (left, right) = (a, b)
    while right > UInt128(UInt64.max) || left > UInt128(UInt64.max) {
      if right == 0 { return Int128(clamping: max(left, 1)) }
      (left, right) = (right, left % right)
    }
    var (small, other) = (UInt64(left), UInt64(right))
    while other != 0 { (small, other) = (other, small % other) }
    return Int128(max(small, 1))
  }

  var isZero: Bool { numerator == 0 }
  var isInteger: Bool { denominator == 1 }

  /// The greatest whole number that is not greater.
  var floor: Int128 {
    let quotient = numerator / denominator
    return numerator % denominator < 0 ? quotient - 1 : quotient
  }

  func plus(_ other: WideFraction) throws(FractionOverflow) -> WideFraction {
    if other.numerator == 0 { return self }
    if denominator == other.denominator {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      if overflow { throw FractionOverflow() }
      return denominator == 1 ? WideFraction(sum) : WideFraction(reducing: sum, denominator)
    }
    let left = try WideFraction.product(numerator, other.denominator)
    let right = try WideFraction.product(other.numerator, denominator)
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { throw FractionOverflow() }
    return WideFraction(reducing: sum, try WideFraction.product(denominator, other.denominator))
  }

  func minus(_ other: WideFraction) throws(FractionOverflow) -> WideFraction {
    try plus(other.negated)
  }

  func times(_ other: WideFraction) throws(FractionOverflow) -> WideFraction {
    let top = try WideFraction.product(numerator, other.numerator)
    if denominator == 1, other.denominator == 1 { return WideFraction(top) }
    return WideFraction(reducing: top, try WideFraction.product(denominator, other.denominator))
  }

  /// - Precondition: `other` is not zero.
  func over(_ other: WideFraction) throws(FractionOverflow) -> WideFraction {
    WideFraction(
      reducing: try WideFraction.product(numerator, other.denominator),
      try WideFraction.product(denominator, other.numerator))
  }

  var negated: WideFraction { WideFraction(negating: self) }

  private init(negating other: WideFraction) {
    numerator = -other.numerator
    denominator = other.denominator
  }

  func isLess(than other: WideFraction) throws(FractionOverflow) -> Bool {
    if denominator == other.denominator { return numerator < other.numerator }
    return try WideFraction.product(numerator, other.denominator)
      < WideFraction.product(other.numerator, denominator)
  }

  private static func product(_ a: Int128, _ b: Int128) throws(FractionOverflow) -> Int128 {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    // The least number has no opposite.
    if overflow || result == Int128.min { throw FractionOverflow() }
    return result
  }
}
