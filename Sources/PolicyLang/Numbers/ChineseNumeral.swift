/// Numbers written in Chinese characters: 两, 十二, 二十万, 一点五万, 二〇二四.
///
/// Only the written forms of documents are numbers. Spoken short forms (一百五 for 150) and bare rows of
/// digits (三五) are not, so that such words stay names.
public enum ChineseNumeral {
  /// The value of a whole word, or `nil` when it is not one number.
  ///
  /// The coefficient of 万 and 亿 may be in Arabic digits (`1.5万`); full-width digits count as digits.
  public static func read(_ scalars: some Collection<Unicode.Scalar>) -> Rational? {
    var values: [UInt32] = []
    for scalar in scalars {
      guard values.count < 40 else { return nil }
      values.append(halfWidth(scalar.value))
    }
    guard !values.isEmpty else { return nil }
    return readScaled(values[...])
  }

  /// How documents number things: 十二, 一百零五, 二十万. Negative numbers get 负.
  public static func spell(_ number: Int) -> String {
    if number < 0 { return "负" + spellMagnitude(number.magnitude) }
    return spellMagnitude(number.magnitude)
  }
}

// MARK: - Reading

extension ChineseNumeral {
  private static let ten: UInt32 = 0x5341  // 十
  private static let hundred: UInt32 = 0x767E  // 百
  private static let thousand: UInt32 = 0x5343  // 千
  private static let tenThousand: UInt32 = 0x4E07  // 万
  private static let hundredMillion: UInt32 = 0x4EBF  // 亿
  private static let zero: UInt32 = 0x96F6  // 零
  private static let ring: UInt32 = 0x3007  // 〇
  private static let pair: UInt32 = 0x4E24  // 两
  private static let point: UInt32 = 0x70B9  // 点

  private static let digits: [UInt32] = [
    0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
  ]

  private static func halfWidth(_ value: UInt32) -> UInt32 {
    (0xFF01...0xFF5E).contains(value) ? value - 0xFEE0 : value
  }

  private static func digit(_ value: UInt32) -> Int64? {
    if value == ring { return 0 }
    guard let index = digits.firstIndex(of: value) else { return nil }
    return Int64(index)
  }

  /// Cuts at 亿, then at 万; what stands before each is its coefficient.
  private static func readScaled(_ values: ArraySlice<UInt32>) -> Rational? {
    for (mark, factor) in [(hundredMillion, Int64(100_000_000)), (tenThousand, 10_000)] {
      guard let cut = values.lastIndex(of: mark) else { continue }
      guard let coefficient = readScaled(values[..<cut]),
        let high = coefficient.multiplied(by: Rational(factor))
      else { return nil }
      let rest = values[(cut + 1)...]
      if rest.isEmpty { return high }
      // What follows must be smaller than the unit and, with a gap, start with 零.
      guard coefficient.isInteger, let low = readRest(rest, below: factor) else { return nil }
      return high.adding(Rational(low))
    }
    return readPlain(values)
  }

  private static func readRest(_ values: ArraySlice<UInt32>, below factor: Int64) -> Int64? {
    let afterZero = values.first == zero ? values.dropFirst() : values
    guard let low = readScaled(afterZero), low.isInteger, low.numerator > 0,
      low.numerator < factor
    else { return nil }
    // 一万五 is spoken for 15000: leave it a word.
    if values.first != zero, low.numerator * 10 < factor { return nil }
    return low.numerator
  }

