import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// The person behind the case: announced, in training, evaluated, certified, stopped, revoked.
@Suite struct ProcedureLifeTests {
  private let changzhou: ProcedureCase
  private let tongliao: ProcedureCase

  init() throws {
    changzhou = try ProcedureCase(shipped: "changzhou")
    tongliao = try ProcedureCase(shipped: "tongliao")
  }

  // MARK: States

  @Test(arguments: [
    ("recommended 2024-10-08", LifeState.candidate),
    ("announced 2024-12-20", .inTraining),
    ("announced 2024-12-20; evaluated 2026-12-20 result=\"合格\"", .evaluated),
    ("announced 2024-12-20; evaluated 2026-12-20 result=\"不合格\"", .notPassed),
    (
      "announced 2024-12-20; evaluated 2026-12-20 result=\"合格\"; certified 2027-01-05", .certified
    ),
    (
      "announced 2024-12-20; stopped 2025-03-01 approved_by=\"市总工会\" ground=\"弄虚作假\"", .stopped
    ),
    (
      "announced 2024-12-20; evaluated 2026-12-20 result=\"合格\"; certified 2027-01-05; "
        + "revoked 2027-03-01 approved_by=\"市总工会\" ground=\"弄虚作假\"", .revoked
    ),
  ])
  func states(history: String, state: LifeState) throws {
    #expect(try changzhou.report(history).state == state)
  }

  @Test func aTermThatIsOverWaitsForItsEvaluation() throws {
    let late = try ProcedureCase(shipped: "changzhou", asOf: "2026-12-21")
    let report = try late.report("announced 2024-12-20")
    #expect(report.state == .awaitingEvaluation)
    let onTheDay = try ProcedureCase(shipped: "changzhou", asOf: "2026-12-20")
    #expect(try onTheDay.report("announced 2024-12-20").state == .inTraining)
  }

  // MARK: Terms

  @Test func aTermEndsOnItsAnniversaryAndDoesNotMove() throws {
    // 2026-12-20 is a Sunday.
    let report = try changzhou.report("announced 2024-12-20")
    #expect(report.terms.map { $0.end } == [CivilDate(text: "2026-12-20")])
    #expect(try changzhou.next("announced 2024-12-20") == ["training …2026-12-20"])
  }

  @Test func anExtensionMovesTheEnd() throws {
    let report = try tongliao.report("announced 2026-07-01; training_extended 2027-06-01 years=1")
    #expect(report.terms.first?.plannedEnd == CivilDate(text: "2027-07-01"))
    #expect(report.terms.first?.end == CivilDate(text: "2028-07-01"))
    #expect(report.breaches.isEmpty)
  }

