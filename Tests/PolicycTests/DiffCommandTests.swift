import Foundation
import PolicyTestSupport
import Testing

@testable import policyc

/// `diff` from outside: what it prints, and that its witnesses hold.
@Suite struct DiffCommandTests {
  static let shipped = ["national", "changzhou", "haidian", "tongliao"]
  static let pairs: [(String, String)] = shipped.flatMap { a in
    shipped.filter { $0 != a }.map { (a, $0) }
  }

  private static func path(_ id: String) -> String {
    Repository.url("policies/\(id).policy").path
  }

  private static func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The decisions of `eval` on records, in order.
  private static func decisions(_ policy: String, _ records: [[String: Any]]) throws -> [String] {
    var lines = ""
    for record in records {
      let line = try JSONSerialization.data(withJSONObject: record)
      lines += String(decoding: line, as: UTF8.self) + "\n"
    }
    let ran = policyc(["eval", policy, "-", "-f", "jsonl"], input: Array(lines.utf8))
    #expect(ran.code == 0, "\(ran.err)")
    return try ran.out.split(separator: "\n").map {
      try #require(try document(String($0))["decision"] as? String)
    }
  }

  @Test("eval decides every witness as diff says", arguments: pairs)
  func witnesses(_ a: String, _ b: String) throws {
    let ran = policyc(["diff", Self.path(a), Self.path(b), "-f", "json"])
    #expect(ran.code == 0, "\(ran.err)")
    let document = try Self.document(ran.out)
    #expect(document["a"] as? String == a && document["b"] as? String == b)
    for key in ["clauses", "quota", "training", "subsidies", "procedure", "revocation", "duties"] {
      #expect(document[key] is [Any], "\(key)")
    }
    let eligibility = try #require(document["eligibility"] as? [String: Any])
    #expect(eligibility["relation"] as? String == "overlapping")
    var found: [[String: Any]] = []
    for side in ["only_a", "only_b"] {
      for region in try #require(eligibility[side] as? [[String: Any]]) {
        let (own, other) =
          side == "only_a" ? ("decision_a", "decision_b") : ("decision_b", "decision_a")
        #expect(region[own] as? String == "eligible" && region[other] as? String != "eligible")
        #expect((region["when"] as? String)?.isEmpty == false)
        found.append(region)
      }
    }
    #expect(found.count >= 4)
    found += try #require(document["clauses"] as? [[String: Any]]).filter {
      $0["witness"] is [String: Any]
    }
    let records = try found.map { try #require($0["witness"] as? [String: Any]) }
    for (policy, key) in [(a, "decision_a"), (b, "decision_b")] {
      #expect(
        try Self.decisions(Self.path(policy), records) == found.map { $0[key] as? String ?? "" })
    }
  }

  @Test("a policy against itself: equivalent, empty, exit 0", arguments: shipped)
  func itself(_ id: String) throws {
    let path = Self.path(id)
    let ran = policyc(["diff", path, path, "--exit-code", "-f", "json"])
    #expect(ran.code == 0, "\(ran.err)")
    let document = try Self.document(ran.out)
    #expect(document["differs"] as? Bool == false)
    let eligibility = try #require(document["eligibility"] as? [String: Any])
    #expect(eligibility["relation"] as? String == "equivalent")
    #expect((eligibility["only_a"] as? [Any])?.isEmpty == true)
    #expect((document["clauses"] as? [Any])?.isEmpty == true)
    #expect((document["subsidies"] as? [Any])?.isEmpty == true)
    let text = policyc(["diff", path, path])
    #expect(text.out.contains("两份政策能入选的人完全一样") && text.out.contains("没有不同"))
  }

  @Test func exitCodes() {
    let (a, b) = (Self.path("national"), Self.path("changzhou"))
    #expect(policyc(["diff", a, b]).code == 0)
    #expect(policyc(["diff", a, b, "--exit-code"]).code == 1)
    #expect(policyc(["diff", a]).code == 2)
    #expect(policyc(["diff", a, b + ".none"]).code == 3)
    #expect(policyc(["diff", a, b, "--as-of", "soon"]).code == 2)
  }

  @Test("the same norms and other eligibility also count for the exit code")
  func normsCount() throws {
    let source = try #require(Repository.text("policies/tongliao.policy"))
    let folder = Folder()
    let changed = folder.write(
      "tongliao.policy", source.replacingOccurrences(of: "每年 1万元", with: "每年 2万元"))
    let ran = policyc(["diff", Self.path("tongliao"), changed, "--exit-code"])
    #expect(ran.code == 1)
    #expect(ran.out.contains("两份政策能入选的人完全一样"))
    #expect(ran.out.contains("甲  1万元（第十四条") && ran.out.contains("乙  2万元（第十四条"))
  }

  @Test("a setting may concern only one of the two")
  func settings() throws {
    let (a, b) = (Self.path("national"), Self.path("tongliao"))
    let ran = policyc(["diff", a, b, "--set", "轻微处罚=不算违法", "-f", "json"])
    #expect(ran.code == 0, "\(ran.err)")
    #expect(!ran.out.contains("\"no_breach_of_law\""))
    #expect(policyc(["diff", a, b, "-f", "json"]).out.contains("\"no_breach_of_law\""))
    let document = try Self.document(ran.out)
    #expect((document["set"] as? [String: String])?.count == 1)
    let unknown = policyc(["diff", a, b, "--set", "谁也没有=1"])
    #expect(unknown.code == 2)
    #expect(unknown.err.contains("没有名为“谁也没有”") && unknown.err.contains("轻微处罚"))
    #expect(policyc(["diff", a, b, "--set", "没有等号"]).code == 2)
  }

  @Test("what is inherited is done by the same bodies, whoever issues the policy")
  func inherited() {
    let folder = Folder()
    for issuer in ["", "发文机关 \"大连市总工会\"\n"] {
      let draft = folder.write(
        "dalian.policy",
        "政策 dalian \"大连\" 基于 national\n\(issuer)替换 名额 大国工匠 @第二条: 每年 300名\n")
      let ran = policyc(["diff", draft, "national"])
      #expect(ran.out.contains("300名"), "\(ran.out)\(ran.err)")
      #expect(!ran.out.contains("由谁") && !ran.out.contains("批准"), "\(ran.out)")
    }
  }

  @Test("plain Chinese, plain English")
  func text() {
    let ran = policyc(["diff", Self.path("haidian"), Self.path("tongliao")])
    for words in [
      "各有宽严", "行政级别 副处级以上", "界线：行政级别 副处级；改成 行政级别 只有职级，两边都符合",
      "连续高于平均年数 不满3年", "乙：待豁免，须豁免 领导干部（第四条）", "条件相同，力度不同，甲更严",
      "资金：", "乙  1万元（第十五条）",
    ] {
      #expect(ran.out.contains(words), "\(words)")
    }
    let english = policyc(["diff", Self.path("haidian"), Self.path("tongliao"), "--lang", "en"])
    #expect(english.out.contains("Cadre rank deputy county or above"))
    #expect(english.out.contains("Neither is stricter"))
  }

  @Test("one page without script or network")
  func page() {
    let folder = Folder()
    let ran = policyc([
      "diff", Self.path("national"), Self.path("changzhou"), "-f", "html", "-o",
      folder.at("对比.html"),
    ])
    #expect(ran.code == 0 && ran.out.isEmpty)
    let html = folder.read("对比.html")
    #expect(html.hasPrefix("<!doctype html>") && html.hasSuffix("</html>\n"))
    #expect(!html.contains("<script") && !html.contains("http"))
    #expect(html.contains("担当重任") && html.contains("指纹"))
    let opened = html.components(separatedBy: "<td").count
    #expect(opened == html.components(separatedBy: "</td>").count)
    let markdown = policyc([
      "diff", Self.path("national"), Self.path("changzhou"), "-f", "markdown",
    ]).out
    #expect(markdown.hasPrefix("# 政策对比") && markdown.contains("| 条款 | 甲 | 乙 | 变化 |"))
  }

  // MARK: --on

  /// A copy of Tongliao's policy with another threshold.
  private func changed(_ folder: Folder) throws -> String {
    let source = try #require(Repository.text("policies/tongliao.policy"))
    return folder.write(
      "changed.policy", source.replacingOccurrences(of: "@第三条: 5年", with: "@第三条: 6年"))
  }

  private static let roster =
    "id,frontline_years,employment,cadre_rank,enterprise_head,violations,achievements,"
    + "public_service_willing,materials_attached,political_quality,contribution,craft_spirit,"
    + "skill_quality,tackling_force,practice_force,innovation_force,leading_force,passing_force\n"

  private static func row(_ id: String, _ years: String, _ rank: String = "none") -> String {
    "\(id),\(years),employed,\(rank),否,none,\"[{}]\",是,是" + String(repeating: ",合格", count: 9)
      + "\n"
  }

  @Test("who changes, how often, for which clause")
  func roster() throws {
    let folder = Folder()
    let changed = try changed(folder)
    let data =
      Self.roster + Self.row("c1", "5") + Self.row("c2", "6") + Self.row("c3", "5.5", "county")
      + Self.row("c4", "4") + Self.row("c5", "x") + Self.row("c6", "5.99")
    for name in ["-", folder.write("名单.csv", data)] {
      let ran = policyc(
        ["diff", Self.path("tongliao"), changed, "-f", "json", "--on", name],
        input: Array(data.utf8))
      #expect(ran.code == 1, "a rejected row: \(ran.err)")
      #expect(ran.err.contains("读入 6 行 = 判定 5 + 拒收 1"))
      let on = try #require(try Self.document(ran.out)["on"] as? [String: Any])
      let people = try #require(on["changed"] as? [[String: Any]])
      #expect(people.map { $0["id"] as? String } == ["c1", "c3", "c6"])
      #expect(people.map { $0["a"] as? String } == ["eligible", "needs_waiver", "eligible"])
      #expect(people.allSatisfy { $0["b"] as? String == "ineligible" })
      #expect(on["changed_count"] as? Int == 3 && on["rejects"] as? Int == 1)
      let transitions = try #require(on["transitions"] as? [[String: Any]])
      #expect(transitions.compactMap { $0["count"] as? Int }.reduce(0, +) == 5)
      let reasons = try #require(on["reasons"] as? [[String: Any]])
      #expect(reasons.first?["clause"] as? String == "frontline")
      #expect(reasons.first?["count"] as? Int == 3)
    }
    let text = policyc(
      ["diff", Self.path("tongliao"), changed, "--on", "-"], input: Array(data.utf8))
    #expect(text.out.contains("c1：甲：符合；乙：不符合，违反 一线经历（第三条）"))
    #expect(text.out.contains("判定 5 人，结果不同 3 人"))
    #expect(text.out.contains("甲 符合 → 乙 不符合：2"))
    let page = policyc(
      ["diff", Self.path("tongliao"), changed, "--on", "-", "-f", "html"], input: Array(data.utf8))
    #expect(page.out.contains("<th scope=\"row\">c6</th>") && page.out.hasSuffix("</html>\n"))
  }

  @Test("a column that only one of the two policies knows is in order")
  func ownColumns() throws {
    let folder = Folder()
    folder.write("demo_words.policy", Samples.vocabulary)
    let first = folder.write("one.policy", Samples.policy)
    let second = folder.write(
      "two.policy",
      "政策 two \"二\"\n使用 demo_words\n字段 有师带徒(mentor): 是否\n"
        + "资格 基本条件 @一 { 应当 带徒: 有师带徒 }\n")
    let data = folder.write("名单.csv", "id,年限,技能,干部,素质,mentor,什么\nc1,8,高级,否,合格,否,1\n")
    let ran = policyc(["diff", first, second, "--on", data, "-f", "json"])
    #expect(ran.code == 0, "\(ran.err)")
    #expect(!ran.err.contains("mentor") && ran.err.contains("什么"))
    let on = try #require(try Self.document(ran.out)["on"] as? [String: Any])
    #expect((on["changed"] as? [[String: Any]])?.first?["b"] as? String == "ineligible")
    #expect(ran.out.contains("甲没有“有师带徒”这一项"))
  }

  @Test("a day that decides must be given")
  func missingDay() {
    let folder = Folder()
    folder.write("demo_words.policy", Samples.vocabulary)
    let first = folder.write(
      "one.policy",
      Samples.policy.replacingOccurrences(
        of: "5年\n解读", with: "自 2024-01-01: 5年、自 2027-01-01: 3年\n解读"))
    #expect(policyc(["diff", first, first]).code == 2)
    #expect(policyc(["diff", first, first, "--as-of", "2026-05-01"]).code == 0)
  }

  private static let issued = """
    政策 one "甲"
    使用 craftsman
    发文机关 "青湖市总工会"
    机构 市总工会 "青湖市总工会"
    机构 区总工会 "各区总工会"
    机构 评审组 "评审组"
    资格 基本条件 @一 { 认定 引领力 @二 { 由 评审组  考察 带头 @二1  考察 创新 @二2 } }
    程序 评选 {
      阶段 推荐 @三: 区总工会 完成 推荐报送
      阶段 公布 @四: 市总工会 完成 公布
    }
    补助 奖励 @五: 一次性 未定 { 触发 公布  给 个人 }
    撤销 退出 @六 { 事由 弄虚作假  触发 撤销决定  批准 市总工会  后果 停止培育 }
    培育 培育期 @七: 2年 { 起算 公布 }

    """

  private func changed(_ changes: [(String, String)]) -> Ran {
    let folder = Folder()
    var text = Self.issued.replacingOccurrences(of: "政策 one \"甲\"", with: "政策 two \"乙\"")
    for (old, new) in changes { text = text.replacingOccurrences(of: old, with: new) }
    return policyc([
      "diff", folder.write("one.policy", Self.issued), folder.write("two.policy", text),
    ])
  }

  /// Within one issuer's documents nobody takes another's part by doing it.
  @Test("who does a step, who approves and who judges are compared")
  func bodies() {
    #expect(changed([]).out.contains("没有不同。"))
    let step = changed([
      ("区总工会 \"各区总工会\"", "所在单位 \"所在单位\""), ("推荐 @三: 区总工会", "推荐 @三: 所在单位"),
    ])
    #expect(
      step.out.contains("- 推荐，由谁：不同\n    甲  区总工会（三）\n    乙  所在单位（三）\n"), "\(step.out)")
    #expect(step.out.components(of: "所在单位") == 1)
    let approval = changed([("批准 市总工会", "批准 区总工会")])
    #expect(
      approval.out.contains("- 退出，批准：不同\n    甲  市总工会（六）\n    乙  区总工会（六）\n"),
      "\(approval.out)")
    let judge = changed([("由 评审组  ", "由 区总工会  ")])
    #expect(
      judge.out.contains("- 引领力的认定，由谁：不同\n    甲  评审组（二）\n    乙  区总工会（二）\n"),
      "\(judge.out)")
    let look = changed([("  考察 创新 @二2", "")])
    #expect(
      look.out.contains("- 引领力的认定，考察：不同\n    甲  带头、创新（二）\n    乙  带头（二）\n"), "\(look.out)")
    let silent = changed([(" { 由 评审组  考察 带头 @二1  考察 创新 @二2 }", "")])
    #expect(silent.out.contains("- 引领力的认定，由谁：不同\n    甲  评审组（二）\n    乙  未规定\n"))
    // The judgement itself is a clause; without it nothing more is said about how it is made.
    let without = changed([
      ("认定 引领力 @二 { 由 评审组  考察 带头 @二1  考察 创新 @二2 }", "认定 实践力 @二")
    ])
    #expect(!without.out.contains("的认定，"), "\(without.out)")
  }

  @Test("what counts as the same under two names is said")
  func equated() {
    let ran = policyc(["diff", "national", "changzhou"])
    #expect(ran.out.contains("按同一个比，不列为差别：机构 全总（中华全国总工会）＝市总工会（常州市总工会）、"))
    let events = policyc(["diff", "changzhou", "haidian", "--lang", "en"])
    #expect(events.out.contains("taken for the same") && events.out.contains("; events "))
    #expect(!changed([]).out.contains("名称不同"))
    let trigger = changed([("触发 撤销决定", "触发 停止、撤销决定")])
    #expect(trigger.out.contains("事件 撤销决定＝停止、撤销决定"), "\(trigger.out)")
  }

  @Test("a sum that is left open is never better")
  func openSums() {
    let ran = changed([("补助 奖励 @五: 一次性 未定 { 触发 公布  给 个人 }\n", "")])
    #expect(
      ran.out.contains("- 奖励：金额未定，不能比\n    甲  一次性 未定（五）\n    乙  未规定\n"), "\(ran.out)")
    #expect(!ran.out.contains("更优惠"))
    let given = changed([("一次性 未定", "一次性 1万元")])
    #expect(given.out.contains("- 奖励，数额：金额未定，不能比\n"), "\(given.out)")
  }

  @Test("a reading's choice holds where there is such a choice")
  func choices() {
    let one = policyc(["diff", "national", "changzhou", "--set", "小项的作用=由会审评定"])
    #expect(one.code == 0)
    #expect(one.err.contains("national 没有，照它选定的读法"))
    #expect(one.out.hasPrefix("甲：national 大国工匠人才培育工程\n乙：changzhou 常州市龙城工匠培育工程（假设 "))
    let none = policyc(["diff", "national", "changzhou", "--set", "小项的作用=也许"])
    #expect(none.code == 2 && none.err.contains("P0829"))
    #expect(none.err.contains("national：逐项门槛；由专家打分。changzhou：逐项门槛；由会审评定"))
    #expect(policyc(["diff", "national", "changzhou", "--set", "小项的作用=逐项门槛"]).code == 0)
  }

  @Test("counts of people stand under headings")
  func headings() {
    let data = Repository.url("policies/examples/candidates.csv").path
    let ran = policyc([
      "diff", "national", "changzhou", "--on", data, "--as-of", "2026-05-01",
    ])
    let lines = ran.out.split(separator: "\n")
    #expect(lines.contains("结果怎样变，各多少人：") && lines.contains("结果不同的人因为哪一条，各多少人："))
    #expect(ran.out.contains("推荐专家里") && !ran.out.contains("不满3项"))
  }
}
