internal import PolicyLang

/// Gives equal things of several policies the same number, whatever they are called and wherever they
/// stand: two nodes have one number exactly when they are built alike from facts, events and figures.
final class TermNumbers {
  private var numbers: [String: Int] = [:]

  func number(_ form: String) -> Int {
    if let known = numbers[form] { return known }
    numbers[form] = numbers.count
    return numbers.count - 1
  }
}

/// Writes what a policy declares in a form that does not depend on its names and places.
///
/// Parameters and readings stand for their values under the policy's settings. Declared things stand
/// for the class that an alignment gave them.
struct TermKeys {
  let environment: Environment
  let numbers: TermNumbers
  /// The class of each declared thing, by norm; others are only equal to themselves.
  var classes: [Int: String] = [:]
  /// Tells the sides apart for what has no class.
  let side: Int
  private var known: [NodeID: Int] = [:]

  private var program: IRProgram { environment.program }
  static let deepest = 400

  init(_ environment: Environment, _ numbers: TermNumbers, side: Int) {
    self.environment = environment
    self.numbers = numbers
    self.side = side
  }

  mutating func setClass(_ name: String, of norm: Int) {
    classes[norm] = name
    // What was written with the old class of a norm would be wrong now.
    known = [:]
  }

  func norm(_ norm: Int) -> String { classes[norm] ?? "\(side)#\(norm)" }

  // MARK: Values

  mutating func key(_ value: TermValue) -> String {
    switch value {
    case .node(let node):
      return program.isUnstated(resolved(node)) ? "open" : "n\(number(of: node))"
    case .keyword(let keyword): return "k" + keyword.spelling(.english)
    case .event(let event): return "e" + eventID(event)
    case .conferral(_, let honour): return "c" + norm(honour)
    case .norm(let norm): return "d" + self.norm(norm)
    case .field(let field): return "f" + fieldID(field, of: 0)
    case .text(let text): return "t" + text
    case .label(let label): return "l" + label.id
    case .constant(let constant, let type):
      return "n\(numbers.number(form(constant, type)))"
    case .flag(let flag): return flag ? "yes" : "no"
    case .years(let first, let last):
      return "y" + (first?.description ?? "") + "-" + (last?.description ?? "")
    case .before(let first, let second): return "<" + norm(first) + "," + norm(second)
    case .unordered: return "unordered"
    case .notRecovered: return "kept"
    case .unstated: return "open"
    case .set(let values):
      var keys: [String] = []
      for value in values { keys.append(key(value)) }
      return "{" + keys.sorted().joined(separator: ";") + "}"
    case .phrase(let values):
      var keys: [String] = []
      for value in values { keys.append(key(value)) }
      return "(" + keys.joined(separator: ";") + ")"
    }
  }

  /// The node that a parameter or a reading stands for.
  private func resolved(_ node: NodeID) -> NodeID {
    guard node.index < program.nodes.count else { return node }
    switch program.nodes[node.index].operation {
    case .parameter(let index): return parameterNode(index) ?? node
    case .reading(let index): return readingNode(index) ?? node
    default: return node
    }
  }

  /// Whether a condition is settled whatever the case, with its value.
  mutating func truth(_ node: NodeID) -> Bool? {
    let number = number(of: node)
    if number == numbers.number("true") { return true }
    return number == numbers.number("false") ? false : nil
  }

  /// Whether another reading would make a node something else.
  mutating func isContested(_ node: NodeID) -> Bool {
    let own = number(of: node)
    for (index, isRead) in program.reachable(from: [node]).enumerated() where isRead {
      let reading: Int
      switch program.nodes[index].operation {
      case .reading(let number), .readingIs(let number, _): reading = number
      default: continue
      }
      for option in program.readings[reading].options.indices
      where option != environment.options[reading] {
        var other = TermKeys(environment.choosing(option, of: reading), numbers, side: side)
        other.classes = classes
        if other.number(of: node) != own { return true }
      }
    }
    return false
  }

  // MARK: Nodes

  mutating func number(of node: NodeID) -> Int { number(of: node, depth: 0) }

  private mutating func number(of node: NodeID, depth: Int) -> Int {
    if let number = known[node] { return number }
    guard node.index < program.nodes.count, depth < TermKeys.deepest else {
      return numbers.number("\(side)!\(node.index)")
    }
    let number = form(program.nodes[node.index], depth + 1)
    known[node] = number
    return number
  }

  private mutating func form(_ node: IRNode, _ depth: Int) -> Int {
    switch node.operation {
    case .named(_, let operand): return number(of: operand, depth: depth)
    case .parameter(let index):
      if let value = environment.overrides[index] {
        return numbers.number("value \(TermKeys.text(value))")
      }
      if let value = parameterNode(index) { return number(of: value, depth: depth) }
      return numbers.number("parameter " + program.parameters[index].label.id)
    case .reading(let index):
      if let value = readingNode(index) { return number(of: value, depth: depth) }
      return numbers.number(option(environment.options[index], of: index))
    case .readingIs(let index, let option):
      return numbers.number(environment.options[index] == option ? "true" : "false")
    case .constant(.boolean(let value)): return numbers.number(value ? "true" : "false")
    case .constant(let constant): return numbers.number(form(constant, node.type))
    case .and(let operands): return junction("and", operands, depth, neutral: "true", "false")
    case .or(let operands): return junction("or", operands, depth, neutral: "false", "true")
    case .not(let operand):
      let inner = number(of: operand, depth: depth)
      if inner == numbers.number("true") { return numbers.number("false") }
      if inner == numbers.number("false") { return numbers.number("true") }
      return numbers.number("not \(inner)")
    case .compare(let comparison, let left, let right):
      let (a, b) = (number(of: left, depth: depth), number(of: right, depth: depth))
      if isOption(left), isOption(right), comparison == .equal || comparison == .notEqual {
        return numbers.number((a == b) == (comparison == .equal) ? "true" : "false")
      }
      return numbers.number("\(comparison.name) \(a) \(b)")
    default: break
    }
    var text = detail(node)
    for operand in node.operation.operands { text += " \(number(of: operand, depth: depth))" }
    return numbers.number(text)
  }

