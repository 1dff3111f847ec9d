internal import PolicyLang

/// Which nodes of a prepared policy have the same value for every candidate, and what it is.
///
/// Parameters, readings and the day of the decision are fixed when a policy is prepared; what depends on
/// nothing else is computed once.
struct ConstantFolder {
  let environment: Environment
  private var isFixed: [Bool?]
  private var evaluator: Evaluator

  init(_ environment: Environment) {
    self.environment = environment
    isFixed = Array(repeating: nil, count: environment.program.nodes.count)
    evaluator = Evaluator(environment, Candidate(id: "", facts: Record([])))
  }

  enum Constant {
    case value(Value)
    /// Computing it fails, for every candidate.
    case failure(EvaluationError)
    /// It depends on the candidate.
    case variable
  }

  mutating func constant(_ node: NodeID) -> Constant {
    guard isConstant(node) else { return .variable }
    do throws(EvaluationError) {
      return .value(try evaluator.value(of: node))
    } catch {
      return .failure(error)
    }
  }

  /// The nodes that a node reads as things are chosen.
  func operands(of node: NodeID) -> [NodeID] {
    let program = environment.program
    let operation = program.nodes[node.index].operation
    switch operation {
    case .parameter(let index):
      if environment.overrides[index] != nil { return [] }
      do throws(EvaluationError) {
        if let value = try environment.value(of: index) { return [value] }
        return []
      } catch {
        return []
      }
    case .reading(let index):
      let options = program.readings[index].options
      let chosen = environment.options[index]
      guard options.indices.contains(chosen), let value = options[chosen].value else { return [] }
      return [value]
    default: return program.dependencies(of: program.nodes[node.index])
    }
  }

  mutating func isConstant(_ node: NodeID) -> Bool {
    if let known = isFixed[node.index] { return known }
    var result = true
    switch environment.program.nodes[node.index].operation {
    case .field, .events, .holdsHonour, .termEnded: result = false
    case .hasOutcome(let norm): result = environment.outcomes[norm] != nil
    default:
      for operand in operands(of: node) where !isConstant(operand) {
        result = false
        break
      }
    }
    isFixed[node.index] = result
    return result
  }
}
