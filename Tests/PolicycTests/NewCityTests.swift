import Testing

@testable import policyc

/// A city that is not shipped, written from a one-page description by somebody who has the guide, the
/// grammar and the program only: what that person ran into.
@Suite("a new city") struct NewCityTests {
  let folder = Folder()

  private static let head = """
    政策 lin "临江市“江畔工匠”培育办法"
    发文机关 "临江市总工会"
    施行 2026-05-01
    使用 craftsman
    机构 市总工会 "临江市总工会"

    """

  private func policy(_ text: String) -> String { folder.write("lin.policy", Self.head + text) }

  private func check(_ text: String) -> Ran { policyc(["check", policy(text)]) }

  // MARK: Scores

  private static let selection = """
    名额 江畔工匠 @第一条: 每年 1名
    遴选 年度遴选 @第四条 { 填 江畔工匠  排序 打分表 从高到低  同分 编号 从低到高 }

    """

  private static func sheet(_ items: [String]) -> String {
    "评分 打分表 @第四条 {\n合成 平均\n缺分 不计\n" + items.map { "评分项 " + $0 + "\n" }.joined()
      + "}\n" + selection
  }

  private static let marks = "编号,打分表.1.专家,打分表.1.技能,打分表.1.成果\nL1,甲,38,54\n"

  @Test func weightsAreSharesOfTheWhole() {
    let plain = check(Self.sheet(["技能: 权重 40 满分 40分", "成果: 权重 60 满分 60分"]))
    #expect(plain.code == 1 && plain.err.contains("P0549") && plain.err.contains("写成 40%"))
    let short = check(Self.sheet(["技能: 权重 40% 满分 40分", "成果: 权重 55% 满分 60分"]))
    #expect(short.code == 1 && short.err.contains("P0546") && short.err.contains("95%"))
    let mixed = check(Self.sheet(["技能: 权重 40% 满分 40分", "成果: 满分 60分"]))
    #expect(mixed.code == 1 && mixed.err.contains("P0550"))
  }

  /// Full marks alone, and weights beside them, make the same score: 38 + 54.
  @Test func fullMarksAloneAreEnough() {
    let data = folder.write("d.csv", Self.marks)
    for items in [
      ["技能: 满分 40分", "成果: 满分 60分"], ["技能: 权重 40% 满分 40分", "成果: 权重 60% 满分 60分"],
    ] {
      let ran = policyc(["select", policy(Self.sheet(items)), data])
      #expect(ran.out.contains("打分表 92"), "\(ran.out)\(ran.err)")
    }
    // Out of 80: 38 of 40 and 38 of 40 make 95 of a hundred.
    let half = folder.write("h.csv", "编号,打分表.1.专家,打分表.1.技能,打分表.1.成果\nL1,甲,38,38\n")
    let ran = policyc([
      "select", policy(Self.sheet(["技能: 满分 40分", "成果: 满分 40分"])), half,
    ])
    #expect(ran.out.contains("打分表 95"), "\(ran.out)\(ran.err)")
  }

  @Test func pointsOfADocumentVouchForWeights() {
    let text = folder.write(
      "t.txt", "临江市总工会通知\n自2026年5月1日起施行。\n第一条 每年1名。\n第四条 按技能40分、成果60分打分。\n")
    for items in [
      ["技能: 权重 40% 满分 40分", "成果: 权重 60% 满分 60分"], ["技能: 权重 40%", "成果: 权重 60%"],
      ["技能: 满分 40分", "成果: 满分 60分"],
    ] {
      let ran = policyc(["trace", policy(Self.sheet(items)), "--source", text])
      #expect(!(ran.out + ran.err).contains("P0914"), "\(items) \(ran.out)\(ran.err)")
    }
    let wrong = policyc([
      "trace", policy(Self.sheet(["技能: 权重 45%", "成果: 权重 55%"])), "--source", text,
    ])
    #expect((wrong.out + wrong.err).contains("P0914"))
  }

  @Test func expertsCanBeCounted() {
    let path = policy(
      Self.sheet(["技能: 满分 40分", "成果: 满分 60分"])
        + "资格 评审 @第四条 { 应当 两位专家: 计数 打分表 至少 2 }\n"
        + "样例 人 { 打分表: [{ 专家: \"甲\"、技能: 30 } { 专家: \"乙\"、技能: 20 }] }\n"
        + "测试 两位: 人 应得 符合\n测试 一位: 人 但 { 打分表: [{ 专家: \"甲\" }] } 应得 不符合 因 两位专家\n")
    let ran = policyc(["test", path])
    #expect(ran.code == 0, "\(ran.out)\(ran.err)")
  }

