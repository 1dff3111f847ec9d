import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Working days and periods, by hand-worked examples from 2024 to 2026.
@Suite struct TimeTests {
  private static let calendar: WorkCalendar? = FixtureRunner.compile("policies/tongliao.policy")
    .program.map { WorkCalendar($0) }

  private func day(_ text: String) -> CivilDate { CivilDate(text: text) }

  private func last(
    _ count: Int, _ unit: Period.Measure, from start: String, _ rule: PeriodRule
  ) throws -> String {
    let calendar = try #require(Self.calendar)
    return try rule.lastDay(of: Period(count, unit), from: day(start), in: calendar).description
  }

  // MARK: Civil Code, article 201: the day of the event does not count

  @Test func workingDaysFromAMonday() throws {
    #expect(try last(5, .workingDays, from: "2026-06-01", .term) == "2026-06-08")
    #expect(
      try last(
        5, .workingDays, from: "2026-06-01", PeriodRule(countsFirstDay: true, movesToWorkday: false)
      )
        == "2026-06-05")
  }

  /// Opened on a Saturday: there is no working first day to count.
  @Test func workingDaysFromAWeekend() throws {
    #expect(try last(5, .workingDays, from: "2026-06-06", .term) == "2026-06-12")
    #expect(
      try last(
        5, .workingDays, from: "2026-06-06", PeriodRule(countsFirstDay: true, movesToWorkday: false)
      )
        == "2026-06-12")
  }

  /// 1 to 7 October 2026 are off; Saturday 10 October is worked.
  @Test func workingDaysOverNationalDay() throws {
    #expect(try last(5, .workingDays, from: "2026-09-28", .term) == "2026-10-10")
    #expect(try last(5, .workingDays, from: "2026-09-30", .term) == "2026-10-13")
    // 2025: 1 to 8 October off, Sunday 28 September and Saturday 11 October worked.
    #expect(try last(5, .workingDays, from: "2025-09-26", .term) == "2025-10-10")
    #expect(try last(5, .workingDays, from: "2025-09-30", .term) == "2025-10-14")
  }

  @Test func daysMonthsAndYears() throws {
    #expect(try last(7, .days, from: "2026-06-01", .term) == "2026-06-08")
    #expect(
      try last(
        7, .days, from: "2026-06-01", PeriodRule(countsFirstDay: true, movesToWorkday: false))
        == "2026-06-07")
    #expect(try last(2, .years, from: "2024-05-06", .term) == "2026-05-06")
  }

  /// The end of the month clamps: article 202, the month without that day ends on its last.
  @Test(arguments: [
    (1, "2026-01-31", "2026-02-28"), (1, "2024-01-31", "2024-02-29"),
    (12, "2024-02-29", "2025-02-28"),
    (48, "2024-02-29", "2028-02-29"), (3, "2025-11-30", "2026-02-28"),
    (1, "2026-03-31", "2026-04-30"),
  ])
  func monthsClamp(count: Int, start: String, end: String) throws {
    #expect(try last(count, .months, from: start, .term) == end)
  }

  // MARK: Article 203: a last day that is off moves to the next working day

  @Test(arguments: [
    // 2026-06-14 is a Sunday.
    (10, "2026-06-04", "2026-06-15"),
    // 2026-10-03 lies in the National Day week, which ends on a Wednesday.
    (10, "2026-09-23", "2026-10-08"),
    // 2026-05-09 is a Saturday that is worked.
    (10, "2026-04-29", "2026-05-09"),
    (10, "2026-06-05", "2026-06-15"),
  ])
  func deadlinesMove(count: Int, start: String, end: String) throws {
    #expect(try last(count, .days, from: start, .deadline) == end)
  }

  @Test func termsDoNotMove() throws {
    // 2026-06-14 is a Sunday.
    #expect(try last(10, .days, from: "2026-06-04", .term) == "2026-06-14")
    #expect(try last(1, .years, from: "2025-10-01", .term) == "2026-10-01")
  }

  // MARK: Calendars

  @Test func aYearWithoutCalendarIsNamed() throws {
    let calendar = try #require(Self.calendar)
    let error = #expect(throws: EvaluationError.self) {
      try PeriodRule.term.lastDay(
        of: Period(5, .workingDays), from: day("2026-12-29"), in: calendar)
    }
    #expect(error?.kind == .yearNotCovered(2027))
    // What needs no working days needs no calendar.
    #expect(
      try PeriodRule.term.lastDay(of: Period(1, .years), from: day("2029-05-06"), in: calendar)
        == day("2030-05-06"))
  }

  @Test func aDateOutOfRangeIsAnError() throws {
    let calendar = try #require(Self.calendar)
    #expect(throws: EvaluationError.self) {
      try PeriodRule.term.lastDay(of: Period(9_000, .years), from: day("2026-01-01"), in: calendar)
    }
  }

  /// Every length from every start agrees with counting the days one by one.
  @Test func lastDayAgreesWithCounting() throws {
    let calendar = try #require(Self.calendar)
    for offset in stride(from: 0, to: 1000, by: 3) {
      let start = try #require(day("2024-01-01").adding(days: offset))
      for count in [0, 1, 2, 5, 7, 10, 15] {
        for countsFirstDay in [false, true] {
          let rule = PeriodRule(countsFirstDay: countsFirstDay, movesToWorkday: false)
          let end = try rule.lastDay(of: Period(count, .workingDays), from: start, in: calendar)
          let passed = try rule.daysPassed(.workingDays, from: start, through: end, in: calendar)
          #expect(count == 0 || passed == count, "\(start) + \(count)")
          guard count > 0, end > start else { continue }
          let before = try #require(end.adding(days: -1))
          let less = try rule.daysPassed(.workingDays, from: start, through: before, in: calendar)
          #expect(less == count - 1, "\(start) + \(count)")
        }
      }
    }
  }

  /// `日期 + 3个工作日` in an expression counts by the same calendar.
  @Test func expressionsAddWorkingDays() throws {
    let text = """
      政策 sample "样例"
      使用 craftsman
      使用 workdays
      结论 截止日 @一: 出生日期 + 3个工作日
      """
    let compiled = FixtureRunner.compile(text: text)
    let messages = FixtureRunner.rendered(compiled)
    let compiledProgram = compiled.program
    let program = try #require(compiledProgram, "\(messages)")
    let policy = try PreparedPolicy(program)
    let birth = try #require(program.records[0].fields.firstIndex { $0.label.id == "birth_date" })
    var facts = Record(unknown: program.records[0])
    facts[birth] = .date(day("2026-09-30"))
    var evaluator = Evaluator(policy.environment, Candidate(id: "c", facts: facts))
    #expect(try evaluator.value(of: program.results[0].value) == .date(day("2026-10-10")))
  }
}

/// The calendar that is shipped, day by day against an independent library.
@Suite(
  "Work days 2024 to 2026 against chinesecalendar",
  .enabled(
    if: Referee.isReady("workdays.py"), "needs the packages of Tests/Referees/requirements.txt"))
struct TimeRefereeTests {
  @Test func everyDayAgrees() throws {
    let program = try #require(FixtureRunner.compile("policies/tongliao.policy").program)
    let calendar = WorkCalendar(program)
    let answer = try #require(Referee.run("workdays.py", ["2024", "2025", "2026"]))
    var days = 0
    for line in answer.split(separator: "\n") {
      let words = line.split(separator: " ").map { String($0) }
      #expect(try calendar.isWorkday(CivilDate(text: words[0])) == (words[1] == "1"), "\(line)")
      days += 1
    }
    #expect(days == 366 + 365 + 365)
  }
}
