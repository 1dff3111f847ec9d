// Conditions: what may follow 应当, 当, 除外 and the rest.
extension RandomPolicyWriter {
  /// A condition on the candidate. Joined parts stand in parentheses, so that 且 and 或 never mix.
  mutating func condition(depth: Int) -> String {
    guard depth > 0, random.chance(45) else { return test() }
    let joiner = random.chance(50) ? " 且 " : " 或 "
    var parts: [String] = []
    for _ in 0..<random.within(2...3) {
      let part = condition(depth: depth - 1)
      parts.append(part.contains(" 且 ") || part.contains(" 或 ") ? "(\(part))" : part)
    }
    let joined = parts.joined(separator: joiner)
    return random.chance(15) ? "非 (\(joined))" : joined
  }

  private mutating func test() -> String {
    switch random.below(30) {
    case 0 where !conditions.isEmpty, 1 where !conditions.isEmpty: return random.pick(conditions)
    case 2 where !references.isEmpty: return "满足 \(random.pick(references))"
    case 3: return "\(random.pick(vocabulary.fields.filter { !$0.isJudgement }).label) 有记载"
    case 4 where !pointTables.isEmpty, 5 where !pointTables.isEmpty:
      return "\(random.pick(pointTables)) \(comparison()) \(random.within(1...6))"
    case 6 where !areaReadings.isEmpty: return "区域 属于 \(random.pick(areaReadings))"
    case 7, 8: return sumOfYears()
    case 20 where random.chance(30): return openTest()
    case 9: return moneyArithmetic() ?? test()
    case 10..<18: return listTest() ?? test()
    default: return fieldTest(random.pick(vocabulary.fields), prefix: "")
    }
  }

  /// A figure that the document does not state.
  private mutating func openTest() -> String {
    "工龄 \(comparison()) 未定"
  }

  private mutating func comparison() -> String {
    random.pick(["至少", "至少", "至多", "超过", "不满", "是", "不是"])
  }

  // MARK: - One field

  private mutating func fieldTest(_ field: RandomVocabulary.Field, prefix: String) -> String {
    let name = prefix + field.label
    switch field.type {
    case .truth: return random.chance(70) ? name : "非 \(name)"
    case .level(let words):
      if random.chance(20) { return membership(name, words) }
      return "\(name) \(comparison()) \(random.pick(words))"
    case .choice(let words):
      if random.chance(50) { return membership(name, words) }
      return "\(name) \(random.chance(75) ? "是" : "不是") \(random.pick(words))"
    case .years: return "\(name) \(comparison()) \(years())"
    case .count:
      if random.chance(30) { return "\(name) 前 \(random.within(1...4))名" }
      return "\(name) \(comparison()) \(random.within(1...4))"
    case .money: return "\(name) \(comparison()) \(random.within(1...5))万元"
    case .score: return "\(name) \(comparison()) \(random.within(5...9))0分"
    case .date: return dateTest(name)
    case .judgement: return "认定 \(field.label)"
    case .text: return "\(name) \(random.pick(["是", "不是"])) \"一科\""
    case .share: return "\(name) \(comparison()) \(random.within(1...9))0%"
    case .list(let fields):
      // Inside, 其 is the inner element.
      if random.chance(50) { return "有 至少 \(random.within(1...2))个 \(filtered(name, fields))" }
      return random.chance(60) ? "有 \(name)" : "非 有 \(name)"
    }
  }

  private mutating func membership(_ name: String, _ words: [String]) -> String {
    let set = random.some(words).joined(separator: "、")
    return "\(name) \(random.chance(75) ? "属于" : "不属于") {\(set)}"
  }

  private mutating func years() -> String {
    if !yearParameters.isEmpty, random.chance(40) { return random.pick(yearParameters) }
    return random.chance(15) ? "\(random.within(1...6) * 12)个月" : "\(random.within(1...6))年"
  }

  private mutating func dateTest(_ name: String) -> String {
    let day = "20\(random.within(18...25))-0\(random.within(1...9))-1\(random.within(0...9))"
    switch random.below(5) {
    case 0: return "\(name) 近 \(random.within(1...5))年"
    case 1 where random.chance(40) && vocabulary.fields.contains { $0.label == "入职日" }:
      return "\(name) 近 \(random.within(1...5))年 至 入职日"
    case 1: return "\(name) 近 \(random.within(2...30))个月 至 \(day)"
    case 2: return "\(name) 介于 2019-02-28 至 \(day)"
    case 3: return "周岁(\(name)、基准日) \(comparison()) \(random.within(1...6))年"
    default: return "\(name) \(random.pick(["至少", "至多", "超过", "不满"])) \(day)"
    }
  }

