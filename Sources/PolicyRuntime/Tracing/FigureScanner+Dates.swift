internal import PolicyLang

// Dates in a text.

extension FigureScanner {
  /// `2024年1月3日`, `2024-01-03`, 二〇二四年一月, `11月30日`, `3月`.
  func date(at index: Int) -> (FigureValue, Int)? {
    if let marked = markedDate(at: index) { return marked }
    var (year, month, day): (Int?, Int?, Int?)
    var next = index
    if let (value, end) = dateNumber(index, isYear: true), let after = unit("年", end) {
      (year, next) = (value, after)
    }
    var end = next
    let monthStart = year == nil ? index : content.skipBlanks(next, within: range.upperBound)
    if let (value, after) = dateNumber(monthStart, isYear: false), (1...12).contains(value),
      let past = unit("月", after)
    {
      (month, end) = (value, past)
      let dayStart = content.skipBlanks(past, within: range.upperBound)
      if let (value, after) = dateNumber(dayStart, isYear: false), (1...31).contains(value),
        let past = unit("日", after) ?? unit("号", after)
      {
        (day, end) = (value, past)
      }
    }
    guard year != nil || month != nil else { return nil }
    return (.date(year: year, month: month, day: day), end)
  }

  private func unit(_ mark: Unicode.Scalar, _ index: Int) -> Int? {
    let next = content.skipBlanks(index, within: range.upperBound)
    return next < range.upperBound && content[next] == mark ? next + 1 : nil
  }

  private func dateNumber(_ index: Int, isYear: Bool) -> (Int, Int)? {
    guard index < range.upperBound else { return nil }
    let isDigit = content[index].isDigit
    var end = index
    while end < range.upperBound, isDigit ? content[end].isDigit : content[end].isNumeral {
      end += 1
    }
    let count = end - index
    guard isYear ? count == 4 : (1...3).contains(count),
      let value = ChineseNumeral.read(content.scalars[index..<end]), value.isInteger,
      value.numerator < (isYear ? 2200 : 100), !isYear || value.numerator >= 1900
    else { return nil }
    return (Int(value.numerator), end)
  }

  /// `2024-01-03`, `2024/1/3`, `2024.1.3`.
  private func markedDate(at index: Int) -> (FigureValue, Int)? {
    var parts: [Int] = []
    var next = index
    var mark: Unicode.Scalar?
    while parts.count < 3 {
      let isYear = parts.isEmpty
      guard let (value, end) = dateNumber(next, isYear: isYear), content[next].isDigit else {
        return nil
      }
      parts.append(value)
      next = end
      if parts.count == 3 { break }
      guard next < range.upperBound, "-/.".unicodeScalars.contains(content[next]),
        mark == nil || mark == content[next]
      else { return nil }
      mark = content[next]
      next += 1
    }
    guard CivilDate(year: parts[0], month: parts[1], day: parts[2]) != nil else { return nil }
    return (.date(year: parts[0], month: parts[1], day: parts[2]), next)
  }
}
