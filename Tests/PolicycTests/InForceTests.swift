import Testing

@testable import policyc

/// What a decision or a ledger says beside itself: bars, and days outside the policy's life.
@Suite struct InForceTests {
  private func policy(_ folder: Folder) -> String {
    folder.write(
      "bar_words.policy",
      """
      词汇 bar_words "示例词汇"
      主体 人(person) "Person" {
        字段 编号(id) "ID": 文本
        字段 年限(years) "Years": 年 小数1位
      }
      事件 公布(announced)
      """)
    return folder.write(
      "bar.policy",
      """
      政策 bar "某办法"
      使用 bar_words
      施行 2024-01-01
      资格 基本条件 @第三条 { 应当 年限够: 年限 至少 5年 }
      禁入 再报间隔(again) "隔两年再报" @第九条: 2年 { 起算 公布 }
      """)
  }

  private static let people = """
    {"id":"b1","years":6,"events":[{"event":"announced","on":"2025-03-01"}]}
    {"id":"b2","years":6,"events":[{"event":"announced","on":"2024-05-01"}]}
    {"id":"b3","years":4,"events":[{"event":"announced","on":"2024-04-30"}]}

    """

  @Test func aBarIsSaidBesideTheDecision() {
    let folder = Folder()
    let call = ["eval", policy(folder), "-", "--as-of", "2026-05-01"]
    let input = Array(Self.people.utf8)
    let lines = policyc(call + ["-f", "jsonl"], input: input).out.split(separator: "\n")
    #expect(lines.count == 3)
    // The decision is unchanged, and the last day of a bar belongs to it.
    let decisions = ["eligible", "eligible", "ineligible"]
    let bars = [
      #""barred":[{"bar":"again","article":"第九条","until":"2027-03-01"}]"#,
      #""barred":[{"bar":"again","article":"第九条","until":"2026-05-01"}]"#, nil,
    ]
    for (index, line) in lines.enumerated() {
      #expect(line.contains("\"decision\":\"\(decisions[index])\""))
      #expect(bars[index].map { line.contains($0) } ?? !line.contains("barred"), "\(line)")
    }
    let text = policyc(call, input: input).out
    #expect(text.contains("b1  符合：禁入期到 2027-03-01，不能入选：再报间隔（第九条）"))
    let table = policyc(
      call + ["-f", "csv", "--columns", "id,barred"], input: input
    ).out
    #expect(table == "id,barred\nb1,again:2027-03-01\nb2,again:2026-05-01\nb3,\n")
  }

  @Test func explainMentionsTheBar() {
    let folder = Folder()
    let ran = policyc(
      ["explain", policy(folder), "-", "--as-of", "2026-05-01", "--id", "b1"],
      input: Array(Self.people.utf8))
    #expect(ran.out.hasPrefix("b1：符合\n"))
    #expect(ran.out.contains("禁入期到 2027-03-01 为止：再报间隔（第九条）；结论不变，但不能入选"))
  }

  /// Without a day nobody can say whether a bar still runs.
  @Test func withoutADayThereIsNoBar() {
    let folder = Folder()
    let ran = policyc(
      ["eval", policy(folder), "-", "-f", "jsonl"], input: Array(Self.people.utf8))
    #expect(ran.code == 0 && !ran.out.contains("barred"))
  }

  @Test func moneyFromBeforeThePolicyIsMarked() {
    let early = #"{"id":"e1","events":[{"event":"announced","on":"2023-12-06"}]}"#
    let text = policyc(["entitle", "national", "-"], input: Array(early.utf8)).out
    #expect(text.contains("给个人，施行期以外"))
    #expect(text.contains("注意：有的钱，起因在政策施行期以外"))
    let data = policyc(["entitle", "national", "-", "-f", "jsonl"], input: Array(early.utf8)).out
    #expect(data.contains(#""article":"第十四条","status":"due","in_force":false"#))
    let later = #"{"id":"e1","events":[{"event":"announced","on":"2024-05-06"}]}"#
    let plain = policyc(["entitle", "national", "-", "-f", "jsonl"], input: Array(later.utf8)).out
    #expect(plain.contains(#""status":"due""#) && !plain.contains("in_force"))
  }
}
