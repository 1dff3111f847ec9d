import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Cases followed through procedures, each worked out by hand with the document.
@Suite struct ProcedureTests {
  // MARK: The public notice of Tongliao, 第八条: at least 5 working days

  @Test func noticeFromMondayToFridayIsADayShort() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let history = "notice_opened 2026-06-01; notice_closed 2026-06-05"
    #expect(try tongliao.breaches(history) == ["2026-06-05 notice_length 第八条"])
    #expect(try tongliao.next(history) == ["notice …2026-06-08"])
    #expect(try tongliao.open(history) == ["first_day_counts: no breach"])
    let report = try tongliao.report(history)
    #expect(report.stageStatus == .cutShort)
    #expect(report.breaches.first?.due == CivilDate(text: "2026-06-08"))
  }

  /// Too short however the first day is counted, so nothing is open.
  @Test func noticeOfThreeDaysIsABreachUnderBothReadings() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let history = "notice_opened 2026-06-01; notice_closed 2026-06-03"
    #expect(try tongliao.breaches(history) == ["2026-06-03 notice_length 第八条"])
    #expect(try tongliao.open(history) == [])
  }

  @Test func noticeToTheNextMondayIsLongEnough() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let history = "notice_opened 2026-06-01; notice_closed 2026-06-08"
    #expect(try tongliao.breaches(history) == [])
    #expect(try tongliao.open(history) == [])
    #expect(try tongliao.next(history) == ["announce 2026-06-08…"])
  }

  @Test func noticeUnderTheOtherReading() throws {
    let other = try ProcedureCase.shipped("tongliao", reading: "首日计入", option: 1)
    #expect(try other.breaches("notice_opened 2026-06-01; notice_closed 2026-06-05") == [])
    #expect(
      try other.open("notice_opened 2026-06-01; notice_closed 2026-06-05")
        == ["first_day_counts: breach of notice_length"])
  }

  /// From Monday 2026-09-28: 29 and 30 September, 8, 9 and the worked Saturday 10 October.
  @Test func noticeOverNationalDay() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    #expect(try tongliao.breaches("notice_opened 2026-09-28; notice_closed 2026-10-10") == [])
    #expect(
      try tongliao.breaches("notice_opened 2026-09-28; notice_closed 2026-10-09")
        == ["2026-10-09 notice_length 第八条"])
    #expect(try tongliao.next("notice_opened 2026-09-28") == ["notice …2026-10-10"])
  }

  @Test func noticeOverTheDragonBoatFestival() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    // Friday 2026-06-19 is off, so Monday 22 is the fifth day.
    #expect(
      try tongliao.breaches("notice_opened 2026-06-15; notice_closed 2026-06-19")
        == ["2026-06-19 notice_length 第八条"])
    #expect(try tongliao.breaches("notice_opened 2026-06-15; notice_closed 2026-06-23") == [])
  }

  @Test func aRunningNoticeLastsToADay() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    #expect(try tongliao.next("notice_opened 2026-06-01") == ["notice …2026-06-08"])
    #expect(
      try tongliao.open("notice_opened 2026-06-01") == ["first_day_counts: notice until 2026-06-05"]
    )
  }

  @Test func aShortNoticeIsMadeGoodByALongOne() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let history = """
      notice_opened 2026-06-01; notice_closed 2026-06-03; notice_opened 2026-06-08; \
      notice_closed 2026-06-15
      """
    #expect(try tongliao.breaches(history) == [])
  }

  @Test func aYearWithoutCalendarIsAProblemAndTheRestStands() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let report = try tongliao.report(
      "recommended 2027-05-06 allotted=2 submitted=3; notice_opened 2027-06-01; notice_closed 2027-06-03"
    )
    #expect(report.problems.map { $0.kind } == [.yearNotCovered(2027)])
    let diagnostic = report.problems.first?.diagnostic(in: tongliao.policy.environment)
    #expect(diagnostic?.message(in: .chinese) == "“5个工作日”要数工作日，但没有 2027 年的日历")
    #expect(report.breaches.map { $0.rule } == ["within_allotment"])
  }

  // MARK: Order

  @Test func stagesOutOfOrder() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    #expect(
      try tongliao.breaches(
        "announced 2026-06-01; notice_opened 2026-06-02; notice_closed 2026-06-10")
        == ["2026-06-01 announce_order 第九条"])
    // While the notice still runs, nothing may be announced.
    #expect(
      try tongliao.breaches(
        "notice_opened 2026-06-01; announced 2026-06-05; notice_closed 2026-06-10")
        == ["2026-06-05 announce_order 第九条"])
  }

  @Test func eventsOfOneDayAreInNoOrder() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    #expect(
      try tongliao.breaches("announced 2026-06-10; party_group_review 2026-06-10") == [])
  }

  @Test func undatedEventsAreInTheOrderOfTheList() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    #expect(
      try tongliao.breaches("announced -; formal_review - result=\"合格\"") == [
        "? announce_order 第九条"
      ])
    #expect(try tongliao.breaches("formal_review - result=\"合格\"; announced -") == [])
  }

  /// What a log does not hold is not recorded, which is no breach.
  @Test func aMissingStageIsNoBreach() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    #expect(try tongliao.breaches("recommended 2026-05-06; announced 2026-06-01") == [])
  }

  @Test func nothingFollowsAFailedStage() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let failed = "formal_review 2026-05-06 result=\"不合格\""
    let report = try tongliao.report(failed)
    #expect(report.stageStatus == .failed)
    #expect(report.next.isEmpty)
    #expect(
      try tongliao.breaches(failed + "; expert_scoring 2026-05-10")
        == ["2026-05-10 scoring_stage_order 第七条"])
  }

  /// Haidian: notice before the party group, and the other way round under its other reading.
  @Test func orderThatDiffersByReading() throws {
    let haidian = try ProcedureCase(shipped: "haidian")
    let partyFirst = """
      expert_meeting 2025-08-01; party_group_review 2025-08-05; notice_opened 2025-08-11; \
      notice_closed 2025-08-18
      """
    #expect(try haidian.breaches(partyFirst) == ["2025-08-05 party_group_stage_order 第四条"])
    #expect(try haidian.open(partyFirst) == ["stage_order: no breach"])
    let noticeFirst = """
      expert_meeting 2025-08-01; notice_opened 2025-08-11; notice_closed 2025-08-18; \
      party_group_review 2025-08-20
      """
    #expect(try haidian.breaches(noticeFirst) == [])
    #expect(try haidian.open(noticeFirst) == ["stage_order: breach of notice_order"])
    // The same order is right in Tongliao only the other way round.
    let tongliao = try ProcedureCase(shipped: "tongliao")
    #expect(try tongliao.breaches(partyFirst) == [])
    #expect(
      try tongliao.breaches(noticeFirst) == ["2025-08-11 notice_order 第八条"])
  }

  @Test func anOptionalStageMayBeLeftOut() throws {
    let haidian = try ProcedureCase(shipped: "haidian")
    #expect(
      try haidian.next("expert_meeting 2025-08-01")
        == ["site_check 2025-08-01… optional", "notice 2025-08-01…"])
  }

  // MARK: Duties

  @Test func moreThanTheAllotment() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    #expect(
      try tongliao.breaches("recommended 2026-05-06 allotted=2 submitted=3")
        == ["2026-05-06 within_allotment 第六条"])
    #expect(try tongliao.breaches("recommended 2026-05-06 allotted=3 submitted=3") == [])
  }

  @Test func anAbsentAttributeIsUnknownAndNoBreach() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let report = try tongliao.report("recommended 2026-05-06 submitted=3")
    #expect(report.breaches.isEmpty)
    #expect(report.unknown.map { $0.rule } == ["within_allotment"])
    #expect(report.unknown.first?.missing == ["recommended.allotted"])
  }

  @Test func anObjectionMustBeVerifiedBeforeTheAnnouncement() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let open = "notice_opened 2026-06-01; objection_received 2026-06-03; notice_closed 2026-06-08"
    #expect(try tongliao.breaches(open) == [])
    #expect(try tongliao.report(open).duties.map { $0.status } == [.due])
    #expect(
      try tongliao.breaches(open + "; announced 2026-06-20")
        == ["2026-06-20 handle_objections 第八条"])
    #expect(
      try tongliao.breaches(open + "; objection_verified 2026-06-12; announced 2026-06-20") == [])
    #expect(
      try tongliao.breaches(open + "; announced 2026-06-20; objection_verified 2026-06-25")
        == ["2026-06-20 handle_objections 第八条"])
  }

  /// 2026-11-30 is a Monday; 2025-11-30 is a Sunday and moves to Monday 1 December.
  @Test func theYearlyReport() throws {
    let haidian = try ProcedureCase(shipped: "haidian")
    #expect(try haidian.breaches("report_submitted 2026-11-30") == [])
    #expect(
      try haidian.breaches("report_submitted 2026-12-01") == ["2026-12-01 annual_report 第八条"])
    #expect(try haidian.breaches("report_submitted 2025-12-01") == [])
    #expect(
      try haidian.breaches("report_submitted 2025-12-02") == ["2025-12-02 annual_report 第八条"])
    // Once a log tracks the reports, a year without one is a breach.
    #expect(
      try haidian.breaches("report_submitted 2024-11-01; report_submitted 2026-11-02")
        == ["2025-12-02 annual_report 第八条"])
  }

  /// The document leaves open whether 前 includes the day: with 29 November a report of the 30th is late.
  @Test func theYearlyReportIsOpen() throws {
    let haidian = try ProcedureCase(shipped: "haidian")
    #expect(
      try haidian.open("report_submitted 2024-11-30") == [
        "report_deadline: breach of annual_report"
      ])
  }

  private static let limits = """
    程序 遴选程序 {
      阶段 公示 @第八条: 市总工会 自 公示开始 至 公示结束 至少 7日
      阶段 公布 @第九条: 市总工会 完成 公布 { 以内 10日 自 公示结束 }
      阶段 发证书 @第十条: 市总工会 完成 发证 {
        应当 及早核实: 遇 收到异议 则 核实异议 5个工作日 以内 逾期 违规
        不得 重复发证: 计数 发证 至少 2
        原则上应当 写明文号: 公布 的 公布文号 是 "一号"
      }
    }
    职责 推荐单位 @第十一条 {
      应当 报送材料: 自 公布 90日 以内 完成 提交报告 逾期 违规
    }
    """

  @Test func timeLimitsOfStages() throws {
    let sample = try ProcedureCase(Self.limits)
    let notice = "notice_opened 2026-05-25; notice_closed 2026-06-04"
    // The tenth day, 2026-06-14, is a Sunday.
    #expect(try sample.next(notice) == ["公布 2026-06-04…2026-06-15"])
    #expect(try sample.breaches(notice + "; announced 2026-06-15") == [])
    #expect(
      try sample.breaches(notice + "; announced 2026-06-16") == ["2026-06-16 公布_late 第九条"])
    // Not done yet, and the log has gone past the day.
    #expect(
      try sample.breaches(notice + "; objection_received 2026-06-16; objection_verified 2026-06-17")
        == ["2026-06-16 公布_late 第九条"])
  }

  @Test func responsesWithinWorkingDays() throws {
    let sample = try ProcedureCase(Self.limits)
    #expect(
      try sample.breaches("objection_received 2026-09-28; objection_verified 2026-10-10") == [])
    #expect(
      try sample.breaches("objection_received 2026-09-28; objection_verified 2026-10-12")
        == ["2026-10-12 及早核实 第十条"])
    let late = try ProcedureCase(Self.limits, asOf: "2026-10-12")
    #expect(try late.breaches("objection_received 2026-09-28") == ["2026-10-11 及早核实 第十条"])
    let early = try ProcedureCase(Self.limits, asOf: "2026-10-10")
    #expect(
      try early.report("objection_received 2026-09-28").duties.first?.due
        == CivilDate(text: "2026-10-10"))
  }

  @Test func dutiesThatRunFromAnEvent() throws {
    let sample = try ProcedureCase(Self.limits)
    // 90 days after 2026-03-02 is Sunday 2026-05-31.
    #expect(try sample.breaches("announced 2026-03-02; report_submitted 2026-06-01").isEmpty)
    #expect(
      try sample.breaches("announced 2026-03-02; report_submitted 2026-06-02")
        == ["2026-06-02 报送材料 第十一条"])
  }

  @Test func exclusionsAndRulesInPrinciple() throws {
    let sample = try ProcedureCase(Self.limits)
    let history = "announced 2026-03-02 number=\"二号\"; certified 2026-03-03; certified 2026-03-04"
    let report = try sample.report(history)
    #expect(report.breaches.map { $0.rule } == ["重复发证"])
    #expect(report.waivable.map { $0.rule } == ["写明文号"])
    let waived = try sample.report(history, facts: "\"waivers\":[\"写明文号\"]")
    #expect(waived.waivable.isEmpty)
    #expect(waived.breaches.map { $0.rule } == ["重复发证"])
  }

  /// 逾期 丧失 X: lateness costs the claim and is no breach.
  @Test func latenessThatCostsAClaim() throws {
    let sample = try ProcedureCase(
      """
      补助 证书补助 @第十六条: 一次性 5000元 { 触发 发证  给 个人 }
      职责 推荐单位 @第十一条 {
        应当 申领补助: 自 发证 90日 以内 完成 提交报告 逾期 丧失 证书补助
      }
      """)
    let report = try sample.report("certified 2026-03-02; report_submitted 2026-06-02")
    #expect(report.breaches.isEmpty)
    #expect(report.lostClaims.map { sample.program.norms[$0.subsidy].label.zh } == ["证书补助"])
  }

  @Test func theFirstDayAndHolidaysCanBeCountedOtherwise() throws {
    let sample = try ProcedureCase(
      """
      程序 遴选程序 {
        阶段 公示 @第八条: 市总工会 自 公示开始 至 公示结束 至少 7日 { 首日 是  顺延 是 }
        阶段 公布 @第九条: 市总工会 完成 公布 { 以内 10日 自 公示结束  顺延 否 }
      }
      """)
    // 2026-06-01 counts, so the seventh day is Sunday 7 June, which moves to Monday.
    #expect(try sample.next("notice_opened 2026-06-01") == ["公示 …2026-06-08"])
    // The tenth day, Sunday 2026-06-14, stays where it is.
    #expect(
      try sample.breaches("notice_closed 2026-06-04; announced 2026-06-15").contains(
        "2026-06-15 公布_late 第九条"))
  }

  @Test func dutiesCanCountOtherwiseToo() throws {
    let sample = try ProcedureCase(
      """
      职责 推荐单位 @第十一条 {
        应当 报送材料: 自 公布 90日 以内 完成 提交报告
        顺延 否
      }
      """)
    #expect(
      try sample.breaches("announced 2026-03-02; report_submitted 2026-06-01")
        == ["2026-06-01 报送材料 第十一条"])
  }

  @Test func aLengthCanBeAMost() throws {
    let sample = try ProcedureCase(
      "程序 遴选程序 { 阶段 公示 @第八条: 市总工会 自 公示开始 至 公示结束 至多 7日 }")
    #expect(try sample.breaches("notice_opened 2026-06-01; notice_closed 2026-06-08") == [])
    #expect(
      try sample.breaches("notice_opened 2026-06-01; notice_closed 2026-06-09")
        == ["2026-06-09 公示_length 第八条"])
  }

  // MARK: As of a day

  @Test func whatIsDatedLaterIsNotKnownYet() throws {
    let early = try ProcedureCase(shipped: "tongliao", asOf: "2026-06-04")
    #expect(try early.breaches("notice_opened 2026-06-01; notice_closed 2026-06-05") == [])
    #expect(
      try early.report("notice_opened 2026-06-01; notice_closed 2026-06-05").stageStatus == .running
    )
  }

  // MARK: Histories that cannot be

  @Test func impossibleHistoriesAreRefused() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    func problem(_ history: String) throws -> String? {
      let problem = tongliao.follower.problem(in: try tongliao.candidate(history))
      return problem.map { $0.kind.id + " " + $0.column }
    }
    #expect(
      try problem("notice_opened 2026-06-08; notice_closed 2026-06-01") == "P0750 events.2.on")
    #expect(
      try problem("notice_closed 2026-06-01; notice_opened 2026-06-08") == "P0780 events.1")
    #expect(try problem("notice_closed 2026-06-01; notice_opened 2026-06-01") == nil)
    #expect(try problem("notice_closed 2026-06-01") == nil)
    #expect(throws: ProcedureCase.Unreadable.self) {
      try tongliao.candidate("notice_opened 2026-02-30")
    }
    #expect(throws: ProcedureCase.Unreadable.self) { try tongliao.candidate("notice 2026-02-20") }
  }

  /// Random histories of stages that are single events: a breach of order exactly where a stage of the
  /// log lies wholly after one that should follow it.
  @Test func orderAgreesWithComparingDates() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let chain = [
      ("recommended", "recommend"), ("expert_scoring", "scoring_stage"),
      ("expert_meeting", "meeting_stage"), ("party_group_review", "party_group_stage"),
      ("announced", "announce"),
    ]
    var random = RandomSource(seed: 20_260_601)
    for _ in 0..<400 {
      var days: [(day: Int, stage: Int)] = []
      for _ in 0..<random.within(1...7) {
        days.append((random.within(1...9), random.below(chain.count)))
      }
      days.sort { $0.day < $1.day }
      let history = days.map { "\(chain[$0.stage].0) 2026-06-0\($0.day)" }.joined(separator: "; ")
      var expected = Set<String>()
      for late in days {
        for stage in 0..<late.stage {
          let own = days.filter { $0.stage == stage }
          if !own.isEmpty, own.allSatisfy({ $0.day > late.day }) {
            expected.insert(chain[late.stage].1 + "_order")
          }
        }
      }
      let found = try tongliao.report(history).breaches.map { $0.rule }
      #expect(Set(found) == expected && found.count == expected.count, "\(history)")
    }
  }

  /// Every start and length of a notice, against counting days in a list of days off.
  @Test func noticesAgreeWithCountingByHand() throws {
    let tongliao = try ProcedureCase(shipped: "tongliao")
    let calendar = try #require(tongliao.program.calendars.first)
    var isOff: [Int32: Bool] = [:]
    for range in calendar.holidays {
      for day in range.first.dayNumber...range.last.dayNumber { isOff[day] = true }
    }
    for day in calendar.workdays { isOff[day.dayNumber] = false }
    let first = CivilDate(text: "2024-01-01")
    for offset in stride(from: 0, to: 1060, by: 7) {
      for length in 0...14 {
        let opened = try #require(first.adding(days: offset))
        let closed = try #require(opened.adding(days: length))
        var worked = 0
        for day in opened.dayNumber..<closed.dayNumber {
          // 1970-01-01 was a Thursday: day 2 a Saturday, day 3 a Sunday.
          let isWeekend = (day + 1) % 7 == 2 || (day + 1) % 7 == 3
          if !(isOff[day + 1] ?? isWeekend) { worked += 1 }
        }
        let broken = try tongliao.breaches("notice_opened \(opened); notice_closed \(closed)")
        #expect(broken.isEmpty == (worked >= 5), "\(opened) to \(closed): \(worked)")
      }
    }
  }
}
