import PolicyLang
import Testing

@testable import PolicyRuntime

/// Extensions within bounds, stages and years that left no record, duties of those in the programme.
@Suite struct ProcedureRecordTests {
  private static let term = """
    程序 评选 @四 {
      阶段 推荐(nominate): 推荐单位 完成 推荐报送
      阶段 核查(visit): 市总工会 完成 实地核查 必要时
      阶段 公示(notice): 市总工会 自 公示开始 至 公示结束
      阶段 公布(announce): 市总工会 完成 公布
    }
    荣誉 证书(certificate) @八: 市总工会 颁发 于 发证 {
      条件 满期 培育期 且 考评 的 结果 是 合格
    }
    撤销 撤销资格 @九 { 触发 撤销决定 批准 市总工会 后果 停止培育 }
    职责 推荐单位 @十 { 应当 年度报告(report): 每年 截至 11月30日 完成 提交报告 }

    """

  private func sample(_ renewal: String, asOf: String? = nil) throws -> ProcedureCase {
    try ProcedureCase(
      Self.term
        + """
        培育 培育期(training) @五: 一般 2年 {
          起算 公布
          结业 考评 的 结果 是 合格
          \(renewal)
        }
        """, asOf: asOf)
  }

  private static func extended(_ years: [Int]) -> String {
    var text = "announced 2026-07-01"
    for (index, length) in years.enumerated() {
      text += "; training_extended \(2028 + index)-06-01 years=\(length)"
    }
    return text
  }

  @Test func extensionsKeepTheirBounds() throws {
    let once = try sample("可续 1年")
    #expect(try once.breaches(Self.extended([1])).isEmpty)
    #expect(try once.breaches(Self.extended([2])) == ["2028-06-01 training_extension 五"])
    #expect(try once.breaches(Self.extended([1, 1])) == ["2029-06-01 training_extension 五"])
    let twice = try sample("可续 1年 至多 2次")
    #expect(try twice.breaches(Self.extended([1, 1])).isEmpty)
    #expect(try twice.breaches(Self.extended([1, 1, 1])) == ["2030-06-01 training_extension 五"])
    #expect(try twice.breaches(Self.extended([1, 2])) == ["2029-06-01 training_extension 五"])
    // Without 可续 a general length says nothing of how long.
    #expect(try sample("").breaches(Self.extended([2])).isEmpty)
    #expect(ProcedureReport.knows("training_extension", in: once.program))
  }

  /// What 一般 would allow, 可续 allows too.
  @Test func renewableTermsNeedNoGeneralLength() throws {
    let text = "培育 培育期(training) @五: 2年 { 起算 公布 可续 1年 }"
    #expect(try ProcedureCase(text).breaches(Self.extended([1])).isEmpty)
    let fixed = try ProcedureCase("培育 培育期(training) @五: 2年 { 起算 公布 }")
    #expect(try fixed.breaches(Self.extended([1])) == ["2028-06-01 training_length 五"])
  }

  @Test func noCertificateBeforeTheExtendedEnd() throws {
    let passed = Self.extended([1]) + "; evaluated 2028-07-02 result=\"pass\""
    #expect(try sample("可续 1年").next(passed) == ["certificate 2029-07-01…"])
    let late = Self.extended([1]) + "; evaluated 2029-08-02 result=\"pass\""
    #expect(try sample("可续 1年").next(late) == ["certificate 2029-08-02…"])
  }

  @Test func earlierStagesWithoutRecordAreListed() throws {
    let sample = try sample("")
    func unrecorded(_ history: String) throws -> [String] {
      let report = try sample.report(history)
      #expect(report.breaches.isEmpty)
      return report.unrecorded.map {
        sample.program.norms[sample.follower.plan.stages[$0].norm].label.id
      }
    }
    #expect(try unrecorded("announced 2026-07-01") == ["nominate", "notice"])
    #expect(
      try unrecorded("recommended 2026-05-01; announced 2026-07-01") == ["notice"])
    #expect(try unrecorded("recommended 2026-05-01").isEmpty)
  }

  @Test func yearlyDutiesAreOwedInTheProgrammeOnly() throws {
    let sample = try sample("")
    func due(_ history: String) throws -> [String] {
      try sample.report(history).duties.filter { $0.status == .due }.map {
        $0.due?.description ?? "?"
      }
    }
    #expect(try due("recommended 2026-05-01").isEmpty)
    #expect(try due("announced 2026-07-01") == ["2026-11-30"])
    let revoked = "announced 2026-07-01; revoked 2027-03-01 approved_by=\"市总工会\""
    #expect(try due(revoked).isEmpty)
    #expect(try due("announced 2026-07-01; evaluated 2028-07-02 result=\"fail\"").isEmpty)
  }

  @Test func yearsWithoutRecordAreListedUpToTheDayAskedAbout() throws {
    func missed(_ history: String, asOf: String?) throws -> [String] {
      try sample("", asOf: asOf).report(history).missed.flatMap { $0.due.map { $0.description } }
    }
    let announced = "announced 2026-07-01"
    #expect(try missed(announced, asOf: "2028-06-01") == ["2026-11-30", "2027-11-30"])
    #expect(try missed(announced, asOf: "2026-11-30").isEmpty)
    #expect(try missed(announced, asOf: nil).isEmpty)
    #expect(try missed("recommended 2026-05-01", asOf: "2028-06-01").isEmpty)
    // From the first year with a record on a missing one is a breach, not a remark.
    #expect(
      try missed(announced + "; report_submitted 2027-11-01", asOf: "2028-06-01") == ["2026-11-30"])
    let revoked = announced + "; revoked 2027-03-01 approved_by=\"市总工会\""
    #expect(try missed(revoked, asOf: "2028-06-01") == ["2026-11-30"])
  }

  /// After a removal nothing more is owed, and so nothing late.
  @Test func noYearlyBreachAfterRemoval() throws {
    let history =
      "announced 2024-07-01; report_submitted 2024-11-01; revoked 2025-03-01 approved_by=\"市总工会\""
    #expect(try sample("", asOf: "2026-06-01").breaches(history).isEmpty)
    let kept = "announced 2024-07-01; report_submitted 2024-11-01"
    #expect(try sample("", asOf: "2026-06-01").breaches(kept) == ["2025-12-02 report 十"])
  }
}