  // MARK: Vocabulary and events

  @Test func addedValuesNeedAChoice() {
    let wrong = check("补充 结果: 优秀\n")
    #expect(wrong.code == 1 && wrong.err.contains("P0319"), "\(wrong.err)")
    #expect(wrong.err.contains("“考评 的 结果”写：补充 考评结果: 优秀"), "\(wrong.err)")
    #expect(check("补充 胡乱写的类型: 优秀\n").err.contains("技能等级"))
    let use = "培育 培育期 @第五条: 2年 { 起算 公布  结业 考评 的 结果 属于 {优秀、合格} }\n"
    #expect(check(use).err.contains("补充 考评结果: 优秀"))
    let right = check("补充 考评结果: 优秀\n" + use)
    #expect(right.code == 0, "\(right.err)")
  }

  @Test func eventsAreListedWithItemsAndValues() {
    let text = policyc(["schema", "craftsman-none"]).code
    #expect(text != 0)
    let ran = policyc(["schema", policy("荣誉 称号 @第一条: 市总工会 给予 于 公布\n"), "--events"])
    #expect(ran.code == 0)
    let lines = ran.out.split(separator: "\n").map { String($0) }
    #expect(lines.contains { $0.hasPrefix("announced") && $0.contains("公布") && $0.contains("*") })
    #expect(lines.contains { $0.hasPrefix("evaluated") && !$0.contains("*") })
    #expect(lines.contains { $0.contains("  result") && $0.contains("合格、不合格") })
    #expect(lines.contains { $0.contains("所据事由") })
    let csv = policyc(["schema", "national", "--events", "-f", "csv"]).out
    #expect(csv.contains("evaluated,考评,result,结果,合格、不合格"), "\(csv)")
  }

  @Test func halfAYearCanBeRecorded() {
    let text = """
      培育 培育期 @第五条: 2年 { 起算 公布  可续 6个月 @第六条 }
      补助 奖励 @第六条: 一次性 5000元 { 触发 考评  条件 满期 培育期  给 个人 }

      """
    let path = policy(text)
    for (item, isPaid) in [
      ("\"延长年数\":0.5", true), ("\"延长年数\":\"6个月\"", true), ("\"延长月数\":6", true),
      ("\"延长年数\":1", false), ("\"延长月数\":7", false),
    ] {
      // Two years and a half from 2026-09-01 end on 2029-03-01.
      let cases = folder.write(
        "c.jsonl",
        "{\"编号\":\"G1\",\"事件\":[{\"事件\":\"公布\",\"日期\":\"2026-09-01\"},"
          + "{\"事件\":\"培育延长\",\"日期\":\"2028-09-01\",\(item)},"
          + "{\"事件\":\"考评\",\"日期\":\"2029-03-02\"}]}\n")
      let ran = policyc(["entitle", path, cases])
      #expect(ran.out.contains("5,000") == isPaid, "\(item) \(ran.out)\(ran.err)")
      #expect(!ran.err.contains("拒收 1"), "\(item) \(ran.err)")
    }
    let exact = policyc([
      "eval",
      folder.write(
        "y.policy",
        "政策 y \"y\"\n使用 craftsman\n资格 甲 @一 { 应当 乙: 连续高于平均年数 至少 1年 }\n"),
      folder.write("y.csv", "编号,连续高于平均年数\nA,6个月\nB,12个月\n"),
    ])
    #expect(exact.err.contains("这一项记不了 6个月"), "\(exact.err)")
    #expect(exact.out.contains("B"), "\(exact.out)")
  }

  // MARK: Dates

