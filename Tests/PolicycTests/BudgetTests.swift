import Glibc
import Testing

@testable import policyc

@Suite struct BudgetTests {
  @Test func nationalFollowsTheQuota() {
    let ran = policyc(["budget", "national"])
    #expect(ran.code == 0)
    #expect(ran.out.contains("每批 200 人，取自名额“大国工匠”（约数）"))
    #expect(ran.out.contains("2025年  10,000,000.00元\n"))
    #expect(ran.out.contains("合计  20,000,000.00元\n"))
    #expect(ran.out.contains("示范工作室补助（第十五条）：100,000.00元，每次“工作室命名”，给工作室"))
  }

  @Test func anotherNumberAndOtherYears() {
    let ran = policyc(
      ["budget", "changzhou", "--selected", "10", "--from", "2025", "--years", "2", "-f", "csv"])
    #expect(
      ran.out == """
        year,to,subsidy,article,currency,amount,low,high
        2027,person,certificate_grant,第十六条,CNY,50000.00,50000.00,50000.00
        2028,person,certificate_grant,第十六条,CNY,50000.00,50000.00,50000.00

        """)
  }

  @Test func jsonSaysWhereItComesFrom() {
    let ran = policyc(["budget", "haidian", "-f", "json", "--selected", "3"])
    #expect(ran.out.contains(#""policy_hash": ""#))
    #expect(ran.out.contains(#""total": "60000.00""#))
    #expect(ran.out.contains(#""point": "net_amount""#))
  }

  @Test func thePageStandsAloneAndHasAChart() {
    let ran = policyc(["budget", "national", "-f", "html", "--years", "3"])
    #expect(ran.out.hasPrefix("<!doctype html>\n"))
    #expect(ran.out.contains("<svg viewBox="))
    #expect(ran.out.components(of: "<rect ") == 5)
    #expect(!ran.out.contains("<script") && !ran.out.contains("<link"))
    #expect(!ran.out.contains("src="))
  }

  @Test func wrongNumbersAreWrongUsage() {
    for words in [["--selected", "0"], ["--years", "x"], ["--from", "-1"]] {
      let ran = policyc(["budget", "national"] + words)
      #expect(ran.code == 2)
      #expect(ran.err.contains("P08"))
    }
  }
}

extension String {
  /// How often a text occurs in this one.
  func components(of text: String) -> Int {
    let (own, wanted) = (Array(utf8), Array(text.utf8))
    var count = 0
    for start in own.indices where own[start...].starts(with: wanted) { count += 1 }
    return count
  }
}
