import Testing

@testable import PolicyLang

/// Figures are spelled by value, and every spelling is read back as the same value.
@Suite struct LiteralTests {
  private func literal(_ text: String) -> LiteralValue? {
    let source = SourceFile(name: "literal", text: text)
    let lexed = Lexer.lex(source, file: FileID(0))
    guard lexed.diagnostics.isEmpty, lexed.tokens.count == 2,
      case .literal(let value) = lexed.tokens[0].kind
    else { return nil }
    return value
  }

  @Test(arguments: [
    ("5年", "5年", "5 years"), ("两年", "2年", "2 years"), ("1年", "1年", "1 year"),
    ("4.90年", "4.9年", "4.9 years"), ("5万元", "5万元", "50000 yuan"),
    ("二十万元", "20万元", "200000 yuan"), ("12500元", "1.25万元", "12500 yuan"),
    ("9999元", "9999元", "9999 yuan"), ("10000.01元", "10000.01元", "10000.01 yuan"),
    ("10001元", "1.0001万元", "10001 yuan"), ("百分之三十", "30%", "30%"), ("12.5%", "12.5%", "12.5%"),
    ("三分之二", "三分之二", "2/3"), ("1/3", "三分之一", "1/3"), ("7/100", "7/100", "7/100"),
    ("1/250", "1/250", "1/250"), ("2024-01-03", "2024-01-03", "2024-01-03"),
    ("2024年1月3日", "2024-01-03", "2024-01-03"), ("2026年", "2026年", "year 2026"),
    ("11月30日", "11月30日", "11-30"), ("02-29", "2月29日", "02-29"),
    ("5个工作日", "5个工作日", "5 working days"), ("五个工作日", "5个工作日", "5 working days"),
    ("3名", "3名", "3 people"), ("1人", "1名", "1 person"), ("6个月", "6个月", "6 months"),
    ("10天", "10日", "10 days"), ("3期", "3期", "3 cohorts"), ("2个自然年", "2个自然年", "2 calendar years"),
    ("85分", "85分", "85 points"), ("０．５年", "0.5年", "0.5 years"), ("3", "3", "3"),
    ("2万", "20000", "20000"),
  ])
  func spellsByValue(text: String, zh: String, en: String) throws {
    let value = try #require(literal(text))
    #expect(value.spelling(.chinese) == zh)
    #expect(value.spelling(.english) == en)
    #expect(literal(zh) == value)
    #expect(literal(en) == value)
  }

  @Test(arguments: ["三个十大", "一线工作年限", "2024", "24-01-03", "1/0", "5/4", "1 / 3", "5e3", "1,000"])
  func isNotOneOfThose(text: String) {
    switch literal(text) {
    case nil, .number(_, .none)?: break
    default: Issue.record("\(text) was read as a figure with a unit")
    }
  }
}
