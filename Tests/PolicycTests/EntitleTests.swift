import Glibc
import Testing

@testable import policyc

/// `entitle` on the four shipped policies, and what it does with bad cases.
@Suite struct EntitleTests {
  private func entitle(_ policy: String, _ cases: String, _ further: [String] = []) -> Ran {
    policyc(["entitle", policy, "-", "-f", "jsonl"] + further, input: Array(cases.utf8))
  }

  private static let studios = """
    {"id":"e3","events":[{"event":"announced","on":"2024-05-06"},\
    {"event":"studio_named","on":"2025-01-01"},{"event":"studio_outstanding","on":"2025-09-01"}]}

    """

  @Test func nationalTwoYears() {
    let ran = entitle(
      "national", #"{"id":"e1","events":[{"event":"announced","on":"2024-05-06"}]}"#)
    #expect(ran.code == 0)
    let expected = """
      {"id":"e1","policy":"national","schedule":[{"subsidy":"training_fund","on":"2024-05-06",\
      "amount":"50000.00","currency":"CNY","tax":"unspecified","to":"person",\
      "article":"第十四条","status":"due"},{"subsidy":"training_fund","on":"2025-05-06",\
      "amount":"50000.00","currency":"CNY","tax":"unspecified","to":"person",\
      "article":"第十四条","status":"due"}],"total":"100000.00","clawed_back":"0.00","open":[]
      """
    #expect(ran.out.hasPrefix(expected))
  }

  @Test func theStudioUpgradeShowsBothTotals() {
    let ran = entitle("national", EntitleTests.studios)
    #expect(ran.out.contains(#""total":"400000.00","clawed_back":"0.00","open":[{"#))
    #expect(
      ran.out.contains(
        #"{"point":"studio_upgrade_adds","article":"第十五条","total_otherwise":"300000.00""#))
    let instead = entitle("national", EntitleTests.studios, ["--set", "studio_upgrade_adds=否"])
    #expect(instead.out.contains(#""total":"300000.00""#))
    #expect(instead.out.contains(#""total_otherwise":"400000.00""#))
  }

  @Test func changzhouRecoversAfterTheCertificateOnly() {
    let certified = #"{"event":"certified","on":"2027-01-05"}"#
    let revoked =
      #"{"event":"revoked","on":"2027-06-01","ground":"弄虚作假","approved_by":"市总工会"}"#
    let announced = #"{"id":"z","events":[{"event":"announced","on":"2024-12-20"}"#
    let due = entitle("changzhou", "\(announced),\(certified)]}\n")
    #expect(due.out.contains(#""total":"5000.00","clawed_back":"0.00""#))
    #expect(due.out.contains(#""article":"第十六条","status":"due""#))
    let after = entitle("changzhou", "\(announced),\(certified),\(revoked)]}\n")
    #expect(after.out.contains(#""status":"clawed_back""#))
    #expect(after.out.contains(#""total":"5000.00","clawed_back":"5000.00""#))
    let before = entitle("changzhou", "\(announced),\(revoked)]}\n")
    #expect(before.out.contains(#""schedule":[],"total":"0.00","clawed_back":"0.00""#))
  }

  @Test func haidianIsAfterTaxAndItsMatchHasNoAmount() {
    let input = """
      {"id":"h","events":[{"event":"awarded","on":"2025-11-01"},\
      {"event":"studio_project_passed","on":"2026-01-01","first_contributor":true}]}

      """
    let ran = entitle("haidian", input)
    #expect(ran.out.contains(#""amount":"20000.00","currency":"CNY","tax":"after","to":"person""#))
    #expect(ran.out.contains(#""total":"20000.00""#))
    #expect(ran.out.contains(#"{"point":"project_match","article":"第七条(三)","reason""#))
  }

  @Test func tongliaoOneYearAndAStudio() {
    let input = """
      {"id":"t","events":[{"event":"announced","on":"2026-07-01"},\
      {"event":"studio_named","on":"2026-10-01"}]}

      """
    let ran = entitle("tongliao", input)
    #expect(ran.out.contains(#""total":"20000.00""#))
    #expect(ran.out.contains(#""article":"第十五条","status":"due""#))
  }

  @Test func badCasesAreRejectedAndTheRestGoesOn() {
    let cases = """
      {"id":"b1","events":[{"event":"announced","on":"2024-05-06"},{"event":"studio_named","on":"2023-01-01"}]}
      {"id":"b2","events":[{"event":"announced","on":"2024-02-30"}]}
      {"id":"b3","events":[{"event":"announcd","on":"2024-02-28"}]}
      {"id":"b4","events":[{"event":"studio_project_passed","on":"2024-02-28","municipal_grant":99999999999999999999}]}
      {"id":"b5","events":[{"event":"announced","on":"2024-02-28"}]}

      """
    let ran = entitle("national", cases)
    #expect(ran.code == 1)
    #expect(ran.out.contains(#"{"id":"b5""#))
    #expect(!ran.out.contains(#""id":"b1""#))
    for (line, place, code) in [
      (1, "第 2 个事件的日期", "P0750"), (2, "第 1 个事件的日期", "P0708"),
      (3, "第 1 个事件的名称", "P0740"), (4, "第 1 个事件的“municipal_grant”", "P0706"),
    ] {
      #expect(ran.err.contains("第 \(line) 行（编号 b\(line)），\(place)"), "\(ran.err)")
      #expect(ran.err.contains("[\(code)]"), "\(ran.err)")
    }
    #expect(ran.err.hasSuffix("读入 5 案 = 算出 1 + 拒收 4\n"))
  }

  @Test func textCsvAndJSON() {
    let input = Array(EntitleTests.studios.utf8)
    let text = policyc(["entitle", "national", "-"], input: input)
    #expect(text.out.contains("2025-09-01  200,000.00元  智能升级支持（第十五条）"))
    #expect(text.out.contains("升级支持叠加（第十五条）：还可以读作“否”，那样合计 300,000.00元"))
    let csv = policyc(["entitle", "national", "-", "-f", "csv"], input: input)
    #expect(
      csv.out.hasPrefix(
        "id,subsidy,on,amount,currency,tax,to,article,status\n"
          + "e3,training_fund,2024-05-06,50000.00,CNY,unspecified,person,第十四条,due\n"))
    let json = policyc(["entitle", "national", "-", "-f", "json"], input: input)
    #expect(json.out.hasPrefix(#"{"tool":"policyc","version":"#))
    #expect(json.out.hasSuffix("],\"counts\":{\"rows\":1,\"cases\":1,\"rejects\":0}}\n"))
  }
}
