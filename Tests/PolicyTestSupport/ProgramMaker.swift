public import PolicyLang

/// Writes small programs by hand, over one fixed record, for tests of everything behind the compiler.
public struct ProgramMaker: Sendable {
  public var builder = IRBuilder()
  public var program: IRProgram

  /// The fields of the candidate, in the order of the record.
  public enum Field: Int, CaseIterable, Sendable {
    case id, years, rank, retired, birth, age, started, count, money, quality, force, contests,
      waivers
  }

  /// The fields of a contest.
  public enum Contest: Int, CaseIterable, Sendable { case level, place, own, on, prize }

  public static let levels = 0
  public static let contest = 1
  public static let announced = 2

  public init() {
    program = IRProgram(id: "sample", title: "样例政策", vocabulary: "sample")
    program.enumerations = [
      IREnumeration(
        name: "级别", isOrdered: true,
        values: [
          IRLabel(id: "low", zh: "低", en: "Low"), IRLabel(id: "middle", zh: "中", en: "Middle"),
          IRLabel(id: "high", zh: "高", en: "High"),
        ])
    ]
    func field(_ id: String, _ zh: String, _ type: IRType, _ places: Int = 0) -> IRField {
      IRField(label: IRLabel(id: id, zh: zh, en: ""), type: type, places: places)
    }
    program.records = [
      IRRecord(
        label: IRLabel(id: "candidate", zh: "候选人", en: "Candidate"),
        fields: [
          IRField(label: IRLabel(id: "id", zh: "编号", en: "ID"), type: .text, isIdentifier: true),
          field("years", "一线工作年限", .number(.years), 2), field("rank", "行政级别", .enumeration(0)),
          field("retired", "退休", .boolean), field("birth", "出生日期", .date),
          field("age", "年龄", .number(.years)), field("started", "参加工作日期", .date),
          field("count", "项目数", .number(.none)), field("money", "金额", .money, 2),
          field("quality", "政治素质", .judgement), field("force", "引领力", .judgement),
          field("contests", "竞赛成绩", .list(1)), field("waivers", "豁免", .clauses),
        ]),
      IRRecord(
        label: IRLabel(id: "contest", zh: "竞赛", en: ""),
        fields: [
          field("level", "级别", .enumeration(0)), field("place", "名次", .number(.none)),
          field("own", "本行业", .boolean), field("on", "日期", .date),
          field("prize", "奖金", .money, 2),
        ]),
      IRRecord(
        label: IRLabel(id: "announced", zh: "公布", en: ""), fields: [field("on", "日期", .date)]),
    ]
    program.events = [IREvent(label: IRLabel(id: "announced", zh: "公布", en: ""), record: 2)]
  }

  /// The finished program.
  public var finished: IRProgram {
    var result = program
    result.nodes = builder.nodes
    return result
  }

  // MARK: Values

  public mutating func field(_ field: Field) -> NodeID {
    builder.add(
      .field(scope: 0, index: field.rawValue), program.records[0].fields[field.rawValue].type)
  }

  public mutating func its(_ field: Contest, scope: Int = 1) -> NodeID {
    builder.add(
      .field(scope: scope, index: field.rawValue), program.records[1].fields[field.rawValue].type)
  }

  public mutating func number(_ value: Int64, _ unit: Unit = .none) -> NodeID {
    number(Rational(value), unit)
  }

  public mutating func number(_ value: Rational, _ unit: Unit = .none) -> NodeID {
    builder.add(.constant(.number(value)), .number(unit))
  }

  public mutating func money(_ value: Int64) -> NodeID {
    builder.add(.constant(.number(Rational(value))), .money)
  }

  public mutating func share(_ above: Int64, _ below: Int64) -> NodeID {
    builder.add(.constant(.number(Rational(above, over: below) ?? .zero)), .share)
  }

  public mutating func level(_ value: Int) -> NodeID {
    builder.add(.constant(.value(value)), .enumeration(0))
  }

  public mutating func levels(_ values: [Int]) -> NodeID {
    builder.add(.constant(.values(values)), .set(0))
  }

  public mutating func date(_ text: String) -> NodeID {
    builder.add(.constant(.date(CivilDate(text: text))), .date)
  }

  public mutating func asOf() -> NodeID { builder.add(.asOfDate, .date) }

  /// An open point: a condition that is unknown for good.
  public mutating func unstated() -> NodeID {
    if program.openPoints.isEmpty {
      program.openPoints.append(
        IROpenPoint(
          label: label("silence"), articles: [], note: "", isUnseen: false, isImplied: false))
    }
    return builder.add(.unstated(0), .boolean)
  }

