internal import PolicyLang

/// Follows cases through the procedure of a policy: where each stands, what is next, what was broken.
///
/// Input: a prepared policy and the dated events of a case. What the log does not hold is taken as not
/// recorded rather than left out, so a missing stage is no breach; a stage that took place at the
/// wrong time, for too short or too late, is one, and so is a duty that an event called for and that
/// was not met in time.
public struct ProcedureFollower: Sendable {
  public let environment: Environment
  public let plan: ProcedurePlan
  private let judge: RevocationJudge
  /// Readings on which an answer can depend.
  private let readings: [Int]

  public init(_ policy: PreparedPolicy) { self.init(policy.environment) }

  init(_ environment: Environment) {
    self.environment = environment
    let program = environment.program
    plan = ProcedurePlan(program)
    judge = RevocationJudge(program)
    let reachable = program.reachable(from: plan.nodes(in: program))
    var readings = Set<Int>()
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      switch node.operation {
      case .reading(let reading), .readingIs(let reading, _): readings.insert(reading)
      default: break
      }
    }
    self.readings = readings.sorted()
  }

  /// What makes the events of a case no possible history; `nil` when nothing does.
  public func problem(in candidate: Candidate) -> DataProblem? {
    CaseHistory.problem(in: candidate.events, of: environment.program, plan: plan)
  }

  /// The report on one case.
  /// - Parameter contested: also tries every other option of each reading, one at a time.
  /// - Throws: `DecisionError` when the record contradicts itself.
  public func report(
    on candidate: Candidate, contested: Bool = true
  ) throws(DecisionError) -> ProcedureReport {
    var report = try report(on: candidate, environment)
    guard contested else { return report }
    for reading in readings {
      let options = environment.program.readings[reading].options
      for option in options.indices where option != environment.options[reading] {
        let other = try self.report(on: candidate, environment.choosing(option, of: reading))
        if let answer = difference(between: report, and: other, reading, option) {
          report.open.append(answer)
        }
      }
    }
    return report
  }

  private func report(
    on candidate: Candidate, _ environment: Environment
  ) throws(DecisionError) -> ProcedureReport {
    var checker = try ProcedureChecker(plan, judge, environment, candidate)
    return try checker.check()
  }

  /// Breaches are compared by rule and day; what comes next only where nothing is broken.
  private func difference(
    between report: ProcedureReport, and other: ProcedureReport, _ reading: Int, _ option: Int
  ) -> OpenAnswer? {
    if !isSame(report.breaches, other.breaches) || !isSame(report.waivable, other.waivable) {
      return OpenAnswer(
        reading: reading, option: option, breaches: other.breaches + other.waivable, next: [])
    }
    guard report.breaches.isEmpty, report.next != other.next else { return nil }
    return OpenAnswer(reading: reading, option: option, breaches: [], next: other.next)
  }

  private func isSame(_ a: [Breach], _ b: [Breach]) -> Bool {
    guard a.count == b.count else { return false }
    for (left, right) in zip(a, b) where left.rule != right.rule || left.on != right.on {
      return false
    }
    return true
  }
}
