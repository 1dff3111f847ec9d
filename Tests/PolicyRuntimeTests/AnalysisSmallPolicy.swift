internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport

/// A condition of the small policies on which the solver is held against trying everything. It is
/// evaluated here by code of its own and written as a program for the solver.
indirect enum SmallCondition: Hashable, Sendable {
  case flag(Int)
  case figure(Int, IRNode.Comparison, Int)
  /// `field * factor + addend` compared; a factor of 0 stands for 封顶 at the addend.
  case line(Int, factor: Int, addend: Int, IRNode.Comparison, Int)
  case level(IRNode.Comparison, Int)
  case levels([Int])
  case passed
  case known(SmallField)
  /// Two figures compared with one another: outside of the theory.
  case pair(IRNode.Comparison)
  case not(SmallCondition)
  case all([SmallCondition])
  case any([SmallCondition])
  case atLeast(Int, [SmallCondition])
  case exists(IRNode.Quantifier, Int, SmallElement?)
  case count(IRNode.Comparison, Int, SmallElement?)
  case extreme(isHighest: Bool, SmallElement?, IRNode.Comparison, Int)
  case kinds(IRNode.Comparison, Int)
}

/// A condition on one element of the list.
indirect enum SmallElement: Hashable, Sendable {
  case flag
  case figure(IRNode.Comparison, Int)
  case level(IRNode.Comparison, Int)
  /// A fact of the candidate.
  case outer
  case not(SmallElement)
  case all([SmallElement])
  case any([SmallElement])
}

enum SmallField: Int, CaseIterable, Sendable {
  case flag0, flag1, figure0, figure1, level, judgement, list
}

/// A record of the small vocabulary; `nil` is absent.
struct SmallRecord: Hashable, Sendable {
  var flags: [Bool?] = [nil, nil]
  var figures: [Int?] = [nil, nil]
  var level: Int?
  var judgement: Bool?
  var list: [Element]?

  struct Element: Hashable, Sendable {
    var flag: Bool?
    var figure: Int?
    var level: Int?
  }
}

/// Kleene's logic, written down once more.
extension SmallRecord {
  func truth(_ condition: SmallCondition) -> Bool? {
    switch condition {
    case .flag(let index): return flags[index]
    case .figure(let index, let comparison, let bound):
      return figures[index].map { Self.compare(comparison, $0, bound) }
    case .line(let index, let factor, let addend, let comparison, let bound):
      return figures[index].map {
        Self.compare(comparison, factor == 0 ? min($0, addend) : $0 * factor + addend, bound)
      }
    case .level(let comparison, let bound):
      return level.map { Self.compare(comparison, $0, bound) }
    case .levels(let values): return level.map { values.contains($0) }
    case .passed: return judgement
    case .known(let field): return isKnown(field)
    case .pair(let comparison):
      guard let a = figures[0], let b = figures[1] else { return nil }
      return Self.compare(comparison, a, b)
    case .not(let inner): return truth(inner).map { !$0 }
    case .all(let parts): return Self.all(parts.map { truth($0) })
    case .any(let parts): return Self.all(parts.map { truth($0).map { !$0 } }).map { !$0 }
    case .atLeast(let number, let parts):
      let truths = parts.map { truth($0) }
      if truths.count(where: { $0 == true }) >= number { return true }
      return truths.count(where: { $0 != false }) < number ? false : nil
    case .exists(let kind, let number, let condition):
      switch kind {
      case .every:
        guard let list else { return nil }
        return Self.all(list.map { condition.map($0.truth(in: self)) ?? true })
      case .atLeast: return counted(condition, .atLeast, number)
      case .atMost: return counted(condition, .atMost, number)
      case .exactly: return counted(condition, .equal, number)
      }
    case .count(let comparison, let number, let condition):
      return counted(condition, comparison, number)
    case .extreme(let isHighest, let condition, let comparison, let bound):
      return extreme(isHighest, condition, comparison, bound)
    case .kinds(let comparison, let bound):
      guard let list else { return nil }
      let levels = list.compactMap(\.level)
      guard levels.count == list.count else { return nil }
      return Self.compare(comparison, Set(levels).count, bound)
    }
  }

  private func isKnown(_ field: SmallField) -> Bool {
    switch field {
    case .flag0: flags[0] != nil
    case .flag1: flags[1] != nil
    case .figure0: figures[0] != nil
    case .figure1: figures[1] != nil
    case .level: level != nil
    case .judgement: judgement != nil
    case .list: list != nil
    }
  }