  // MARK: Conditions

  public mutating func compare(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID
  ) -> NodeID {
    builder.add(.compare(comparison, left, right), .boolean)
  }

  /// `一线工作年限 至少 years年`.
  public mutating func yearsAtLeast(_ years: Int64) -> NodeID {
    compare(.atLeast, field(.years), number(years, .years))
  }

  public mutating func passes(_ judgement: Field) -> NodeID {
    builder.add(.passes(field(judgement)), .boolean)
  }

  public mutating func has(
    _ kind: IRNode.Quantifier, _ bound: Int64? = nil, where condition: NodeID?
  ) -> NodeID {
    let list = field(.contests)
    let limit = bound.map { number($0) }
    return builder.add(
      .quantifier(kind, list: list, condition: condition, bound: limit), .boolean)
  }

  public mutating func aggregate(
    _ kind: Expression.AggregateKind, where condition: NodeID? = nil, _ value: Contest? = nil,
    _ type: IRType
  ) -> NodeID {
    let list = field(.contests)
    let taken = value.map { its($0) }
    return builder.add(
      .aggregate(kind, list: list, condition: condition, value: taken), type)
  }

  public mutating func named(
    _ id: String, _ condition: NodeID, _ kind: IRCondition.Kind = .branch
  ) -> NodeID {
    program.conditions.append(IRCondition(label: label(id), articles: [], kind: kind))
    return builder.add(
      .named(program.conditions.count - 1, condition), builder[condition].type)
  }

  // MARK: Declarations

  public func label(_ id: String) -> IRLabel { IRLabel(id: id, zh: id + "名", en: "") }

  public func exception(_ id: String, _ condition: NodeID) -> IRException {
    IRException(
      label: label(id), articles: ["第五条"], condition: condition, exceptions: [], holds: condition)
  }

  /// Adds a clause composed as the compiler composes it.
  public mutating func require(
    _ id: String, _ strength: IRRequirement.Strength, _ condition: NodeID, applies: NodeID? = nil,
    exceptions: [IRException] = [], lifts: [IRException] = [], judgement: Field? = nil
  ) {
    var parts: [NodeID] = []
    if let applies { parts.append(builder.not(applies)) }
    for exception in exceptions + lifts { parts.append(exception.holds) }
    parts.append(strength.excludes ? builder.not(condition) : condition)
    program.requirements.append(
      IRRequirement(
        label: label(id), articles: ["第三条"], strength: strength, applies: applies,
        condition: condition, exceptions: exceptions, lifts: lifts, judgement: judgement?.rawValue,
        satisfied: builder.or(parts), note: ""))
  }

  public mutating func parameter(_ id: String, _ values: [(String?, NodeID)]) -> NodeID {
    let type = builder[values[0].1].type
    program.parameters.append(
      IRParameter(
        label: label(id), articles: ["第三条"], type: type,
        values: values.map { from, node in
          IRDatedValue(from: from.map { CivilDate(text: $0) }, value: node)
        }))
    return builder.add(.parameter(program.parameters.count - 1), type)
  }

  public mutating func reading(_ id: String, _ options: [NodeID]) -> NodeID {
    let type = builder[options[0]].type
    program.readings.append(
      IRReading(
        label: label(id), articles: ["第四条"], note: "两种读法", type: type,
        options: options.enumerated().map { number, node in
          IRReadingOption(label: label("option\(number)"), value: node)
        }))
    return builder.add(.reading(program.readings.count - 1), type)
  }

  /// A reading whose options are mere words, and whether one of them is chosen.
  public mutating func wordReading(_ id: String, options: Int) -> (Int) -> IRNode.Operation {
    let index = program.readings.count
    program.readings.append(
      IRReading(
        label: label(id), articles: [], note: "", type: .option(index),
        options: (0..<options).map { IRReadingOption(label: label("word\($0)"), value: nil) }))
    return { .readingIs(index, option: $0) }
  }
}

extension CivilDate {
  /// A day written as `2026-05-01`; the first day of 1970 for anything else.
  public init(text: String) {
    let parts = text.split(separator: "-").map { Int($0) ?? 0 }
    guard parts.count == 3, let date = CivilDate(year: parts[0], month: parts[1], day: parts[2])
    else {
      self = CivilDate(dayNumber: 0)
      return
    }
    self = date
  }
}
