internal import PolicyLang

// Rows and conditions for the reference interpreter.
extension ColumnEngine {
  /// Asks the reference interpreter for the conditions of a policy that have no steps.
  func ask(_ policy: Int, _ rows: Int, _ words: Int, _ candidate: (Int) -> Candidate) {
    let referred = referred + policy * self.words
    for step in asked[policy] {
      let (yes, no) = answers(of: step)
      for word in 0..<words {
        yes[word] = 0
        no?[word] = 0
      }
    }
    for row in 0..<rows {
      let (word, bit) = (row >> 6, UInt64(1) << UInt64(row & 63))
      if referred[word] & bit != 0 { continue }
      guard case .candidate(let own) = translated(candidate(row), for: policy) else {
        referred[word] |= bit
        continue
      }
      do throws(DecisionError) {
        var evaluator = try program.policies[policy].evaluator(for: own)
        for step in asked[policy] {
          let (yes, no) = answers(of: step)
          do throws(EvaluationError) {
            switch try evaluator.truth(of: step.node) {
            case .yes: yes[word] |= bit
            case .no: no?[word] |= bit
            case .unknown: break
            }
          } catch {
            throw .evaluation(error)
          }
        }
      } catch {
        referred[word] |= bit
      }
    }
  }

  private func answers(of step: AskedStep) -> (yes: Plane, no: Plane?) {
    (runner.memory.planes[step.yes], step.no.map { runner.memory.planes[$0] })
  }

  /// Decides one row by the reference interpreter, in place of what the columns say.
  func refer(_ row: Int, _ policy: Int, _ candidate: Candidate) {
    decisions.state.pointee.interpreted += 1
    let own: Candidate
    switch translated(candidate, for: policy) {
    case .candidate(let translated): own = translated
    case .unknownValue(let field, let value):
      fail(row, policy, .unknownValue(field: field, value: value))
      return
    }
    do throws(DecisionError) {
      let decision = try program.policies[policy].decide(own)
      erase(row, policy)
      recode(row, policy, decision.outcome.rawValue)
      let first = decisions.firstClause[policy]
      for finding in decision.violated + decision.waivable {
        mark(decisions.failed, first + finding.requirement, row)
      }
      for finding in decision.unknown {
        mark(decisions.unknown, first + finding.requirement, row)
      }
      for finding in decision.waived { mark(decisions.waived, first + finding.requirement, row) }
    } catch {
      fail(row, policy, .decision(error))
    }
  }

  private func translated(
    _ candidate: Candidate, for policy: Int
  ) -> UnionVocabulary.Translation {
    guard let vocabulary = program.vocabulary else { return .candidate(candidate) }
    return vocabulary.translation(of: candidate, for: policy)
  }

  private func fail(_ row: Int, _ policy: Int, _ failure: DecisionBatch.Failure) {
    erase(row, policy)
    recode(row, policy, DecisionBatch.noOutcome)
    decisions.failures.append(
      DecisionBatch.FailedRow(row: row, policy: policy, failure: failure))
  }

  private func recode(_ row: Int, _ policy: Int, _ outcome: UInt8) {
    let place = policy * decisions.capacity + row
    let totals = decisions.totals + policy * DecisionBatch.kinds
    if decisions.codes[place] < DecisionBatch.kinds { totals[Int(decisions.codes[place])] -= 1 }
    if outcome < DecisionBatch.kinds { totals[Int(outcome)] += 1 }
    decisions.codes[place] = outcome
  }

  private func mark(_ planes: Plane, _ clause: Int, _ row: Int) {
    planes[clause * decisions.words + row >> 6] |= 1 << UInt64(row & 63)
  }

  private func erase(_ row: Int, _ policy: Int) {
    let rest = ~(UInt64(1) << UInt64(row & 63))
    for clause in decisions.firstClause[policy]..<decisions.firstClause[policy + 1] {
      let place = clause * decisions.words + row >> 6
      decisions.failed[place] &= rest
      decisions.unknown[place] &= rest
      decisions.waived[place] &= rest
    }
  }
}

/// Which in-principle clauses a name in a waiver means, looked up once for each name.
struct WaiverNames {
  private let programs: [IRProgram]
  private let firstClause: [Int]
  private let clauseCount: [Int]
  private var known: [String: [Int]] = [:]

  init(_ program: ColumnProgram) {
    programs = program.policies.map { $0.program }
    var first = [0]
    for policy in program.compiled { first.append((first.last ?? 0) + policy.clauses.count) }
    firstClause = first
    clauseCount = program.compiled.map { $0.clauses.count }
  }

  /// Clauses by their place among those of all policies.
  mutating func clauses(named name: String) -> [Int] {
    if let clauses = known[name] { return clauses }
    var result: [Int] = []
    for (policy, program) in programs.enumerated() {
      if let clause = Waivers.clause(named: name, in: program),
        clause < clauseCount[policy], !program.requirements[clause].strength.isHard
      {
        result.append(firstClause[policy] + clause)
      }
    }
    // A file may hold anything; only so many wrong names are worth keeping.
    if known.count < 10_000 { known[name] = result }
    return result
  }
}