  private func counted(
    _ condition: SmallElement?, _ comparison: IRNode.Comparison, _ bound: Int
  ) -> Bool? {
    var (low, high) = (0, 1_000_000)
    if let list {
      let truths = list.map { element in condition.map(element.truth(in: self)) ?? true }
      low = truths.count { $0 == true }
      high = truths.count { $0 != false }
    }
    switch comparison {
    case .equal, .notEqual:
      var result: Bool?
      if low == high { result = low == bound }
      if bound < low || bound > high { result = false }
      return comparison == .equal ? result : result.map { !$0 }
    case .atLeast, .atMost, .above, .below:
      let (a, b) = (Self.compare(comparison, low, bound), Self.compare(comparison, high, bound))
      return a == b ? a : nil
    }
  }

  /// Only asked of complete records.
  private func extreme(
    _ isHighest: Bool, _ condition: SmallElement?, _ comparison: IRNode.Comparison, _ bound: Int
  ) -> Bool? {
    guard let list else { return nil }
    var values: [Int] = []
    for element in list {
      guard let counts = condition.map(element.truth(in: self)) ?? true, let figure = element.figure
      else { return nil }
      if counts { values.append(figure) }
    }
    guard let value = isHighest ? values.max() : values.min() else { return false }
    return Self.compare(comparison, value, bound)
  }

  static func compare(_ comparison: IRNode.Comparison, _ a: Int, _ b: Int) -> Bool {
    switch comparison {
    case .equal: a == b
    case .notEqual: a != b
    case .atLeast: a >= b
    case .atMost: a <= b
    case .above: a > b
    case .below: a < b
    }
  }

  static func all(_ truths: [Bool?]) -> Bool? {
    if truths.contains(false) { return false }
    return truths.contains(nil) ? nil : true
  }
}

extension SmallRecord.Element {
  func truth(in record: SmallRecord) -> (SmallElement) -> Bool? {
    { condition in truth(condition, record) }
  }

  private func truth(_ condition: SmallElement, _ record: SmallRecord) -> Bool? {
    switch condition {
    case .flag: return flag
    case .figure(let comparison, let bound):
      return figure.map { SmallRecord.compare(comparison, $0, bound) }
    case .level(let comparison, let bound):
      return level.map { SmallRecord.compare(comparison, $0, bound) }
    case .outer: return record.flags[0]
    case .not(let inner): return truth(inner, record).map { !$0 }
    case .all(let parts): return SmallRecord.all(parts.map { truth($0, record) })
    case .any(let parts):
      return SmallRecord.all(parts.map { truth($0, record).map { !$0 } }).map { !$0 }
    }
  }
}

/// The same conditions as a program.
struct SmallProgram {
  var builder = IRBuilder()
  var program: IRProgram

  init() {
    program = IRProgram(id: "small", title: "小", vocabulary: "small")
    let values = ["low", "middle", "high"].map { IRLabel(id: $0, zh: $0, en: "") }
    program.enumerations = [IREnumeration(name: "级别", isOrdered: true, values: values)]
    func field(_ id: String, _ type: IRType) -> IRField {
      IRField(label: IRLabel(id: id, zh: id, en: ""), type: type)
    }
    program.records = [
      IRRecord(
        label: IRLabel(id: "candidate", zh: "候选人", en: ""),
        fields: [
          field("flag0", .boolean), field("flag1", .boolean), field("figure0", .number(.none)),
          field("figure1", .number(.years)), field("level", .enumeration(0)),
          field("judgement", .judgement), field("list", .list(1)),
        ]),
      IRRecord(
        label: IRLabel(id: "element", zh: "一项", en: ""),
        fields: [
          field("flag", .boolean), field("figure", .number(.none)), field("level", .enumeration(0)),
        ]),
    ]
  }

  /// A policy of some clauses, the last `soft` of them in principle.
  static func policy(_ clauses: [SmallCondition], soft: Int = 0) throws -> PreparedPolicy {
    var maker = SmallProgram()
    for (number, clause) in clauses.enumerated() {
      let node = maker.node(clause)
      maker.program.requirements.append(
        IRRequirement(
          label: IRLabel(id: "r\(number)", zh: "条\(number)", en: ""), articles: [],
          strength: number < clauses.count - soft ? .must : .inPrincipleMust, applies: nil,
          condition: node, exceptions: [], lifts: [], judgement: nil, satisfied: node, note: ""))
    }
    maker.program.nodes = maker.builder.nodes
    return try PreparedPolicy(maker.program)
  }

