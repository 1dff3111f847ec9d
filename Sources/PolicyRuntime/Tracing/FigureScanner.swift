internal import PolicyLang

/// Finds the figures in a text, with what they say and how they bind.
struct FigureScanner {
  let content: DocumentScalars
  let range: Range<Int>
  /// The parts between quotation marks: names of programmes and slogans rather than figures.
  let quoted: [Range<Int>]
  private var figures: [DocumentFigure] = []

  init(_ content: DocumentScalars, _ range: Range<Int>) {
    self.content = content
    self.range = range
    quoted = FigureScanner.quotes(content, range)
  }

  static func figures(in content: DocumentScalars, _ range: Range<Int>) -> [DocumentFigure] {
    var scanner = FigureScanner(content, range)
    scanner.scan()
    return scanner.figures
  }

  /// The figures of a text that stands by itself, such as the explanation of a clause.
  static func values(in text: String) -> [FigureValue] {
    var content = DocumentScalars()
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let plain = (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) : scalar
      content.append(plain ?? scalar, from: 0, to: 0)
    }
    return figures(in: content, 0..<content.count).map { $0.value }
  }

  private mutating func scan() {
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = content[index]
      guard scalar.isDigit || scalar.isNumeral || scalar == "半" else {
        index += 1
        continue
      }
      index = max(take(index), index + 1)
    }
  }

  // MARK: One figure

  /// A number with what is written after it.
  struct Piece {
    var value: Rational
    /// 10 000 where the number is written in 万.
    var scale: Int64
    var measure: FigureWords.Measure?
    var isArabic: Bool
    var isVague = false
    /// The end of the digits, and of the whole.
    var digitsEnd: Int
    var end: Int
  }

  private mutating func take(_ index: Int) -> Int {
    if let (date, end) = date(at: index) { return add(date, index..<end) }
    if let (share, end) = share(at: index) { return add(.share(share), index..<end) }
    if content[index] == "半" { return takeHalf(index) }
    guard var first = piece(at: index) ?? rangeStart(at: index) else { return skipNumber(index) }
    guard let second = rangeEnd(after: first.end) else {
      add(first, index)
      return first.end
    }
    // 3至5万元: what stands after the second number holds for the first too.
    if first.measure == nil, first.digitsEnd == first.end {
      first.measure = second.piece.measure
      if first.scale == 1, second.piece.scale > 1,
        let scaled = first.value.multiplied(by: Rational(second.piece.scale))
      {
        first.value = scaled
      }
    }
    let asYears = isYearRange(first, second.piece)
    add(first, index, isInRange: true, asYear: asYears)
    add(second.piece, second.start, isInRange: true, asYear: asYears)
    return second.piece.end
  }

  /// 一 in 一至两年: a Chinese number whose unit stands after the second one.
  private func rangeStart(at index: Int) -> Piece? {
    guard let piece = piece(at: index, needsUnit: false), let end = rangeEnd(after: piece.end)
    else { return nil }
    switch end.piece.measure {
    case nil, .idle?: return nil
    default: return piece
    }
  }

  private func rangeEnd(after index: Int) -> (start: Int, piece: Piece)? {
    let next = content.skipBlanks(index, within: range.upperBound)
    for mark in FigureWords.ranges where content.has(mark, at: next, within: range.upperBound) {
      let start = content.skipBlanks(next + mark.count, within: range.upperBound)
      guard start < range.upperBound, let piece = piece(at: start) else { continue }
      return (start, piece)
    }
    return nil
  }

  /// `2024—2028年`.
  private func isYearRange(_ first: Piece, _ second: Piece) -> Bool {
    guard case .years? = second.measure else { return false }
    let years = Rational(1900)..<Rational(2200)
    return years.contains(first.value) && years.contains(second.value) && first.value.isInteger
      && second.value.isInteger
  }

  /// 半年, 一半, 半数; 上半年 and 下半年 are parts of a year.
  private mutating func takeHalf(_ index: Int) -> Int {
    let before = index > range.lowerBound ? content[index - 1] : " "
    let next = index + 1
    guard next < range.upperBound, before != "上", before != "下" else { return next }
    if content[next] == "年" {
      figures.append(
        DocumentFigure(
          value: .months(Rational(6)), range: index..<(next + 1),
          bound: bound(index..<(next + 1)), isFirm: !isQuoted(index)))
      return next + 1
    }
    if content[next] == "数", let half = Rational(1, over: 2) {
      return add(.share(half), index..<(next + 1))
    }
    return next
  }

  private mutating func add(_ value: FigureValue, _ range: Range<Int>) -> Int {
    figures.append(
      DocumentFigure(
        value: value, range: range, bound: bound(range), isFirm: !isQuoted(range.lowerBound)))
    return range.upperBound
  }

  private mutating func add(
    _ piece: Piece, _ start: Int, isInRange: Bool = false, asYear: Bool = false
  ) {
    guard let value = asYear ? year(piece.value) : value(of: piece) else { return }
    let range = start..<piece.end
    figures.append(
      DocumentFigure(
        value: value, range: range, bound: piece.isVague ? .about : isInRange ? nil : bound(range),
        isFirm: !isQuoted(start) && !piece.isVague && isFirm(piece, start)))
  }

  private func year(_ value: Rational) -> FigureValue? {
    .date(year: Int(value.numerator), month: nil, day: nil)
  }

  private func value(of piece: Piece) -> FigureValue? {
    let value = piece.value
    switch piece.measure {
    case nil, .idle?: return .bare(value)
    case .count?: return .count(value)
    case .months?: return .months(value)
    case .years?: return value.multiplied(by: Rational(12)).map { .months($0) }
    case .days?: return .days(value)
    case .workingDays?: return .workingDays(value)
    case .share?: return value.divided(by: Rational(100)).map { .share($0) }
    case .money?: return .money(value)
    }
  }

  // MARK: Numbers

  /// The number at an index with its unit; a Chinese number needs one.
  private func piece(at index: Int, needsUnit: Bool = true) -> Piece? {
    guard let (number, isArabic, digitsEnd) = number(at: index) else { return nil }
    var piece = Piece(
      value: number, scale: scale(index..<digitsEnd), isArabic: isArabic, digitsEnd: digitsEnd,
      end: digitsEnd)
    var next = content.skipBlanks(digitsEnd, within: range.upperBound)
    if next < range.upperBound, content[next] == "余" || content[next] == "多" {
      piece.isVague = true
      next += 1
    }
    for (word, measure) in FigureWords.measures
    where content.has(word, at: next, within: range.upperBound) {
      piece.measure = measure
      piece.end = next + word.count
      if case .years = measure, piece.end < range.upperBound, content[piece.end] == "半",
        let longer = piece.value.adding(Rational(1, over: 2) ?? .zero)
      {
        piece.value = longer
        piece.end += 1
      }
      return piece
    }
    if isArabic || !needsUnit { return piece }
    // 十万 without a unit is a figure too.
    return piece.scale > 1 ? piece : nil
  }

  private func scale(_ digits: Range<Int>) -> Int64 {
    guard digits.count > 1 else { return 1 }
    let last = content[digits.upperBound - 1]
    return last == "万" || last == "亿" ? FigureScanner.scale(last) ?? 1 : 1
  }

  private func number(at index: Int) -> (value: Rational, isArabic: Bool, end: Int)? {
    guard index < range.upperBound else { return nil }
    if content[index].isDigit { return arabic(at: index) }
    var end = index
    while end < range.upperBound, content[end].isNumeral { end += 1 }
    guard end > index else { return nil }
    return ChineseNumeral.read(content.scalars[index..<end]).map { ($0, false, end) }
  }

  /// Digits with separators of thousands, a decimal point and a scale: `50,000`, `1.5万`, `3百`.
  private func arabic(at index: Int) -> (value: Rational, isArabic: Bool, end: Int)? {
    var digits: Int64 = 0
    var count = 0
    var places = 0
    var hasPoint = false
    var end = index
    while end < range.upperBound {
      let scalar = content[end]
      if scalar.isDigit {
        count += 1
        guard count <= 18 else { return nil }
        digits = digits * 10 + Int64(scalar.value - 0x30)
        if hasPoint { places += 1 }
      } else if scalar == ",", !hasPoint, isThousands(end) {
        end += 1
        continue
      } else if scalar == ".", !hasPoint, end + 1 < range.upperBound, content[end + 1].isDigit {
        hasPoint = true
      } else {
        break
      }
      end += 1
    }
    guard var value = Rational(decimal: digits, scale: places) else { return nil }
    var next = content.skipBlanks(end, within: range.upperBound)
    while next < range.upperBound, let factor = FigureScanner.scale(content[next]) {
      guard let scaled = value.multiplied(by: Rational(factor)) else { return nil }
      value = scaled
      next += 1
      end = next
    }
    return (value, true, end)
  }

  private func isThousands(_ comma: Int) -> Bool {
    guard comma + 3 < range.upperBound else { return false }
    let after = content.scalars[(comma + 1)...(comma + 3)]
    let ends = comma + 4 >= range.upperBound || !content[comma + 4].isDigit
    return after.allSatisfy { $0.isDigit } && ends
  }

  private static func scale(_ scalar: Unicode.Scalar) -> Int64? {
    switch scalar {
    case "百": 100
    case "千": 1000
    case "万": 10_000
    case "亿": 100_000_000
    default: nil
    }
  }

  private func skipNumber(_ index: Int) -> Int {
    var end = index
    while end < range.upperBound, content[end].isDigit || content[end].isNumeral { end += 1 }
    return end
  }

  // MARK: Shares

  private static let parts = scalars("分之")

  /// 百分之三十, 三分之二, 千分之五, 一半, 三成.
  private func share(at index: Int) -> (Rational, Int)? {
    if content[index] == "一", index + 1 < range.upperBound, content[index + 1] == "半" {
      let isYear = index + 2 < range.upperBound && content[index + 2] == "年"
      return isYear ? nil : Rational(1, over: 2).map { ($0, index + 2) }
    }
    var end = index
    while end < range.upperBound, content[end].isNumeral || content[end].isDigit { end += 1 }
    if end < range.upperBound, content[end] == "成", end == index + 1, !content[index].isDigit,
      isShareOfTen(end), let tenths = ChineseNumeral.read(content.scalars[index..<end])
    {
      return tenths.divided(by: Rational(10)).map { ($0, end + 1) }
    }
    guard content.has(FigureScanner.parts, at: end, within: range.upperBound) else { return nil }
    let below: Rational?
    switch end == index + 1 ? content[index] : " " {
    case "百": below = Rational(100)
    case "千": below = Rational(1000)
    case "万": below = Rational(10_000)
    default: below = ChineseNumeral.read(content.scalars[index..<end])
    }
    guard let below, let above = number(at: end + 2), let value = above.value.divided(by: below)
    else { return nil }
    return (value, above.end)
  }

  /// 三成以上, 占三成; 一成立 is no share.
  private func isShareOfTen(_ index: Int) -> Bool {
    let next = index + 1
    guard next < range.upperBound else { return true }
    return "以及的,。;、".unicodeScalars.contains(content[next])
  }
}
