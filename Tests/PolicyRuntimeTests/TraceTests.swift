import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// An invented document with every trap, and an invented policy that falls into each.
@Suite struct TraceTests {
  private static let folder = "Tests/Fixtures/tracing/"

  /// A finding as `P0914 云溪.policy:12 6万元`: its kind, its line and what it marks.
  private func findings(_ report: TraceReport, _ compiled: Compiled, _ document: SourceFile)
    -> [String]
  {
    report.findings.map { finding in
      guard let span = finding.span else { return finding.kind.id }
      let file = span.file == report.document.file ? document : compiled.sources[span.file]
      let line = file.position(at: span.lowerBound).line
      return "\(finding.kind.id) \(line) \(file.text(span))"
    }
  }

  private func trace(
    _ policy: String, _ text: String, source: String? = nil
  ) throws -> (TraceReport, [String]) {
    let compiled = FixtureRunner.compile(text: policy)
    let program = try #require(compiled.program, "\(FixtureRunner.rendered(compiled))")
    let id = FileID(UInt16(compiled.sources.files.count))
    let file = SourceFile(name: "t.txt", text: text)
    let report = Tracer.trace(
      compiled, program, DocumentReader.read(file, file: id), source: source)
    return (report, findings(report, compiled, file))
  }

  private static let opening = "政策 t \"某市办法\"\n发文机关 \"某市总工会\"\n使用 craftsman\n"
  private static let head = "某市总工会通知\n"

  private func found(_ policy: String, _ text: String) throws -> [String] {
    try trace(Self.opening + policy, Self.head + text).1
  }

  @Test func everyTrapIsReportedOnce() throws {
    let policy = try #require(Repository.text(Self.folder + "云溪.policy"))
    let text = try #require(Repository.text(Self.folder + "云溪办法.txt"))
    let (report, found) = try trace(policy, text)
    let expected = try #require(Repository.text(Self.folder + "云溪.expected"))
    #expect(found.joined(separator: "\n") + "\n" == expected)
    #expect(!report.isComplete)
    #expect(report.articleCount.covered == 10 && report.articleCount.all == 11)
  }

  /// The same policy written rightly has nothing to report but the document's own numbering.
  @Test func aRightPolicyIsComplete() throws {
    let text = try #require(Repository.text(Self.folder + "云溪办法.txt"))
    let policy = try #require(Repository.text(Self.folder + "云溪改正.policy"))
    let (report, found) = try trace(policy, text)
    #expect(report.isComplete, "\(found)")
    #expect(Set(found.map { $0.prefix(5) }) == ["P0921", "P0924"], "\(found)")
  }

