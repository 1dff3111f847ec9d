internal import PolicyLang

/// Runs the selections of a policy on a few candidates, for tests written in the language.
public enum SelectionTest {
  /// How many of the candidates get a place in the policy's selections, all together.
  /// - Throws: `DecisionError` when one of the candidates has no decision.
  public static func selectedCount(
    of candidates: [Candidate], in policy: PreparedPolicy
  ) throws(DecisionError) -> Int {
    var count = 0
    for plan in SelectionPlan.all(in: policy.program) {
      var pool = SelectionPool(policy, plan)
      for candidate in candidates { try pool.add(candidate) }
      do throws(EvaluationError) {
        count += try SelectionRun.run(pool).selected.count
      } catch {
        throw .evaluation(error)
      }
    }
    return count
  }

  /// Whether as many are selected as a test expects (应得 入选 N); the message says what came out.
  static func check(
    _ expected: NodeID, _ candidate: Candidate, _ policy: PreparedPolicy
  ) throws(DecisionError) -> TestResult.Status {
    let wanted: Rational?
    do throws(EvaluationError) {
      wanted = try Quota.number(expected, in: policy.environment)
    } catch {
      throw .evaluation(error)
    }
    let count = try selectedCount(of: [candidate], in: policy)
    guard let wanted, wanted == Rational(Int64(count)) else {
      let words = wanted?.description ?? "?"
      return .failed(
        LocalText(
          zh: "应得 入选 \(words)；实得 入选 \(count)", en: "expected \(words) selected; got \(count)"))
    }
    return .passed
  }
}