  /// A number without 万 and 亿: Arabic, decimal, positional, or below ten thousand.
  private static func readPlain(_ values: ArraySlice<UInt32>) -> Rational? {
    guard let first = values.first else { return nil }
    if (0x30...0x39).contains(first) { return readArabic(values) }
    if let cut = values.firstIndex(of: point) {
      guard let whole = readPlain(values[..<cut]), whole.isInteger else { return nil }
      let decimals = values[(cut + 1)...]
      guard !decimals.isEmpty, decimals.count <= 9, let part = positional(decimals) else {
        return nil
      }
      guard let small = Rational(decimal: part, scale: decimals.count) else { return nil }
      return whole.adding(small)
    }
    if values.count == 1, first == pair { return Rational(2) }
    let isRow = values.allSatisfy { digit($0) != nil }
    if isRow {
      // One digit, a year, or a row that 〇 marks as digits.
      guard values.count == 1 || values.count == 4 || values.contains(ring), values.count <= 12
      else { return nil }
      guard let row = positional(values) else { return nil }
      return Rational(row)
    }
    guard let small = readSmall(values) else { return nil }
    return Rational(small)
  }

  private static func positional(_ values: ArraySlice<UInt32>) -> Int64? {
    var result: Int64 = 0
    for value in values {
      guard let next = digit(value) else { return nil }
      result = result * 10 + next
    }
    return result
  }

  private static func readArabic(_ values: ArraySlice<UInt32>) -> Rational? {
    var number: Int64 = 0
    var scale = 0
    var seenPoint = false
    guard values.count <= 18 else { return nil }
    for value in values {
      if value == 0x2E, !seenPoint {
        seenPoint = true
      } else if (0x30...0x39).contains(value) {
        number = number * 10 + Int64(value - 0x30)
        if seenPoint { scale += 1 }
      } else {
        return nil
      }
    }
    guard !seenPoint || scale > 0 else { return nil }
    return Rational(decimal: number, scale: scale)
  }

  /// A number below 10000 built from 千, 百, 十 in falling order.
  private static func readSmall(_ values: ArraySlice<UInt32>) -> Int64? {
    var total: Int64 = 0
    var pending: Int64?
    var lastUnit: Int64 = 10_000
    var afterZero = false
    for (offset, value) in values.enumerated() {
      let unit: Int64
      switch value {
      case ten: unit = 10
      case hundred: unit = 100
      case thousand: unit = 1000
      case zero:
        guard pending == nil, !afterZero, offset > 0 else { return nil }
        afterZero = true
        continue
      case pair:
        guard pending == nil else { return nil }
        pending = 2
        continue
      default:
        guard pending == nil, let next = digit(value), next > 0 else { return nil }
        pending = next
        continue
      }
      guard unit < lastUnit else { return nil }
      // A skipped place is read with 零: 一千零五十.
      if lastUnit != 10_000, lastUnit / unit > 10, !afterZero { return nil }
      // 十 alone is ten; 百 and 千 need their digit.
      guard let coefficient = pending ?? (unit == 10 ? 1 : nil) else { return nil }
      total += coefficient * unit
      lastUnit = unit
      pending = nil
      afterZero = false
    }
    guard let last = pending else { return afterZero ? nil : total }
    guard values.last != pair, lastUnit == 10 || afterZero else { return nil }
    return total + last
  }
}

// MARK: - Spelling

extension ChineseNumeral {
  private static let digitNames = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  private static func spellMagnitude(_ number: UInt) -> String {
    if number == 0 { return "零" }
    for (unit, name) in [(UInt(100_000_000), "亿"), (10_000, "万")] where number >= unit {
      let rest = number % unit
      let head = spellMagnitude(number / unit) + name
      if rest == 0 { return head }
      return head + (rest < unit / 10 ? "零" : "") + spellSmall(rest, leading: false)
    }
    return spellSmall(number, leading: true)
  }

  /// - Parameter leading: Whether nothing stands before, so that 10 is 十 and not 一十.
  private static func spellSmall(_ number: UInt, leading: Bool) -> String {
    if number >= 10_000 { return spellMagnitude(number) }
    var text = ""
    var rest = number
    var gap = false
    for (unit, name) in [(UInt(1000), "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = rest / unit
      rest %= unit
      if digit == 0 {
        gap = !text.isEmpty
        continue
      }
      if gap { text += "零" }
      gap = false
      let dropsOne = unit == 10 && digit == 1 && leading && text.isEmpty
      text += (dropsOne ? "" : digitNames[Int(digit)]) + name
    }
    return text
  }
}
