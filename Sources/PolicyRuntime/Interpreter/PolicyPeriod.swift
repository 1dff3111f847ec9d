public import PolicyLang

// Whether a policy is in force on the day of the decision.
extension Evaluator {
  /// `nil` without a day, or where the policy states no date that settles it. The first day and the
  /// last day belong to the time in force.
  mutating func isInForce() throws(EvaluationError) -> Bool? {
    guard let today = environment.asOf else { return nil }
    if let last = try headerDate(.expires), today > last { return false }
    if let first = try headerDate(.effective) { return today >= first }
    if let issued = try headerDate(.issued) { return today >= issued }
    return nil
  }

  /// A date that the policy states about itself, such as 施行.
  mutating func headerDate(_ keyword: Keyword) throws(EvaluationError) -> CivilDate? {
    for norm in program.norms where norm.kind == keyword {
      for attribute in norm.attributes where attribute.name == .date {
        return try date(attribute.value, of: keyword)
      }
    }
    return nil
  }

  private mutating func date(
    _ value: IRAttribute.Value, of keyword: Keyword
  ) throws(EvaluationError) -> CivilDate? {
    switch value {
    case .constant(.date(let date), _): return date
    case .node(let node):
      if case .date(let date) = try self.value(of: node) { return date }
      return nil
    // 施行 发布之日: in force from the day of issue.
    case .keyword(.issueDate): return keyword == .issued ? nil : try headerDate(.issued)
    default: return nil
    }
  }
}

extension PreparedPolicy {
  /// The first and the last day in force, as far as the policy states them; without 施行 the day of
  /// issue is the first.
  public var period: (first: CivilDate?, last: CivilDate?) {
    var evaluator = Evaluator(environment, Candidate(id: "", facts: Record([])))
    func date(_ keyword: Keyword) -> CivilDate? {
      do throws(EvaluationError) { return try evaluator.headerDate(keyword) } catch { return nil }
    }
    return (date(.effective) ?? date(.issued), date(.expires))
  }

  /// Whether the policy is in force on its day; `nil` without a day or where it does not say.
  public var isInForce: Bool? {
    var evaluator = Evaluator(environment, Candidate(id: "", facts: Record([])))
    do throws(EvaluationError) {
      return try evaluator.isInForce()
    } catch {
      return nil
    }
  }
}
