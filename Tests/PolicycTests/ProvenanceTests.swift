import Foundation
import PolicyTestSupport
import Testing

@testable import policyc

/// Where a value or a clause comes from, said by every command that prints an article.
@Suite struct ProvenanceTests {
  private static func path(_ name: String) -> String {
    Repository.url("Tests/Fixtures/inheritance/" + name).path
  }

  private func explain(_ words: [String]) -> Ran {
    policyc(
      ["explain", Self.path("city.policy"), Self.path("people.csv"), "--id", "a1"] + words)
  }

  @Test func explainNamesThePolicyOfEachClauseAndFigure() {
    let ran = explain(["--as-of", "2026-05-01"])
    #expect(ran.code == 0)
    for line in [
      "基于 某省办法（province），再基于 全国办法（nation）",
      "参数 最低年限：4年，自 2025-01-01（沿用 province 第二条，province 替换了 nation 的 最低年限）",
      "province 删除了 nation 的 失信的人（第四条）", "✗ 年限够（沿用 nation 第三条，应当）：不符合",
      "✓ 等级够（第三条，应当，替换了 nation 的 等级够）：符合",
      "✓ 领导干部（沿用 province 第五条，原则上不得，province 替换了 nation 的 领导干部）",
      "✓ 本地人（第二条，应当，本政策新增）：符合",
    ] {
      #expect(ran.out.contains(line), "\(line) in\n\(ran.out)")
    }
    // The clause that the province removed decides nothing any more.
    #expect(!ran.out.contains("✓ 失信的人") && !ran.out.contains("✗ 失信的人"))
  }

  @Test func explainSaysWhichDatedValueHoldsAndWhatWasSet() {
    #expect(explain(["--as-of", "2027-05-01"]).out.contains("最低年限：3年，自 2027-01-01（"))
    let set = explain(["--as-of", "2027-05-01", "--set", "最低年限=2年"]).out
    #expect(set.contains("最低年限：2年，由 --set 改为，原为 3年（自 2027-01-01）（沿用 province"))
    let english = explain(["--as-of", "2027-05-01", "--set", "最低年限=2年", "--lang", "en"]).out
    #expect(english.contains("2 years, set by --set, otherwise 3 years (since 2027-01-01)"))
    #expect(english.contains("Local people (第二条, must, added here)"))
  }

  @Test func dataNameThePolicyToo() {
    let ran = explain(["--as-of", "2026-05-01", "-f", "json"]).out
    for words in [
      #""origin": "inherited""#, #""origin": "replaced""#, #""origin": "added""#,
      #""from": "nation""#, #""replaces": "nation""#,
    ] {
      #expect(ran.contains(words), "\(words)")
    }
    let decided = policyc([
      "eval", Self.path("city.policy"), Self.path("people.csv"), "--as-of", "2026-05-01", "-f",
      "jsonl",
    ]).out
    #expect(
      decided.contains(
        #""violated":[{"clause":"enough_years","article":"第三条","articles":["第三条"],"from":"nation"}]"#
      ))
  }

  @Test func moneyAndProcedureNameIt() {
    let cases = Self.path("cases.jsonl")
    let paid = policyc(["entitle", Self.path("city.policy"), cases]).out
    #expect(paid.contains("资助（沿用 nation 第九条）"))
    let lines = policyc(["entitle", Self.path("city.policy"), cases, "-f", "jsonl"]).out
    #expect(lines.contains(#""article":"第九条","status":"due","from":"nation""#))
    let steps = policyc(["procedure", Self.path("city.policy"), cases]).out
    #expect(steps.contains("应当到 2026-03-07（沿用 nation 第八条）"))
    let report = policyc(["procedure", Self.path("city.policy"), cases, "-f", "jsonl"]).out
    #expect(report.contains(#""rule":"notice_length","article":"第八条","from":"nation""#))
  }

  /// Nothing of this shows in a policy that stands alone.
  @Test func aPolicyOfItsOwnSaysNothing() {
    let nation = Self.path("nation.policy")
    let people = Self.path("people.csv")
    let ran = policyc(["explain", nation, people, "--id", "a1", "--as-of", "2026-05-01"]).out
    for word in ["基于", "沿用", "替换", "新增", "删除"] { #expect(!ran.contains(word)) }
    let dump = policyc(["ir", Self.path("city.policy")]).out
    #expect(dump.contains("from province replaces nation"))
    #expect(dump.contains("removed exclude dishonest_person \"失信的人\""))
    #expect(!policyc(["ir", nation]).out.contains(" replaces "))
  }
}
