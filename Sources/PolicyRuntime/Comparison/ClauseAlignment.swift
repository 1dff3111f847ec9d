internal import PolicyLang

extension PolicyComparison {
  /// Which clause of one policy corresponds to which of another, by what they read and decide.
  ///
  /// Positions in `IRProgram.requirements`; first what `a` has, in its order, then what only `b` has.
  /// Clauses that the chosen readings switch off are only paired with such. Whether one clause of a
  /// pair asks more than the other is not said here.
  public static func alignedClauses(
    _ a: PreparedPolicy, _ b: PreparedPolicy
  ) -> [(a: Int?, b: Int?)] {
    let numbers = TermNumbers()
    var first = ClauseReader(a.environment, numbers, side: 0)
    var second = ClauseReader(b.environment, numbers, side: 1)
    return ClauseAligner(first.clauses(), second.clauses()).pairs()
  }
}

/// What a clause is about.
struct ClauseShape {
  let id: String
  let zh: String
  let isActive: Bool
  /// The judgement it asks for, by id.
  let judgement: String?
  /// Whether it holds only for some candidates.
  let isConditional: Bool
  /// The facts of the candidate that its condition reads, by id, in the order in which they stand.
  let fields: [String]
  /// The number of its condition.
  let condition: Int
  /// The number of when it is satisfied, with exceptions, and its strength.
  let whole: String
}

struct ClauseReader {
  private let environment: Environment
  private var keys: TermKeys
  private var program: IRProgram { environment.program }

  init(_ environment: Environment, _ numbers: TermNumbers, side: Int) {
    self.environment = environment
    keys = TermKeys(environment, numbers, side: side)
  }

  mutating func clauses() -> [ClauseShape] {
    var result: [ClauseShape] = []
    for clause in program.requirements {
      let applies = clause.applies.flatMap { keys.truth($0) }
      result.append(
        ClauseShape(
          id: clause.label.id, zh: clause.label.zh, isActive: applies != false,
          judgement: clause.judgement.map { name(ofField: $0) },
          isConditional: clause.applies != nil && applies == nil,
          fields: fields(of: clause.condition), condition: keys.number(of: clause.condition),
          whole: clause.strength.name + " \(keys.number(of: clause.satisfied))"))
    }
    return result
  }

  private func name(ofField field: Int) -> String {
    guard let record = program.records.first, record.fields.indices.contains(field) else {
      return "#\(field)"
    }
    return record.fields[field].label.id
  }

  /// Under the chosen readings, in the order in which they are written.
  private func fields(of root: NodeID) -> [String] {
    var result: [String] = []
    var seen = Set<NodeID>()
    var open = [root]
    while let node = open.popLast() {
      guard node.index < program.nodes.count, seen.insert(node).inserted else { continue }
      if case .field(0, let field) = program.nodes[node.index].operation {
        let name = name(ofField: field)
        if !result.contains(name) { result.append(name) }
      }
      open += program.nodes[node.index].operation.operands.reversed()
    }
    return result
  }
}

struct ClauseAligner {
  private let a: [ClauseShape]
  private let b: [ClauseShape]
  /// For each clause the facts that it reads, numbered alike for both policies.
  private let facts: (a: [BitSet], b: [BitSet])

  init(_ a: [ClauseShape], _ b: [ClauseShape]) {
    self.a = a
    self.b = b
    var numbers: [String: Int] = [:]
    func facts(_ clauses: [ClauseShape]) -> [BitSet] {
      var result: [BitSet] = []
      for clause in clauses {
        var read = BitSet()
        for field in clause.fields {
          let number = numbers[field] ?? numbers.count
          numbers[field] = number
          read.insert(number)
        }
        result.append(read)
      }
      return result
    }
    self.facts = (facts(a), facts(b))
  }

  func pairs() -> [(a: Int?, b: Int?)] {
    var partners: [Int?] = Array(repeating: nil, count: a.count)
    for isActive in [true, false] {
      let first = a.indices.filter { a[$0].isActive == isActive }
      let second = b.indices.filter { b[$0].isActive == isActive }
      let weights = first.map { one in second.map { likeness(one, $0) } }
      for (row, column) in Assignment.best(weights, columns: second.count).enumerated() {
        if let column { partners[first[row]] = second[column] }
      }
    }
    var result: [(a: Int?, b: Int?)] = []
    for (index, partner) in partners.enumerated() { result.append((index, partner)) }
    let taken = Set(partners.compactMap { $0 })
    for index in b.indices where !taken.contains(index) { result.append((nil, index)) }
    return result
  }

  private func likeness(_ first: Int, _ second: Int) -> Int {
    let (one, other) = (a[first], b[second])
    if one.judgement != nil || other.judgement != nil {
      return one.judgement == other.judgement ? 30 : 0
    }
    var result = 0
    if one.id == other.id { result += 10 }
    if one.zh == other.zh { result += 6 }
    if one.condition == other.condition { result += 12 }
    let (own, others) = (facts.a[first], facts.b[second])
    let shared = own.sharedCount(with: others)
    let union = own.count + others.count - shared
    if union > 0 { result += 12 * shared / union }
    // What is named first is what a clause is mainly about.
    if let main = one.fields.first, main == other.fields.first { result += 6 }
    if one.isConditional != other.isConditional { result -= 4 }
    return result < Aligner.threshold ? 0 : result
  }
}
