import Foundation
import PolicyTestSupport
import Testing

@testable import policyc

/// Places shared out among units, by the example policy and by ones that leave something open.
@Suite struct ApportionTests {
  private func path(_ relative: String) -> String { Repository.url(relative).path }
  private var policy: String { path("policies/examples/scored.policy") }

  @Test func sharesFollowTheFactorsByHand() {
    let ran = policyc(["apportion", policy, path("policies/examples/units.csv"), "-f", "csv"])
    #expect(ran.code == 0, "\(ran.err)")
    let rows = ran.out.split(separator: "\n").map { $0.split(separator: ",").map { String($0) } }
    #expect(rows[0] == ["unit", "staff", "skilled", "claim", "places"])
    // 60 % of the part of 14 400 staff and 40 % of the part of 1 760 skilled, of 8 places: 2.84, 1.47,
    // 0.76 and 2.92. The whole ones are 5; the largest remainders are 0.92, 0.84 and 0.76.
    #expect(rows.dropFirst().map { $0.last } == ["3", "1", "1", "3"])
    #expect(ran.out.contains("东湖街道总工会,5200,610,≈2.8424,3"))
  }

  @Test(arguments: [
    ("推荐单位,职工人数,高技能人数\n甲,3,4\n乙,,1\n", "第 3 行", "列“高技能人数”"),
    ("推荐单位,职工人数,高技能人数\n甲,3,4\n乙,-1,1\n", "第 3 行", "不能是负数"),
    ("推荐单位,职工人数,高技能人数\n甲,3,4\n甲,2,1\n", "第 3 行", "这个单位前面已经有一行"),
    ("推荐单位,职工人数,高技能人数\n甲,3,很多\n", "第 2 行", "列“高技能人数”"),
    ("推荐单位,职工人数\n甲,3\n", "第 2 行", "列“高技能人数”"),
    ("推荐单位,职工人数,高技能人数\n甲,0,4\n", "职工人数", "加起来是零"),
  ])
  func badUnitFilesAreReportedByPlace(text: String, place: String, reason: String) {
    let folder = Folder()
    let ran = policyc(["apportion", policy, folder.write("单位.csv", text)])
    #expect(ran.code == 1 && ran.out.isEmpty)
    let isAboutOther = text.contains("乙,,1")
    #expect(ran.err.contains(place), "\(ran.err)")
    #expect(ran.err.contains(isAboutOther ? "列“职工人数”" : reason), "\(ran.err)")
  }

  @Test func whatThePolicyLeavesOpenIsNoNumber() {
    let folder = Folder()
    let units = folder.write(
      "单位.csv", "单位,地区发展状况,行业技术水平,职工人数,人才培养环境\n甲,1,2,3,4\n乙,1,2,3,4\n")
    let ran = policyc(["apportion", path("policies/national.policy"), units])
    #expect(ran.code == 0, "\(ran.err)")
    for words in ["没有写分的是哪个名额", "没有写权重的因素：地区发展状况", "哪种方法取整", "因此不给数字"] {
      #expect(ran.out.contains(words), "\(words): \(ran.out)")
    }
    let json = policyc(
      ["apportion", path("policies/national.policy"), units, "-f", "json"])
    #expect(json.out.contains("\"places\": null") && json.out.contains("\"total\": null"))
  }

  @Test func anEqualClaimToTheLastPlaceIsSaid() {
    let folder = Folder()
    let file = folder.write(
      "a.policy",
      """
      政策 a "甲"
      使用 craftsman
      名额 人选 @一: 每年 3名
      分配 名额分配 @一 { 填 人选  之间 推荐单位  因素 职工人数  方法 洪德 }
      遴选 年度评选 @一 { 填 人选  排序 评审得分 从高到低  同分 编号 从低到高 }

      """)
    let units = folder.write("单位.csv", "推荐单位,职工人数\n甲,5\n乙,5\n")
    let ran = policyc(["apportion", file, units])
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.out.contains("甲  职工人数 5  应得 1.5  分得 2"), "\(ran.out)")
    #expect(ran.out.contains("并列，按单位表先后给：甲、乙"))
    // The list keeps to the shares; whoever has no unit in the file has no place.
    let people = folder.write(
      "人.csv", "编号,推荐单位,评审得分\na,乙,99\nb,乙,98\nc,甲,80\nd,丙,97\ne,,96\nf,甲,70\ng,甲,60\n")
    let list = policyc(["select", file, people, "--units", units, "--verify", "-f", "csv"])
    #expect(list.code == 0, "\(list.err)")
    let chosen = list.out.split(separator: "\n").filter { $0.contains(",true,") }.map { $0.first }
    #expect(chosen == ["a", "c", "f"], "\(list.out)")
    let without = policyc(["select", file, people])
    #expect(without.out.contains("没有给单位表（--units），“名额分配”没有执行"))
  }

  @Test func aPolicyWithoutAnApportionmentSaysSo() {
    let ran = policyc(
      ["apportion", path("policies/haidian.policy"), path("policies/examples/units.csv")])
    #expect(ran.code == 1 && ran.err.contains("P0692"))
    let named = policyc(
      ["apportion", policy, path("policies/examples/units.csv"), "--apportionment", "别的"])
    #expect(named.code == 2 && named.err.contains("P0693"))
    let select = policyc(
      [
        "select", path("policies/tongliao.policy"), path("policies/examples/candidates.csv"),
        "--units", path("policies/examples/units.csv"), "--as-of", "2026-05-01",
      ])
    #expect(select.code == 1 && select.err.contains("P0692"))
  }
}
