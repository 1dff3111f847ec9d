/// An exact fraction: the only kind of number a decision is ever computed with.
///
/// - Invariant: `denominator > 0` and the two have no common divisor.
/// Results that do not fit 64 bits are `nil`, which callers report as an overflow; nothing wraps.
public struct Rational: Hashable, Sendable {
  public let numerator: Int64
  public let denominator: Int64

  public static let zero = Rational(0)
  public static let one = Rational(1)

  public init(_ integer: Int64) {
    numerator = integer
    denominator = 1
  }

  /// `nil` when the divisor is zero or the reduced fraction does not fit.
  public init?(_ numerator: Int64, over denominator: Int64) {
    self.init(reducing: Int128(numerator), Int128(denominator))
  }

  /// The decimal `digits × 10^-scale`, as read from text such as `4.90`.
  public init?(decimal digits: Int64, scale: Int) {
    guard scale >= 0, scale <= 18 else { return nil }
    var power: Int64 = 1
    for _ in 0..<scale { power *= 10 }
    self.init(digits, over: power)
  }

  private init?(reducing numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else { return nil }
    var a = numerator < 0 ? -numerator : numerator
    var b = denominator < 0 ? -denominator : denominator
    while b != 0 { (a, b) = (b, a % b) }
    let sign: Int128 = denominator < 0 ? -1 : 1
    guard let reducedNumerator = Int64(exactly: sign * numerator / a),
      let reducedDenominator = Int64(exactly: sign * denominator / a)
    else { return nil }
    self.numerator = reducedNumerator
    self.denominator = reducedDenominator
  }

  public var isInteger: Bool { denominator == 1 }
  public var isNegative: Bool { numerator < 0 }

  public func adding(_ other: Rational) -> Rational? {
    Rational(
      reducing: wide(numerator, other.denominator) + wide(other.numerator, denominator),
      wide(denominator, other.denominator))
  }

  public func subtracting(_ other: Rational) -> Rational? {
    Rational(
      reducing: wide(numerator, other.denominator) - wide(other.numerator, denominator),
      wide(denominator, other.denominator))
  }

  public func multiplied(by other: Rational) -> Rational? {
    Rational(
      reducing: wide(numerator, other.numerator), wide(denominator, other.denominator))
  }

  /// `nil` for a division by zero too.
  public func divided(by other: Rational) -> Rational? {
    Rational(
      reducing: wide(numerator, other.denominator), wide(denominator, other.numerator))
  }

  /// The greatest whole number that is not greater.
  public var floor: Int64 {
    let quotient = numerator / denominator
    return numerator % denominator < 0 ? quotient - 1 : quotient
  }
  /// The least whole number that is not less.
  public var ceiling: Int64 {
    let quotient = numerator / denominator
    return numerator % denominator > 0 ? quotient + 1 : quotient
  }
  /// The nearest whole number, halves away from zero (四舍五入).
  public var roundedHalfUp: Int64 {
    let magnitude =
      (Int128(numerator.magnitude) * 2 + Int128(denominator))
      / (Int128(denominator) * 2)
    return Int64(clamping: numerator < 0 ? -magnitude : magnitude)
  }

  private func wide(_ a: Int64, _ b: Int64) -> Int128 { Int128(a) * Int128(b) }
}

extension Rational: Comparable {
  public static func < (a: Rational, b: Rational) -> Bool {
    Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }
}

extension Rational: CustomStringConvertible {
  /// A decimal where one is exact (`4.9`), otherwise a fraction (`1/3`).
  public var description: String {
    var scale = 0
    var rest = denominator
    var power: Int64 = 1
    while rest % 10 == 0 { rest /= 10 }
    while rest % 2 == 0 { rest /= 2 }
    while rest % 5 == 0 { rest /= 5 }
    guard rest == 1 else { return "\(numerator)/\(denominator)" }
    while power % denominator != 0 {
      guard scale < 18 else { return "\(numerator)/\(denominator)" }
      power *= 10
      scale += 1
    }
    if scale == 0 { return "\(numerator)" }
    let digits = Int128(numerator.magnitude) * Int128(power / denominator)
    let whole = digits / Int128(power)
    let part = "\(digits % Int128(power))"
    return (numerator < 0 ? "-" : "") + "\(whole)."
      + String(repeating: "0", count: scale - part.utf8.count) + part
  }

  /// With exactly `places` decimals, rounded half up: money is shown with two.
  public func fixed(places: Int) -> String {
    var power: Int64 = 1
    for _ in 0..<min(max(places, 0), 18) { power *= 10 }
    let magnitude =
      (Int128(numerator.magnitude) * Int128(power) * 2 + Int128(denominator))
      / (Int128(denominator) * 2)
    let sign = numerator < 0 && magnitude != 0 ? "-" : ""
    guard places > 0 else { return sign + "\(magnitude)" }
    let part = "\(magnitude % Int128(power))"
    return sign + "\(magnitude / Int128(power))."
      + String(repeating: "0", count: places - part.utf8.count) + part
  }
}
