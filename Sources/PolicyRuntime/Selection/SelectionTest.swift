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
      let (zh, en) = try reasons(for: candidate, in: policy)
      return .failed(
        LocalText(
          zh: "应得 入选 \(words)；实得 入选 \(count)" + (zh.isEmpty ? "" : "：" + zh),
          en: "expected \(words) selected; got \(count)" + (en.isEmpty ? "" : ": " + en)))
    }
    return .passed
  }

  /// Why the candidate has a place or none in each selection, and which limits no list can keep.
  private static func reasons(
    for candidate: Candidate, in policy: PreparedPolicy
  ) throws(DecisionError) -> (zh: String, en: String) {
    var result = (zh: "", en: "")
    for plan in SelectionPlan.all(in: policy.program) {
      var pool = SelectionPool(policy, plan)
      try pool.add(candidate)
      do throws(EvaluationError) {
        let run = try SelectionRun.run(pool)
        let zh = SelectionWording(pool, run, .chinese)
        let en = SelectionWording(pool, run, .english)
        add(zh.reason(for: 0), en.reason(for: 0), to: &result)
        for (round, outcome) in run.rounds.enumerated() where !outcome.list.isFeasible {
          let limits = outcome.list.conflict
          add(
            "没有名单能满足限额：" + zh.names(limits, of: round).joined(separator: "、"),
            "no list can keep these limits: "
              + en.names(limits, of: round).joined(separator: ", "), to: &result)
        }
      } catch {
        throw .evaluation(error)
      }
    }
    return result
  }

  private static func add(_ zh: String, _ en: String, to result: inout (zh: String, en: String)) {
    result.zh += (result.zh.isEmpty || zh.isEmpty ? "" : "；") + zh
    result.en += (result.en.isEmpty || en.isEmpty ? "" : "; ") + en
  }
}
