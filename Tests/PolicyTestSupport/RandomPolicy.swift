/// A random policy as source text, over a random vocabulary: every strength, exceptions of
/// exceptions, lifts, conditions of application, readings, parameters, definitions and tables.
///
/// Every policy is well-formed and well-typed by construction; one that the compiler refuses is a
/// mistake of the one or the other.
public struct RandomPolicy: Sendable {
  public let vocabulary: RandomVocabulary
  public let text: String
  /// The same policy changed by another that is based on it; `nil` for three seeds out of four.
  public let change: String?

  public init(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let vocabulary = RandomVocabulary(&random)
    var writer = RandomPolicyWriter(random: random, vocabulary: vocabulary)
    self.vocabulary = vocabulary
    let text = writer.policy()
    self.text = text
    change = writer.random.chance(25) ? writer.change(of: text) : nil
  }
}

/// Writes the statements; `RandomPolicyWriter+Conditions` writes the expressions.
struct RandomPolicyWriter {
  var random: RandomSource
  let vocabulary: RandomVocabulary
  private var serial = 0
  /// Names already written that a condition may use.
  private(set) var conditions: [String] = []
  private(set) var yearParameters: [String] = []
  private(set) var areaReadings: [String] = []
  private(set) var pointTables: [String] = []
  /// Definitions about one of 成果, and definitions that add up years.
  private(set) var workConditions: [String] = []
  private(set) var yearSums: [String] = []
  /// Clauses and branches that 满足 may name.
  private(set) var references: [String] = []
  private var clauses: [String] = []
  /// Clauses with branches, which others may name.
  private var grouped: Set<String> = []

  init(random: RandomSource, vocabulary: RandomVocabulary) {
    self.random = random
    self.vocabulary = vocabulary
  }

  mutating func name(_ stem: String) -> String {
    serial += 1
    return stem + "\(serial)"
  }

  mutating func refer(to name: String) { references.append(name) }

  mutating func policy() -> String {
    var text = """
      政策 sample_policy "随机政策"
      使用 sample
      \(vocabulary.ownFields)
      """
    for _ in 0..<random.below(3) { text += parameter() }
    if random.chance(40) { text += reading() }
    for _ in 0..<random.below(2) { text += table() }
    if random.chance(30) { text += elementDefinition() }
    if random.chance(30) { text += sumDefinition() }
    for _ in 0..<random.below(3) { text += definition() }
    for _ in 0..<random.within(1...3) { text += eligibility() }
    return text
  }

  /// Another policy that replaces or removes some clauses of this one and adds its own.
  mutating func change(of base: String) -> String {
    var text = """
      政策 changed_policy "修改后的政策" 基于 sample_policy

      """
    // A clause that others name must stay.
    let free = clauses.filter { !grouped.contains($0) }.filter { clause in
      base.split(whereSeparator: { $0 == " " || $0 == "、" || $0 == ":" || $0 == ")" || $0 == "\n" })
        .count { $0 == clause } == 1
    }
    references = []
    clauses.removeAll { free.contains($0) }
    for clause in free.prefix(4) {
      switch random.below(3) {
      case 0: text += "删除 \(clause)\n"
      case 1:
        let strength = random.pick(["应当", "不得", "原则上应当"])
        text += "替换 \(strength) \(clause) @第六条: \(condition(depth: 1))\n"
      default: break
      }
    }
    return text + eligibility()
  }

  // MARK: - Figures

  private mutating func parameter() -> String {
    let name = name("参")
    defer { yearParameters.append(name) }
    let years = random.within(1...6)
    if random.chance(60) { return "参数 \(name) @第一条: \(years)年\n" }
    let later = random.chance(50) ? "2026-01-01" : "2027-03-15"
    return "参数 \(name) @第一条: 自 2020-01-01: \(years)年、自 \(later): \(years + 1)年\n"
  }

  private mutating func reading() -> String {
    guard case .choice(let words)? = vocabulary.fields.first(where: { $0.label == "区域" })?.type
    else { return "" }
    let name = name("解")
    areaReadings.append(name)
    let chosen = random.some(words).joined(separator: "、")
    let other = random.some(words).joined(separator: "、")
    return "解读 \(name) @第一条: {\(chosen)} 另解 {\(other)}\n"
  }

  private mutating func definition() -> String {
    let name = name("定")
    let text = "定义 \(name): \(condition(depth: 2))\n"
    conditions.append(name)
    return text
  }

  /// A name for what holds of one element of a list.
  private mutating func elementDefinition() -> String {
    guard case .list(let fields)? = vocabulary.fields.first(where: { $0.label == "成果" })?.type
    else { return "" }
    let name = name("定")
    defer { workConditions.append(name) }
    return "定义 \(name): \(elementCondition(fields))\n"
  }

