internal import PolicyLang

/// How tightly an expression binds; a looser one inside a tighter place gets parentheses.
enum Binding: Int, Comparable {
  case loosest, or, and, not, comparison, sum, product, atom

  static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
}

extension Wording {
  /// What is carried along: how much may still be written, and the records in scope.
  struct Context {
    var budget: Int
    var scopes: [Int]
  }

  func write(_ id: NodeID, _ place: Binding, _ context: inout Context) -> String {
    context.budget -= 1
    guard context.budget > 0, id.index < program.nodes.count else { return "…" }
    let (text, binding) = phrase(id, &context)
    return binding < place ? say("（", "(") + text + say("）", ")") : text
  }

  private func phrase(_ id: NodeID, _ context: inout Context) -> (String, Binding) {
    let node = program.nodes[id.index]
    switch node.operation {
    case .constant(let constant): return (text(of: Value(constant), node.type), .atom)
    case .field(let scope, let index):
      let record = context.scopes.indices.contains(scope) ? context.scopes[scope] : -1
      let name = fieldName(index, inRecord: record)
      return (scope == 0 || isProse ? name : keyword(.its) + " " + name, .atom)
    case .member(let record, let index):
      let owner = write(record, .atom, &context)
      let name = memberName(record, index)
      let text = language == .chinese ? "\(owner) 的 \(name)" : "\(owner)'s \(name)"
      if isProse, node.type == .boolean { return (text + say("：是", ": yes"), .comparison) }
      return (text, .atom)
    case .parameter(let index): return parameter(index, node.type, &context)
    case .reading(let index): return reading(index, &context)
    case .readingIs(let index, let option):
      return (readingChoice(index, option, isNegated: false), .comparison)
    // As a part of something it stands in parentheses: 工作年限至少（没有写明）.
    case .unstated where isProse: return (say("没有写明", "not stated"), .loosest)
    case .unstated(let index):
      return (
        keyword(.unstated) + say("（", " (") + program.openPoints[index].label[language]
          + say("）", ")"), .atom
      )
    case .asOfDate: return (keyword(.asOfDate), .atom)
    case .not(let operand): return negation(operand, &context)
    case .and(let operands): return (join(operands, .and, &context), .and)
    case .or(let operands): return (join(operands, .or, &context), .or)
    case .atLeast(let number, let operands):
      let count = write(number, .sum, &context)
      return (keyword(.atLeastOf) + " " + count + " " + list(operands, &context), .atom)
    case .named(let index, _): return named(index)
    case .passes(let operand):
      return (write(operand, .atom, &context) + say(" 合格", " passed"), .comparison)
    case .known(let operand):
      return (write(operand, .atom, &context) + " " + keyword(.known), .comparison)
    case .compare(let comparison, let left, let right):
      let (a, b) = (write(left, .sum, &context), write(right, .sum, &context))
      return (compared(a, comparison.keyword, b), .comparison)
    case .isMember(let element, let set):
      let (a, b) = (write(element, .sum, &context), write(set, .sum, &context))
      return (compared(a, .memberOf, b), .comparison)
    case .window(let date, let length, let end):
      let (a, b) = (write(date, .sum, &context), write(length, .sum, &context))
      return (
        words(words(a, .inLast, b), .to, write(end, .sum, &context)), .comparison
      )
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right, &context)
    case .minus(let operand): return ("-" + write(operand, .atom, &context), .product)
    case .fullYears(let from, let to):
      let (a, b) = (write(from, .sum, &context), write(to, .sum, &context))
      return (
        language == .chinese ? "周岁（\(a)、\(b)）" : "full years from \(a) to \(b)",
        language == .chinese ? .atom : .comparison
      )
    case .yearOf(let date):
      let date = write(date, .atom, &context)
      return (say("\(date) 所在年份", "year of \(date)"), .atom)
    case .quantifier(let kind, let list, let condition, let bound):
      return (quantifier(kind, list, condition, bound, &context), .comparison)
    case .aggregate(let kind, let list, let condition, let value):
      return (aggregate(kind, list, condition, value, &context), .sum)
    case .table(let index, let inputs):
      return (program.tables[index].label[language] + list(inputs, &context), .atom)
    case .events(let index): return (program.events[index].label[language], .atom)
    case .holdsHonour(let index): return (norm(.holds, index), .comparison)
    case .termEnded(let index): return (norm(.ended, index), .comparison)
    case .hasOutcome(let index): return (norm(.selected, index), .comparison)
    case .score(let index, _): return (program.norms[index].label[language], .atom)
    case .error: return ("…", .atom)
    }
  }

  private func parameter(
    _ index: Int, _ type: IRType, _ context: inout Context
  ) -> (String, Binding) {
    let name = program.parameters[index].label[language]
    guard let environment else { return (name, .atom) }
    if let value = environment.overrides[index] { return (text(of: value, type), .atom) }
    // Before its first date, or without a day to choose by, a parameter is shown by name.
    guard case .success(let node?) = valueNode(of: index, environment) else {
      return (name, .atom)
    }
    return phraseOrDots(node, &context)
  }

  private func valueNode(
    of parameter: Int, _ environment: Environment
  ) -> Result<NodeID?, EvaluationError> {
    do throws(EvaluationError) {
      return .success(try environment.value(of: parameter))
    } catch {
      return .failure(error)
    }
  }

  private func reading(_ index: Int, _ context: inout Context) -> (String, Binding) {
    let reading = program.readings[index]
    guard let environment else { return (reading.label[language], .atom) }
    let chosen = environment.options[index]
    guard reading.options.indices.contains(chosen) else { return (reading.label[language], .atom) }
    if let value = reading.options[chosen].value { return phraseOrDots(value, &context) }
    return (reading.options[chosen].label[language], .atom)
  }

  private func readingChoice(_ index: Int, _ option: Int, isNegated: Bool) -> String {
    let name = program.readings[index].label[language]
    let words = program.readings[index].options[option].label[language]
    return isNegated
      ? say("“\(name)”不读作“\(words)”", "`\(name)` is not read as `\(words)`")
      : say("“\(name)”读作“\(words)”", "`\(name)` is read as `\(words)`")
  }

  private func phraseOrDots(_ id: NodeID, _ context: inout Context) -> (String, Binding) {
    context.budget -= 1
    guard context.budget > 0, id.index < program.nodes.count else { return ("…", .atom) }
    return phrase(id, &context)
  }

  private func negation(_ operand: NodeID, _ context: inout Context) -> (String, Binding) {
    switch program.nodes[operand.index].operation {
    case .isMember(let element, let set):
      let (a, b) = (write(element, .sum, &context), write(set, .sum, &context))
      return (compared(a, .notMemberOf, b), .comparison)
    case .known(let fact):
      return (write(fact, .atom, &context) + say(" 没有记载", " is not known"), .comparison)
    case .passes(let judgement):
      return (write(judgement, .atom, &context) + say(" 不合格", " failed"), .comparison)
    case .readingIs(let index, let option):
      return (readingChoice(index, option, isNegated: true), .comparison)
    case .compare(.equal, let left, let right):
      let (a, b) = (write(left, .sum, &context), write(right, .sum, &context))
      return (compared(a, .notEqual, b), .comparison)
    case .field where isProse: return (say("非", "not ") + write(operand, .not, &context), .not)
    default: return (keyword(.not) + " " + write(operand, .not, &context), .not)
    }
  }

  private func arithmetic(
    _ operation: IRNode.Arithmetic, _ left: NodeID, _ right: NodeID, _ context: inout Context
  ) -> (String, Binding) {
    switch operation {
    case .add, .subtract:
      let (a, b) = (write(left, .sum, &context), write(right, .product, &context))
      return (a + (operation == .add ? " + " : " - ") + b, .sum)
    case .multiply, .divide:
      let (a, b) = (write(left, .product, &context), write(right, .atom, &context))
      return (a + (operation == .multiply ? " × " : " ÷ ") + b, .product)
    case .higher, .lower:
      let word = keyword(operation == .higher ? .higherOf : .lowerOf)
      return (word + list([left, right], &context), .atom)
    }
  }

  private func quantifier(
    _ kind: IRNode.Quantifier, _ list: NodeID, _ condition: NodeID?, _ bound: NodeID?,
    _ context: inout Context
  ) -> String {
    if isProse { return counted(kind, list, condition, bound, &context) }
    var result: String
    switch kind {
    case .every: result = keyword(.each) + " "
    case .atLeast where isOne(bound): return has(list, condition, &context)
    case .atLeast: result = keyword(.has) + " " + keyword(.atLeast) + " "
    case .atMost: result = keyword(.has) + " " + keyword(.atMost) + " "
    case .exactly: result = keyword(.has) + " " + keyword(.exactly) + " "
    }
    if kind != .every, let bound { result += figure(bound, of: list, &context) + " " }
    return result + elements(list, condition, &context)
  }

  /// 名 is no type of its own, and a number of people without it reads like something else.
  func figure(_ bound: NodeID, of list: NodeID, _ context: inout Context) -> String {
    let figure = write(bound, .sum, &context)
    guard language == .chinese, figure.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      CountWord.isPeople(name(ofList: program.nodes[list.index].type))
    else { return figure }
    return figure + "名"
  }

  /// `有 创新成果` says that there is at least one.
  private func has(_ list: NodeID, _ condition: NodeID?, _ context: inout Context) -> String {
    keyword(.has) + " " + elements(list, condition, &context)
  }

  func isOne(_ bound: NodeID?) -> Bool {
    guard let bound else { return true }
    return program.nodes[bound.index].operation == .constant(.number(.one))
  }

  func elements(
    _ list: NodeID, _ condition: NodeID?, _ context: inout Context
  ) -> String {
    let name = write(list, .atom, &context)
    guard let condition else { return name }
    return name + bracketed(inside(list, condition, .loosest, &context))
  }

  private func aggregate(
    _ kind: Expression.AggregateKind, _ list: NodeID, _ condition: NodeID?, _ value: NodeID?,
    _ context: inout Context
  ) -> String {
    var result = keyword(kind.keyword) + " " + elements(list, condition, &context)
    if let value { result += " " + keyword(.take) + " " + inside(list, value, .sum, &context) }
    return result
  }

  private func named(_ index: Int) -> (String, Binding) {
    let condition = program.conditions[index]
    guard condition.kind == .clause else { return (condition.label[language], .atom) }
    return (keyword(.meets) + " " + condition.label[language], .comparison)
  }

  private func norm(_ word: Keyword, _ index: Int) -> String {
    if isProse, word == .ended {
      let name = program.norms[index].label[language]
      return say("“\(name)”已满", "“\(name)” is over")
    }
    return keyword(word) + " " + program.norms[index].label[language]
  }

  private func join(
    _ operands: [NodeID], _ word: Keyword, _ context: inout Context
  ) -> String {
    var parts: [String] = []
    for operand in operands {
      // 且 and 或 are never mixed without parentheses.
      parts.append(write(operand, .not, &context))
    }
    if isProse, word == .and {
      // What is said of one thing stands in brackets, one after the other.
      return parts.joined(separator: context.scopes.count > 1 ? say("，", "; ") : say("，且", " and "))
    }
    return parts.joined(separator: " " + keyword(word) + " ")
  }

  private func list(_ operands: [NodeID], _ context: inout Context) -> String {
    var parts: [String] = []
    for operand in operands { parts.append(write(operand, .loosest, &context)) }
    return bracketed(parts.joined(separator: say("、", ", ")))
  }

  func bracketed(_ text: String) -> String { say("（" + text + "）", " (" + text + ")") }

  func words(_ left: String, _ word: Keyword, _ right: String) -> String {
    left + " " + keyword(word) + " " + right
  }

  private func fieldName(_ index: Int, inRecord record: Int) -> String {
    guard program.records.indices.contains(record),
      program.records[record].fields.indices.contains(index)
    else { return "" }
    return program.records[record].fields[index].label[language]
  }

  /// Writes what is said about the elements of a list.
  func inside(_ list: NodeID, _ node: NodeID, _ place: Binding, _ context: inout Context)
    -> String
  {
    guard case .list(let record) = program.nodes[list.index].type else { return "…" }
    context.scopes.append(record)
    defer { context.scopes.removeLast() }
    return write(node, place, &context)
  }

  private func memberName(_ record: NodeID, _ index: Int) -> String {
    switch program.nodes[record.index].type {
    case .record(let shape), .list(let shape): return fieldName(index, inRecord: shape)
    default: return ""
    }
  }
}