  // MARK: - Arithmetic

  private mutating func sumOfYears() -> String {
    if !yearSums.isEmpty, random.chance(40) {
      return "\(random.pick(yearSums)) \(comparison()) \(years())"
    }
    guard vocabulary.fields.contains(where: { $0.label == "驻村年限" }) else {
      return "工龄 封顶 4年 \(comparison()) \(years())"
    }
    let term = random.pick([
      "工龄 + 驻村年限", "工龄 - 驻村年限", "驻村年限 * 2", "工龄 封顶 4年", "驻村年限 保底 2年",
      "较高者(工龄、驻村年限)", "较低者(工龄、驻村年限)",
    ])
    return "\(term) \(comparison()) \(years())"
  }

  private mutating func moneyArithmetic() -> String? {
    guard vocabulary.fields.contains(where: { $0.label == "产值" }) else { return nil }
    return random.pick([
      "产值 \(comparison()) 津贴", "产值 * 30% \(comparison()) 津贴",
      "产值 / 2 \(comparison()) \(random.within(1...3))万元",
      "产值 + 津贴 \(comparison()) \(random.within(2...6))万元",
    ])
  }

  // MARK: - Lists

  private mutating func listTest() -> String? {
    let lists = vocabulary.fields.filter { if case .list = $0.type { true } else { false } }
    guard !lists.isEmpty else { return nil }
    let list = random.pick(lists)
    guard case .list(let fields) = list.type else { return nil }
    if list.label == "成果", !workConditions.isEmpty, random.chance(25) {
      return "有 成果 (\(random.pick(workConditions)))"
    }
    switch random.below(12) {
    case 0..<3: return "有 \(list.label) (\(elementCondition(fields)))"
    case 3..<6:
      let kind = random.pick(["至少", "至多", "恰好"])
      return "有 \(kind) \(random.within(1...3))个 \(filtered(list.label, fields))"
    case 6: return "每个 \(list.label) (\(elementCondition(fields)))"
    case 7..<9:
      return "计数 \(filtered(list.label, fields)) \(comparison()) \(random.within(1...3))"
    default: return aggregateTest(list.label, fields)
    }
  }

  private mutating func filtered(_ list: String, _ fields: [RandomVocabulary.Field]) -> String {
    random.chance(75) ? "\(list) (\(elementCondition(fields)))" : list
  }

  mutating func elementCondition(_ fields: [RandomVocabulary.Field]) -> String {
    let count = random.pick([1, 1, 2, 2, 3])
    var parts: [String] = []
    for _ in 0..<count {
      // An outer fact may take part too.
      let outer = random.chance(12) ? vocabulary.fields.first : nil
      parts.append(
        outer.map { fieldTest($0, prefix: "") } ?? fieldTest(random.pick(fields), prefix: "其 "))
    }
    return parts.joined(separator: random.chance(65) ? " 且 " : " 或 ")
  }

  private mutating func aggregateTest(
    _ list: String, _ fields: [RandomVocabulary.Field]
  ) -> String {
    let field = random.pick(fields)
    let source = filtered(list, fields)
    let value = "取 其 \(field.label)"
    switch field.type {
    case .level(let words):
      return "\(random.pick(["最高", "最低"])) \(source) \(value) \(comparison()) \(random.pick(words))"
    case .years:
      return "\(random.pick(["总和", "最高", "最低"])) \(source) \(value) \(comparison()) \(years())"
    case .money:
      let kind = random.pick(["总和", "最高", "最低"])
      return "\(kind) \(source) \(value) \(comparison()) \(random.within(1...6))万元"
    case .count:
      let kind = random.pick(["总和", "最高", "最低"])
      return "\(kind) \(source) \(value) \(comparison()) \(random.within(1...5))"
    case .date:
      return dateTest("\(random.pick(["最早", "最晚"])) \(source) \(value)")
    case .choice:
      return "种数 \(source) \(value) \(comparison()) \(random.within(1...3))"
    case .truth, .score, .judgement, .text, .share, .list:
      return "计数 \(source) \(comparison()) \(random.within(1...3))"
    }
  }
}

extension RandomVocabulary.Field {
  fileprivate var isJudgement: Bool {
    if case .judgement = type { return true }
    return false
  }
}
