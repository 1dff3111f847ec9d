public import PolicyLang

/// The questions whose answers make a first draft of a policy, in the order in which they are asked.
public enum DraftQuestion: String, Hashable, Sendable, CaseIterable {
  case title, issuer, base, places, years, level, training, money, notice, approver

  /// What is asked.
  public var prompt: LocalText {
    switch self {
    case .title: LocalText(zh: "政策的全称是什么？", en: "What is the full title of the policy?")
    case .issuer: LocalText(zh: "由哪个机关发文？", en: "Which body issues it?")
    case .base:
      LocalText(zh: "以哪一份政策为基础改？", en: "Which policy is it written as a change to?")
    case .places: LocalText(zh: "每年选多少人？", en: "How many people are chosen a year?")
    case .years:
      LocalText(zh: "一线工作至少要多少年？", en: "How many years at the front line are asked for?")
    case .level: LocalText(zh: "技能等级至少是哪一级？", en: "Which skill level is the least?")
    case .training: LocalText(zh: "培育期多长？", en: "How long is the training?")
    case .money: LocalText(zh: "培育期内每人每年给多少钱？", en: "How much is each person paid a year of it?")
    case .notice: LocalText(zh: "公示至少多少个工作日？", en: "How many working days is the public notice?")
    case .approver: LocalText(zh: "人选由谁审定？", en: "Who approves the people chosen?")
    }
  }

  /// What kind of answer it takes.
  public var expected: LocalText {
    switch self {
    case .title, .issuer, .approver: LocalText(zh: "一个名称", en: "a name")
    case .base: LocalText(zh: "一份政策的编号或文件", en: "the id or file of a policy")
    case .places: LocalText(zh: "人数", en: "a number of people")
    case .years: LocalText(zh: "年数", en: "a number of years")
    case .level: LocalText(zh: "技能等级", en: "a skill level")
    case .training: LocalText(zh: "整年或整月", en: "whole years or months")
    case .money: LocalText(zh: "金额", en: "an amount of money")
    case .notice: LocalText(zh: "工作日数", en: "a number of working days")
    }
  }

  /// An answer to copy.
  public var example: LocalText {
    switch self {
    case .title: LocalText(zh: "大连市工匠培育办法", en: "Dalian craftsmen programme")
    case .issuer: LocalText(zh: "大连市总工会", en: "Dalian Federation of Trade Unions")
    case .base: LocalText("national")
    case .places: LocalText(zh: "20名", en: "20")
    case .years: LocalText(zh: "5年", en: "5 years")
    case .level: LocalText(zh: "高级工", en: "senior")
    case .training: LocalText(zh: "2年", en: "2 years")
    case .money: LocalText(zh: "1万元", en: "10000 yuan")
    case .notice: LocalText(zh: "5个工作日", en: "5 working days")
    case .approver: LocalText(zh: "大连市总工会党组", en: "Party group of the federation")
    }
  }

  /// Reads an answer; `nil` when it is none.
  /// - Parameter levels: the skill levels of the vocabulary, for that question.
  public func answer(_ text: String, levels: [IRLabel] = []) -> DraftAnswer? {
    let text = DraftQuestion.trimmed(text)
    if text.isEmpty { return nil }
    if DraftQuestion.isOpen(text) { return .open }
    switch self {
    case .title, .issuer, .base, .approver:
      return text.unicodeScalars.count <= 200 ? .text(text) : nil
    case .level:
      for (index, level) in levels.enumerated()
      where level.zh == text || level.id == text || level.en == text {
        // Above the lowest, which everybody has.
        return index > 0 ? .level(level) : nil
      }
      return nil
    case .places, .years, .training, .money, .notice:
      guard let figure = Lexer.literal(text) else { return nil }
      return self.figure(figure).map { .figure($0) }
    }
  }

  /// A figure in the unit that belongs to the question, within what can be meant.
  private func figure(_ literal: LiteralValue) -> LiteralValue? {
    switch (self, literal) {
    case (.places, .number(let number, let unit)) where unit == .people || unit == .pieces:
      return DraftQuestion.whole(number, upTo: 1_000_000).map { .number($0, .people) }
    case (.places, .number(let number, .none)):
      return DraftQuestion.whole(number, upTo: 1_000_000).map { .number($0, .people) }
    case (.years, .number(let number, let unit)) where unit == .none || unit == .years:
      // The field carries one decimal.
      guard number > .zero, number <= Rational(60),
        number.multiplied(by: Rational(10))?.isInteger == true
      else { return nil }
      return .number(number, .years)
    case (.training, .number(let number, let unit)) where unit == .none || unit == .years:
      return DraftQuestion.whole(number, upTo: 20).map { .number($0, .years) }
    case (.training, .number(let number, .months)):
      return DraftQuestion.whole(number, upTo: 240).map { .number($0, .months) }
    case (.money, .money(let amount)), (.money, .number(let amount, .none)):
      guard amount > .zero, amount <= Rational(1_000_000_000),
        amount.multiplied(by: Rational(100))?.isInteger == true
      else { return nil }
      return .money(amount)
    case (.notice, .number(let number, let unit))
    where unit == .none || unit == .workingDays || unit == .days:
      return DraftQuestion.whole(number, upTo: 60).map { .number($0, .workingDays) }
    default: return nil
    }
  }

  private static func whole(_ number: Rational, upTo limit: Int64) -> Rational? {
    number.isInteger && number > .zero && number <= Rational(limit) ? number : nil
  }

  static func isOpen(_ text: String) -> Bool {
    text == "待定" || text == "未定" || text == "open" || text == "unstated"
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.drop { isBlank($0) })
    return String(view)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n" || scalar.value == 0x3000
  }
}

/// What somebody answered to a question of the draft.
public enum DraftAnswer: Hashable, Sendable {
  /// Not decided yet: the draft says 未定.
  case open
  case text(String)
  case figure(LiteralValue)
  case level(IRLabel)
}
