internal import PolicyLang

/// Finds which concept of one policy corresponds to which of another.
///
/// Each kind is paired as a whole, so that the sum of likenesses is greatest; what comes later may
/// build on what was paired before (a payment during a term, a stage of a body). Names count, but
/// what a thing does counts more: on which event money is paid and to whom, which event a stage is.
struct Aligner {
  var a: ComparedSide
  var b: ComparedSide
  private var pairs: [(a: Int, b: Int)] = []
  /// Bodies that count as the same, as norms.
  private(set) var bodies: [(a: Int, b: Int)] = []
  private var lastClass = 0

  /// Pairs less alike than this are no pairs.
  static let threshold = 6

  init(_ a: ComparedSide, _ b: ComparedSide) {
    self.a = a
    self.b = b
  }

  /// Pairs of positions in the concepts of either side.
  mutating func align() -> [(a: Int, b: Int)] {
    alignBodies()
    for kind in [Keyword.effective, .expires, .issued, .interpreter, .trial] {
      pair { $0.kind == kind }
    }
    pair { $0.kind == .quota || $0.kind == .target }
    pair { $0.kind == .training || $0.kind == .term }
    for kind in [Keyword.cohorts, .bar, .apportion, .scoring, .selection, .attest] {
      pair { $0.kind == kind }
    }
    // Benefits are known by the certificate that they come with.
    pair { $0.kind == .honour && $0[.moment] != nil }
    pair { $0.kind == .honour && $0[.moment] == nil }
    for kind in [Keyword.subsidy, .procedure, .stage, .revocation] { pair { $0.kind == kind } }
    pair { $0.section == .priority }
    pair { $0.section == .procedure && $0.holder != nil }
    pair { $0.section == .duties }
    return pairs.sorted { $0.a < $1.a }
  }

  /// Bodies of one name are the same. Others play the same part only in policies of two issuers: within
  /// one, somebody else doing a step is what a comparison must show.
  private mutating func alignBodies() {
    let (first, second) = (BodyRoles.all(a), BodyRoles.all(b))
    let bySameIssuer = BodyRoles.areOfOneIssuer(a.program, b.program)
    var weights: [[Int]] = []
    for body in first {
      weights.append(
        second.map { other in
          if body.isCalled(like: other) { return 1000 + max(0, body.likeness(other)) }
          let isTaken =
            first.contains { $0.isCalled(like: other) }
            || second.contains { body.isCalled(like: $0) }
          return bySameIssuer || isTaken ? 0 : Aligner.sure(body.likeness(other))
        })
    }
    for (row, column) in Assignment.best(weights, columns: second.count).enumerated() {
      guard let column else { continue }
      join(first[row].norm, second[column].norm)
      bodies.append((first[row].norm, second[column].norm))
    }
  }

  private static func sure(_ likeness: Int) -> Int { likeness < threshold ? 0 : likeness }

  private mutating func join(_ normOfA: Int, _ normOfB: Int) {
    lastClass += 1
    a.keys.setClass("c\(lastClass)", of: normOfA)
    b.keys.setClass("c\(lastClass)", of: normOfB)
  }

  private mutating func pair(_ belongs: (Concept) -> Bool) {
    let first = a.concepts.indices.filter { belongs(a.concepts[$0]) }
    let second = b.concepts.indices.filter { belongs(b.concepts[$0]) }
    // The only ones of their kind correspond unless something speaks against it.
    let bonus = first.count == 1 && second.count == 1 ? Aligner.threshold : 0
    var weights: [[Int]] = []
    for one in first {
      var row: [Int] = []
      for other in second {
        let likeness = likeness(a.concepts[one], b.concepts[other])
        row.append(Aligner.sure(likeness < 0 ? 0 : likeness + bonus))
      }
      weights.append(row)
    }
    for (row, column) in Assignment.best(weights, columns: second.count).enumerated() {
      guard let column else { continue }
      let (one, other) = (first[row], second[column])
      pairs.append((one, other))
      for (normOfA, normOfB) in zip(a.concepts[one].norms, b.concepts[other].norms) {
        join(normOfA, normOfB)
        if a.concepts[one].kind == .selection { joinRounds(normOfA, normOfB) }
      }
    }
  }

  /// Rounds and their outcomes are known by their place.
  private mutating func joinRounds(_ normOfA: Int, _ normOfB: Int) {
    let kinds: [Keyword] = [.round, .outcome]
    for kind in kinds {
      let rounds = zip(a.program.children(normOfA, kind), b.program.children(normOfB, kind))
      for (first, second) in rounds {
        join(first, second)
        joinRounds(first, second)
      }
    }
  }

  // MARK: Likeness

