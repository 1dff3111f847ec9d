internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport

/// A small random policy over four facts with few values, as pieces that can be left out.
struct ReviewRandomPolicy {
  struct Part {
    let name: String
    let condition: String
  }
  struct Clause {
    let name: String
    let strength: String
    var condition = ""
    /// 下列之一 in place of a condition.
    var branches: [Part] = []
    var exceptions: [Part] = []
    var applies: String?
  }

  static let vocabulary = """
    词汇 small "小"
    主体 人(person) "Person" {
      字段 编号(id) "Number": 文本 标识
      字段 甲分(a) "A": 得分 0 至 4
      字段 乙分(b) "B": 得分 0 至 4
      字段 合群(c) "C": 是否
      字段 级(d) "D": 等级 低 < 中 < 高
    }
    """

  var clauses: [Clause] = []

  init(seed: UInt64) {
    var random = RandomSource(seed: seed)
    var serial = 0
    func part(_ stem: String) -> Part {
      serial += 1
      return Part(name: "\(stem)\(serial)", condition: Self.condition(&random, depth: 1))
    }
    for number in 0..<random.within(2...5) {
      let strength = random.pick(["应当", "应当", "应当", "不得", "原则上应当", "原则上不得"])
      var clause = Clause(name: "条\(number)", strength: strength)
      if random.chance(40) {
        for _ in 0..<random.within(2...3) { clause.branches.append(part("项")) }
      } else {
        clause.condition = Self.condition(&random, depth: 2)
      }
      if random.chance(30) {
        for _ in 0..<random.within(1...2) { clause.exceptions.append(part("除")) }
      }
      if random.chance(20) { clause.applies = Self.condition(&random, depth: 1) }
      clauses.append(clause)
    }
  }

  private static func condition(_ random: inout RandomSource, depth: Int) -> String {
    if depth > 0, random.chance(50) {
      let (left, right) = (
        condition(&random, depth: depth - 1), condition(&random, depth: depth - 1)
      )
      return "(\(left) \(random.pick(["且", "或"])) \(right))"
    }
    if random.chance(10) { return "非 (\(condition(&random, depth: 0)))" }
    switch random.below(6) {
    case 0: return "合群"
    case 1: return "级 \(random.pick(["至少", "至多", "是"])) \(random.pick(["低", "中", "高"]))"
    default:
      let field = random.pick(["甲分", "乙分"])
      return "\(field) \(random.pick(["至少", "至多", "超过", "不满"])) \(random.below(5))分"
    }
  }

  /// The policy without some of its alternatives and exceptions; a clause that has none left of its
  /// alternatives never holds.
  func text(without parts: Set<String> = []) -> String {
    var text = "政策 small_policy \"小\"\n使用 small\n资格 基本 @第一条 {\n"
    for clause in clauses {
      var content = clause.condition
      if !clause.branches.isEmpty {
        let kept = clause.branches.filter { !parts.contains($0.name) }
        content =
          kept.isEmpty
          ? "(合群 且 非 合群)"
          : "下列之一 {\n" + kept.map { "\($0.name): \($0.condition)\n" }.joined() + "}"
      }
      let exceptions = clause.exceptions.filter { !parts.contains($0.name) }
      var statement = "\(clause.strength) \(clause.name): \(content)"
      if !exceptions.isEmpty {
        statement += " {\n" + exceptions.map { "除外 \($0.name): \($0.condition)\n" }.joined() + "}"
      }
      if let applies = clause.applies { statement = "当 \(applies) {\n\(statement)\n}" }
      text += statement + "\n"
    }
    return text + "}\n"
  }

  /// Compiles the policy.
  func compiled(without parts: Set<String> = []) -> Compiled {
    Compilation.compile(
      name: "small_policy.policy", bytes: Array(text(without: parts).utf8),
      library: Library(files: ["small": Self.vocabulary]))
  }

  /// Every record there is.
  static func candidates(of program: IRProgram) -> [Candidate] {
    var result: [Candidate] = []
    for a in 0..<5 {
      for b in 0..<5 {
        for c in [false, true] {
          for d in 0..<3 {
            var record = Record(unknown: program.records[0])
            record[1] = .number(Rational(Int64(a)))
            record[2] = .number(Rational(Int64(b)))
            record[3] = .boolean(c)
            record[4] = .value(d)
            result.append(Candidate(id: "x", facts: record))
          }
        }
      }
    }
    return result
  }

  /// For each clause and each record whether the interpreter finds the clause met.
  static func met(_ program: IRProgram) throws -> [[Bool]] {
    let policy = try PreparedPolicy(program)
    var result = [[Bool]](repeating: [], count: program.requirements.count)
    for candidate in candidates(of: program) {
      var evaluator = try policy.evaluator(for: candidate)
      for (index, requirement) in program.requirements.enumerated() {
        let truth = try evaluator.truth(of: requirement.satisfied)
        result[index].append(truth == .yes)
      }
    }
    return result
  }
}