  @Test func fiveYearsEndTheDayBefore() {
    let source = folder.write(
      "t.txt", "临江市总工会通知\n自2026年5月1日起施行，有效期五年。\n第一条 目的。\n")
    let clause = "宣示 目的 @第一条\n"
    for line in [
      "有效期 5年", "有效期 5年 @标题", "失效 2031-04-30", "失效 2026-05-01 + 5年 - 1日",
    ] {
      let path = policy(line + "\n" + clause)
      let page = policyc(["doc", path]).out
      #expect(page.contains("2031-04-30") || page.contains("2031年4月30日"), "\(line) \(page)")
      let ran = policyc(["trace", path, "--source", source])
      #expect(!(ran.out + ran.err).contains("P0914"), "\(line) \(ran.out)\(ran.err)")
    }
    let late = policyc(["trace", policy("失效 2031-05-01\n" + clause), "--source", source])
    #expect((late.out + late.err).contains("P0914"))
    #expect(check("有效期 5年\n失效 2031-04-30\n").err.contains("P0218"))
    let data = folder.write("d.csv", "编号,在职情况\nA,在职\n")
    let path = policy("有效期 5年\n资格 甲 @一 { 应当 乙: 在职情况 是 在职 }\n")
    for (day, isOver) in [("2031-04-30", false), ("2031-05-01", true)] {
      let ran = policyc(["eval", path, data, "--as-of", day, "-f", "jsonl"])
      #expect(ran.out.contains("\"in_force\":false") == isOver, "\(day) \(ran.out)")
    }
  }

  // MARK: What would help

  private static let conditions = """
    字段 市级以上劳模(model_worker): 是否
    字段 安全处分(penalties): 列表 { 字段 日期(date): 日期 }
    字段 受过刑事处罚(criminal): 是否
    字段 刑事处罚日期(criminal_date): 日期
    资格 参评条件 @第二条 {
      应当 年龄合适: 下列之一 {
        一般: 周岁(出生日期、基准日) 至多 55周岁
        劳模: 市级以上劳模 且 周岁(出生日期、基准日) 至多 58周岁
      }
      不得 近三年处分: 有 安全处分 (其 日期 近 3年)
      不得 刑罚: 受过刑事处罚 且 刑事处罚日期 + 5年 超过 基准日
    }

    """

  private func explained(_ facts: String) -> String {
    let data = folder.write("p.jsonl", facts + "\n")
    let ran = policyc([
      "explain", policy(Self.conditions), data, "--id", "A", "--as-of", "2026-06-10",
    ])
    return ran.out
  }

  private static func person(
    birth: String = "1980-01-01", penalties: String = "[]", criminal: String = "\"否\""
  ) -> String {
    "{\"编号\":\"A\",\"出生日期\":\"\(birth)\",\"市级以上劳模\":\"否\",\"安全处分\":\(penalties),"
      + "\"受过刑事处罚\":\(criminal)}"
  }

  @Test func nobodyIsToldToChangeThePast() throws {
    let old = explained(Self.person(birth: "1969-01-01"))
    let honour = try #require(old.range(of: "市级以上劳模 改为 是"), "\(old)")
    let birth = try #require(old.range(of: "出生日期 已成事实，不能改变"), "\(old)")
    #expect(honour.lowerBound < birth.lowerBound, "\(old)")
    #expect(!old.contains("1970-"), "\(old)")

    let punished = explained(Self.person(penalties: "[{\"日期\":\"2025-03-08\"}]"))
    // Three years and a day: 2028-03-08 is still within three years.
    #expect(punished.contains("只能等到 2028-03-09"), "\(punished)")
    #expect(!punished.contains("没有第 1 项") && !punished.contains("至多 2023"), "\(punished)")

    let sentenced = explained(
      Self.person(criminal: "\"是\",\"刑事处罚日期\":\"2024-02-01\""))
    #expect(sentenced.contains("只能等到 2029-02-01"), "\(sentenced)")
    #expect(!sentenced.contains("改为 否"), "\(sentenced)")
  }

  @Test func matchNamesWhatCanBeDone() {
    let data = folder.write("p.jsonl", Self.person(birth: "1969-01-01") + "\n")
    let ran = policyc(["match", data, policy(Self.conditions), "--as-of", "2026-06-10"])
    #expect(ran.out.contains("市级以上劳模 改为 是"), "\(ran.out)\(ran.err)")
  }

  // MARK: Drafts

  @Test func aDraftLeavesWhatIsTheBasesOwn() {
    let path = folder.at("nx.policy")
    let ran = policyc([
      "new", "nx", "-o", path, "--like", "national", "--title", "临江市“江畔工匠”培育办法",
      "--issuer", "临江市总工会", "--years", "6年", "--level", "高级工", "--money", "1.5万元",
      "--training", "2年", "--notice", "5",
    ])
    #expect(ran.code == 0, "\(ran.err)")
    let text = folder.read("nx.policy")
    #expect(text.contains("政策 nx \"临江市“江畔工匠”培育办法\" 基于 national"))
    #expect(text.contains("替换 阶段 公示 @第八条: 临江市总工会 自 公示开始"), "\(text)")
    #expect(!text.contains("\n  来源"), "\(text)")
    #expect(text.contains("# 删除 公布    # 阶段，全总"), "\(text)")
    #expect(text.contains("原来写在“技能精湛”里"), "\(text)")
    let tests = policyc(["test", path])
    #expect(tests.code == 0 && tests.out.contains("3 条测试，通过 3"), "\(tests.out)\(text)")
    #expect(policyc(["check", path]).code == 0)
    let page = policyc(["doc", path]).out
    #expect(!page.contains("激励保障专项资金") && page.contains("临江市总工会"), "\(page)")
  }

