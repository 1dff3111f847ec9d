import Foundation
import PolicyTestSupport
import Testing

@testable import policyc

/// `select` on the demonstration with overlapping floors and caps and two rounds.
@Suite struct SelectTests {
  private func path(_ relative: String) -> String { Repository.url(relative).path }

  private func select(_ more: [String] = []) -> Ran {
    policyc(
      [
        "select", path("Tests/Fixtures/selection/stars.policy"),
        path("Tests/Fixtures/selection/stars.csv"), "--as-of", "2026-05-01",
      ] + more)
  }

  @Test func theDemonstrationIsVerifiedAndExplained() {
    let ran = select(["--verify"])
    #expect(ran.code == 0, "\(ran.err)")
    let problem = Expectation.problem(
      of: ran.out, against: "Tests/Fixtures/selection/stars.expected")
    #expect(problem == nil, "\(problem ?? "")")
    #expect(ran.err.hasSuffix("读入 40 行 = 判定 40 + 拒收 0；入选 12\n"))
  }

  @Test func theSameEveryTimeAndInBothLanguages() {
    #expect(select(["-f", "json"]).out == select(["-f", "json"]).out)
    let english = select(["--lang", "en", "--verify"])
    #expect(english.code == 0)
    #expect(english.out.contains("another method confirms the result"))
    #expect(english.out.contains("Cap on heads"))
  }

  @Test func everyCandidateComesOutOnceInEachFormat() {
    let csv = select(["-f", "csv"]).out.split(separator: "\n")
    #expect(csv.count == 41)
    #expect(csv[0] == "id,selected,decision,round,rank,outcome,reason")
    #expect(csv.filter { $0.contains(",true,") }.count == 12)
    #expect(Set(csv.map { $0.prefix(3) }).count == 41)
    #expect(select(["-f", "jsonl"]).out.split(separator: "\n").count == 40)
    let json = select(["-f", "json", "--verify"]).out
    for key in ["\"policy_hash\"", "\"confirmed\": true", "\"selected\": 12", "\"not_ranked\""] {
      #expect(json.contains(key), "\(key)")
    }
  }

  @Test func itsOwnTableIsAListThatKeepsTheRules() {
    let folder = Folder()
    let list = folder.write("名单.csv", select(["-f", "csv"]).out)
    let ran = select(["--given", list])
    #expect(ran.code == 0, "\(ran.out)")
    #expect(ran.out.contains("名单符合各项硬要求"))
  }

  @Test func aListDrawnUpElsewhereIsChecked() {
    let folder = Folder()
    let ran = select(["--given", folder.write("名单.txt", "K05\nK25\nK07\nK99\nK05\n")])
    #expect(ran.code == 1)
    #expect(ran.out.contains("“K99”不在候选人里"))
    #expect(ran.out.contains("“K05”在名单上重复"))
    #expect(ran.out.contains("不符合：有犯罪记录"))
    #expect(ran.out.contains("名单不符合要求"))
  }

  @Test func whatIfFiguresChangeTheList() {
    let ran = select(["--set", "最低一线年限=15年", "-f", "csv"])
    #expect(ran.out != select(["-f", "csv"]).out)
  }

  @Test(arguments: ["national", "changzhou", "haidian", "tongliao"])
  func shippedPoliciesSelect(_ name: String) {
    let ran = policyc(
      [
        "select", path("policies/\(name).policy"), path("policies/examples/candidates.csv"),
        "--as-of", "2026-05-01", "--verify", "-f", "json",
      ])
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.out.contains("\"confirmed\": true"))
    // Two of the four documents state no ranking.
    let isRanked = name == "national" || name == "tongliao"
    #expect(ran.out.contains("policy states no ranking") == false)
    #expect(ran.out.contains("政策没有写怎样排序") == !isRanked)
  }

  @Test func rejectsAreCountedAndTheRestGoesOn() {
    let folder = Folder()
    let data = folder.write("人.csv", "编号,一线工作年限,评审得分\na,很多,90\nb,5,80\n")
    let ran = policyc(
      ["select", path("Tests/Fixtures/selection/stars.policy"), data, "--as-of", "2026-05-01"])
    #expect(ran.code == 1)
    #expect(ran.err.contains("读入 2 行 = 判定 1 + 拒收 1"))
  }

  @Test func aPolicyWithoutASelectionSaysWhatToWrite() {
    let folder = Folder()
    let policy = folder.write(
      "a.policy", "政策 a \"甲\"\n使用 craftsman\n资格 基本条件 @一 { 应当 年限: 一线工作年限 至少 3年 }\n")
    let data = folder.write("人.csv", "编号,一线工作年限\na,5\n")
    let ran = policyc(["select", policy, data])
    #expect(ran.code == 1 && ran.err.contains("P0690"))
    let named = policyc(
      [
        "select", path("policies/tongliao.policy"), data, "--selection", "月度",
      ])
    #expect(named.code == 2 && named.err.contains("P0691"))
  }

  /// Of nobody every share is kept: an empty list must not pass for a good one.
  @Test func sharesThatCannotBeMetTogetherAreNamed() {
    let folder = Folder()
    func policy(_ limits: String) -> String {
      folder.write(
        "share.policy",
        """
        政策 share "份额"
        使用 craftsman
        名额 人选 @一: 每年 恰好 4名
        资格 基本条件 @二 { 应当 年限: 一线工作年限 至少 1年 }
        遴选 年度遴选 @三 {
          填 人选
          排序 评审得分 从高到低
          \(limits)
        }

        """)
    }
    let data = folder.write(
      "人.csv", "编号,一线工作年限,评审得分,性别\na,5,90,女\nb,5,80,男\nc,5,70,男\nd,5,60,男\n")
    let apart = policy("限额 女职工 @四: 至少 60% 其中 性别 是 女  限额 男职工 @五: 至少 60% 其中 性别 是 男")
    let ran = policyc(["select", apart, data, "--verify"])
    #expect(ran.code == 1)
    #expect(
      ran.out.contains("取谁都不能同时满足这些限额：“女职工”（至少 60%）、“男职工”（至少 60%），所以名单是空的\n"),
      "\(ran.out)")
    #expect(ran.out.contains("女职工：至少 60%，0/0，应有 0，没有人可计") && !ran.out.contains("，满足"))
    let english = policyc(["select", apart, data, "--lang", "en"])
    #expect(english.out.contains("these limits are not met together: `女职工` (at least 60%)"))
    // One woman of two: a third would break the share of women alone.
    let short = policyc(["select", policy("限额 女职工 @四: 至少 50% 其中 性别 是 女"), data])
    #expect(short.code == 0)
    #expect(short.out.contains("名单只能到 2 人：再多一人就不能满足限额 “女职工”（至少 50%）"), "\(short.out)")
    let whole = policyc(["select", policy("限额 女职工 @四: 至少 25% 其中 性别 是 女"), data])
    #expect(whole.code == 0 && !whole.out.contains("名单只能") && whole.out.contains("满足"))
  }
}