  private mutating func junction(
    _ name: String, _ operands: [NodeID], _ depth: Int, neutral: String, _ absorbing: String
  ) -> Int {
    var parts = Set<Int>()
    for operand in operands {
      let part = number(of: operand, depth: depth)
      if part == numbers.number(absorbing) { return part }
      if part != numbers.number(neutral) { parts.insert(part) }
    }
    guard let first = parts.first else { return numbers.number(neutral) }
    if parts.count == 1 { return first }
    var text = name
    for part in parts.sorted() { text += " \(part)" }
    return numbers.number(text)
  }

  private func isOption(_ node: NodeID) -> Bool {
    if case .option = program.nodes[node.index].type { return true }
    return false
  }

  /// An operation without its operands.
  private func detail(_ node: IRNode) -> String {
    let name = node.operation.name
    switch node.operation {
    case .field(let scope, let index):
      return name + " \(scope) " + (scope == 0 ? fieldID(index, of: 0) : "\(index)")
    case .member(let owner, let index):
      switch program.nodes[owner.index].type {
      case .record(let record), .list(let record):
        return name + " " + fieldID(index, of: record)
      default: return name + " \(index)"
      }
    case .events(let event): return name + " " + eventID(event)
    case .holdsHonour(let norm), .termEnded(let norm), .hasOutcome(let norm):
      return name + " " + self.norm(norm)
    case .score(let sheet, _): return name + " " + norm(sheet)
    case .arithmetic(let operation, _, _): return name + " " + operation.name
    case .quantifier(let quantifier, let list, _, _):
      return name + " " + quantifier.name + " " + element(list)
    case .aggregate(let kind, let list, _, let value):
      return name + " " + kind.name + (value == nil ? " " : " of ") + element(list)
    case .table(let index, _): return name + " " + program.tables[index].label.id
    default: return name
    }
  }

  /// Fields of list elements are numbers, so the list is named with them.
  private func element(_ list: NodeID) -> String {
    guard case .list(let record) = program.nodes[list.index].type,
      program.records.indices.contains(record)
    else { return "" }
    return program.records[record].label.id
  }

  // MARK: Constants and names

  private func form(_ constant: IRConstant, _ type: IRType) -> String {
    switch constant {
    case .number(let number): return "number " + number.description + " " + TermKeys.unit(type)
    case .date(let date): return "date " + date.description
    case .calendarYear(let year): return "year \(year)"
    case .monthDay(let month, let day): return "day \(month)-\(day)"
    case .text(let text): return "text " + text
    case .boolean(let value): return value ? "true" : "false"
    case .value(let index):
      if case .option(let reading) = type { return option(index, of: reading) }
      return "value " + valueID(index, type)
    case .values(let indices):
      var names: [String] = []
      for index in indices { names.append(valueID(index, type)) }
      return "values " + names.sorted().joined(separator: ",")
    }
  }

  private static func unit(_ type: IRType) -> String {
    switch type {
    case .money: "yuan"
    case .share: "share"
    case .number(let unit): unit.spelling(.english)
    default: ""
    }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .number(let number): number.description
    case .boolean(let flag): flag ? "yes" : "no"
    case .date(let date): date.description
    case .monthDay(let month, let day): "\(month)-\(day)"
    case .calendarYear(let year): "\(year)"
    case .text(let text): text
    case .value(let index): "#\(index)"
    default: "?"
    }
  }

  private func option(_ option: Int, of reading: Int) -> String {
    guard program.readings.indices.contains(reading),
      program.readings[reading].options.indices.contains(option)
    else { return "option \(side)#\(reading).\(option)" }
    let label = program.readings[reading].label.id
    return "option " + label + "." + program.readings[reading].options[option].label.id
  }

  private func valueID(_ index: Int, _ type: IRType) -> String {
    switch type {
    case .enumeration(let number), .set(let number):
      guard program.enumerations.indices.contains(number),
        program.enumerations[number].values.indices.contains(index)
      else { return "#\(index)" }
      return program.enumerations[number].values[index].id
    default: return "#\(index)"
    }
  }

  private func fieldID(_ index: Int, of record: Int) -> String {
    guard program.records.indices.contains(record),
      program.records[record].fields.indices.contains(index)
    else { return "#\(index)" }
    return program.records[record].fields[index].label.id
  }

  private func eventID(_ event: Int) -> String {
    program.events.indices.contains(event) ? program.events[event].label.id : "#\(event)"
  }

  private func readingNode(_ index: Int) -> NodeID? {
    guard program.readings.indices.contains(index) else { return nil }
    let (options, chosen) = (program.readings[index].options, environment.options[index])
    return options.indices.contains(chosen) ? options[chosen].value : nil
  }

  private func parameterNode(_ index: Int) -> NodeID? {
    do throws(EvaluationError) { return try environment.value(of: index) } catch { return nil }
  }
}
