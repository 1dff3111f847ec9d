import Testing

@testable import policyc

/// What the commands on cases say about keys, ids and days, and what a budget counts once.
@Suite struct CaseRemarkTests {
  private static let policy = """
    政策 parts "分期示例"
    使用 craftsman
    机构 市总工会 "示例市总工会"
    机构 所在单位 "示例单位"
    名额 人数 @一: 每年 10名 自 2026年
    资格 基本条件 @二 { 应当 年龄条件: 年龄 至多 50年 }
    培育 培育期 @五: 2年 { 起算 公布  结业 考评 的 结果 是 合格 }
    补助 培育补助(support) @六: 一次性 2万元 {
      期间 培育期
      给 个人
      分期 1万元 于 公布
      分期 1万元 于 考评 条件 考评 的 结果 是 合格
    }
    补助 工作室补助(studio) @七: 一次性 5万元 { 触发 工作室命名  给 工作室  配套 所在单位 }
    撤销 撤销资格 @九 {
      触发 撤销决定
      批准 市总工会
      后果 追回 培育补助 按时间
    }

    """

  private func run(_ command: String, _ cases: String, _ further: [String] = []) -> Ran {
    let folder = Folder()
    let path = folder.write("parts.policy", Self.policy)
    return policyc([command, path, "-"] + further, input: Array(cases.utf8))
  }

  private static let revoked = """
    {"id":"a","events":[{"event":"公布","on":"2026-07-01"},\
    {"event":"撤销决定","on":"2027-07-01","批准者":"市总工会"}]}

    """

  @Test func recoveryStandsOnTheDayOfTheDecision() {
    let ran = run("entitle", Self.revoked)
    #expect(ran.code == 0)
    #expect(ran.out.contains("2026-07-01   4,993.16元") || ran.out.contains("2026-07-01  4,993.16元"))
    #expect(ran.out.contains("2027-07-01  5,006.84元"))
    #expect(ran.out.contains("追回（2026-07-01 发的，撤销资格 九）"))
    #expect(ran.out.contains("合计 10,000.00元，其中追回 5,006.84元"))
  }

  @Test func keysThatSayNothingAreMentioned() {
    let misspelt = Self.revoked.split(separator: "批准者").joined(separator: "批准")
    for command in ["entitle", "procedure"] {
      let ran = run(command, misspelt + misspelt)
      #expect(
        ran.err.contains("第 1 行：事件“撤销决定”没有名为“批准”的项，写的内容没有用上，是不是“批准者”？"))
      // Once for the file.
      #expect(ran.err.split(separator: "P0755").count == 2)
      let wrong = run(command, #"{"id":"b","event":[{"event":"公布","on":"2026-07-01"}]}"#)
      #expect(wrong.err.contains("P0757"))
      #expect(wrong.err.contains("第 1 行：没有名为“event”的字段，这一项没有用上，是不是“events”？"))
    }
    #expect(!run("entitle", Self.revoked).err.contains("警告"))
  }

  @Test func idsThatStandTwiceAreMentioned() {
    for command in ["entitle", "procedure"] {
      #expect(run(command, Self.revoked + Self.revoked).err.contains("a（第 1、2 行）"))
    }
  }

  /// Instalments that selection brings about stand in the years and nowhere else.
  @Test func theBudgetCountsInstalmentsOnce() {
    let folder = Folder()
    let path = folder.write("parts.policy", Self.policy)
    let ran = policyc(["budget", path, "--selected", "10"])
    #expect(ran.code == 0)
    #expect(ran.out.contains("合计  200,000.00元"))
    #expect(ran.out.split(separator: "培育补助").count == 3)
    #expect(ran.out.contains("工作室补助（七）：50,000.00元，每次“工作室命名”，给工作室"))
    #expect(ran.out.contains("工作室补助（七）：所在单位配套，比例没有写"))
  }

  /// A birth date after the day of the decision is a slip, not a negative age.
  @Test func nobodyIsBornAfterTheDayOfTheDecision() {
    let rows = "编号,出生日期\nc1,2030-02-03\nc2,2026-05-01\nc3,1990-01-01\n"
    let ran = run("eval", rows, ["--as-of", "2026-05-01"])
    #expect(ran.code != 0)
    #expect(ran.err.contains("c1") && ran.err.contains("年龄不为负"))
    #expect(ran.out.contains("c2  符合") && ran.out.contains("c3  符合"))
  }

