import Foundation
import PolicyTestSupport
import Testing

@testable import policyc

/// `policyc procedure` as people and scripts call it.
@Suite struct ProcedureCommandTests {
  private static let policy = Repository.url("policies/tongliao.policy").path
  private static let cases = Repository.url("policies/examples/procedure-cases.jsonl").path

  private func run(_ lines: [String], _ flags: [String] = ["-f", "jsonl"]) -> Ran {
    policyc(
      ["procedure", Self.policy, "-"] + flags, input: Array(lines.joined(separator: "\n").utf8))
  }

  private static let short =
    #"{"id":"p5","events":[{"event":"notice_opened","on":"2026-06-01"},{"event":"notice_closed","on":"2026-06-05"}]}"#

  /// The keys that scripts rely on, in their order.
  @Test func linesHaveTheFixedShape() {
    let ran = run([Self.short], ["-f", "jsonl", "--lang", "en", "--quiet"])
    #expect(ran.code == 0)
    #expect(
      ran.out.hasPrefix(
        #"{"id":"p5","policy":"tongliao","stage":"notice","next":[{"stage":"notice","until":"2026-06-08","article":"第八条""#
      ))
    #expect(
      ran.out.contains(
        #""breaches":[{"rule":"notice_length","article":"第八条","on":"2026-06-05","detail":"#))
    #expect(
      ran.out.contains(
        #""open":[{"point":"first_day_counts","article":"第八条","otherwise":"no breach""#))
    #expect(ran.err.isEmpty)
  }

  @Test func noBreachIsAnEmptyList() {
    let ran = run([
      #"{"id":"a","events":[{"event":"notice_opened","on":"2026-06-01"},{"event":"notice_closed","on":"2026-06-08"}]}"#
    ])
    #expect(ran.out.contains(#""breaches":[],"open":[]"#))
  }

  @Test func badCasesAreRejectedAndTheRestGoesOn() {
    let ran = run([
      #"{"id":"b1","events":[{"event":"notice_opened","on":"2026-06-08"},{"event":"notice_closed","on":"2026-06-01"}]}"#,
      #"{"id":"b2","events":[{"event":"notice_opened","on":"2026-02-30"}]}"#,
      #"{"id":"b3","events":[{"event":"party","on":"2026-02-20"}]}"#,
      #"{"id":"b4","events":[{"event":"notice_closed","on":"2026-06-01"},{"event":"notice_opened","on":"2026-06-08"}]}"#,
      Self.short,
    ])
    #expect(ran.code == 1)
    #expect(ran.out.split(separator: "\n").count == 1)
    for id in ["P0750", "P0708", "P0740", "P0780"] { #expect(ran.err.contains(id), "\(id)") }
    #expect(ran.err.contains("读入 5 案 = 算出 1 + 拒收 4"))
  }

  @Test func aYearWithoutCalendarIsNamedAndTheCaseStands() {
    let ran = run([
      #"{"id":"a","events":[{"event":"notice_opened","on":"2027-06-01"},{"event":"notice_closed","on":"2027-06-03"}]}"#
    ])
    #expect(ran.code == 1)
    #expect(ran.err.contains("2027"))
    #expect(ran.out.contains(#""problems":[{"id":"P0667""#))
  }

  @Test func anotherReadingCanBeTaken() {
    let ran = run([Self.short], ["-f", "jsonl", "--set", "首日计入=是"])
    #expect(ran.out.contains(#""breaches":[],"open":[{"point":"first_day_counts""#))
  }

  @Test func textIsForPeople() {
    let ran = run([Self.short], ["--lang", "zh"])
    #expect(ran.out.contains("违反：2026-06-05 “公示”从 2026-06-01 到 2026-06-05"))
    #expect(ran.out.contains("下一步：公示，市总工会，到 2026-06-08（第八条）"))
    #expect(ran.out.contains("若“首日计入”取“是”，不违反（第八条）"))
  }

  @Test func tablesHaveOneRowPerCase() {
    let ran = run([Self.short], ["-f", "csv"])
    #expect(
      ran.out == """
        id,stage,stage_status,state,next,until,breaches,articles,open
        p5,notice,cut_short,candidate,notice,2026-06-08,notice_length,第八条,first_day_counts

        """)
  }

  @Test func documentsSayWhereTheyComeFrom() {
    let ran = run([Self.short, Self.short], ["-f", "json", "--as-of", "2026-07-01"])
    #expect(ran.out.contains(#""tool":"policyc""#))
    #expect(ran.out.contains(#""as_of":"2026-07-01""#))
    #expect(
      ran.out.hasSuffix("\"counts\":{\"rows\":2,\"cases\":2,\"rejects\":0,\"with_breach\":2}}\n"))
  }

  @Test func pagesHaveAPicture() {
    let ran = run([Self.short.replacing("p5", with: "<b>&")], ["-f", "html", "--lang", "zh"])
    #expect(ran.out.hasPrefix("<!doctype html>\n<html lang=\"zh-CN\">"))
    #expect(ran.out.contains("<svg viewBox="))
    #expect(ran.out.contains("<h2>&lt;b&gt;&amp;</h2>"))
    #expect(!ran.out.contains("http://") || ran.out.contains("http://www.w3.org/2000/svg"))
    #expect(ran.out.hasSuffix("</html>\n"))
  }

  @Test(arguments: ["text", "csv", "json", "jsonl", "html"])
  func withoutCasesThePolicyIsShown(format: String) {
    let ran = policyc(["procedure", Self.policy, "-f", format])
    #expect(ran.code == 0)
    #expect(ran.out.contains("公示") || ran.out.contains("notice"))
    #expect(ran.out.contains("5个工作日") || ran.out.contains("5 working days"))
  }

  /// The same case gives the same bytes, whichever policies and cases went before.
  @Test func exampleCasesAreStable() {
    for policy in ["national", "changzhou", "haidian", "tongliao"] {
      let path = Repository.url("policies/\(policy).policy").path
      let words = ["procedure", path, Self.cases, "-f", "jsonl", "--lang", "zh", "--quiet"]
      let ran = policyc(words)
      #expect(ran.out == policyc(words).out)
      #expect(ran.out.split(separator: "\n").count == 12, "\(policy)")
      #expect(!ran.out.contains("problems"), "\(policy)")
    }
  }
}
