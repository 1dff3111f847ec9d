internal import PolicyLang

/// How many people a budget counts with, and when they are selected.
public struct BudgetPlan: Hashable, Sendable {
  /// Given by the user, or else taken from the policy's quota.
  public var selected: Int64?
  public var firstYear: Int?
  /// How many yearly cohorts; one unless given.
  public var years: Int?

  public init(selected: Int64? = nil, firstYear: Int? = nil, years: Int? = nil) {
    self.selected = selected
    self.firstYear = firstYear
    self.years = years
  }
}

/// Settles a plan against a policy.
struct BudgetFrame {
  let environment: Environment
  private(set) var selected: Int64
  private(set) var low: Int64
  private(set) var high: Int64
  private(set) var quota: Quota?
  private(set) var isGiven: Bool
  private(set) var cohorts: [Int]

  init(_ plan: BudgetPlan, _ environment: Environment) throws(BudgetError) {
    self.environment = environment
    let quota = BudgetFrame.quota(in: environment.program)
    self.quota = quota
    isGiven = plan.selected != nil
    if let number = plan.selected {
      (selected, low, high) = (number, number, number)
    } else {
      guard let quota else { throw .noQuota }
      (selected, low, high) = try BudgetFrame.size(of: quota, environment)
    }
    let first = try BudgetFrame.firstYear(plan, quota, environment)
    cohorts = []
    for step in 0..<max(1, plan.years ?? 1) where first + step <= 9900 {
      cohorts.append(first + step)
    }
  }

  /// The quota that a selection fills, else the first that is no target.
  private static func quota(in program: IRProgram) -> Quota? {
    let all = Quota.all(in: program).filter { !$0.isTarget && $0.amount != nil }
    for (index, norm) in program.norms.enumerated() where norm.kind == .selection {
      guard let target = NormReader(program, index).detail(.fills)?.reference(.target) else {
        continue
      }
      if let found = all.first(where: { $0.norm == target }) { return found }
    }
    return all.first
  }

  private static func size(
    of quota: Quota, _ environment: Environment
  ) throws(BudgetError) -> (Int64, Int64, Int64) {
    var number: Rational?
    var allowance: Rational?
    do throws(EvaluationError) {
      if case .number(let size) = try quota.size(in: environment) {
        number = size
        allowance = try quota.allowance(of: size, in: environment)
      }
    } catch {
      throw .evaluation(error)
    }
    guard let number else { throw .noQuota }
    let size = number.floor
    guard let allowance, let low = number.subtracting(allowance),
      let high = number.adding(allowance)
    else { return (size, size, size) }
    return (size, max(0, low.ceiling), high.floor)
  }

  /// Given, or stated with the quota, or the year in which the policy takes effect.
  private static func firstYear(
    _ plan: BudgetPlan, _ quota: Quota?, _ environment: Environment
  ) throws(BudgetError) -> Int {
    if let year = plan.firstYear { return year }
    if let year = quota?.firstYear { return year }
    for norm in environment.program.norms where norm.kind == .cohorts {
      if let year = norm.year(.year) { return year }
    }
    do throws(EvaluationError) {
      var evaluator = Evaluator(environment, BudgetFrame.nobody(environment.program))
      if let day = try evaluator.headerDate(.effective) { return day.components.year }
      if let day = try evaluator.headerDate(.issued) { return day.components.year }
    } catch {
      throw .evaluation(error)
    }
    if let day = environment.asOf { return day.components.year }
    throw .noStartYear
  }

  /// Somebody about whom nothing is known.
  static func nobody(_ program: IRProgram) -> Candidate {
    let shape = program.records.first
    return Candidate(id: "", facts: shape.map { Record(unknown: $0) } ?? Record([]))
  }
}
