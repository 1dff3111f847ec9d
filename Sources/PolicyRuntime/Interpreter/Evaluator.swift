public import PolicyLang

/// The reference meaning of the language: what each node of a program yields for one candidate.
///
/// Input: an environment (program, day, chosen readings) and a candidate. Output: values.
/// Three rules hold throughout. Truth is Kleene's. What is computed from an absent fact is unknown,
/// and what is computed from no value is no value. An error in one part of a 且, 或 or count is
/// reported only where the other parts do not settle the outcome, so that the order in which parts
/// are written never matters.
///
/// - Invariant: no program that `IRVerifier` accepts and no candidate can make it trap.
public struct Evaluator: Sendable {
  public let environment: Environment
  public let candidate: Candidate
  /// Fields that a derivation would fill but cannot without the day of the decision.
  let underivable: [Int: EvaluationError]
  /// The records in scope: the candidate, then the element of each quantifier around.
  private(set) var frames: [Frame]

  /// One record in scope, and what is already computed in it.
  struct Frame: Sendable {
    let record: Record
    /// The list the element stands in and its position from 0; `nil` for the candidate.
    let origin: (list: NodeID, position: Int)?
    var known: [NodeID: Result<Value, EvaluationError>] = [:]
  }

  public init(_ environment: Environment, _ candidate: Candidate) {
    self.init(environment, candidate, underivable: [:])
  }

  init(_ environment: Environment, _ candidate: Candidate, underivable: [Int: EvaluationError]) {
    self.environment = environment
    self.candidate = candidate
    self.underivable = underivable
    frames = [Frame(record: candidate.facts, origin: nil)]
  }

  var program: IRProgram { environment.program }

  /// The value of a node in the innermost scope; each is computed once per record.
  /// - Throws: `EvaluationError` when there is no value, such as a number out of range.
  public mutating func value(of node: NodeID) throws(EvaluationError) -> Value {
    let level = frames.count - 1
    if let known = frames[level].known[node] { return try known.get() }
    do throws(EvaluationError) {
      let result = try compute(node)
      frames[level].known[node] = .success(result)
      return result
    } catch {
      let placed = EvaluationError(error.kind, at: error.node ?? node)
      frames[level].known[node] = .failure(placed)
      throw placed
    }
  }

  /// Takes a value for granted instead of computing it, in the innermost scope: for asking what a
  /// condition would be if a fact had this value.
  mutating func assume(_ node: NodeID, _ value: Value) {
    frames[frames.count - 1].known[node] = .success(value)
  }

  /// The truth of a condition. No value at all counts as false.
  public mutating func truth(of node: NodeID) throws(EvaluationError) -> Truth {
    switch try value(of: node) {
    case .boolean(let value): return Truth(value)
    case .unknown: return .unknown
    case .none: return .no
    default: throw EvaluationError(.ill, at: node)
    }
  }

  /// Runs `body` with one more record in scope.
  mutating func inside<R>(
    _ record: Record, of list: NodeID, at position: Int,
    _ body: (inout Evaluator) throws(EvaluationError) -> R
  ) throws(EvaluationError) -> R {
    frames.append(Frame(record: record, origin: (list, position)))
    defer { frames.removeLast() }
    return try body(&self)
  }

