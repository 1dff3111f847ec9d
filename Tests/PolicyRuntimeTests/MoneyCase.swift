import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// A policy of a few lines about money, and cases written as `event date` pairs.
struct MoneyCase {
  static let vocabulary = """
    词汇 studios "Studios"
    主体 工作室(studio) "Studio" {
      字段 编号(id) "ID": 文本 标识
      字段 人数(people) "People": 整数
      字段 档次(grade) "Grade": 选项 甲(a)、乙(b)
      字段 主管单位(owner) "Owner": 文本
    }
    事件 入选(chosen) "Chosen"
    事件 命名(named) "Named" { 字段 金额(amount) "Amount": 金额  字段 费用(cost) "Cost": 金额 }
    事件 升级(upgraded) "Upgraded" { 字段 金额(amount) "Amount": 金额 }
    事件 验收(accepted) "Accepted"
    事件 授牌(plaque) "Plaque" { 字段 所授荣誉(honour) "Honour": 文本 }
    事件 延长(training_extended) "Extended" { 字段 年数(years) "Years": 年 整数 }
    事件 停止(stopped) "Stopped" {
      字段 批准者(approved_by) "Approved by": 文本
      字段 所据事由(ground) "Ground": 文本
    }
    """

  static let head = """
    政策 sample "样例"
    使用 studios
    施行 2026-01-01 @一
    机构 总会 "示例总会"
    机构 基金会 "示例基金会"
    资格 入选条件 @一 { 应当 有人: 人数 至少 1 }
    培育 建设期 @二: 一般 2年 { 起算 入选 }

    """

  let policy: PreparedPolicy
  let entitlement: Entitlement

  /// - Parameter text: the statements about money, after a term of two years that runs from 入选.
  init(_ text: String, settings: (IRProgram) -> Settings = { _ in Settings() }) throws {
    let compiled = FixtureRunner.compile(
      text: MoneyCase.head + text, with: ["studios": MoneyCase.vocabulary])
    let messages = FixtureRunner.rendered(compiled)
    let compiledProgram = compiled.program
    let program = try #require(compiledProgram, "\(messages)")
    policy = try PreparedPolicy(program, settings: settings(program))
    entitlement = Entitlement(policy)
  }

  var program: IRProgram { policy.program }

  /// An event of a case; attributes by id.
  struct Happening {
    let event: String
    let date: String?
    var attributes: [String: Value] = [:]
    init(_ event: String, _ date: String?, _ attributes: [String: Value] = [:]) {
      self.event = event
      self.date = date
      self.attributes = attributes
    }
  }

  func candidate(_ happenings: [Happening], _ facts: [String: Value] = [:]) throws -> Candidate {
    var record = Record(unknown: program.records[0])
    for (name, value) in facts {
      let field = program.records[0].fields.firstIndex { $0.label.id == name }
      record[try #require(field)] = value
    }
    var events: [CaseEvent] = []
    for happening in happenings {
      let index = try #require(program.events.firstIndex { $0.label.zh == happening.event })
      let shape = program.records[program.events[index].record]
      var attributes = Record(unknown: shape)
      let date = happening.date.map { CivilDate(text: $0) }
      if let date { attributes[0] = .date(date) }
      for (name, value) in happening.attributes {
        attributes[try #require(shape.fields.firstIndex { $0.label.id == name })] = value
      }
      events.append(CaseEvent(event: index, date: date, attributes: attributes))
    }
    return Candidate(id: "s1", facts: record, events: events)
  }

  func ledger(_ happenings: [Happening], _ facts: [String: Value] = [:]) throws -> Ledger {
    try entitlement.ledger(for: try candidate(happenings, facts))
  }

  /// `2026-05-01 培育费 50000.00` for each line, with the status where it is not due.
  func lines(_ happenings: [Happening], _ facts: [String: Value] = [:]) throws -> [String] {
    MoneyCase.text(try ledger(happenings, facts).lines)
  }

  static func text(_ lines: [LedgerLine]) -> [String] {
    lines.map { line in
      var text = (line.date?.description ?? "?") + " " + line.label.zh + " "
      text += line.amount.fixed(places: 2)
      if line.status != .due { text += " " + line.status.name }
      return text
    }
  }
}

extension Value {
  static func yuan(_ amount: Int64) -> Value { .number(Rational(amount)) }
}
