import PolicyTestSupport
import Testing

@testable import PolicyLang

@Suite struct RenderingTests {
  private static let kind = DiagnosticKind(
    "P9999", .error, zh: "“{0}”不对", en: "`{0}` is wrong", helpZh: "改掉", helpEn: "change it")

  private func sources(_ text: String) -> SourceMap {
    var sources = SourceMap()
    _ = sources.add(SourceFile(name: "某市.policy", text: text))
    return sources
  }

  /// The span of the first occurrence of a text.
  private func span(of part: String, in sources: SourceMap) -> SourceSpan {
    let bytes = sources.files[0].bytes
    let wanted = Array(part.utf8)
    for start in 0...(bytes.count - wanted.count)
    where Array(bytes[start..<(start + wanted.count)]) == wanted {
      return SourceSpan(file: FileID(0), start: start, end: start + wanted.count)
    }
    return SourceSpan(file: FileID(0), start: 0, end: 0)
  }

  private func render(
    _ text: String, at part: String, language: Language = .chinese, fix: String? = nil
  ) -> String {
    let sources = sources(text)
    let place = span(of: part, in: sources)
    let fixes = fix.map {
      [FixIt(LocalText(zh: "改写", en: "rewrite"), [TextEdit(place, $0)])]
    }
    return TextRenderer(sources: sources, language: language).render(
      Diagnostic(Self.kind, at: place, [LocalText(part)], article: "第三条", fixIts: fixes ?? []))
  }

  @Test func markStandsUnderChineseWords() {
    let expected = """
      错误[P9999]: “至少5年”不对
       --> 某市.policy:2:12
        |
      2 |   应当 一线经历: 至少5年
        |                  ^^^^^^^
        = 依据: 第三条
        = 帮助: 改掉
        = 修改: 改写
      2 |   应当 一线经历: 至少 5年

      """
    let actual = render("政策 甲\n  应当 一线经历: 至少5年\n", at: "至少5年", fix: "至少 5年")
    #expect(TextDifference.between(expected: expected, actual: actual) == nil, "\(actual)")
  }

  @Test func speaksEnglish() {
    let expected = """
      error[P9999]: `b` is wrong
       --> 某市.policy:1:3
        |
      1 | a b c
        |   ^
        = article: 第三条
        = help: change it

      """
    let actual = render("a b c", at: "b", language: .english)
    #expect(TextDifference.between(expected: expected, actual: actual) == nil, "\(actual)")
  }

  @Test func tabsAndHiddenCharactersAreShown() {
    let actual = render("\t甲\u{202E}乙", at: "乙")
    #expect(actual.contains("1 |     甲‹U+202E›乙\n"))
    #expect(actual.contains("  |               ^^\n"))
  }

  @Test func longLinesAreCutToAWindow() throws {
    let long = String(repeating: "很长的一行", count: 100)
    let actual = render(long + "错处" + long, at: "错处")
    let lines = actual.split(separator: "\n")
    let shown = try #require(lines.first { $0.hasPrefix("1 | ") })
    #expect(DisplayWidth.of(String(shown)) <= 130)
    #expect(shown.contains("…") && shown.contains("错处"))
    let mark = try #require(lines.first { $0.contains("^^^^") })
    let before = shown.prefix { $0 != "错" }
    #expect(mark.prefix { $0 != "^" }.count == DisplayWidth.of(String(before)))
  }

  @Test func placesAtTheEndOfTheFileAreShown() {
    let sources = sources("甲\n")
    let end = SourceSpan(file: FileID(0), start: 4, end: 4)
    let actual = TextRenderer(sources: sources, language: .chinese).render(
      Diagnostic(Self.kind, at: end))
    #expect(actual.contains("某市.policy:2:1"))
  }

  @Test func coloursAreOptional() {
    let sources = sources("甲")
    let place = span(of: "甲", in: sources)
    let diagnostic = Diagnostic(Self.kind, at: place, ["甲"])
    #expect(
      !TextRenderer(sources: sources, language: .chinese).render(diagnostic).contains("\u{1B}"))
    let coloured = TextRenderer(sources: sources, language: .chinese, useColour: true)
    #expect(coloured.render(diagnostic).contains("\u{1B}[1;31m错误[P9999]\u{1B}[0m"))
  }

  @Test func relatedPlacesHaveLabels() {
    let sources = sources("甲 乙\n甲 丙")
    let first = SourceSpan(file: FileID(0), start: 0, end: 3)
    let second = SourceSpan(file: FileID(0), start: 8, end: 11)
    let diagnostic = Diagnostic(
      Self.kind, at: second, ["甲"],
      related: [RelatedPlace(first, LocalText(zh: "第一次", en: "first"))])
    let actual = TextRenderer(sources: sources, language: .chinese).render(diagnostic)
    #expect(actual.contains("1 | 甲 乙\n  | -- 第一次\n"))
  }

  @Test func jsonHoldsPlacesAndFixes() {
    let sources = sources("政策 \"甲\"\n")
    let place = span(of: "甲", in: sources)
    let diagnostic = Diagnostic(
      Self.kind, at: place, ["甲\"\\\n"],
      fixIts: [FixIt(LocalText(zh: "改", en: "change"), [TextEdit(place, "乙")])])
    let expected = """
      {"diagnostics":[
      {"id":"P9999","severity":"error","message":"“甲\\"\\\\\\n”不对","help":"改掉","file":"某市.policy",\
      "range":{"start":{"line":1,"column":5},"end":{"line":1,"column":6},"offset":8,"end_offset":11},\
      "fixes":[{"label":"改","edits":[{"file":"某市.policy","range":{"start":{"line":1,"column":5},\
      "end":{"line":1,"column":6},"offset":8,"end_offset":11},"replacement":"乙"}]}]}
      ]}

      """
    #expect(JSONRenderer(sources: sources, language: .chinese).render([diagnostic]) == expected)
    #expect(
      JSONRenderer(sources: sources, language: .chinese).render([]) == "{\"diagnostics\":[]}\n")
  }

  @Test(arguments: [
    ("重点产页", ["重点产业", "行业"], "重点产业"), ("产业重点", ["重点产业", "行业"], "重点产业"),
    ("技能登级", ["技能等级", "职称"], "技能等级"), ("领导", ["领导干部", "退休职工"], "领导干部"),
    ("craftman", ["craftsman", "national"], "craftsman"), ("lveel", ["level", "place"], "level"),
  ])
  func suggestsWhatWasMeant(word: String, candidates: [String], expected: String) {
    #expect(Suggestion.closest(to: word, in: candidates) == expected)
  }

  @Test(arguments: [
    ("高工", nil), ("高级", nil), ("特技技师", "特级技师"), ("高级工师", nil), ("首席", "首席技师"),
    ("skiled", "skilled"),
  ])
  func suggestsNoOtherLevel(word: String, expected: String?) {
    let levels = ["高级工", "技师", "高级技师", "特级技师", "首席技师", "skilled"]
    #expect(Suggestion.closestValue(to: word, in: levels) == expected)
    if word == "高工" { #expect(Suggestion.closest(to: word, in: levels) == nil) }
  }

  @Test(arguments: [
    ("一线工作年限", ["姓名", "职称"]), ("ab", ["cd", "ef"]), ("", ["甲"]), ("甲", ["乙"]),
  ])
  func suggestsNothingFar(word: String, candidates: [String]) {
    #expect(Suggestion.closest(to: word, in: candidates) == nil)
  }
}
