import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

@Suite("Copies of a policy, compared with it")
struct ComparisonMutationTests {
  /// The shipped policies and others with everything that the language can say.
  static let policies =
    ComparisonCase.shipped.map { "policies/\($0).policy" } + [
      "Tests/Fixtures/differences/everything.policy", "Tests/Fixtures/selection/stars.policy",
      "Tests/Fixtures/other-trade/training-voucher.policy",
    ]

  private func program(_ path: String) throws -> IRProgram {
    let program = FixtureRunner.compile(path).program
    return try #require(program, "\(path)")
  }

  @Test("every figure moved by one step is exactly one difference", arguments: policies)
  func figures(_ path: String) throws {
    let original = try program(path)
    let policy = try PreparedPolicy(original)
    var moved = 0
    for mutation in ProgramMutation.figures(of: original) {
      let other = try PreparedPolicy(mutation.program)
      let lines = ComparisonCase.everyLine(PolicyComparison(policy, other))
      #expect(lines.count == 1, "\(mutation.name): \(lines.joined(separator: "\n"))")
      moved += 1
    }
    #expect(moved > 3)
  }

  @Test("every word exchanged for its opposite is exactly one difference", arguments: policies)
  func words(_ path: String) throws {
    let original = try program(path)
    let policy = try PreparedPolicy(original)
    let mutations = ProgramMutation.words(of: original)
    #expect(!mutations.isEmpty)
    for mutation in mutations {
      let other = try PreparedPolicy(mutation.program)
      let lines = ComparisonCase.everyLine(PolicyComparison(policy, other))
      #expect(lines.count == 1, "\(mutation.name): \(lines.joined(separator: "\n"))")
    }
  }

  @Test("another order and other names make no difference", arguments: policies)
  func renamed(_ path: String) throws {
    let original = try program(path)
    let renamed = ProgramMutation.renamed(original)
    #expect(renamed != original)
    let comparison = PolicyComparison(try PreparedPolicy(original), try PreparedPolicy(renamed))
    let lines = ComparisonCase.everyLine(comparison)
    #expect(lines.isEmpty, "\(lines.joined(separator: "\n"))")
  }

  @Test("a statement that is left out is shown as a whole, and as nothing else")
  func leftOut() throws {
    let original = try program("policies/national.policy")
    let policy = try PreparedPolicy(original)
    for word in ["重点项目资助", "市级工匠", "举办交流大会", "专家打分表"] {
      let norm = try #require(original.norms.firstIndex { $0.label.zh == word })
      var shorter = original
      // Nothing may point at it any more, so its kind is changed to one without meaning here.
      shorter.norms[norm].kind = .recital
      for index in shorter.norms.indices {
        shorter.norms[index].attributes.removeAll { $0.value == .norm(norm) }
      }
      let lines = ComparisonCase.everyLine(PolicyComparison(policy, try PreparedPolicy(shorter)))
      let whole = lines.filter { $0.split(separator: "|")[1].hasPrefix(" \(word)/") }
      #expect(whole.count == 1, "\(lines)")
      #expect(lines.count - whole.count <= (word == "重点项目资助" ? 1 : 0), "\(lines)")
    }
  }
}

/// Programs that differ from another in one known way.
struct ProgramMutation {
  let name: String
  let program: IRProgram

  /// Each figure outside eligibility, moved by one step.
  static func figures(of program: IRProgram) -> [ProgramMutation] {
    var result: [ProgramMutation] = []
    let compared: Set<Keyword> = [
      .quota, .target, .cohorts, .ofWhich, .training, .term, .bar, .subsidy, .ceiling, .within,
      .instalment, .matching, .stage, .must, .mustNot, .inPrincipleMust, .may, .encourage, .limit,
      .takes, .factor, .item, .renewable, .effect, .paidBy,
    ]
    for (norm, statement) in program.norms.enumerated() where compared.contains(statement.kind) {
      for (place, attribute) in statement.attributes.enumerated() {
        var copy = program
        switch attribute.value {
        case .node(let node):
          guard let moved = copy.moving(node) else { continue }
          copy.norms[norm].attributes[place].value = .node(moved)
        case .constant(let constant, let type):
          guard let moved = step(constant) else { continue }
          copy.norms[norm].attributes[place].value = .constant(moved, type)
        default: continue
        }
        let name = "\(statement.kind.spelling(.chinese)) \(statement.label.zh) \(attribute.name)"
        result.append(ProgramMutation(name: name, program: copy))
      }
    }
    return result
  }

