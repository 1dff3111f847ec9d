import PolicyLang
import Testing

@testable import PolicyRuntime

/// Figures as documents write them.
@Suite struct TraceFigureTests {
  private func figures(_ text: String) -> [(DocumentFigure, String)] {
    let file = SourceFile(name: "t.txt", text: "第一条 " + text)
    let document = DocumentReader.read(file, file: FileID(0))
    return document.places.flatMap { $0.words }.flatMap { words in
      FigureScanner.figures(in: document.content, words).map {
        ($0, document.content.text($0.range))
      }
    }
  }

  private func firm(_ text: String) -> [FigureValue] {
    figures(text).filter { $0.0.isFirm }.map { $0.0.value }
  }

  private func share(_ above: Int64, _ below: Int64) -> FigureValue {
    .share(Rational(above, over: below) ?? .zero)
  }

  @Test func amountsByValue() {
    for text in ["五万元", "5万元", "５ 万元", "50000元", "50,000元", "5.0万元"] {
      #expect(firm(text) == [.money(Rational(50_000))], "\(text)")
    }
    #expect(firm("另给10万。") == [.bare(Rational(100_000))])
    #expect(firm("二十万元") == [.money(Rational(200_000))])
    #expect(firm("一点五亿元") == [.money(Rational(150_000_000))])
  }

  @Test func lengths() {
    for text in ["三年", "3年", "３ 年", "36个月", "三周岁"] {
      #expect(firm(text) == [.months(Rational(36))], "\(text)")
    }
    #expect(firm("两年") == [.months(Rational(24))])
    #expect(firm("一年半") == [.months(Rational(18))])
    #expect(firm("半年") == [.months(Rational(6))])
    #expect(firm("上半年").isEmpty)
    #expect(firm("七个工作日") == [.workingDays(Rational(7))])
    #expect(firm("30日内") == [.days(Rational(30))])
  }

  @Test func counts() {
    for text in ["十五名", "15 名", "15人", "十五位", "15项"] {
      #expect(firm(text) == [.count(Rational(15))], "\(text)")
    }
    #expect(firm("5000 名左右").map { $0 } == [.count(Rational(5000))])
    #expect(firm("2万人次") == [.count(Rational(20_000))])
  }

  @Test func shares() {
    for text in ["30%", "百分之三十", "30％", "百分之30", "三成以上"] {
      #expect(firm(text) == [share(3, 10)], "\(text)")
    }
    #expect(firm("三分之二以上") == [share(2, 3)])
    #expect(firm("千分之五") == [share(5, 1000)])
  }

  @Test func dates() {
    for text in ["2024年1月3日", "2024-01-03", "2024.1.3", "二〇二四年一月三日", "二○二四年一月三日"] {
      #expect(firm(text) == [.date(year: 2024, month: 1, day: 3)], "\(text)")
    }
    #expect(firm("11月 30 日前") == [.date(year: nil, month: 11, day: 30)])
    #expect(firm("2026年起") == [.date(year: 2026, month: nil, day: nil)])
    #expect(firm("2026年3月") == [.date(year: 2026, month: 3, day: nil)])
  }

  @Test func ranges() {
    #expect(firm("3至5年") == [.months(Rational(36)), .months(Rational(60))])
    #expect(firm("一到两年") == [.months(Rational(12)), .months(Rational(24))])
    #expect(firm("1-3万元") == [.money(Rational(10_000)), .money(Rational(30_000))])
    #expect(firm("10%—20%") == [share(1, 10), share(1, 5)])
    #expect(
      firm("2024—2028 年") == [
        .date(year: 2024, month: nil, day: nil), .date(year: 2028, month: nil, day: nil),
      ])
  }

  /// What looks like a figure and is a name, an ordinal or a manner of speaking.
  @Test(arguments: [
    "一线", "一批", "一定", "一次性", "一个", "每一名", "“1028”产业", "“三个十大”", "《2024年办法》", "第3次会议", "第十八届",
    "附件2", "二十大", "三年级", "90年代", "5G", "A4纸", "十分重要", "五个部分", "10个相关知识点", "下列三项", "4号", "一等奖", "三级",
    "几十人", "20余人", "五位一体", "统一", "一技之长", "12345678", "一二三", "三至五",
  ])
  func namesAreNoFigures(text: String) {
    let found = firm(text)
    #expect(found.isEmpty, "\(text): \(found)")
  }

  @Test func bounds() {
    let cases: [(String, FigureBound?)] = [
      ("5年以上", .atLeast), ("5 年及以上", .atLeast), ("不少于5年", .atLeast), ("满5年", .atLeast),
      ("不得低于5年", .atLeast), ("5年（含）以上", .atLeast), ("5年以上（不含）", .above), ("超过5年", .above),
      ("高于5年", .above), ("5年以下", .atMost), ("5年以内", .atMost), ("5年内", .atMost), ("不超过5年", .atMost),
      ("最长不超过5年", .atMost), ("最长为5年", .atMost), ("不满5年", .below), ("不足5年", .below),
      ("未满5年", .below),
      ("5年左右", .about), ("约5年", .about), ("5年", nil), ("5年内部", nil), ("5年以外", .above),
    ]
    for (text, bound) in cases {
      #expect(figures(text).first?.0.bound == bound, "\(text)")
    }
  }

  @Test func valuesOfPolicies() {
    func isSaid(_ literal: LiteralValue, _ text: String) -> Bool {
      guard let value = FigureValue(literal), let said = figures(text).first?.0.value else {
        return false
      }
      return value.isSaid(by: said)
    }
    func day(_ year: Int, _ month: Int, _ day: Int) -> LiteralValue {
      CivilDate(year: year, month: month, day: day).map { .date($0) } ?? .boolean(false)
    }
    #expect(isSaid(.number(Rational(5), .years), "五年"))
    #expect(isSaid(.number(Rational(12), .months), "一年"))
    #expect(!isSaid(.number(Rational(5), .years), "5名"))
    #expect(!isSaid(.number(Rational(5), .days), "5个工作日"))
    #expect(isSaid(.number(Rational(3), .people), "3位"))
    #expect(isSaid(.money(Rational(100_000)), "10万"))
    #expect(isSaid(day(2026, 3, 1), "2026年3月起"))
    #expect(isSaid(day(2026, 12, 31), "2026年底"))
    #expect(!isSaid(day(2026, 3, 17), "2026年3月"))
    #expect(isSaid(day(2026, 3, 17), "3月17日"))
    #expect(isSaid(.monthDay(month: 11, day: 30), "2025年11月30日"))
    #expect(isSaid(.calendarYear(2026), "2026年5月1日"))
    #expect(!isSaid(.calendarYear(2026), "2025年"))
  }
}
