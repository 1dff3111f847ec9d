import Glibc
import PolicyTestSupport
import Testing

@testable import policyc

/// `match` through columns against `match` through the reference reader and interpreter: the same
/// output, rejects, messages and exit code.
@Suite struct MatchFastPathTests {
  let folder = Folder()

  private struct Outcome: Equatable {
    let code: Int32
    let out: String
    let err: String
    let rejects: String
  }

  /// Policies that differ in every way that matters: other figures, fields and values of their own,
  /// exceptions and alternatives, results, something that columns cannot tell.
  private func policies() -> [String] {
    [
      folder.policy(),
      folder.write(
        "other.policy",
        """
        政策 other "另一市"
        使用 demo_words
        字段 本市户籍(local) "Local": 是否
        参数 最低年限 @第二条: 3年
        资格 基本条件 @第二条 {
          应当 年限够: 年限 至少 最低年限
          应当 等级够: 技能 至少 中级
        }
        资格 户籍 @第三条 { 原则上应当 本地: 本市户籍 }
        译名 {
          最低年限: minimum_years "Least years"
          年限够: enough_years "Enough years"
          等级够: enough_level "Enough level"
          本地: is_local "Local"
        }

        """),
      folder.write(
        "wider.policy",
        """
        政策 wider "更细的市"
        使用 demo_words
        补充 技能: 特级
        资格 基本条件 @第一条 {
          应当 等级够: 技能 至少 高级 {
            除外 年限长: 年限 至少 10年
          }
          应当 有成绩: 下列之一 {
            得奖: 有 竞赛 (其 名次 至多 3)
            老手: 年限 至少 5年
          }
        }

        """),
      folder.write(
        "third.policy",
        """
        政策 third "有结论的市"
        使用 demo_words
        资格 基本条件 @第一条 { 应当 年限够: 年限 至少 2年 }
        结论 年限加倍: 年限 * 2

        """),
    ]
  }

  @Test func thePoliciesAreSound() {
    for path in policies() { #expect(policyc(["check", path]).code == 0) }
  }

  private func match(_ policies: [String], _ data: [UInt8], _ name: String, _ more: [String])
    -> Outcome
  {
    unlink(folder.at("r.jsonl"))
    let ran = policyc(
      ["match", folder.write(name, data)] + policies + ["--rejects", folder.at("r.jsonl")] + more)
    return Outcome(code: ran.code, out: ran.out, err: ran.err, rejects: folder.read("r.jsonl"))
  }

  private func check(
    _ policies: [String], _ data: [UInt8], _ name: String, _ format: [String],
    _ random: inout RandomSource
  ) {
    let expected = match(policies, data, name, format + ["--reference"])
    let fast = match(
      policies, data, name,
      format + [
        "--chunk", "\(random.pick([16, 50, 333, 1 << 18]))", "--threads",
        "\(random.within(1...3))",
      ])
    let shown = String(decoding: data.prefix(2000), as: UTF8.self)
    #expect(fast == expected, "\(format) \(shown.debugDescription)")
  }

  private static let formats = [
    ["-f", "csv"], ["-f", "csv", "--excel"], ["-f", "jsonl"], ["-f", "json"], [],
  ]

  @Test(arguments: 0..<12)
  func csvIsMatchedAlike(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 14_000)
    let policies = policies()
    for _ in 0..<3 {
      var format = random.pick(Self.formats)
      if random.chance(80) { format.append("--brief") }
      let data = MadeUpFile.csv(&random)
      check(random.some(policies, least: 1), data, "人.csv", format, &random)
    }
  }

  @Test(arguments: 0..<12)
  func jsonIsMatchedAlike(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 19_000)
    let policies = policies()
    for _ in 0..<3 {
      var format = random.pick(Self.formats)
      if random.chance(80) { format.append("--brief") }
      let data = MadeUpFile.jsonLines(&random)
      check(random.some(policies, least: 1), data, "人.jsonl", format, &random)
    }
  }

  /// Enough rows for several batches, and ids that need care in every format.
  @Test func manyRowsAreMatchedAlike() {
    var random = RandomSource(seed: 3)
    var text = "id,年限,技能,干部,素质,本市户籍\n"
    for number in 0..<2_500 {
      let id = random.pick(["c\(number)", "编号\(number)", "-\(number)", "\"a,\(number)\"", ""])
      text +=
        "\(id),\(random.below(120) / 10),\(random.pick(["高级", "中级", "初级", ""])),"
        + "\(random.pick(["是", "否"])),\(random.pick(["合格", "不合格", ""])),"
        + "\(random.pick(["是", "否", ""]))\n"
    }
    let policies = policies()
    for format in Self.formats {
      let expected = match(
        policies, Array(text.utf8), "人.csv", format + ["--brief", "--reference"])
      #expect(expected.code == 0)
      for threads in ["1", "3"] {
        let fast = match(
          policies, Array(text.utf8), "人.csv", format + ["--brief", "--threads", threads])
        #expect(fast == expected, "\(format)")
      }
    }
  }

  @Test func aFullDiskAndInterruptionsLeaveNothing() {
    let people = folder.write(
      "人.csv", Samples.header + String(repeating: "c1,8,高级,否,合格\n", count: 400))
    let full = policyc(["match", people, folder.policy(), "-f", "csv", "-o", "/dev/full"])
    #expect(full.code == 3 && full.err.contains("磁盘已满") && full.err.contains("中途停下"))
    var calls = 0
    let stopped = policyc(
      ["match", people, folder.policy(), "-f", "csv", "-o", folder.at("结果.csv"), "--chunk", "256"],
      isInterrupted: {
        calls += 1
        return calls > 20
      })
    #expect(stopped.code == 3 && stopped.err.contains("已中断：读到第"))
    #expect(!Folder.allNames(folder.path).contains { $0.contains("结果") })
  }
}