  private mutating func sumDefinition() -> String {
    guard vocabulary.fields.contains(where: { $0.label == "驻村年限" }) else { return "" }
    let name = name("定")
    defer { yearSums.append(name) }
    return "定义 \(name): 工龄 + 驻村年限\n"
  }

  /// Bands without holes over the length of service, or over ranks; each row has its own value.
  private mutating func table() -> String {
    let name = name("表")
    defer { pointTables.append(name) }
    let mode = random.pick(["首个", "唯一", "累加", "最高", "最低"])
    if mode == "唯一" || random.chance(40) {
      return """
        对照表 \(name) @第二条: 工龄 取 \(mode) {
          档 不满 2年: 1
          档 至少 2年 不满 5年: 2
          档 至少 5年: 4
        }

        """
    }
    if mode == "累加", vocabulary.fields.contains(where: { $0.label == "入职日" }) {
      return """
        对照表 \(name) @第二条: 工龄、入职日 取 累加 {
          档 至少 1年、其他: 1
          档 超过 3年、不满 2022-05-01: 2
          档 其他、至少 2020-01-01 至多 2024-12-31: 3
        }

        """
    }
    guard case .level(let words)? = vocabulary.fields.first(where: { $0.label == "等第" })?.type
    else { return "" }
    let top = words[words.count - 1]
    return """
      对照表 \(name) @第二条: 工龄、等第 取 \(mode) {
        档 至少 3年、至少 \(words[1]): 3
        档 超过 \(random.within(4...7))年、{\(random.some(words).joined(separator: "、"))}: 5
        档 其他、{\(top)}: 2
        其他: 0
      }

      """
  }

  // MARK: - Eligibility

  private mutating func eligibility() -> String {
    let applies = random.chance(20) ? ": 适用于 \(condition(depth: 1))" : ""
    var text = "资格 \(name("格")) @第三条\(applies) {\n"
    for _ in 0..<random.within(1...4) { text += statement(depth: 0) }
    if random.chance(20) { text += lift() }
    return text + "}\n"
  }

  private mutating func statement(depth: Int) -> String {
    switch random.below(20) {
    case 0..<2 where depth < 2:
      var text = "当 \(condition(depth: 1)) {\n"
      for _ in 0..<random.within(1...2) { text += statement(depth: depth + 1) }
      return text + "}\n"
    case 2..<5: return attestation()
    case 5 where depth == 0: return chosenClauses()
    case 7: return lift()
    case 6: return "优先 \(name("优")): \(condition(depth: 1))\n"
    default: return clause()
    }
  }

  /// A fact that switches other clauses off, where it stands: under the same 当 and 适用于.
  private mutating func lift() -> String {
    guard !clauses.isEmpty else { return "" }
    let lifted = random.some(clauses).prefix(2).joined(separator: "、")
    return "免除 \(name("免")) 对 \(lifted): \(condition(depth: 1))\n"
  }

  private var attested: Set<String> = []

  private mutating func attestation() -> String {
    let open = vocabulary.fields.filter { field in
      if case .judgement = field.type { return !attested.contains(field.label) }
      return false
    }
    guard !open.isEmpty else { return clause() }
    let label = random.pick(open).label
    attested.insert(label)
    return (random.chance(75) ? "认定 " : "原则上认定 ") + label + "\n"
  }

  /// A reading that holds clauses: those of the chosen one count.
  private mutating func chosenClauses() -> String {
    var text = "解读 \(name("解")) @第四条 {\n读作 \(name("甲")) {\n"
    text += clause() + lift() + "}\n另解 \(name("乙")) {\n"
    let (names, references) = (clauses, references)
    text += clause()
    // What only another reading holds may not be named from outside.
    clauses = names
    self.references = references
    return text + "}\n}\n"
  }

  private mutating func clause() -> String {
    let strength = random.pick([
      "应当", "应当", "应当", "不得", "不得", "原则上应当", "原则上应当", "原则上不得",
    ])
    let name = name("条")
    let isGroup = random.chance(30)
    let content = isGroup ? group() : condition(depth: 2)
    if isGroup { grouped.insert(name) }
    var text = "\(strength) \(name) @第五条: \(content)"
    if random.chance(35) {
      text += " {\n"
      for _ in 0..<random.within(1...2) { text += exception(depth: 0) }
      text += "}"
    }
    clauses.append(name)
    return text + "\n"
  }

  private mutating func exception(depth: Int) -> String {
    var text = "除外 \(name("除")): \(condition(depth: 1))"
    if depth < 2, random.chance(35) { text += " {\n\(exception(depth: depth + 1))}" }
    return text + "\n"
  }

  private mutating func group() -> String {
    let count = random.within(2...4)
    var text = random.pick(["下列之一", "下列全部", "下列至少 \(random.within(1...count))项"]) + " {\n"
    var names: [String] = []
    for _ in 0..<count {
      let name = name("项")
      text += "\(name): \(condition(depth: 1))\n"
      names.append(name)
    }
    references += names
    return text + "}"
  }
}