  /// A test about a selection says why it came out as it did.
  @Test func aFailingSelectionTestSaysWhy() {
    let folder = Folder()
    let tail = """
      遴选 年度遴选 @三 {
        填 人数
        排序 评审得分 从高到低
        同分 编号
        限额 东城区: 至少 2名 其中 地区 是 "东城区"
      }
      样例 人选 { 编号: "a"  年龄: 40年  评审得分: 90分  地区: "东城区" }
      测试 一人: 人选 应得 入选 1
      测试 太老: 人选 但 { 年龄: 60年 } 应得 入选 1

      """
    let path = folder.write("parts.policy", Self.policy + tail)
    let ran = policyc(["test", path])
    #expect(ran.code != 0)
    #expect(ran.out.contains("一人：应得 入选 1；实得 入选 0：") && ran.out.contains("没有名单能满足限额：东城区"))
    #expect(ran.out.contains("太老：应得 入选 1；实得 入选 0：") && ran.out.contains("年龄条件"))
  }

  /// An error names the figure that was worked out, and a case that could not be is not counted as done.
  @Test func whatCannotBeWorkedOutIsCounted() {
    let late = #"{"id":"x","events":[{"event":"公布","on":"9999-06-15"}]}"# + "\n"
    let good = #"{"id":"y","events":[{"event":"公布","on":"2026-06-15"}]}"# + "\n"
    let entitle = run("entitle", late + good)
    #expect(entitle.code == 1)
    #expect(entitle.err.contains("计算“2年”得到的日期") && !entitle.err.contains("计算“parts”"))
    let procedure = run("procedure", late + good)
    #expect(procedure.code == 1)
    #expect(procedure.err.contains("读入 2 案 = 算出 1 + 没有算全 1 + 拒收 0"), "\(procedure.err)")
    #expect(procedure.out.contains("x  没有算全；按已知的：") && procedure.out.contains("没有算全的 1 案"))
    #expect(run("procedure", late + good, ["-f", "json"]).out.contains("\"in_part\":1"))
    let whole = run("procedure", good + good.replacing("y", with: "z"))
    #expect(whole.code == 0 && whole.err.contains("= 算出 2 + 拒收 0") && !whole.out.contains("没有算全"))
  }

  @Test func aTermThatStartsTwiceIsMentioned() {
    let twice =
      #"{"id":"t","events":[{"event":"公布","on":"2026-06-15"},{"event":"公布","on":"2027-01-15"}]}"#
    for command in ["entitle", "procedure"] {
      let ran = run(command, twice + "\n")
      #expect(
        ran.err.contains("“公布”写了不止一次，“培育期”只从最早的一次起算：t (2026-06-15, 2027-01-15)"), "\(ran.err)")
      #expect(!run(command, Self.revoked).err.contains("P0781"))
    }
    #expect(run("entitle", twice + "\n", ["--lang", "en"]).err.contains("runs from the earliest"))
  }

  /// People read words, not paths; data keep the path.
  @Test func placesInCasesAreWords() {
    let wrong = #"{"id":"w","events":[{"event":"公布","on":"2026-13-15"}]}"# + "\n"
    #expect(run("entitle", wrong).err.contains("，第 1 个事件的日期：日历上没有"))
    #expect(run("entitle", wrong, ["--lang", "en"]).err.contains(", the day of event 1: "))
    let folder = Folder()
    _ = run("entitle", wrong, ["--rejects", folder.at("r.csv")])
    #expect(folder.read("r.csv").contains(",w,events.1.on,2026-13-15,"))
  }

  @Test func aFileWithoutAnyEventIsDoubted() {
    let list = #"{"id":"n"}"# + "\n" + #"{"id":"o"}"# + "\n"
    for command in ["entitle", "procedure"] {
      #expect(run(command, list).err.contains("警告[P0782]: 没有一案写了事件"))
      #expect(!run(command, list + Self.revoked).err.contains("P0782"))
    }
  }
}
