internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport

/// Small random policies whose facts are compared with constants only, so that a handful of values per
/// fact stands for all of them and every completion of a record can be tried.
struct CompletionSmallPolicy {
  static let vocabulary = """
    词汇 small "小词汇"
    主体 人(person) "Person" {
      字段 编号(id) "ID": 文本
      字段 甲(a) "A": 整数
      字段 乙(b) "B": 年 小数1位
      字段 丙(c) "C": 是否
      字段 丁(d) "D": 等级 初(low) < 中(middle) < 高(high)
      字段 戊(e) "E": 认定结果
      字段 己(f) "F": 认定结果
      字段 项(items) "Items": 列表 {
        字段 数(n) "N": 整数
        字段 真(t) "T": 是否
      }
      字段 豁免(waivers) "Waivers": 条款列表
    }

    """

  let text: String
  let program: IRProgram
  let policy: PreparedPolicy
  private var random: RandomSource

  enum Refusal: Error { case text(String) }

  init(seed: UInt64, hasLists: Bool = true) throws {
    var random = RandomSource(seed: seed)
    var text = "政策 small_policy \"小政策\"\n使用 small\n资格 基本条件 {\n"
    for clause in 1...random.within(1...4) {
      let strength = random.pick(["应当", "应当", "不得", "原则上应当", "原则上不得"])
      text +=
        "  \(strength) 条款\(clause): \(CompletionSmallPolicy.condition(&random, depth: 2, hasLists))\n"
    }
    text += "}\n"
    self.text = text
    self.random = random
    let compiled = Compilation.compile(
      name: "small_policy.policy", bytes: Array(text.utf8),
      library: Library(files: ["small": CompletionSmallPolicy.vocabulary]))
    guard let program = compiled.program else {
      throw Refusal.text(
        TextRenderer(sources: compiled.sources, language: .english).render(compiled.diagnostics))
    }
    self.program = program
    policy = try PreparedPolicy(program)
  }

  private static func condition(
    _ random: inout RandomSource, depth: Int, _ hasLists: Bool
  ) -> String {
    if depth == 0 || random.chance(35) { return test(&random, hasLists) }
    let joiner = random.chance(50) ? " 且 " : " 或 "
    let parts = (0..<random.within(2...3)).map { _ in
      "(" + condition(&random, depth: depth - 1, hasLists) + ")"
    }
    return parts.joined(separator: joiner)
  }

  private static func test(_ random: inout RandomSource, _ hasLists: Bool) -> String {
    let comparison = random.pick(["至少", "至多", "超过", "不满", "是", "不是"])
    switch random.below(hasLists ? 11 : 7) {
    case 0, 1: return "甲 \(comparison) \(random.within(1...4))"
    case 2: return "乙 \(comparison) \(random.within(1...4))年"
    case 3: return random.pick(["丙", "非 丙"])
    case 4: return "丁 \(comparison) \(random.pick(["初", "中", "高"]))"
    case 5: return random.pick(["认定 戊", "非 (认定 戊)"])
    case 6: return random.pick(["认定 己", "非 (认定 己)"])
    case 7: return "有 项 (\(element(&random)))"
    case 8: return "每个 项 (\(element(&random)))"
    case 9:
      let test = random.pick(["至少 1个", "至少 2个", "至多 1个", "恰好 1个"])
      return "有 \(test) 项 (\(element(&random)))"
    default: return "计数 项 \(comparison) \(random.within(1...2))"
    }
  }

  private static func element(_ random: inout RandomSource) -> String {
    let comparison = random.pick(["至少", "至多", "是"])
    let number = "其 数 \(comparison) \(random.within(1...2))"
    switch random.below(4) {
    case 0: return number
    case 1: return "其 真"
    case 2: return number + " 且 其 真"
    default: return number + " 或 非 其 真"
    }
  }

  // MARK: Records