  static func step(_ constant: IRConstant) -> IRConstant? {
    switch constant {
    case .number(let number): number.adding(.one).map { .number($0) }
    case .calendarYear(let year): .calendarYear(year + 1)
    case .monthDay(let month, let day): .monthDay(month: month, day: day == 1 ? 2 : day - 1)
    case .date(let date): date.adding(days: 1).map { .date($0) }
    default: nil
    }
  }

  /// Other names for everything whose meaning is not its name, and the statements in reverse order.
  static func renamed(_ program: IRProgram) -> IRProgram {
    var result = reversed(program)
    let kinds: Set<Keyword> = [
      .quota, .target, .cohorts, .apportion, .scoring, .selection, .training, .term, .bar, .body,
      .subsidy, .honour, .procedure, .stage, .revocation, .round, .outcome,
    ]
    for index in result.norms.indices where kinds.contains(result.norms[index].kind) {
      result.norms[index].label = IRLabel(id: "other_\(index)", zh: "别名\(index)", en: "")
    }
    return result
  }

  private static func reversed(_ program: IRProgram) -> IRProgram {
    let inner = Set(program.norms.flatMap { $0.children })
    var order: [Int] = []
    for top in program.norms.indices.reversed() where !inner.contains(top) {
      func take(_ norm: Int) {
        order.append(norm)
        for child in program.norms[norm].children { take(child) }
      }
      take(top)
    }
    var places: [Int: Int] = [:]
    for (place, norm) in order.enumerated() { places[norm] = place }
    var result = program
    result.norms = order.map { program.norms[$0] }
    for index in result.norms.indices {
      result.norms[index].children = result.norms[index].children.map { places[$0] ?? $0 }
      for place in result.norms[index].attributes.indices {
        if case .norm(let norm) = result.norms[index].attributes[place].value {
          result.norms[index].attributes[place].value = .norm(places[norm] ?? norm)
        }
      }
    }
    for (index, node) in program.nodes.enumerated() {
      switch node.operation {
      case .holdsHonour(let norm):
        result.nodes[index] = IRNode(.holdsHonour(places[norm] ?? norm), node.type)
      case .termEnded(let norm):
        result.nodes[index] = IRNode(.termEnded(places[norm] ?? norm), node.type)
      case .hasOutcome(let norm):
        result.nodes[index] = IRNode(.hasOutcome(places[norm] ?? norm), node.type)
      case .score(let norm, let list):
        result.nodes[index] = IRNode(.score(places[norm] ?? norm, list: list), node.type)
      default: continue
      }
    }
    return result
  }

  /// Each word that has an opposite, exchanged for it.
  static func words(of program: IRProgram) -> [ProgramMutation] {
    let opposites: [Keyword: Keyword] = [
      .about: .striveFor, .striveFor: .about, .atMost: .atLeast, .atLeast: .atMost,
      .yearly: .monthly, .once: .monthly, .generally: .exactly, .inFull: .byTime,
      .descending: .ascending, .addsTo: .higherOnly, .higherOnly: .addsTo,
    ]
    var result: [ProgramMutation] = []
    for (norm, statement) in program.norms.enumerated() {
      for (place, attribute) in statement.attributes.enumerated() {
        guard case .keyword(let word) = attribute.value, let other = opposites[word] else {
          continue
        }
        // Without a length, a least and a greatest length are the same.
        if attribute.name == .bound, program.isUnstated(statement.node(.length)) { continue }
        var copy = program
        copy.norms[norm].attributes[place].value = .keyword(other)
        let name = word.spelling(.chinese) + " " + statement.label.zh
        result.append(ProgramMutation(name: name, program: copy))
      }
    }
    return result
  }
}

extension IRProgram {
  /// A node like this one with its figure moved by one step; `nil` where it holds no figure.
  fileprivate mutating func moving(_ node: NodeID) -> NodeID? {
    switch nodes[node.index].operation {
    case .constant(let constant):
      guard let moved = ProgramMutation.step(constant) else { return nil }
      let new = IRNode(.constant(moved), nodes[node.index].type)
      if let known = nodes.firstIndex(of: new) { return NodeID(UInt32(known)) }
      nodes.append(new)
      return NodeID(UInt32(nodes.count - 1))
    default: return nil
    }
  }
}