  private mutating func compute(_ id: NodeID) throws(EvaluationError) -> Value {
    guard id.index < program.nodes.count else { throw EvaluationError(.ill, at: id) }
    let node = program.nodes[id.index]
    switch node.operation {
    case .constant(let constant): return Value(constant)
    case .field(let scope, let index): return try field(index, in: scope)
    case .member(let record, let index):
      switch try value(of: record) {
      case .record(let record): return record[index]
      case .list(let records): return latest(of: records)?[index] ?? .none
      case .unknown: return .unknown
      case .none: return .none
      default: throw EvaluationError(.ill, at: id)
      }
    case .parameter(let index): return try parameter(index)
    case .reading(let index): return try reading(index)
    case .readingIs(let index, let option):
      return .boolean(environment.options[index] == option)
    case .unstated: return .unknown
    case .asOfDate: return .date(try asOfDate())
    case .not(let operand): return try (!truth(of: operand)).value
    case .and(let operands): return try junction(operands, settledBy: .no)
    case .or(let operands): return try junction(operands, settledBy: .yes)
    case .atLeast(let number, let operands): return try atLeast(number, of: operands)
    case .named(_, let operand): return try value(of: operand)
    case .passes(let operand):
      switch try value(of: operand) {
      case .judgement(let passed?, _, _): return .boolean(passed)
      case .judgement, .unknown: return .unknown
      case .none: return .boolean(false)
      default: throw EvaluationError(.ill, at: id)
      }
    case .known(let operand):
      if case .unknown = try value(of: operand) { return .boolean(false) }
      return .boolean(true)
    case .compare(let comparison, let left, let right):
      return try compare(comparison, left, right)
    case .isMember(let element, let set): return try isMember(element, set)
    case .window(let date, let length, let end): return try window(date, length, end)
    case .arithmetic(let operation, let left, let right):
      return try arithmetic(operation, left, right, node.type)
    case .minus(let operand): return try minus(operand)
    case .fullYears(let from, let to): return try fullYears(from, to)
    case .yearOf(let date): return try yearOf(date)
    case .quantifier(let kind, let list, let condition, let bound):
      return try quantifier(kind, list, condition, bound)
    case .aggregate(let kind, let list, let condition, let value):
      return try aggregate(kind, list, condition, value)
    case .table(let index, let inputs): return try table(index, inputs)
    case .events(let index): return events(index)
    case .holdsHonour(let norm): return happened(norm)
    case .termEnded(let norm): return try termEnded(norm)
    case .hasOutcome(let norm):
      if let given = environment.outcomes[norm] { return .boolean(given) }
      return happened(norm)
    case .score(let sheet, let list): return try score(sheet, list, at: id)
    case .error: throw EvaluationError(.ill, at: id)
    }
  }

  private func field(_ index: Int, in scope: Int) throws(EvaluationError) -> Value {
    guard scope < frames.count else { throw EvaluationError(.ill, at: nil) }
    let value = frames[scope].record[index]
    if scope == 0, case .unknown = value, let error = underivable[index] { throw error }
    return value
  }

  private mutating func parameter(_ index: Int) throws(EvaluationError) -> Value {
    if let value = environment.overrides[index] { return value }
    guard let node = try environment.value(of: index) else {
      throw EvaluationError(.parameterNotYetSet(index), at: nil)
    }
    return try value(of: node)
  }

  private mutating func reading(_ index: Int) throws(EvaluationError) -> Value {
    let option = environment.options[index]
    let options = program.readings[index].options
    guard options.indices.contains(option) else { throw EvaluationError(.ill, at: nil) }
    if let node = options[option].value { return try value(of: node) }
    return .option(option)
  }

  func asOfDate() throws(EvaluationError) -> CivilDate {
    guard let date = environment.asOf else { throw EvaluationError(.missingAsOfDate, at: nil) }
    return date
  }

  /// 且 is settled by a false part, 或 by a true one.
  private mutating func junction(
    _ operands: [NodeID], settledBy decisive: Truth
  ) throws(EvaluationError) -> Value {
    var result = !decisive
    var failure: EvaluationError?
    for operand in operands {
      do throws(EvaluationError) {
        let part = try truth(of: operand)
        if part == decisive { return decisive.value }
        if part == .unknown { result = .unknown }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return result.value
  }

  private mutating func atLeast(
    _ number: NodeID, of operands: [NodeID]
  ) throws(EvaluationError) -> Value {
    var tally = Tally()
    for operand in operands {
      do throws(EvaluationError) {
        tally.add(try truth(of: operand))
      } catch {
        tally.fail(error)
      }
    }
    return try settle(.atLeast, tally, try value(of: number)).value
  }

  /// Both values, for operations in which one unknown operand makes the result unknown whatever the
  /// other is: then an error in the other does not matter.
  mutating func both(
    _ left: NodeID, _ right: NodeID
  ) throws(EvaluationError) -> (Value, Value) {
    do throws(EvaluationError) {
      let first = try value(of: left)
      if case .unknown = first { return (.unknown, .unknown) }
      return (first, try value(of: right))
    } catch {
      if case .unknown = try value(of: right) { return (.unknown, .unknown) }
      throw error
    }
  }
}

/// How many of some conditions hold, and how many may.
struct Tally {
  private(set) var yes: Int64 = 0
  private(set) var open: Int64 = 0
  private(set) var failure: EvaluationError?

  mutating func add(_ truth: Truth) {
    switch truth {
    case .yes: yes += 1
    case .unknown: open += 1
    case .no: break
    }
  }

  mutating func fail(_ error: EvaluationError) {
    open += 1
    failure = failure ?? error
  }

  /// The number as an interval; an absent list may have any length.
  var count: Value { open == 0 ? .number(Rational(yes)) : .range(yes, yes + open) }
  static let anyCount = Value.range(0, Int64.max)
}