  /// A record that lacks between one and four facts, elements' facts included.
  mutating func candidate() -> Candidate {
    var facts = Record(unknown: program.records[0])
    for field in 1..<8 { facts[field] = random.pick(values(field)) }
    if random.chance(20) { facts[8] = .clauses(["条款\(random.within(1...3))"]) }
    for _ in 0..<random.within(1...3) { facts[random.within(1...6)] = .unknown }
    if random.chance(6) { facts[7] = .unknown }
    if case .list(var records) = facts[7], !records.isEmpty, random.chance(60) {
      records[random.below(records.count)][random.below(2)] = .unknown
      facts[7] = .list(records)
    }
    var candidate = Candidate(id: "x", facts: facts)
    if case .clauses(let names) = facts[8] { candidate.waivers = names }
    return candidate
  }

  /// Values that stand for all values of a fact.
  func values(_ field: Int) -> [Value] {
    switch field {
    case 1: return (0...5).map { .number(Rational($0)) }
    case 2:
      // A tenth of a year beside every whole one.
      let tenths: [Int64] = [0, 9, 10, 11, 19, 20, 21, 29, 30, 31, 39, 40, 41]
      return tenths.compactMap { Rational($0, over: 10).map { .number($0) } }
    case 3: return [.boolean(false), .boolean(true)]
    case 4: return [.value(0), .value(1), .value(2)]
    case 5, 6:
      return [
        .judgement(passed: false, score: nil, by: nil),
        .judgement(passed: true, score: nil, by: nil),
      ]
    default: return lists
    }
  }

  func elementValues(_ field: Int) -> [Value] {
    field == 0 ? (0...3).map { .number(Rational($0)) } : [.boolean(false), .boolean(true)]
  }

  /// Lists of up to four elements of every kind; no condition counts further than to two, so that four
  /// can break two conditions at once.
  private var lists: [Value] {
    var kinds: [Record] = []
    for number in elementValues(0) {
      for truth in elementValues(1) { kinds.append(Record([number, truth])) }
    }
    var result: [Value] = [.list([])]
    for (first, a) in kinds.enumerated() {
      result.append(.list([a]))
      for (second, b) in kinds.enumerated() where second >= first {
        result.append(.list([a, b]))
        for (third, c) in kinds.enumerated() where third >= second {
          result.append(.list([a, b, c]))
          for d in kinds[third...] { result.append(.list([a, b, c, d])) }
        }
      }
    }
    return result
  }

  // MARK: Every completion

  private struct Hole {
    let path: String
    let values: [Value]
    let fill: (inout Record, Value) -> Void
  }

  private func holes(_ candidate: Candidate) -> [Hole] {
    let names = ["id", "a", "b", "c", "d", "e", "f", "items"]
    var result: [Hole] = []
    for field in 1..<8 {
      if candidate.facts[field] == .unknown {
        result.append(Hole(path: names[field], values: values(field)) { $0[field] = $1 })
      }
      guard field == 7, case .list(let records) = candidate.facts[7] else { continue }
      for (position, record) in records.enumerated() {
        for own in 0..<2 where record[own] == .unknown {
          let path = "items.\(position + 1)." + (own == 0 ? "n" : "t")
          result.append(
            Hole(path: path, values: elementValues(own)) { facts, value in
              guard case .list(var records) = facts[7] else { return }
              records[position][own] = value
              facts[7] = .list(records)
            })
        }
      }
    }
    return result
  }

  /// The absent facts that can change the decision, by trying all completions; `nil` for too many.
  func changing(_ candidate: Candidate, limit: Int = 1_000) throws -> Set<String>? {
    let holes = holes(candidate)
    var total = 1
    for hole in holes {
      total *= hole.values.count
      if total > limit { return nil }
    }
    // Which waivers a decision asks for belongs to it.
    var outcomes: [(outcome: Outcome, waivers: [Int])] = []
    for number in 0..<total {
      var completed = candidate
      var rest = number
      for hole in holes {
        hole.fill(&completed.facts, hole.values[rest % hole.values.count])
        rest /= hole.values.count
      }
      let decision = try policy.decide(completed)
      let waivers = decision.outcome == .needsWaiver ? decision.waivable.map(\.requirement) : []
      outcomes.append((decision.outcome, waivers))
    }
    var result = Set<String>()
    var stride = 1
    for hole in holes {
      let size = hole.values.count
      for index in outcomes.indices
      where outcomes[index] != outcomes[index - index / stride % size * stride] {
        result.insert(hole.path)
        break
      }
      stride *= size
    }
    return result
  }
}
