internal import PolicyLang

/// Completes a record by the vocabulary's derivations and checks its invariants.
///
/// What needs the day of the decision is left out where none was given; a field that would have been
/// derived then reports the missing day as soon as something reads it.
enum RecordCompletion {
  static func evaluator(
    _ environment: Environment, _ candidate: Candidate
  ) throws(DecisionError) -> Evaluator {
    let program = environment.program
    if program.derivations.isEmpty, program.invariants.isEmpty {
      return Evaluator(environment, candidate)
    }
    var completed = candidate
    var underivable: [Int: EvaluationError] = [:]
    // A derivation may read a field that another one fills.
    for _ in program.derivations.indices {
      var isStable = true
      underivable = [:]
      var evaluator = Evaluator(environment, completed)
      for derivation in program.derivations {
        let derived: Value
        do throws(EvaluationError) {
          derived = try evaluator.value(of: derivation.value)
        } catch {
          guard error.kind == .missingAsOfDate else { throw .evaluation(error) }
          underivable[derivation.field] = error
          continue
        }
        if derived.isUnsettled || derived == .none { continue }
        let given = completed.facts[derivation.field]
        if given == .unknown {
          completed.facts[derivation.field] = derived
          isStable = false
        } else if given != derived {
          throw .contradiction(field: derivation.field, given: given, derived: derived)
        }
      }
      if isStable { break }
    }
    var evaluator = Evaluator(environment, completed, underivable: underivable)
    for (index, invariant) in program.invariants.enumerated() {
      do throws(EvaluationError) {
        if try evaluator.truth(of: invariant.condition) != .no { continue }
      } catch {
        guard error.kind == .missingAsOfDate else { throw .evaluation(error) }
        continue
      }
      throw .brokenInvariant(index)
    }
    return evaluator
  }
}
