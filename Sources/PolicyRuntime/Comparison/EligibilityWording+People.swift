internal import PolicyLang

// Example people, and what is decided about them.
extension EligibilityWording {
  /// Some facts of a person, given by paths of ids: `一线工作年限 4.99年，竞赛成绩 1项（级别 省级）`.
  public func facts(_ paths: [[String]], of person: ReplayedCandidate) -> String {
    var parts: [String] = []
    for path in paths {
      guard let id = path.first, let known = fields([id], below: nil).first else { continue }
      let program = policies[known.policy].program
      let candidate = known.policy == 0 ? person.a : person.b
      guard let record = program.records.first,
        let place = record.fields.firstIndex(where: { $0.label.id == id })
      else { continue }
      let wording = Wording(program, language)
      var text = known.field.label[language] + " "
      let value = candidate.facts[place]
      if case .list(let elements) = value {
        text += elements.isEmpty ? say("没有", "none") : wording.text(of: value, known.field.type)
        var inside: [String] = []
        for element in elements { inside.append(wording.text(of: element, known.field.type)) }
        let isTold = inside.contains { $0 != say("没有记载", "not recorded") }
        if isTold {
          text += say("（", " (") + inside.joined(separator: say("；", "; ")) + say("）", ")")
        }
      } else {
        text += wording.text(of: value, known.field.type)
      }
      parts.append(text)
    }
    return parts.joined(separator: say("，", ", "))
  }

  /// The paths of ids that matter about a person: what a region speaks of, what the clause reads, and
  /// in what the person is not like the typical one.
  public func telling(
    _ facts: [RegionFact], of person: ReplayedCandidate, unlike typical: ReplayedCandidate?
  ) -> [[String]] {
    var result: [[String]] = []
    func add(_ id: String) {
      if !result.contains([id]) { result.append([id]) }
    }
    for fact in facts {
      switch fact.subject {
      case .fact(let path, _), .count(_, let path, _, _), .presence(_, let path):
        if let id = path.first { add(id) }
      case .condition(let policy, let node):
        for id in fields(below: node, policies[policy].program) { add(id) }
      }
    }
    guard let typical else { return result }
    for (policy, pair) in [(0, (person.a, typical.a)), (1, (person.b, typical.b))] {
      guard let record = policies[policy].program.records.first else { continue }
      for (place, field) in record.fields.enumerated()
      where pair.0.facts[place] != pair.1.facts[place] {
        if case .unknown = pair.0.facts[place] { continue }
        add(field.label.id)
      }
    }
    return result
  }

  private func fields(below node: NodeID, _ program: IRProgram) -> [String] {
    let reachable = program.reachable(from: [node])
    var result: [String] = []
    guard let record = program.records.first else { return [] }
    for (index, content) in program.nodes.enumerated() where reachable[index] {
      if case .field(0, let field) = content.operation, record.fields.indices.contains(field) {
        let id = record.fields[field].label.id
        if !result.contains(id) { result.append(id) }
      }
    }
    return result
  }

  /// Figures computed from several facts that a broken clause compares: `年龄分 + 收入分：70`.
  public func figures(ofClause index: Int, isA: Bool, for person: ReplayedCandidate) -> [String] {
    let policy = policies[isA ? 0 : 1]
    let program = policy.program
    guard program.requirements.indices.contains(index) else { return [] }
    let wording = Wording(program, language, environment: policy.environment)
    let reachable = program.reachable(from: [program.requirements[index].condition])
    var result: [String] = []
    var seen = Set<NodeID>()
    for (place, content) in program.nodes.enumerated() where reachable[place] {
      guard case .compare(_, let left, _) = content.operation, seen.insert(left).inserted,
        isComputed(left, program)
      else { continue }
      do throws(DecisionError) {
        var evaluator = try policy.evaluator(for: isA ? person.a : person.b)
        do throws(EvaluationError) {
          let value = try evaluator.value(of: left)
          if value.isUnsettled { continue }
          result.append(
            wording.text(of: left) + " = "
              + wording.text(of: value, program.nodes[left.index].type))
        } catch {
          continue
        }
      } catch {
        continue
      }
    }
    return result
  }

  /// Whether a value is worked out from facts of the candidate rather than being one.
  private func isComputed(_ node: NodeID, _ program: IRProgram) -> Bool {
    guard program.nodes.indices.contains(node.index) else { return false }
    switch program.nodes[node.index].operation {
    case .arithmetic, .table, .aggregate, .fullYears: break
    default: return false
    }
    let reachable = program.reachable(from: [node])
    for (index, content) in program.nodes.enumerated() where reachable[index] {
      // Inside of a list it would be another value for each element.
      if case .field(let scope, _) = content.operation, scope > 0 { return false }
    }
    return true
  }

  /// `不符合，违反 技能精湛（第四条(二)1）`.
  public func text(_ decision: Decision) -> String {
    var result = decision.outcome.keyword.spelling(language)
    let clauses = decision.clausesBehindOutcome
    if clauses.isEmpty { return result }
    let verb =
      switch decision.outcome {
      case .ineligible: say("，违反 ", ": fails ")
      case .needsWaiver: say("，须豁免 ", ": needs a waiver for ")
      case .undetermined, .needsJudgement: say("，未明 ", ": open are ")
      case .eligible: ""
      }
    var names: [String] = []
    for clause in clauses { names.append(clause.label[language] + cited(clause.articles)) }
    result += verb + names.joined(separator: say("、", ", "))
    return result
  }
}
