public import PolicyLang

/// Everything about money in a program, typed: read once, then no name is looked up again.
public struct MoneyRules: Sendable {
  public let subsidies: [Subsidy]
  public let terms: [TrainingTerm]
  public let honours: [Honour]
  /// Readings on which the money can depend, ascending.
  public let readings: [Int]
  /// For each subsidy the honours (norms) that its conditions ask for or whose conferment pays it.
  let honoursBehind: [Set<Int>]
  /// For each subsidy whether the document states no amount somewhere in it.
  let isAmountUnstated: [Bool]
  let judge: RevocationJudge
  /// For each kind of event the attributes that the rules of the language ask for.
  let attributes: [EventAttributes]

  public init(_ program: IRProgram) {
    var terms: [TrainingTerm] = []
    var honours: [Honour] = []
    for index in program.norms.indices {
      let reader = NormReader(program, index)
      switch reader.norm.kind {
      case .training, .term: terms.append(TrainingTerm(reader))
      case .honour: honours.append(Honour(reader))
      default: break
      }
    }
    var subsidies: [Subsidy] = []
    for index in program.norms.indices where program.norms[index].kind == .subsidy {
      subsidies.append(Subsidy(NormReader(program, index), terms: terms))
    }
    (self.terms, self.honours) = (terms, honours)
    judge = RevocationJudge(program)
    self.subsidies = subsidies
    honoursBehind = subsidies.map { MoneyRules.honours(behind: $0, honours, in: program) }
    isAmountUnstated = subsidies.map { MoneyRules.isUnstated($0.amount, in: program) }
    attributes = program.events.map { EventAttributes(of: $0, in: program) }
    readings = MoneyRules.readings(
      subsidies: subsidies, terms: terms, revocations: judge.rules, in: program)
  }

  /// A subsidy by its norm.
  func subsidy(norm: Int) -> Int? { subsidies.firstIndex { $0.norm == norm } }

  private static func honours(
    behind subsidy: Subsidy, _ honours: [Honour], in program: IRProgram
  ) -> Set<Int> {
    var result = Set<Int>()
    for honour in honours {
      if let event = honour.event, event == subsidy.trigger { result.insert(honour.norm) }
    }
    let reached = program.reachable(from: subsidy.conditions.map { $0.node })
    for (index, node) in program.nodes.enumerated() where reached[index] {
      if case .holdsHonour(let norm) = node.operation { result.insert(norm) }
    }
    return result
  }

  private static func isUnstated(_ figure: Figure?, in program: IRProgram) -> Bool {
    guard let figure else { return true }
    let reached = program.reachable(from: [figure.node])
    for (index, node) in program.nodes.enumerated() where reached[index] {
      if case .unstated = node.operation { return true }
    }
    return false
  }

  private static func readings(
    subsidies: [Subsidy], terms: [TrainingTerm], revocations: [Revocation], in program: IRProgram
  ) -> [Int] {
    var roots: [NodeID] = []
    for subsidy in subsidies {
      for figure in subsidy.figures { roots.append(figure.node) }
    }
    for term in terms {
      if let length = term.length { roots.append(length.node) }
    }
    for revocation in revocations {
      for figure in revocation.figures { roots.append(figure.node) }
    }
    let reached = program.reachable(from: roots)
    var found = Set<Int>()
    for (index, node) in program.nodes.enumerated() where reached[index] {
      switch node.operation {
      case .reading(let reading), .readingIs(let reading, _): found.insert(reading)
      default: break
      }
    }
    return found.sorted()
  }
}
