// Nodes, types and values of a dump.
extension IRDump {
  func operation(_ operation: IRNode.Operation) -> String {
    let name = operation.name
    switch operation {
    case .constant(let constant): return text(of: constant)
    case .field(let scope, let index): return "\(name) \(scope).\(index)"
    case .member(let record, let index): return "\(name) \(ref(record)).\(index)"
    case .parameter(let index), .reading(let index), .unstated(let index), .events(let index),
      .holdsHonour(let index), .termEnded(let index), .hasOutcome(let index):
      return "\(name) \(index)"
    case .readingIs(let index, let option): return "\(name) \(index), \(option)"
    case .asOfDate, .error: return name
    case .not(let operand), .passes(let operand), .known(let operand), .minus(let operand),
      .yearOf(let operand):
      return "\(name) \(ref(operand))"
    case .and(let operands), .or(let operands): return "\(name) \(refs(operands))"
    case .atLeast(let number, let operands): return "\(name) \(ref(number)), \(refs(operands))"
    case .named(let index, let operand): return "\(name) \(index), \(ref(operand))"
    case .compare(let comparison, let left, let right):
      return "\(ref(left)) \(comparison.name) \(ref(right))"
    case .isMember(let element, let set): return "\(ref(element)) in \(ref(set))"
    case .window(let date, let length, let end):
      return "\(ref(date)) in last \(ref(length)) to \(ref(end))"
    case .arithmetic(let operation, let left, let right):
      switch operation {
      case .higher, .lower: return "\(operation.name) \(ref(left)), \(ref(right))"
      case .add, .subtract, .multiply, .divide:
        return "\(ref(left)) \(operation.name) \(ref(right))"
      }
    case .fullYears(let from, let to): return "\(name) from \(ref(from)) to \(ref(to))"
    case .quantifier(let kind, let list, let condition, let bound):
      return "has \(kind.name)" + part("", bound) + " of \(ref(list))" + part("where", condition)
    case .aggregate(let kind, let list, let condition, let value):
      return "\(kind.name) of \(ref(list))" + part("where", condition) + part("take", value)
    case .score(let index, let list): return "\(name) \(index), \(ref(list))"
    case .table(let index, let inputs): return "\(name) \(index), \(refs(inputs))"
    }
  }

  private func part(_ word: String, _ node: NodeID?) -> String {
    guard let node else { return "" }
    return (word.isEmpty ? " " : " " + word + " ") + ref(node)
  }

  func type(_ type: IRType) -> String {
    switch type {
    case .boolean: "boolean"
    case .number(let unit): unit == .none ? "number" : "number of " + unit.spelling(.english)
    case .money: "money"
    case .share: "share"
    case .date: "date"
    case .calendarYear: "calendar year"
    case .monthDay: "day of the year"
    case .text: "text"
    case .enumeration(let index): "value of \(index)"
    case .set(let index): "set of \(index)"
    case .record(let index): "record \(index)"
    case .list(let index): "list of record \(index)"
    case .judgement: "judgement"
    case .clauses: "clauses"
    case .option(let index): "option of reading \(index)"
    case .error: "error"
    }
  }

  func text(of constant: IRConstant) -> String {
    switch constant {
    case .boolean(let value): value ? "yes" : "no"
    case .number(let value): value.description
    case .date(let date): date.description
    case .calendarYear(let year): "year \(year)"
    case .monthDay(let month, let day): "month \(month) day \(day)"
    case .text(let text): quoted(text)
    case .value(let index): "value \(index)"
    case .values(let indices): "{" + list(indices) + "}"
    }
  }

  func value(_ value: IRAttribute.Value) -> String {
    switch value {
    case .node(let node): ref(node)
    case .keyword(let keyword): keyword.spelling(.english)
    case .text(let text): quoted(text)
    case .norm(let index): "norm \(index)"
    case .event(let index): "event \(index)"
    case .field(let index): "field \(field(index))"
    case .requirement(let index): "clause \(index)"
    case .constant(let constant, let type): "\(text(of: constant)) : \(self.type(type))"
    }
  }

  func ref(_ node: NodeID) -> String { "%\(node.raw)" }

  private func refs(_ nodes: [NodeID]) -> String {
    var parts: [String] = []
    for node in nodes { parts.append(ref(node)) }
    return parts.joined(separator: ", ")
  }

  func list(_ indices: [Int]) -> String {
    var parts: [String] = []
    for index in indices { parts.append("\(index)") }
    return parts.joined(separator: ", ")
  }

  /// The id with the names that differ from it.
  func label(_ label: IRLabel) -> String {
    var result = label.id.isEmpty ? "-" : visible(label.id)
    if label.zh != label.id { result += " " + quoted(label.zh) }
    if !label.en.isEmpty { result += " " + quoted(label.en) }
    return result
  }

  func cited(_ articles: [String]) -> String {
    var result = ""
    for article in articles { result += " @" + article }
    return result
  }

  /// `from national replaces ministry`; nothing for what the policy declares anew.
  func from(_ origin: IROrigin) -> String {
    var result = ""
    if let policy = program.ancestor(origin.policy) { result += " from \(visible(policy.id))" }
    if let other = program.ancestor(origin.replaced) { result += " replaces \(visible(other.id))" }
    return result
  }

  func noted(_ note: String) -> String { note.isEmpty ? "" : " note " + quoted(note) }

  func field(_ index: Int) -> String {
    guard let record = program.records.first, record.fields.indices.contains(index) else {
      return "\(index)"
    }
    return record.fields[index].label.id
  }

  /// On one line, with line breaks and quotation marks escaped.
  func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