  private mutating func field(_ field: SmallField) -> NodeID {
    builder.add(
      .field(scope: 0, index: field.rawValue), program.records[0].fields[field.rawValue].type)
  }

  private mutating func number(_ value: Int, _ unit: Unit = .none) -> NodeID {
    builder.add(.constant(.number(Rational(Int64(value)))), .number(unit))
  }

  private mutating func figure(_ index: Int) -> NodeID {
    field(index == 0 ? .figure0 : .figure1)
  }

  private func unit(_ index: Int) -> Unit { index == 0 ? .none : .years }

  private mutating func level(_ value: Int) -> NodeID {
    builder.add(.constant(.value(value)), .enumeration(0))
  }

  private mutating func compare(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID
  ) -> NodeID {
    builder.add(.compare(comparison, left, right), .boolean)
  }

  mutating func node(_ condition: SmallCondition) -> NodeID {
    switch condition {
    case .flag(let index): return field(index == 0 ? .flag0 : .flag1)
    case .figure(let index, let comparison, let bound):
      return compare(comparison, figure(index), number(bound, unit(index)))
    case .line(let index, let factor, let addend, let comparison, let bound):
      let type = IRType.number(unit(index))
      var value = figure(index)
      if factor == 0 {
        value = builder.add(.arithmetic(.lower, value, number(addend, unit(index))), type)
      } else {
        value = builder.add(.arithmetic(.multiply, value, number(factor)), type)
        value = builder.add(.arithmetic(.add, value, number(addend, unit(index))), type)
      }
      return compare(comparison, value, number(bound, unit(index)))
    case .level(let comparison, let bound): return compare(comparison, field(.level), level(bound))
    case .levels(let values):
      let set = builder.add(.constant(.values(values)), .set(0))
      return builder.add(.isMember(field(.level), set), .boolean)
    case .passed: return builder.add(.passes(field(.judgement)), .boolean)
    case .known(let known): return builder.add(.known(field(known)), .boolean)
    case .pair(let comparison):
      let years = builder.add(
        .arithmetic(.multiply, figure(0), number(1, .years)), .number(.years))
      return compare(comparison, years, figure(1))
    case .not(let inner): return builder.not(node(inner))
    case .all(let parts): return builder.and(parts.map { node($0) })
    case .any(let parts): return builder.or(parts.map { node($0) })
    case .atLeast(let least, let parts):
      let nodes = parts.map { node($0) }
      return builder.add(.atLeast(number(least), of: nodes), .boolean)
    case .exists(let kind, let bound, let condition):
      let list = field(.list)
      let inner = condition.map { node($0) }
      let limit = kind == .every ? nil : number(bound)
      return builder.add(
        .quantifier(kind, list: list, condition: inner, bound: limit), .boolean)
    case .count(let comparison, let bound, let condition):
      let inner = condition.map { node($0) }
      let count = builder.add(
        .aggregate(.count, list: field(.list), condition: inner, value: nil), .number(.none))
      return compare(comparison, count, number(bound))
    case .extreme(let isHighest, let condition, let comparison, let bound):
      let inner = condition.map { node($0) }
      let value = builder.add(.field(scope: 1, index: 1), .number(.none))
      let extreme = builder.add(
        .aggregate(
          isHighest ? .highest : .lowest, list: field(.list), condition: inner, value: value),
        .number(.none))
      return compare(comparison, extreme, number(bound))
    case .kinds(let comparison, let bound):
      let value = builder.add(.field(scope: 1, index: 2), .enumeration(0))
      let count = builder.add(
        .aggregate(.distinct, list: field(.list), condition: nil, value: value), .number(.none))
      return compare(comparison, count, number(bound))
    }
  }

  private mutating func node(_ condition: SmallElement) -> NodeID {
    switch condition {
    case .flag: return builder.add(.field(scope: 1, index: 0), .boolean)
    case .figure(let comparison, let bound):
      let own = builder.add(.field(scope: 1, index: 1), .number(.none))
      return compare(comparison, own, number(bound))
    case .level(let comparison, let bound):
      let own = builder.add(.field(scope: 1, index: 2), .enumeration(0))
      return compare(comparison, own, level(bound))
    case .outer: return field(.flag0)
    case .not(let inner): return builder.not(node(inner))
    case .all(let parts): return builder.and(parts.map { node($0) })
    case .any(let parts): return builder.or(parts.map { node($0) })
    }
  }
}
