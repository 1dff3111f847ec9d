internal import PolicyLang

/// A case with what was known of it at each moment: the one place where money, procedure and
/// revocations look into its past.
struct CaseFile: Sendable {
  let environment: Environment
  let candidate: Candidate
  let log: CaseLog

  init(_ environment: Environment, _ candidate: Candidate) {
    self.environment = environment
    self.candidate = candidate
    log = CaseLog(candidate.events)
  }

  var program: IRProgram { environment.program }

  /// An evaluator for what was known at a moment, on its day.
  func evaluator(at moment: Moment) throws(DecisionError) -> Evaluator {
    var known = candidate
    known.events = log.visible(at: moment)
    let then = environment.on(moment.date ?? environment.asOf)
    do throws(DecisionError) {
      return try RecordCompletion.evaluator(then, known)
    } catch {
      // A derived fact such as the age is given for one day and follows differently on another.
      if case .contradiction = error { return Evaluator(then, known) }
      throw error
    }
  }

  /// Whether all conditions hold, with the facts that are missing where that is unknown.
  func truth(
    of conditions: [Figure], at moment: Moment
  ) throws(DecisionError) -> (truth: Truth, missing: [String]) {
    if conditions.isEmpty { return (.yes, []) }
    var evaluator = try evaluator(at: moment)
    var result = Truth.yes
    var absent = AbsentFacts()
    do throws(EvaluationError) {
      for condition in conditions {
        let truth = try evaluator.truth(of: condition.node)
        if truth == .no { return (.no, []) }
        if truth == .unknown { try evaluator.collectAbsent(below: condition.node, into: &absent) }
        result = result.and(truth)
      }
    } catch {
      // A day that nobody knows leaves open what depends on it.
      if error.kind == .missingAsOfDate { return (.unknown, []) }
      throw .evaluation(error)
    }
    return (result, absent.facts + absent.judgements)
  }
}
