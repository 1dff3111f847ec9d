internal import PolicyLang

/// Finds the smallest sets of facts whose change makes a candidate eligible.
///
/// Input: a decided candidate. Whatever set of changes helps must change a fact that the first unmet
/// clause reads, or waive that clause; so the search branches over those, once for every value that the
/// policy can tell from the present one, and goes on with the clause that is unmet then. Every set is
/// a record that the interpreter found eligible.
public final class RemedyFinder {
  /// Larger sets are not looked for.
  public static let mostChanges = 3
  /// More sets are not shown.
  public static let mostSets = 5

  /// How many records may be decided for one candidate.
  public var budget = 20_000
  /// Whether to say until when to wait where only time helps. That day depends on all facts, also on
  /// those of clauses that are met today.
  public var looksAhead = false

  let policy: PreparedPolicy
  private var known: RemedyOptions?

  public init(_ policy: PreparedPolicy) { self.policy = policy }

  /// - Parameter most: how many sets are wanted.
  public func remedies(
    for candidate: Candidate, _ decision: Decision, most: Int = mostSets
  ) -> Remedies {
    if decision.outcome == .eligible { return Remedies(sets: [], further: 0, isComplete: true) }
    let options = known ?? RemedyOptions(policy)
    known = options
    var search = RemedySearch(options, candidate, budget: budget)
    for size in 1...RemedyFinder.mostChanges
    where search.found.count < most || (size == 2 && !search.found.contains { search.isOpen($0) }) {
      search.run(decision, size: size)
    }
    // What somebody can bring about comes first.
    let ordered =
      search.found.filter { search.isOpen($0) } + search.found.filter { !search.isOpen($0) }
    var sets: [[FactChange]] = []
    for state in ordered.prefix(most) { sets.append(search.worded(state, looksAhead: looksAhead)) }
    var result = Remedies(
      sets: sets, further: search.found.count - sets.count, isComplete: !search.isCut)
    result.admitsNobody = sets.isEmpty && options.admitsNobody
    return result
  }
}

/// A record under way.
struct RemedyState {
  struct Step {
    let option: RemedyOption
    let clause: ClauseFinding
  }
  var candidate: Candidate
  var steps: [Step] = []

  /// What is changed, without the values.
  var keys: Set<String> {
    var result = Set<String>()
    for step in steps { result.insert(step.option.key) }
    return result
  }
}

struct RemedySearch {
  private struct Visit: Hashable {
    let facts: Record
    let waivers: [String]

    // Out of line: a set has them in many places, and they are long.
    @inline(never) static func == (a: Visit, b: Visit) -> Bool {
      a.waivers == b.waivers && a.facts == b.facts
    }

    @inline(never) func hash(into hasher: inout Hasher) {
      hasher.combine(facts)
      hasher.combine(waivers)
    }
  }

  private let options: RemedyOptions
  private let original: Candidate
  private let budget: Int
  private var tried = 0
  private var visited = Set<Visit>()
  private var foundKeys: [Set<String>] = []
  private(set) var found: [RemedyState] = []
  /// Whether something was left untried.
  private(set) var isCut = false

  init(_ options: RemedyOptions, _ candidate: Candidate, budget: Int) {
    self.options = options
    self.budget = budget
    original = candidate
  }

  /// Looks for sets of exactly so many changes; smaller ones must have been looked for before.
  mutating func run(_ decision: Decision, size: Int) {
    visited.removeAll(keepingCapacity: true)
    extend(RemedyState(candidate: original), decision, left: size)
  }

  private mutating func extend(_ state: RemedyState, _ decision: Decision, left: Int) {
    let open = (decision.violated + decision.waivable + decision.unknown).sorted {
      $0.requirement < $1.requirement
    }
    guard left > 0, let clause = easiest(open), fits(open, left) else { return }
    let keys = state.keys
    let choice = options.options(for: clause, state.candidate, original)
    if !choice.isComplete { isCut = true }
    for option in choice.options where !keys.contains(option.key) {
      let own = keys.union([option.key])
      if foundKeys.contains(where: { $0.isSubset(of: own) }) { continue }
      if tried >= budget {
        isCut = true
        return
      }
      var next = state
      options.apply(option, to: &next.candidate)
      next.steps.append(RemedyState.Step(option: option, clause: clause))
      let visit = Visit(facts: next.candidate.facts, waivers: next.candidate.waivers)
      guard visited.insert(visit).inserted else { continue }
      tried += 1
      guard let result = decide(next.candidate) else { continue }
      if result.outcome != .eligible {
        extend(next, result, left: left - 1)
      } else if left == 1 {
        found.append(next)
        foundKeys.append(own)
      }
    }
  }

  /// The decision; `nil` for a record that contradicts itself.
  private func decide(_ candidate: Candidate) -> Decision? {
    do throws(DecisionError) {
      return try options.policy.decide(candidate)
    } catch {
      return nil
    }
  }

  /// The unmet clause that reads fewest facts.
  private func easiest(_ open: [ClauseFinding]) -> ClauseFinding? {
    var best: ClauseFinding?
    for clause in open {
      let size = options.facts(of: clause.requirement).count
      if let other = best, options.facts(of: other.requirement).count <= size { continue }
      best = clause
    }
    return best
  }

  /// Clauses that share no fact need a change each.
  private func fits(_ open: [ClauseFinding], _ left: Int) -> Bool {
    var used = Set<Int>()
    var needed = 0
    for clause in open {
      let facts = options.facts(of: clause.requirement)
      if facts.isDisjoint(with: used) {
        needed += 1
        used.formUnion(facts)
      }
    }
    return needed <= left
  }

  // MARK: Words

  /// Whether nothing in a set is a thing of the past.
  func isOpen(_ state: RemedyState) -> Bool {
    state.steps.allSatisfy { !options.isPast($0.option, $0.clause, original) }
  }

  /// The changes of a set, each with all values that would do in its place.
  func worded(_ state: RemedyState, looksAhead: Bool) -> [FactChange] {
    var ahead: CivilDate?
    if looksAhead, !isOpen(state) {
      var candidate = original
      for step in state.steps where !options.isPast(step.option, step.clause, original) {
        options.apply(step.option, to: &candidate)
      }
      ahead = options.firstDay(for: candidate)
    }
    var result: [FactChange] = []
    for (place, step) in state.steps.enumerated() {
      var values: [Cells: Bool] = [:]
      let needed = options.needed(by: step.option) { cell, option in
        if let known = values[cell] { return known }
        var candidate = original
        for (other, step) in state.steps.enumerated() {
          options.apply(other == place ? option : step.option, to: &candidate)
        }
        let works = decide(candidate)?.outcome == .eligible
        values[cell] = works
        return works
      }
      var change = options.change(step.option, step.clause, needed)
      change.isPast = options.isPast(step.option, step.clause, original)
      if change.isPast { change.waitUntil = ahead }
      result.append(change)
    }
    return result
  }
}
