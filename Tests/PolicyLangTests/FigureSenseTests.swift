import PolicyTestSupport
import Testing

@testable import PolicyLang

/// Figures that no document can mean, wherever they come from.
@Suite struct FigureSenseTests {
  private static let head = "政策 demo \"示例\"\n使用 craftsman\n"
  private static let clause = "\n资格 材料 @第六条 {\n  应当 材料: 支撑材料齐备\n}\n"

  private static func found(_ text: String, _ files: [String: String] = [:]) -> [String] {
    FixtureRunner.compile(text: text, with: files).diagnostics
      .filter { $0.kind == .figureBelowZero || $0.kind == .figureOfZero }
      .map { $0.kind.id + " " + $0.message(in: .chinese) }
  }

  @Test(arguments: [
    ("名额 甲 @第二条: 每年 -5名", "P0566 “名额”不能是负数，这里是 -5"),
    ("名额 甲 @第二条: 每年 0名", "P0567 “名额”写了 0，等于不选人"),
    ("目标 甲 @第二条: 每年 约 -1000名", "P0566 “目标”不能是负数，这里是 -1000"),
    ("名额 甲 @第二条: 每年 5名 {\n  其中 乙: -1名\n}", "P0566 “其中”不能是负数，这里是 -1"),
    ("补助 甲 @第二条: 每年 -5万元 {\n  给 个人\n}", "P0566 “补助”不能是负数，这里是 -50000元"),
    ("补助 甲 @第二条: 每年 0元 {\n  给 个人\n}", "P0567 “补助”写了 0，等于不发钱"),
    ("培育 甲 @第二条: -3年", "P0566 “培育”的时间不能是负数，这里是 -3年"),
    ("培育 甲 @第二条: 0年", "P0567 “培育”的时间写了 0，等于没有时间"),
    (
      "参数 人数 @第二条: 自 2024-01-01: 5名、自 2025-01-01: 0名\n名额 甲 @第二条: 每年 人数",
      "P0567 “名额”写了 0，等于不选人"
    ),
    ("解读 人数 @第二条: 5名 另解 -5名\n名额 甲 @第二条: 每年 人数", "P0566 “名额”不能是负数，这里是 -5"),
    ("名额 甲 @第二条: 每年 3名 - 5名", "P0566 “名额”不能是负数，这里是 -2"),
  ])
  func isSaid(line: String, message: String) {
    let found = Self.found(Self.head + line + Self.clause)
    #expect(found == [message], "\(found)")
  }

  /// What a selection takes is not held against places below zero.
  @Test func selectionOfImpossibleQuota() throws {
    let city = "政策 city \"市\" 基于 national\n替换 名额 大国工匠 @第二条: 每年 -5名\n"
    let national = try #require(Repository.text("policies/national.policy"))
    let workdays = try #require(Repository.text("policies/workdays.policy"))
    let compiled = FixtureRunner.compile(
      text: city, with: ["national": national, "workdays": workdays])
    #expect(compiled.diagnostics.map { $0.kind } == [.figureBelowZero])
  }

  @Test func stage() {
    for (length, id) in [("-5日", "P0566"), ("0日", "P0567")] {
      let text =
        Self.head + "机构 局\n程序 乙 @第八条 {\n"
        + "  阶段 公示 @第八条: 局 自 公示开始 至 公示结束 至少 \(length)\n}" + Self.clause
      let found = Self.found(text)
      #expect(found.count == 1 && found.allSatisfy { $0.hasPrefix(id) }, "\(found)")
    }
  }

  /// What may well be meant: none of a kind, and what the document leaves open.
  @Test(arguments: [
    "名额 甲 @第二条: 每年 5名 {\n  其中 乙: 至多 0名\n}", "名额 甲 @第二条: 每年 未定",
    "名额 甲 @第二条: 每年 约 5名 容差 0%",
  ])
  func isNotSaid(line: String) {
    let found = Self.found(Self.head + line + Self.clause)
    #expect(found.isEmpty, "\(found)")
  }

  /// A city that replaces a parameter is told what an inherited statement makes of it.
  @Test func inheritedStatements() {
    let nation =
      "政策 nation \"国\"\n使用 craftsman\n参数 人数 @第二条: 5名\n名额 甲 @第二条: 每年 人数" + Self.clause
    #expect(Self.found(nation).isEmpty)
    let city = "政策 city \"市\" 基于 nation\n替换 参数 人数 @第二条: -5名\n"
    #expect(
      Self.found(city, ["nation": nation]) == ["P0566 “名额”不能是负数，这里是 -5"])
    let replaced = "政策 city \"市\" 基于 nation\n替换 名额 甲 @第二条: 每年 0名\n"
    #expect(
      Self.found(replaced, ["nation": nation]) == ["P0567 “名额”写了 0，等于不选人"])
  }
}
