internal import PolicyLang
internal import PolicyRuntime

/// Decides single records by several policies, with the smallest change that helps where it is asked for.
final class MatchJudge: RowJudge {
  /// How many changed records may be tried for one candidate and policy.
  private static let budget = 400

  private let setups: [EvaluationSetup]
  private let vocabulary: UnionVocabulary
  private let report: any MatchReport
  /// For each policy; empty where no changes are wanted.
  private var finders: [RemedyFinder] = []
  /// What columns tell about the rows of the batch at hand.
  private let decider: MatchDecider?
  private let memory: MatchMemory
  private let names: CandidateName

  /// - Parameter setups: not shared with other threads.
  init(
    _ setups: [EvaluationSetup], _ vocabulary: UnionVocabulary, _ report: any MatchReport,
    _ names: CandidateName, findsChanges: Bool, decider: MatchDecider?
  ) {
    self.setups = setups
    self.vocabulary = vocabulary
    self.report = report
    self.decider = decider
    self.names = names
    memory = MatchMemory(setups.map { $0.policy }, vocabulary)
    guard findsChanges else { return }
    for setup in setups {
      let finder = RemedyFinder(setup.policy)
      finder.budget = MatchJudge.budget
      finders.append(finder)
    }
  }

  func begin(_ chunk: Chunk) {
    // A number that stands for an id is nobody's.
    chunk.notesNumbers = false
    if chunk.tally == nil { chunk.tally = MatchTally(policies: setups.count) }
  }

  func decide(_ row: CandidateReader.Row, _ chunk: Chunk, place: Int?) {
    if names.hasID(row.candidate) { chunk.ids.add(row.candidate.id, line: row.line) }
    if let place, let decider, decider.isMixed(place), complete(row, chunk, decider, place) {
      return
    }
    let id = row.candidate.id
    let written = report.id(id)
    let shown = called(row)
    var parts: [String] = []
    var met: [Int] = []
    for policy in setups.indices {
      if let place, let decider, decider.isMixed(place) {
        let known = decider.parts.part(decider.part(of: place, policy))
        if !known.needsRecord {
          parts.append(known.text(written))
          if known.isMet { met.append(policy) }
          continue
        }
      }
      do throws(DecisionError) {
        let result = try result(row.candidate, policy)
        if result.isEligible { met.append(policy) }
        parts.append(report.part(policy, id, result))
      } catch {
        chunk.add(.undecided(row, error, policy: policy))
        return
      }
    }
    (chunk.tally as? MatchTally)?.counts.add(met: met)
    chunk.output.append(report.row(shown, parts, met: met))
  }

  /// What stands first in a row.
  private func called(_ row: CandidateReader.Row) -> String {
    report.showsNames ? names.text(of: row) : report.id(row.candidate.id)
  }

  /// Makes those parts of a row of the batch that take a look at the record, each once for all records
  /// that are alike in it, and writes the row; `false` where some part cannot be kept.
  private func complete(
    _ row: CandidateReader.Row, _ chunk: Chunk, _ decider: MatchDecider, _ place: Int
  ) -> Bool {
    for policy in setups.indices {
      let number = decider.part(of: place, policy)
      if number & MatchParts.needsRecord != 0, !decider.parts.part(number).dependsOnFacts {
        return false
      }
    }
    memory.begin()
    for policy in setups.indices {
      let number = decider.part(of: place, policy)
      guard number & MatchParts.needsRecord != 0 else { continue }
      guard
        let key = memory.key(row.candidate, policy, number, decider.parts.part(number))
      else { return false }
      if let known = memory.part(key) {
        decider.set(known, of: place, policy)
        continue
      }
      guard memory.hasRoom else { return false }
      var unnamed = row.candidate
      unnamed.id = MatchParts.sign
      do throws(DecisionError) {
        let made = decider.parts.add(
          policy, MatchParts.made(policy, try result(unnamed, policy), report))
        memory.keep(made, key)
        decider.set(made, of: place, policy)
      } catch {
        // A record without decision is no row of the batch; to be safe it is looked at by itself.
        return false
      }
    }
    decider.write(chunk, place, id: called(row))
    return true
  }

  private func result(
    _ candidate: Candidate, _ policy: Int
  ) throws(DecisionError) -> MatchResult {
    switch vocabulary.translation(of: candidate, for: policy) {
    case .unknownValue(let field, let value): return .unreadable(field: field, value: value)
    case .candidate(let own):
      let decision = try setups[policy].decide(own)
      var remedies: Remedies?
      if decision.outcome != .eligible, !finders.isEmpty {
        remedies = finders[policy].remedies(for: own, decision, most: 1)
      }
      return .decided(decision, remedies)
    }
  }
}
