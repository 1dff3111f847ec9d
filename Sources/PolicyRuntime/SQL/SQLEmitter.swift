internal import PolicyLang

/// Writes the nodes of a program as SQL expressions, after the reference interpreter.
///
/// Input: a prepared policy and a dialect. Output: pieces whose text names columns, and these columns
/// in stages, each of which names only columns of earlier ones. What several nodes need becomes a
/// column, so that the query is about as long as the program.
final class SQLEmitter {
  /// Databases read longer texts, but no policy that people write comes near.
  static let longest = 2_000_000

  let environment: Environment
  let dialect: SQLDialect
  /// What is being written, for refusals.
  var place = SQLRefusal.Place.policy
  /// Columns by stage: stage 0 reads the table of candidates.
  private(set) var stages: [[(name: String, text: String)]] = [[]]
  /// Conditions on the facts under which the reader of data files would reject a record.
  var problems: [(text: String, level: Int)] = []
  var frames: [Frame] = [Frame(record: 0, row: "t")]
  var facts: [Int: SQLPiece] = [:]
  /// Fields whose derivation is being written.
  var openDerivations = Set<Int>()
  /// Whether what cannot be computed is a condition on the candidate rather than a refusal.
  var toleratesErrors = false
  /// Ids of fields of list elements and nested records that some node reads.
  private(set) var readFields = Set<String>()
  private var constants: [NodeID: Bool] = [:]
  private var uses: [Int]
  private var serial = 0
  private var length = 0

  /// One record in scope: the candidate, or the element of a list under the name `row`.
  struct Frame {
    let record: Int
    let row: String
    var known: [NodeID: SQLPiece] = [:]
  }

  init(_ environment: Environment, _ dialect: SQLDialect) {
    self.environment = environment
    self.dialect = dialect
    uses = Array(repeating: 0, count: environment.program.nodes.count)
    for node in environment.program.nodes {
      for operand in environment.program.dependencies(of: node) { uses[operand.index] += 1 }
    }
    for record in environment.program.records {
      for (index, field) in record.fields.enumerated() {
        let isRead = environment.program.nodes.contains { node in
          guard node.type == field.type else { return false }
          switch node.operation {
          case .field(let scope, let own): return scope > 0 && own == index
          case .member(_, let own): return own == index
          default: return false
          }
        }
        if isRead { readFields.insert(field.label.id) }
      }
    }
  }

  var program: IRProgram { environment.program }

  func refusal(_ kind: SQLRefusal.Kind) -> SQLRefusal { SQLRefusal(kind, at: place) }
  func unsupported(_ feature: SQLRefusal.Feature) -> SQLRefusal {
    refusal(.unsupported(feature))
  }

  // MARK: Columns

  /// A new column in the stage after `level`; what it returns can be read from there on.
  func column(_ text: String, _ level: Int, _ stem: String = "n") throws(SQLRefusal) -> String {
    serial += 1
    let name = "\(stem)_\(serial)"
    try add(column: name, text, stage: level + 1)
    return name
  }

  func add(column name: String, _ text: String, stage: Int) throws(SQLRefusal) {
    while stages.count <= stage { stages.append([]) }
    length += text.utf8.count
    if length > SQLEmitter.longest { throw refusal(.tooLong) }
    stages[stage].append((name, text))
  }

  /// The same piece with its longer texts in columns, where columns can be: about the candidate.
  func stored(_ piece: SQLPiece) throws(SQLRefusal) -> SQLPiece {
    guard frames.count == 1, piece.constant == nil else { return piece }
    var result = piece
    func keep(_ text: String) throws(SQLRefusal) -> String {
      if text.utf8.count <= 24 { return text }
      result.level = piece.level + 1
      return try column(text, piece.level)
    }
    if case .set = piece.sort { return piece }
    result.text = try keep(piece.text)
    if let high = piece.high { result.high = try keep(high) }
    if let none = piece.none { result.none = try keep(none) }
    if let fails = piece.fails { result.fails = try keep(fails) }
    if case .number(var number) = piece.sort, let over = number.over {
      number.over = try keep(over)
      result.sort = .number(number)
    }
    return result
  }

  /// A condition in a column where that is worth it.
  func stored(_ condition: String, _ level: Int) throws(SQLRefusal) -> (String, Int) {
    if frames.count > 1 || condition.utf8.count <= 24 { return (condition, level) }
    return (try column(condition, level), level + 1)
  }

  // MARK: Nodes

  func piece(_ id: NodeID) throws(SQLRefusal) -> SQLPiece {
    if let known = frames[frames.count - 1].known[id] { return known }
    if length > SQLEmitter.longest { throw refusal(.tooLong) }
    var piece = try isFixed(id) ? folded(id) : compute(id)
    if uses[id.index] > 1 { piece = try stored(piece) }
    if frames.count > 1 { length += piece.text.utf8.count }
    frames[frames.count - 1].known[id] = piece
    return piece
  }

  /// A condition; no value at all counts as false.
  func truth(_ id: NodeID) throws(SQLRefusal) -> SQLPiece {
    var piece = try piece(id)
    if let none = piece.none {
      if none == SQLText.yes { return SQLPiece(text: SQLText.no, sort: .truth, isOpen: false) }
      piece.text = "CASE WHEN \(none) THEN FALSE ELSE \(piece.text) END"
      piece.none = nil
      piece.sort = .truth
    }
    if case .nothing = piece.sort { (piece.text, piece.sort) = (SQLText.unknown, .truth) }
    return piece
  }