  /// Only a term that is generally so long may be another in single cases.
  @Test func aFixedTermCannotBeExtended() throws {
    let sample = try ProcedureCase("培育 培育期 @第十条: 1年 { 起算 公布 }")
    #expect(
      try sample.breaches("announced 2026-07-01; training_extended 2027-06-01 years=1")
        == ["2027-06-01 培育期_length 第十条"])
  }

  // MARK: Certificates

  @Test func aCertificateBeforeTheEndOfTheTerm() throws {
    #expect(
      try changzhou.breaches(
        "announced 2024-12-20; evaluated 2026-10-08 result=\"合格\"; certified 2026-11-02")
        == ["2026-11-02 certificate_condition 第十一条"])
    #expect(
      try changzhou.breaches(
        "announced 2024-12-20; evaluated 2026-12-18 result=\"合格\"; certified 2026-12-21") == [])
  }

  @Test func aCertificateAfterAFailedEvaluation() throws {
    #expect(
      try changzhou.breaches(
        "announced 2024-12-20; evaluated 2026-12-20 result=\"不合格\"; certified 2027-01-05")
        == ["2027-01-05 certificate_condition 第十一条"])
  }

  /// What came after the certificate cannot make it right.
  @Test func laterEventsDoNotCount() throws {
    #expect(
      try changzhou.breaches(
        "announced 2024-12-20; certified 2027-01-05; evaluated 2027-02-01 result=\"合格\"")
        == ["2027-01-05 certificate_condition 第十一条"])
  }

  // MARK: Revocation

  @Test func withoutTheNamedApproverNothingHappens() throws {
    let history = "announced 2026-07-01; stopped 2026-10-08 approved_by=\"全总\" ground=\"弄虚作假\""
    let report = try tongliao.report(history)
    #expect(report.state == .inTraining)
    #expect(report.breaches.map { $0.rule } == ["revocation_approval"])
    #expect(report.revocations.first?.effects.isEmpty == true)
    #expect(try tongliao.report("announced 2026-07-01; stopped 2026-10-08").state == .inTraining)
  }

  @Test(arguments: ["市总工会", "city_federation", "通辽市总工会"])
  func theApproverGoesByNameOrID(name: String) throws {
    let report = try tongliao.report(
      "announced 2026-07-01; stopped 2026-10-08 approved_by=\"\(name)\" ground=\"违纪违法\"")
    #expect(report.state == .stopped)
    #expect(report.breaches.isEmpty)
    #expect(report.next.isEmpty)
  }

  @Test func whatARevocationDoes() throws {
    let report = try tongliao.report(
      "announced 2026-07-01; stopped 2026-10-08 approved_by=\"市总工会\" ground=\"违纪违法\"")
    let finding = try #require(report.revocations.first)
    #expect(
      finding.effects.map { $0.kind.id } == [
        "stop_training", "withdraw", "end_benefits", "recover", "recover",
      ])
    // The text is silent on money already paid; the other reading recovers it.
    guard case .recover(_, let part) = finding.effects[3].kind else {
      Issue.record("no recovery")
      return
    }
    #expect(part == .nothing)
    let other = try ProcedureCase.shipped("tongliao", reading: "已付经费追回", option: 1)
    let recovered = try other.report(
      "announced 2026-07-01; stopped 2026-10-08 approved_by=\"市总工会\" ground=\"违纪违法\"")
    guard case .recover(_, let all)? = recovered.revocations.first?.effects[3].kind else {
      Issue.record("no recovery")
      return
    }
    #expect(all == .inFull)
  }

  /// Changzhou stops training before the certificate and takes the title back after it.
  @Test func whichRevocationAppliesDependsOnTheCertificate() throws {
    let before = try changzhou.report(
      "announced 2024-12-20; stopped 2025-03-01 approved_by=\"市总工会\" ground=\"违纪违法\"")
    #expect(
      before.revocations.map { changzhou.program.norms[$0.revocation].label.zh } == ["停止培育资格"])
    let after = try changzhou.report(
      "announced 2024-12-20; evaluated 2026-12-20 result=\"合格\"; certified 2027-01-05; "
        + "revoked 2027-03-01 approved_by=\"市总工会\" ground=\"违纪违法\"")
    #expect(after.revocations.map { changzhou.program.norms[$0.revocation].label.zh } == ["收回称号"])
    #expect(
      after.revocations.first?.effects.map { $0.kind.id } == [
        "withdraw", "recover", "end_benefits",
      ])
    #expect(after.breaches.isEmpty)
  }

  @Test func aGroundGoesByNameOrID() throws {
    let report = try tongliao.report(
      "announced 2026-07-01; stopped 2026-10-08 approved_by=\"市总工会\" ground=\"fraud\"")
    #expect(report.breaches.isEmpty)
    #expect(report.revocations.first?.isGroundListed == .yes)
  }

  @Test func aGroundThatIsNotListed() throws {
    let report = try tongliao.report(
      "announced 2026-07-01; stopped 2026-10-08 approved_by=\"市总工会\" ground=\"工作调动\"")
    #expect(report.breaches.map { $0.rule } == ["revocation_ground"])
    #expect(report.state == .stopped)
  }

  /// Haidian does not say who approves, and bars the unit for a time it does not state.
  @Test func anApproverThatIsNotStated() throws {
    let haidian = try ProcedureCase(shipped: "haidian")
    let report = try haidian.report("awarded 2025-11-01; revoked 2026-03-01 ground=\"弄虚作假\"")
    let finding = try #require(report.revocations.first)
    #expect(finding.approval == .unstated)
    #expect(finding.isEffective)
    #expect(report.state == .revoked)
    #expect(
      finding.effects.contains {
        if case .cancelRight(_, until: nil) = $0.kind { return true }
        return false
      })
  }
}