  @Test func figuresAreComparedByValue() throws {
    #expect(
      try found(
        "补助 奖 @第一条: 一次性 50000元 { 触发 授奖  给 个人 }\n参数 年限 @第二条: 36个月",
        "第一条 奖励五万元。\n第二条 三年。") == [])
    #expect(
      try found("补助 奖 @第一条: 一次性 6万元 { 触发 授奖  给 个人 }", "第一条 奖励5万元。")
        == ["P0914 4 6万元", "P0916 2 5万元"])
    #expect(
      try found("补助 奖 @第二条: 一次性 5万元 { 触发 授奖  给 个人 }", "第一条 奖励5万元。\n第二条 另行规定。")
        == ["P0915 4 5万元", "P0912 2 第一条"])
  }

  @Test func otherReadingsAndTestsClaimNothing() throws {
    #expect(
      try found(
        """
        解读 年限 @第一条 "算法": 5年 另解 6年
        资格 申报条件 @第一条 { 应当 够年: 一线工作年限 至少 年限 }
        样例 甲 { 一线工作年限: 9年 }
        测试 够: 甲 应得 符合
        """, "第一条 应有5年以上经历。") == [])
  }

  @Test func explanationsMentionFigures() throws {
    let text = "第一条 奖励5万元，两年内付清。"
    let policy = "补助 奖 @第一条: 一次性 5万元 { 触发 授奖  给 个人 %@ }"
    func with(_ more: String) -> String {
      policy.split(separator: "%@", omittingEmptySubsequences: false).joined(separator: more)
    }
    #expect(try found(with(""), text) == ["P0916 2 两年"])
    #expect(try found(with("存疑 付款 \"两年内怎样分\""), text) == [])
  }

  @Test func itemsAreAskedForOnceOneIsCited() throws {
    let text = "第一条 材料：\n（一）甲；\n（二）乙。\n末段。"
    #expect(try found("宣示 全条 @第一条", text) == [])
    #expect(try found("宣示 甲 @第一条(一)", text) == ["P0913 4 （二）", "P0913 5 末段。"])
    #expect(try found("宣示 甲 @第一条(一)\n宣示 乙 @第一条1\n宣示 丙 @第一条", text) == ["P0913 4 （二）"])
    #expect(try found("宣示 甲 @第一条第一款\n宣示 乙 @第一条第二款", text) == [])
    #expect(try found("宣示 甲 @第一章", "第一章 总则\n第一条 甲。") == [])
    #expect(try found("机构 市总 @第一条", "第一条 甲。") == ["P0912 2 第一条"])
  }

  @Test func citationsMustExist() throws {
    let text = "第一条 材料：\n（一）甲；\n（二）乙。"
    #expect(
      try found("宣示 甲 @第一条\n宣示 乙 @第三条\n宣示 丙 @第一条(五)\n宣示 丁 @附件", text)
        .filter { $0.hasPrefix("P091") && !$0.hasPrefix("P0913") }
        == ["P0910 5 @第三条", "P0910 6 @第一条(五)", "P0911 7 @附件"])
  }

  /// The comparison, the words of the document, and whether they disagree.
  private static let bounds: [(clause: String, words: String, disagree: Bool)] = [
    ("应当 甲: 一线工作年限 至少 5年", "应有5年以上经历", false), ("应当 甲: 一线工作年限 至少 5年", "应有5年经历", false),
    ("应当 甲: 一线工作年限 至少 5年", "应当超过5年", true), ("应当 甲: 一线工作年限 超过 5年", "5年以上", true),
    ("应当 甲: 一线工作年限 至多 5年", "5年以上", true), ("应当 甲: 一线工作年限 至少 5年", "不满5年的，不得申报", false),
    ("不得 甲: 一线工作年限 不满 5年", "应有5年以上经历", false), ("不得 甲: 一线工作年限 至多 5年", "应有5年以上经历", true),
    ("应当 甲: 年龄 至多 45周岁", "45周岁以下", false), ("应当 甲: 年龄 不满 45周岁", "45周岁以下", true),
    ("不得 甲: 年龄 超过 45周岁", "不超过45周岁", false), ("应当 甲: 技能等级 至少 技师", "技师以上", false),
    ("应当 甲: 技能等级 超过 技师", "技师及以上", true), ("应当 甲: 技能等级 至少 技师", "高级技师以下", false),
    ("应当 甲: 有 至少 3名 推荐专家", "不少于3名专家", false), ("应当 甲: 有 至多 3名 推荐专家", "不少于3名专家", true),
  ]

  @Test func boundsAreCompared() throws {
    for (clause, words, disagree) in Self.bounds {
      let found = try found("资格 申报条件 @第一条 { \(clause) }", "第一条 " + words + "。")
      #expect(found.contains { $0.hasPrefix("P0917") } == disagree, "\(clause), \(words): \(found)")
      #expect(found.allSatisfy { $0.hasPrefix("P0917") }, "\(clause), \(words): \(found)")
    }
  }

  @Test func boundsOfNumbersAndParameters() throws {
    #expect(try found("名额 甲 @第一条: 每年 约 20名", "第一条 每年20名左右。") == [])
    #expect(try found("名额 甲 @第一条: 每年 恰好 20名", "第一条 每年20名左右。") == ["P0917 4 20名"])
    #expect(try found("名额 甲 @第一条: 每年 20名", "第一条 每年不超过20名。") == ["P0917 4 20名"])
    #expect(try found("名额 甲 @第一条: 每年 力争 20名", "第一条 力争每年20名。") == [])
    #expect(try found("名额 甲 @第一条: 每年 约 20名", "第一条 每年20名。") == ["P0917 4 20名"])
    #expect(
      try found(
        "参数 年限 @第一条: 5年\n资格 申报条件 @第一条 { 应当 甲: 一线工作年限 至少 年限 }", "第一条 应当超过5年。")
        == ["P0917 5 年限"])
  }

  @Test func explainersAreComparedByFigures() throws {
    let policy = Self.opening + "名额 甲 @第二条: 每年 约 20名\n补助 奖 @第三条: 一次性 5万元 { 触发 授奖  给 个人 }"
    let (report, found) = try trace(policy, Self.head + "一、多少人？\n每年20名左右。\n二、要几年？\n8年。共十个问题。")
    #expect(report.comparesFiguresOnly)
    #expect(found == ["P0905", "P0919 5 5万元", "P0918 5 8年"])
  }

  @Test func headingsAreCitedAsArticlesAre() throws {
    #expect(
      try found(
        "宣示 甲 @一\n补助 奖 @二(二): 一次性 5万元 { 触发 授奖  给 个人 }\n宣示 乙 @三",
        "一、目的\n服务。\n二、措施\n（一）培训。\n（二）奖励5万元。")
        == ["P0910 6 @三", "P0913 5 （一）"])
  }

  @Test func severalDocuments() throws {
    let policy =
      Self.opening + "来源文件 通知2021: \"关于工作的通知\"\n宣示 甲 @第一条\n名额 乙 @通知2021/第二条: 每年 约 20名"
    let (main, found) = try trace(policy, Self.head + "第一条 甲。")
    #expect(found == [] && main.citationsElsewhere == 1 && main.isComplete)
    let (other, problems) = try trace(
      policy, "第一条 丙。\n第二条 每年30名左右。", source: "通知2021")
    #expect(
      problems == ["P0914 6 20名", "P0912 1 第一条", "P0916 2 30名"], "\(other.findings.count)")
  }

  /// What a policy inherits cites the document of the policy that it is based on.
  @Test func onlyWhatThePolicyWritesIsCompared() throws {
    let (report, found) = try trace(
      "政策 t \"某市办法\" 基于 national\n替换 参数 最低一线年限 @第一条: 6年", "某市办法\n第一条 有6年以上经历。")
    #expect(found == [] && report.claimCount.found == 1 && report.claimCount.all == 1)
  }

  @Test func anotherCitysDocumentIsNoticed() throws {
    let (_, found) = try trace(
      Self.opening + "宣示 甲 @第一条", "别市总工会通知\n第一条 甲。")
    #expect(found == ["P0904"])
  }

  @Test func knownLeapsAreNotes() throws {
    #expect(
      try found("宣示 甲 @第一条\n宣示 乙 @第四条", "第一条 甲。\n第四条 乙。") == ["P0920 3 第四条"])
    #expect(
      try found("宣示 甲 @第一条\n宣示 乙 @第四条\n存疑 费用 @第四条", "第一条 甲。\n第四条 乙。")
        == ["P0920 3 第四条"])
    #expect(
      try found("宣示 甲 @第一条\n宣示 乙 @第四条\n存疑 跳号 @第四条", "第一条 甲。\n第四条 乙。")
        == ["P0924 3 第四条"])
  }
}