  private func compute(_ id: NodeID) throws(SQLRefusal) -> SQLPiece {
    let node = program.nodes[id.index]
    switch node.operation {
    case .constant, .unstated, .asOfDate, .events, .holdsHonour, .termEnded, .hasOutcome,
      .readingIs,
      .error:
      return try folded(id)
    case .field(let scope, let index):
      return scope == 0 ? try fact(index) : try element(index, scope)
    case .member(let record, let index): return try member(record, index)
    case .parameter(let index):
      guard let value = try valueNode(ofParameter: index) else { return try folded(id) }
      return try piece(value)
    case .reading(let index):
      let options = program.readings[index].options
      guard let value = options[environment.options[index]].value else { return try folded(id) }
      return try piece(value)
    case .not(let operand): return not(try truth(operand))
    case .and(let operands): return try junction(operands, isAnd: true)
    case .or(let operands): return try junction(operands, isAnd: false)
    case .atLeast(let number, let operands): return try atLeast(number, operands)
    case .named(_, let operand): return try piece(operand)
    case .passes(let operand): return try truth(operand)
    case .known(let operand): return known(try piece(operand))
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
    case .score: throw unsupported(.scoreSheet)
    }
  }

  // MARK: What does not depend on the candidate

  /// What a node depends on under the chosen readings and figures.
  func live(_ id: NodeID) throws(SQLRefusal) -> [NodeID] {
    let node = program.nodes[id.index]
    switch node.operation {
    case .parameter(let index):
      if let value = try valueNode(ofParameter: index) { return [value] }
      return []
    case .reading(let index):
      let options = program.readings[index].options
      let chosen = environment.options[index]
      guard options.indices.contains(chosen), let value = options[chosen].value else { return [] }
      return [value]
    default: return program.dependencies(of: node)
    }
  }

  /// `nil` where the parameter has been set, or has no value: then its node is a constant.
  private func valueNode(ofParameter index: Int) throws(SQLRefusal) -> NodeID? {
    if environment.overrides[index] != nil { return nil }
    do throws(EvaluationError) {
      return try environment.value(of: index)
    } catch {
      return nil
    }
  }

  /// Whether a node has the same value for all candidates. The events of a case are not in the table,
  /// which makes what is said about them unknown.
  func isFixed(_ id: NodeID) throws(SQLRefusal) -> Bool {
    if let known = constants[id] { return known }
    var result = true
    switch program.nodes[id.index].operation {
    case .field: result = false
    default:
      for next in try live(id) where try !isFixed(next) { result = false }
    }
    constants[id] = result
    return result
  }

  private func folded(_ id: NodeID) throws(SQLRefusal) -> SQLPiece {
    var evaluator = Evaluator(environment, Candidate(id: "", facts: Record([])))
    let value: Value
    do throws(EvaluationError) {
      value = try evaluator.value(of: id)
    } catch {
      guard toleratesErrors else {
        throw refusal(.evaluation(EvaluationError(error.kind, at: error.node ?? id)))
      }
      return SQLPiece(
        text: SQLText.null, sort: .nothing, isOpen: false, fails: SQLText.yes)
    }
    return try piece(of: value, program.nodes[id.index].type)
  }

  /// Refuses what no candidate has a value for, such as a figure that depends on a day not given.
  func requireDay(for root: NodeID) throws(SQLRefusal) {
    if environment.asOf != nil { return }
    var seen = Set<NodeID>()
    var open = [root]
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      switch program.nodes[id.index].operation {
      case .asOfDate: throw refusal(.evaluation(EvaluationError(.missingAsOfDate, at: id)))
      case .parameter(let index) where try isUndated(index):
        throw refusal(.evaluation(EvaluationError(.missingAsOfDate, at: id)))
      default: open += try live(id)
      }
    }
  }

  private func isUndated(_ parameter: Int) throws(SQLRefusal) -> Bool {
    if environment.overrides[parameter] != nil { return false }
    do throws(EvaluationError) {
      _ = try environment.value(of: parameter)
      return false
    } catch {
      return true
    }
  }

  /// A value as a constant.
  func piece(of value: Value, _ type: IRType) throws(SQLRefusal) -> SQLPiece {
    let (text, sort): (String, SQLPiece.Sort)
    switch value {
    case .unknown, .judgement(nil, _, _):
      return SQLPiece(text: SQLText.null, sort: .nothing, constant: .unknown)
    case .none:
      return SQLPiece(
        text: SQLText.null, sort: .nothing, constant: value, isOpen: false, none: SQLText.yes)
    case .boolean(let flag), .judgement(.some(let flag), _, _):
      (text, sort) = (flag ? SQLText.yes : SQLText.no, .truth)
    case .number(let number):
      let digits = "\(number.numerator.magnitude)".utf8.count
      // A number below zero in parentheses, so that no two minus signs meet.
      let plain = "\(number.numerator)"
      text = number.numerator < 0 ? "(" + plain + ")" : plain
      sort = .number(SQLNumber(divisor: number.denominator, digits: digits))
    case .date(let date): (text, sort) = ("DATE '\(date)'", .date)
    case .calendarYear(let year): (text, sort) = ("\(year)", .year)
    case .text(let word): (text, sort) = (dialect.literal(word), .text)
    case .value(let index): (text, sort) = ("\(index)", .code)
    case .values(let values): (text, sort) = ("", .set(values))
    case .option(let index): (text, sort) = ("\(index)", .option)
    case .list(let records) where records.isEmpty: throw unsupported(.fieldType)
    case .range, .monthDay, .record, .list, .clauses: throw unsupported(.fieldType)
    }
    return SQLPiece(text: text, sort: sort, constant: value, isOpen: false)
  }
}