  // MARK: Output

  @Test func moneyForABetterResultIsAtMost() {
    let text = """
      名额 江畔工匠 @第一条: 每年 24名
      补充 考评结果: 优秀
      培育 培育期 @第五条: 2年 { 起算 公布  结业 考评 的 结果 属于 {优秀、合格} }
      补助 经费 @第六条: 一次性 1.5万元 { 触发 公布  给 个人 }
      补助 奖励 @第六条: 一次性 5000元 { 触发 考评  条件 考评 的 结果 是 优秀  给 个人 }

      """
    let ran = policyc(["budget", policy(text), "--from", "2026"])
    let page = ran.code == 0 ? ran.out : policyc(["budget", policy(text)]).out
    #expect(page.contains("奖励（第六条），给个人：至多 120,000.00元（最少 0.00）"), "\(page)\(ran.err)")
    #expect(page.contains("经费（第六条），给个人：360,000.00元"), "\(page)")
    #expect(page.contains("按人人都得到计"), "\(page)")
  }

  @Test func excelSpeaksChineseWhereAsked() {
    let path = policy("资格 甲 @一 { 应当 乙: 一线工作年限 至少 5年 }\n")
    let data = folder.write("d.csv", "编号,一线工作年限\nA,4\nB,\n")
    let plain = policyc(["eval", path, data, "-f", "csv", "--excel"]).out
    #expect(plain.contains("id,decision,violated") && plain.contains("ineligible"), "\(plain)")
    let chinese = policyc(["eval", path, data, "-f", "csv", "--excel", "--lang", "zh"]).out
    #expect(
      chinese.contains("编号,结果,违反,待豁免,未明,缺的事实,待认定\r\nA,不符合,乙,,,,\r\nB,待补,,,乙,一线工作年限,\r\n"),
      "\(chinese)")
  }

  @Test func readingsGoByTheirPlace() {
    let text = """
      解读 年龄 @第二条: 一线工作年限 至少 5年 另解 一线工作年限 超过 5年
      资格 甲 @第二条 { 应当 乙: 年龄 }
      样例 人 { 一线工作年限: 5年 }
      测试 一: 人 应得 符合
      测试 二: 人 设 年龄 为 第2种读法 应得 不符合 因 乙

      """.replacingAll("年龄", "年限读法")
    let path = policy(text)
    let tests = policyc(["test", path])
    #expect(tests.code == 0, "\(tests.out)\(tests.err)")
    let data = folder.write("d.csv", "编号,一线工作年限\nA,5\n")
    for word in ["第2种读法", "第 2 种读法", "option_2"] {
      let ran = policyc(["eval", path, data, "--set", "年限读法=" + word])
      #expect(ran.out.contains("不符合"), "\(word) \(ran.out)\(ran.err)")
    }
    let wrong = check(text.replacingAll("第2种读法", "读法二"))
    #expect(wrong.err.contains("可用：第1种读法、第2种读法"), "\(wrong.err)")
  }

  @Test func messagesSayWhatToWriteInstead() {
    let duty = check("职责 市总工会 @第五条 { 应当 集中培训: 每年 不少于 40学时 }\n")
    #expect(duty.err.contains("数量另写一条"), "\(duty.err)")
    let answer = policyc(["new", "x", "-o", folder.at("x.policy"), "--years", "满5年"])
    #expect(answer.err.contains("只写这一项"), "\(answer.err)")
    #expect(policyc(["--fast"]).err.contains("`policyc --help`"))
  }
}

extension String {
  /// The text with every occurrence of a part replaced.
  fileprivate func replacingAll(_ part: String, _ other: String) -> String {
    var result = ""
    var rest = self[...]
    while let found = rest.range(of: part) {
      result += rest[..<found.lowerBound] + other
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}

extension StringProtocol {
  /// The first place of a part.
  fileprivate func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) {
        return start..<index(start, offsetBy: part.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