  /// How alike two concepts are; negative where they cannot be the same thing.
  private mutating func likeness(_ one: Concept, _ other: Concept) -> Int {
    var result = 0
    if !one.label.id.isEmpty, one.label.id == other.label.id { result += 10 }
    if !one.label.id.isEmpty, one.label.zh == other.label.zh { result += 6 }
    switch one.section {
    case .scope, .revocation: return result + Aligner.threshold
    case .quota: return result + quota(one, other)
    case .selection:
      return one.kind == .attest && one.label.id != other.label.id ? -100 : result
    case .training: return result + 2 * same([.starts, .length, .completes], one, other)
    case .honour: return result + honour(one, other)
    case .money: return result + money(one, other)
    case .procedure:
      if one.kind == .procedure { return result }
      return one.kind == .stage ? result + stage(one, other) : result + duty(one, other)
    case .priority: return result + priority(one, other)
    case .duties: return result + duty(one, other)
    }
  }

  /// How many of these attributes both have, with the same meaning.
  private mutating func same(_ keys: [AttributeKey], _ one: Concept, _ other: Concept) -> Int {
    var result = 0
    for key in keys {
      guard let first = a.key(one[key]), let second = b.key(other[key]) else { continue }
      if first == second { result += 1 }
    }
    return result
  }

  /// Unlimited, or unlimited in principle.
  private func isWithoutLimit(_ quota: Concept) -> Bool {
    switch quota[.exactness]?.value {
    case .phrase(let parts): parts.contains(.keyword(.unlimited))
    case let value: value == .keyword(.unlimited)
    }
  }

  private mutating func quota(_ one: Concept, _ other: Concept) -> Int {
    guard one.kind == .quota || one.kind == .target else {
      return 2 * same([.factors, .method, .number, .years], one, other)
    }
    let filled = (isFilled(one, a.program), isFilled(other, b.program))
    if filled.0 != filled.1 { return -100 }
    if filled.0 { return 20 }
    if (one[.sentTo] == nil) != (other[.sentTo] == nil) { return -4 }
    if isWithoutLimit(one) != isWithoutLimit(other) { return -4 }
    if isWithoutLimit(one) { return 8 }
    return same([.kind, .exactness], one, other) + 2 * same([.rhythm, .amount], one, other)
      + (one[.sentTo] == nil ? 0 : 6)
  }

  /// Whether a selection fills this quota: then it is what the policy is about.
  private func isFilled(_ concept: Concept, _ program: IRProgram) -> Bool {
    for selection in program.norms(.selection) {
      for child in program.children(selection, .fills)
      where program.norms[child].norm(.target) == concept.norms.first {
        return true
      }
    }
    return false
  }

  private mutating func honour(_ one: Concept, _ other: Concept) -> Int {
    guard let first = one.norms.first, let second = other.norms.first,
      a.program.norms[first].keyword(.mode) == b.program.norms[second].keyword(.mode)
    else { return -100 }
    return 3 + 3 * same([.actor, .moment, .condition], one, other)
      + same([.includes, .asFor], one, other)
  }

  /// On what it is paid and to whom; where one document leaves out on what, the recipient decides.
  private mutating func money(_ one: Concept, _ other: Concept) -> Int {
    var result = same([.rhythm, .amount], one, other) + 4 * same([.recipient], one, other)
    if one[.recipient] == nil, other[.recipient] == nil { result += 1 }
    // What adds to other money is no match for what stands alone.
    if one[.relation] == nil, other[.relation] == nil { result += 1 }
    let bases: [AttributeKey] = [.during, .trigger]
    let stated = (bases.contains { one[$0] != nil }, bases.contains { other[$0] != nil })
    if stated.0, stated.1 { return result + (same(bases, one, other) > 0 ? 6 : -5) }
    return result + 2
  }

  private mutating func stage(_ one: Concept, _ other: Concept) -> Int {
    let first = one.norms.first.map { a.events($0) } ?? []
    let second = other.norms.first.map { b.events($0) } ?? []
    if first.isEmpty, second.isEmpty { return one[.rhythm] != nil && other[.rhythm] != nil ? 8 : 0 }
    return first == second ? 12 : -8
  }

  private mutating func priority(_ one: Concept, _ other: Concept) -> Int {
    if one.kind != other.kind { return -100 }
    if one.kind == .balance { return Aligner.threshold + same([.includes], one, other) }
    return 6 * same([.condition], one, other)
  }

  private mutating func duty(_ one: Concept, _ other: Concept) -> Int {
    if (one.kind == .balance) != (other.kind == .balance) { return -100 }
    if one.kind == .balance { return 8 * same([.stage], one, other) }
    // That something is to be done regularly does not say what.
    var result = same([.actor, .strength, .stage], one, other)
    if case .keyword? = one[.timing]?.value { return result }
    result += 6 * same([.timing], one, other)
    return result
  }
}
