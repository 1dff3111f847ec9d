// Figures of norms that no document can mean: fewer people than none, a time of no length.
//
// A figure that is computed, or that a parameter, reading or table gives, is looked at in all values
// that are settled when the policy is compiled, so that a replaced parameter is held against what
// an inherited statement does with it.
extension Elaborator {
  /// Reports a figure that is below zero, or zero where that undoes the statement.
  mutating func checkSense(
    _ node: NodeID, _ slot: SlotName, _ keyword: Keyword, at span: SourceSpan
  ) {
    guard let sense = FigureSense.of(slot, keyword) else { return }
    let values = settledValues(node)
    if let value = values.first(where: { $0.number < .zero }) {
      report(.figureBelowZero, at: span, [sense.subject, spelled(value.number, value.type)])
    } else if let effect = sense.zero, values.contains(where: { $0.number == .zero }) {
      report(.figureOfZero, at: span, [sense.subject, effect])
    }
  }

  /// The numbers that a figure can be as far as the policy alone settles it, in the order written.
  private func settledValues(
    _ node: NodeID, depth: Int = 0
  ) -> [(number: Rational, type: IRType)] {
    guard depth < 8 else { return [] }
    var parts: [NodeID] = []
    switch builder[node].operation {
    case .constant(.number(let number)): return [(number, builder[node].type)]
    case .parameter(let index) where program.parameters.indices.contains(index):
      for value in program.parameters[index].values { parts.append(value.value) }
    case .reading(let index) where program.readings.indices.contains(index):
      for option in program.readings[index].options {
        if let value = option.value { parts.append(value) }
      }
    case .table(let index, _) where program.tables.indices.contains(index):
      let table = program.tables[index]
      // Sums and slices of rows are other numbers than those in the rows.
      if table.mode == .sum || table.mode == .slices { return [] }
      // A row of zero says who gets nothing; only what is below zero is impossible.
      for row in table.rows { parts.append(row.value) }
      if let fallback = table.fallback { parts.append(fallback) }
      return parts.flatMap { settledValues($0, depth: depth + 1) }.filter { $0.number < .zero }
    case .minus(let inner):
      return settledValues(inner, depth: depth + 1).compactMap { value in
        Rational.zero.subtracting(value.number).map { ($0, value.type) }
      }
    default: return []
    }
    return parts.flatMap { settledValues($0, depth: depth + 1) }
  }

  private func spelled(_ number: Rational, _ type: IRType) -> LocalText {
    let literal: LiteralValue
    switch type {
    case .money: literal = .money(number)
    case .share: literal = .share(number, asPercent: true)
    case .number(let unit): literal = .number(number, unit)
    default: return LocalText(number.description)
    }
    return LocalText(zh: literal.spelling(.chinese), en: literal.spelling(.english))
  }
}

/// What a figure of a norm says, and what zero would make of it.
struct FigureSense {
  /// The subject of the message: 名额, the quota.
  let subject: LocalText
  /// What zero means; `nil` where it may well be meant, as in 至多 0名.
  let zero: LocalText?

  /// - Returns: `nil` for what may have any sign, or is no figure.
  static func of(_ slot: SlotName, _ keyword: Keyword) -> FigureSense? {
    switch (slot, keyword) {
    case (.amount, .quota), (.amount, .target), (.amount, .takes):
      return FigureSense(of: keyword, zero: LocalText(zh: "不选人", en: "that nobody is chosen"))
    case (.amount, .ofWhich), (.amount, .limit): return FigureSense(of: keyword, zero: nil)
    case (.amount, .subsidy), (.amount, .ceiling):
      return FigureSense(of: keyword, zero: LocalText(zh: "不发钱", en: "that nothing is paid"))
    case (.share, .instalment):
      return FigureSense(
        of: keyword, zero: LocalText(zh: "这一期不发钱", en: "that this part pays nothing"))
    case (.share, .matching), (.share, .effect): return FigureSense(of: keyword, zero: nil)
    case (.tolerance, _): return FigureSense(of: .tolerance, zero: nil)
    case (.weight, _): return FigureSense(of: .weight, zero: nil)
    case (.marks, _):
      return FigureSense(
        of: .fullMarks, zero: LocalText(zh: "没有分可打", en: "that there are no marks to give"))
    case (.number, .cohorts):
      return FigureSense(of: keyword, zero: LocalText(zh: "一期也没有", en: "that there is none"))
    case (.number, .renewable):
      return FigureSense(
        subject: LocalText(zh: "续期的次数", en: "the number of renewals"),
        zero: LocalText(zh: "不能续期", en: "that it cannot be renewed"))
    case (.interval, _):
      return FigureSense(
        subject: LocalText(zh: "“每”后面的间隔", en: "the interval after `every`"),
        zero: LocalText(zh: "没有间隔", en: "that there is no interval"))
    case (.length, _):
      return FigureSense(
        subject: LocalText(
          zh: "“\(keyword.spelling(.chinese))”的时间",
          en: "the time in `\(keyword.spelling(.english))`"),
        zero: LocalText(zh: "没有时间", en: "that there is no time"))
    default: return nil
    }
  }

  private init(of keyword: Keyword, zero: LocalText?) {
    self.init(
      subject: LocalText(
        zh: "“\(keyword.spelling(.chinese))”", en: "the figure of `\(keyword.spelling(.english))`"),
      zero: zero)
  }

  private init(subject: LocalText, zero: LocalText?) {
    self.subject = subject
    self.zero = zero
  }
}
