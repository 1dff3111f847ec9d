import PolicyLang
import PolicyTestSupport
import Testing

@Suite struct FormatterTests {
  private func format(_ text: String, to language: Language? = nil) -> String? {
    let source = SourceFile(name: "test.policy", text: text)
    let file = Parser.parse(source, file: FileID(0))
    return Formatter.format(file, source: source, language: language ?? file.language)
  }

  private func expect(
    _ text: String, becomes expected: String, to language: Language? = nil,
    location: SourceLocation = #_sourceLocation
  ) {
    let actual = format(text, to: language) ?? "not formatted"
    let difference = TextDifference.between(expected: expected, actual: actual)
    #expect(difference == nil, "\(difference ?? "")", sourceLocation: location)
  }

  private static let shipped = Repository.files(under: "policies", ending: ".policy")

  @Test(arguments: shipped)
  func shippedPolicyIsFormatted(path: String) throws {
    let text = try #require(Repository.text(path))
    let difference = TextDifference.between(expected: format(text) ?? "not formatted", actual: text)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(arguments: shipped)
  func otherKeywordsAndBackGiveTheSameBytes(path: String) throws {
    let written = try #require(Repository.text(path))
    let text = try #require(format(written, to: .chinese))
    let english = try #require(format(text, to: .english))
    #expect(format(english, to: .english) == english)
    let back = format(english, to: .chinese) ?? "not formatted"
    let difference = TextDifference.between(expected: text, actual: back)
    #expect(difference == nil, "\(difference ?? "")")
  }

  /// The line width holds in both languages.
  @Test(arguments: shipped)
  func linesFit(path: String) throws {
    let text = try #require(Repository.text(path))
    for language in Language.allCases {
      let formatted = try #require(format(text, to: language))
      for line in formatted.split(separator: "\n") where !line.contains("#") {
        #expect(DisplayWidth.of(String(line)) <= 100, "\(line)")
      }
    }
  }

  @Test func spacesAndMarksAreSettled() {
    expect(
      """
      政策   demo   “示例”
      使用 craftsman。
      资格 基本条件＠第三条｛
      应当 一线经历 ： 一线工作年限 ＞= ５年；
              不得  退休：在职情况  属于｛退休 ，退休返聘｝
      ｝
      """,
      becomes: """
        政策 demo “示例”
        使用 craftsman
        资格 基本条件 @第三条 {
          应当 一线经历: 一线工作年限 至少 5年
          不得 退休: 在职情况 属于 {退休、退休返聘}
        }

        """)
  }

  @Test func explanationStandsAfterTheCitation() {
    expect(
      "政策 demo \"示例\"\n宣示 目的 \"说明\" @第一条 @通知 \"再说明\"\n",
      becomes: "政策 demo \"示例\"\n宣示 目的 @第一条 @通知 \"说明\" \"再说明\"\n")
  }

  @Test func synonymsAndFiguresAreRewritten() {
    expect(
      "政策 demo \"示例\"\n参数 年限: 两年\n参数 额度: 50000元\n资格 甲 { 必须 乙: 一线工作年限 不少于 年限 }\n",
      becomes: """
        政策 demo "示例"
        参数 年限: 2年
        参数 额度: 5万元
        资格 甲 { 应当 乙: 一线工作年限 至少 年限 }

        """)
  }

  @Test func commentsStay() {
    let text = """
      # 文件开头
      政策 demo "示例"

      # 关于资格

      资格 基本条件 {  # 一
        # 二
        应当 甲: 乙  # 三

        # 四
        应当 丙: 丁
        # 五
      }  # 六
      # 文件末尾

      """
    expect(text, becomes: text)
  }

  @Test func commentsInsideAStatementStay() {
    expect(
      """
      政策 demo "示例"
      资格 基本条件 {
        应当 甲: 乙 且  # 第一
        丙
        或选: 丁
      }
      """.replacingLine("  或选: 丁", with: ""),
      becomes: """
        政策 demo "示例"
        资格 基本条件 {
          应当 甲: 乙 且  # 第一
              丙
        }

        """)
  }

  @Test func blankLinesAreKeptOnceAndNotAtEdges() {
    expect(
      "政策 demo \"示例\"\n\n\n\n资格 甲 {\n\n  应当 乙: 丙\n\n\n  应当 丁: 戊\n\n}\n\n",
      becomes: "政策 demo \"示例\"\n\n资格 甲 {\n  应当 乙: 丙\n\n  应当 丁: 戊\n}\n")
  }

  @Test func blocksStayOnOneLineWhileTheyFit() {
    expect(
      "政策 demo \"示例\"\n补助 甲: 一次性 1万元 { 触发 公布 给 个人 税 未定 }\n",
      becomes: "政策 demo \"示例\"\n补助 甲: 一次性 1万元 { 触发 公布  给 个人  税 未定 }\n")
    let long = "一个很长的名称一个很长的名称一个很长的名称"
    expect(
      "政策 demo \"示例\"\n资格 \(long) { 应当 \(long): \(long) }\n",
      becomes: "政策 demo \"示例\"\n资格 \(long) {\n  应当 \(long): \(long)\n}\n")
  }

  @Test func longContentWraps() {
    let word = "一二三四五六七八九十甲"
    expect(
      "政策 demo \"示例\"\n资格 甲 {\n  应当 乙: \(word) 且 \(word) 且 \(word) 且 \(word) 且 \(word)\n}\n",
      becomes: """
        政策 demo "示例"
        资格 甲 {
          应当 乙: \(word) 且 \(word) 且 \(word)
              且 \(word) 且 \(word)
        }

        """)
  }

  @Test func factsKeepTheirLines() {
    expect(
      """
      政策 demo "示例"
      样例 某人 {
        甲: 5年、乙: 是
        丙: [{级别:市级，结果:优胜}、{级别:省级}]
        专家: 3名 {同行: 是}
      }
      测试 丁: 某人 但 {甲: 未知} 应得 待补
      """,
      becomes: """
        政策 demo "示例"
        样例 某人 {
          甲: 5年、乙: 是
          丙: [{ 级别: 市级、结果: 优胜 }、{ 级别: 省级 }]
          专家: 3名 { 同行: 是 }
        }
        测试 丁: 某人 但 { 甲: 未知 } 应得 待补

        """)
  }

  @Test func turnsToEnglish() {
    expect(
      """
      政策 demo "示例"
      参数 年限 @第三条: 5年
      资格 基本条件 @第四条(二)1 {
        应当 甲: 一线工作年限 至少 年限 且 考评 的 结果 是 合格
        原则上不得 乙: 在职情况 属于 {退休、退休返聘}
      }
      样例 某人 { 实体经济: 是、重点产业: 否 }

      """,
      becomes: """
        policy demo "示例"
        parameter 年限 @art.3: 5 years
        eligibility 基本条件 @art.4(2)1 {
          must 甲: 一线工作年限 at least 年限 and 考评's 结果 is 合格
          in principle exclude 乙: 在职情况 in {退休, 退休返聘}
        }
        sample 某人 { 实体经济: yes, 重点产业: no }

        """, to: .english)
  }

  @Test func mixedKeywordsAreMadeOneSet() {
    expect(
      "政策 demo \"示例\"\nissuer \"某会\"\n", becomes: "政策 demo \"示例\"\n发文机关 \"某会\"\n")
  }

  @Test func brokenFileIsLeftAlone() {
    #expect(format("政策 demo \"示例\"\n资格 甲 {\n  应当 乙\n") == nil)
    #expect(format("") == nil)
  }

  @Test func namesThatLookLikeFiguresStay() {
    expect(
      "政策 demo \"示例\"\n名额 一期: 每年 20名\n",
      becomes: "政策 demo \"示例\"\n名额 一期: 每年 20名\n")
  }
}

extension String {
  fileprivate func replacingLine(_ line: String, with other: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == line[...] ? other : String($0) }.joined(separator: "\n")
  }
}
