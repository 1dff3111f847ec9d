/// Reads a whole word as a figure: `5年`, `4.9年`, `二十万元`, `百分之三十`, `2024-01-03`.
///
/// A word that is only partly a figure (`三个十大`) is a name, so every rule here must use up the word.
struct LiteralReader {
  enum Outcome: Hashable {
    case literal(LiteralValue)
    case notALiteral
    case tooLarge
    case noSuchDate
  }

  /// The word's scalars, full-width forms already normalised.
  let word: [UInt32]

  func read() -> Outcome {
    if let date = readDate() { return date }
    if let share = readShare() { return share }
    return readQuantity()
  }

  // MARK: Dates

  /// `2024-01-03`, `2024年1月3日`, `2024年`, `11月30日`, `11-30`.
  private func readDate() -> Outcome? {
    var numbers: [(value: Int, digits: Int)] = []
    var marks: [UInt32] = []
    var index = 0
    while index < word.count {
      var value = 0
      var digits = 0
      while index < word.count, ScalarClass.isDigit(word[index]), digits < 9 {
        value = value * 10 + Int(word[index] - 0x30)
        digits += 1
        index += 1
      }
      guard digits > 0 else { return nil }
      numbers.append((value, digits))
      if index < word.count {
        marks.append(word[index])
        index += 1
      }
    }
    let (year, month, day, dash): (UInt32, UInt32, UInt32, UInt32) = (0x5E74, 0x6708, 0x65E5, 0x2D)
    switch marks {
    case [dash, dash], [year, month, day], [0x2F, 0x2F], [0x2E, 0x2E]:
      guard numbers.count == 3, numbers[0].digits == 4 else { return nil }
      guard
        let date = CivilDate(
          year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
      else { return .noSuchDate }
      return .literal(.date(date))
    case [year]:
      guard numbers.count == 1, numbers[0].digits == 4, numbers[0].value >= 1 else { return nil }
      return .literal(.calendarYear(numbers[0].value))
    case [month, day]:
      return numbers.count == 2 ? monthDay(numbers[0].value, numbers[1].value) : nil
    case [dash]:
      guard numbers.count == 2, numbers[0].digits == 2, numbers[1].digits == 2 else { return nil }
      return monthDay(numbers[0].value, numbers[1].value)
    default:
      return nil
    }
  }

  private func monthDay(_ month: Int, _ day: Int) -> Outcome {
    // A leap year, so that 29 February is a day of the year.
    guard CivilDate(year: 2000, month: month, day: day) != nil else { return .noSuchDate }
    return .literal(.monthDay(month: month, day: day))
  }

  // MARK: Shares

  /// `30%`, `百分之三十`, `三分之二`.
  private func readShare() -> Outcome? {
    let parts: [UInt32] = [0x5206, 0x4E4B]  // 分之
    if word.last == 0x25 {
      switch number(word.dropLast()) {
      case .value(let value): return share(value, over: Rational(100), asPercent: true)
      case .tooLarge: return .tooLarge
      case .none: return nil
      }
    }
    guard word.count > 2 else { return nil }
    for index in 1..<(word.count - 1) where word[index] == parts[0] && word[index + 1] == parts[1] {
      guard case .value(let above) = number(word[(index + 2)...]) else { return nil }
      if word[..<index] == [0x767E] { return share(above, over: Rational(100), asPercent: true) }
      guard case .value(let below) = number(word[..<index]) else { return nil }
      return share(above, over: below, asPercent: false)
    }
    return nil
  }

  private func share(_ above: Rational, over below: Rational, asPercent: Bool) -> Outcome? {
    guard let value = above.divided(by: below) else { return nil }
    return .literal(.share(value, asPercent: asPercent))
  }

  // MARK: Numbers with units

  private func readQuantity() -> Outcome {
    let digits = numberPrefix()
    for length in stride(from: digits, to: 0, by: -1) {
      guard let suffix = LiteralReader.suffix(word[length...]) else { continue }
      switch number(word[..<length]) {
      case .none: continue
      case .tooLarge: return .tooLarge
      case .value(let value):
        switch suffix {
        case .unit(let unit): return .literal(.number(value, unit))
        case .scaled(let factor):
          guard let scaled = value.multiplied(by: Rational(factor)) else { return .tooLarge }
          return .literal(.number(scaled, .none))
        case .money(let factor):
          guard let scaled = value.multiplied(by: Rational(factor)) else { return .tooLarge }
          return .literal(.money(scaled))
        }
      }
    }
    return .notALiteral
  }

  /// How many scalars at the start could belong to a number.
  private func numberPrefix() -> Int {
    var index = 0
    let arabic = ScalarClass.isDigit(word[0])
    while index < word.count {
      let scalar = word[index]
      let fits =
        arabic
        ? ScalarClass.isDigit(scalar) || scalar == 0x2E : LiteralReader.numerals.contains(scalar)
      guard fits else { break }
      index += 1
    }
    return index
  }

  private enum Number {
    case value(Rational)
    case tooLarge
    case none
  }

  private func number(_ scalars: ArraySlice<UInt32>) -> Number {
    guard let first = scalars.first else { return .none }
    guard ScalarClass.isDigit(first) else {
      guard scalars.allSatisfy({ LiteralReader.numerals.contains($0) }) else { return .none }
      let unicode = scalars.compactMap { Unicode.Scalar($0) }
      return ChineseNumeral.read(unicode).map { .value($0) } ?? .none
    }
    var digits: Int64 = 0
    var places = 0
    var seenPoint = false
    var count = 0
    for (offset, scalar) in scalars.enumerated() {
      if scalar == 0x2E {
        guard !seenPoint, offset > 0, offset < scalars.count - 1 else { return .none }
        seenPoint = true
        continue
      }
      guard ScalarClass.isDigit(scalar) else { return .none }
      count += 1
      guard count <= 18 else { return .tooLarge }
      digits = digits * 10 + Int64(scalar - 0x30)
      if seenPoint { places += 1 }
    }
    return Rational(decimal: digits, scale: places).map { .value($0) } ?? .tooLarge
  }

  /// 〇零一二两三四五六七八九十百千万亿点
  private static let numerals: Set<UInt32> = [
    0x3007, 0x96F6, 0x4E00, 0x4E8C, 0x4E24, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
    0x5341, 0x767E, 0x5343, 0x4E07, 0x4EBF, 0x70B9,
  ]

  private enum Suffix {
    case unit(Unit)
    case scaled(Int64)
    case money(Int64)
  }

  private static func suffix(_ scalars: ArraySlice<UInt32>) -> Suffix? {
    if scalars.isEmpty { return .unit(.none) }
    var text = ""
    for scalar in scalars {
      guard let unicode = Unicode.Scalar(scalar) else { return nil }
      text.unicodeScalars.append(unicode)
    }
    return suffixes[text]
  }

  private static let suffixes: [String: Suffix] = [
    "年": .unit(.years), "周岁": .unit(.age), "岁": .unit(.age), "个月": .unit(.months),
    "月": .unit(.months), "日": .unit(.days), "天": .unit(.days), "个工作日": .unit(.workingDays),
    "工作日": .unit(.workingDays), "个自然年": .unit(.calendarYears), "名": .unit(.people),
    "人": .unit(.people), "个": .unit(.pieces), "项": .unit(.items), "次": .unit(.times),
    "期": .unit(.cohorts), "分": .unit(.points), "位": .unit(.places), "元": .money(1),
    "万元": .money(10_000), "亿元": .money(100_000_000), "万": .scaled(10_000),
    "亿": .scaled(100_000_000),
  ]
}

extension LiteralReader {
  /// Reads a word as written, full-width forms included.
  init(_ text: String) {
    var word: [UInt32] = []
    for scalar in text.unicodeScalars { word.append(ScalarClass.normalised(scalar.value)) }
    self.init(word: word)
  }

  /// Whether the word is a figure.
  var isFigure: Bool {
    if case .literal = read() { return true }
    return false
  }
}
