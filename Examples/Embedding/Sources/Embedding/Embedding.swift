import PolicyLang
import PolicyRuntime

/// Decides about reading-room cards: one applicant from JSON, one made in memory, then a batch.
@main struct Embedding {
  static let vocabulary = """
    词汇 reading_room "阅览室"

    主体 申请人(applicant) "Applicant" {
      字段 编号(id) "ID": 文本 标识
      字段 年龄(age) "Age": 年 整数
      字段 会员(member) "Member": 是否
      字段 借阅证(card) "Card": 选项 无(none)、普通(plain)、研究(research)
      字段 逾期次数(overdue) "Times overdue": 整数
    }
    """

  static let text = """
    政策 reading_card "阅览证"
    使用 reading_room

    资格 办证条件 @一 {
      应当 成年: 年龄 至少 18年
      应当 是会员: 会员
      原则上不得 常逾期: 逾期次数 至少 3
    }

    译名 {
      成年: of_age "Of age"
      是会员: is_member "Is a member"
      常逾期: often_overdue "Often overdue"
    }
    """

  static func main() throws {
    // 1. Compile once. What is wrong with a text comes back as messages.
    let policy: EmbeddedPolicy
    do {
      policy = try EmbeddedPolicy.compile(
        name: "reading_card.policy", text, library: Library(files: ["reading_room": vocabulary]))
    } catch {
      print(error.text(in: .english))
      return
    }

    // 2. Prepare: the day and the figures are fixed now. One session for each thread.
    let session = try policy.prepare(asOf: CivilDate(year: 2026, month: 5, day: 1))

    // 3. One record that arrives as JSON.
    let lin = try policy.candidate(
      json: #"{"id":"lin","age":17,"member":true,"card":"plain","overdue":0}"#)
    show("lin", session.evaluate(lin))

    // 4. One record made in memory; what is not set is unknown, never false.
    var wang = policy.emptyCandidate(id: "wang")
    if let age = policy.field("age"), let overdue = policy.field("overdue") {
      wang.facts[age] = .number(Rational(40))
      wang.facts[overdue] = .number(Rational(5))
    }
    show("wang", session.evaluate(wang))
    print("wang lacks:", try session.decide(wang).missing.joined(separator: ", "))

    // 5. Many records at once.
    var people: [Candidate] = []
    for number in 0..<10_000 {
      var person = policy.emptyCandidate(id: "\(number)")
      if let age = policy.field("age"), let member = policy.field("member"),
        let overdue = policy.field("overdue")
      {
        person.facts[age] = .number(Rational(Int64(number % 60)))
        person.facts[member] = .boolean(number % 3 != 0)
        person.facts[overdue] = .number(Rational(Int64(number % 5)))
      }
      people.append(person)
    }
    var totals = [Int](repeating: 0, count: Outcome.allCases.count)
    let batch = session.makeBatch()
    var start = 0
    while start < people.count {
      batch.clear()
      let end = min(people.count, start + batch.capacity)
      for person in people[start..<end] { batch.append(person) }
      let decisions = session.evaluate(batch) { people[start + $0] }
      for outcome in Outcome.allCases { totals[Int(outcome.rawValue)] += decisions.total(outcome) }
      start = end
    }
    for outcome in Outcome.allCases { print("\(outcome.id): \(totals[Int(outcome.rawValue)])") }
  }

  static func show(_ name: String, _ answer: Answer) {
    print("\(name): \(answer.outcome?.id ?? "no decision")")
    for list in DecisionBatch.ClauseList.allCases {
      let clauses = answer.labels(list).map { $0.id }
      if !clauses.isEmpty { print("  \(list): \(clauses.joined(separator: ", "))") }
    }
  }
}
