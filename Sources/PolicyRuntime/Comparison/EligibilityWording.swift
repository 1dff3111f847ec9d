public import PolicyLang

/// Puts regions and clauses of an eligibility comparison into words.
public struct EligibilityWording: Sendable {
  public let language: Language
  let policies: [PreparedPolicy]

  public init(_ a: PreparedPolicy, _ b: PreparedPolicy, _ language: Language) {
    policies = [a, b]
    self.language = language
  }

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// What people have in common: `一线工作年限 满3年不满5年，且 技能等级 技师以上`.
  public func condition(_ facts: [RegionFact]) -> String {
    if facts.isEmpty { return say("所有人", "everybody") }
    var parts: [String] = []
    for fact in facts { parts.append(text(fact, below: nil)) }
    return parts.joined(separator: say("，且 ", ", and "))
  }

  // MARK: Clauses

  /// Name and articles: `技能精湛（第四条(二)1）`.
  public func name(ofClause index: Int, isA: Bool) -> String {
    let program = policies[isA ? 0 : 1].program
    guard program.requirements.indices.contains(index) else { return "" }
    let clause = program.requirements[index]
    return clause.label[language] + cited(clause.articles)
  }

  /// Strength and condition: `应当 一线工作年限 至少 5年；除外 …`.
  public func text(ofClause index: Int, isA: Bool) -> String {
    let policy = policies[isA ? 0 : 1]
    let program = policy.program
    guard program.requirements.indices.contains(index) else { return "" }
    let clause = program.requirements[index]
    let wording = Wording(program, language, environment: policy.environment)
    if clause.judgement != nil {
      let keyword: Keyword = clause.strength.isHard ? .attest : .inPrincipleAttest
      return keyword.spelling(language) + " " + clause.label[language]
    }
    var result = ""
    if let applies = applies(clause.applies, policy) {
      result += Keyword.when.spelling(language) + " " + wording.text(of: applies) + say("，", ", ")
    }
    result += clause.strength.keyword.spelling(language) + say("：", ": ")
    var budget = 60
    result += expanded(inner(clause.condition, program), wording, isInside: false, &budget)
    for exception in clause.exceptions where !policy.neverHolds(exception.holds) {
      result += say("；除外 ", "; unless ") + exception.label[language]
    }
    for lift in clause.lifts where !policy.neverHolds(lift.holds) {
      result += say("；免除 ", "; lifted by ") + lift.label[language]
    }
    return result
  }

  /// A condition on the candidate; what the chosen readings settle needs no words.
  private func applies(_ node: NodeID?, _ policy: PreparedPolicy) -> NodeID? {
    guard let node else { return nil }
    let program = policy.program
    let reachable = program.reachable(from: [node])
    for (index, content) in program.nodes.enumerated() where reachable[index] {
      if case .field = content.operation { return node }
    }
    return nil
  }

  /// A condition without its own name, which is said already.
  private func inner(_ node: NodeID, _ program: IRProgram) -> NodeID {
    guard program.nodes.indices.contains(node.index),
      case .named(let index, let inner) = program.nodes[node.index].operation,
      program.conditions[index].kind == .clause
    else { return node }
    return inner
  }

  /// A condition with what its named alternatives mean: `优惠档（评分 至少 70） 或 …`.
  private func expanded(
    _ node: NodeID, _ wording: Wording, isInside: Bool, _ budget: inout Int
  ) -> String {
    budget -= 1
    guard budget > 0, wording.program.nodes.indices.contains(node.index) else { return "…" }
    func joined(_ operands: [NodeID], _ word: Keyword, _ budget: inout Int) -> String {
      var parts: [String] = []
      for operand in operands {
        parts.append(expanded(operand, wording, isInside: true, &budget))
      }
      let text = parts.joined(separator: " " + word.spelling(language) + " ")
      return isInside ? say("（", "(") + text + say("）", ")") : text
    }
    switch wording.program.nodes[node.index].operation {
    case .and(let operands): return joined(operands, .and, &budget)
    case .or(let operands): return joined(operands, .or, &budget)
    case .named(let index, let inner):
      let condition = wording.program.conditions[index]
      if condition.kind == .clause { return wording.text(of: node) }
      return condition.label[language] + say("（", " (")
        + expanded(inner, wording, isInside: false, &budget) + say("）", ")")
    default: return wording.text(of: node)
    }
  }

  /// `最低一线年限：5年 → 3年`.
  public func text(_ figure: ChangedFigure) -> String {
    let own = Wording(policies[0].program, language, environment: policies[0].environment)
    let other = Wording(policies[1].program, language, environment: policies[1].environment)
    return name(of: figure) + say("：", ": ") + own.text(of: figure.a) + " → "
      + other.text(of: figure.b)
  }

  /// The old or new value of a figure.
  public func value(of figure: ChangedFigure, isA: Bool) -> String {
    let policy = policies[isA ? 0 : 1]
    return Wording(policy.program, language, environment: policy.environment)
      .text(of: isA ? figure.a : figure.b)
  }

  /// What a figure is compared with.
  public func name(of figure: ChangedFigure) -> String {
    var labels: [String] = []
    for label in figure.fact { labels.append(label[language]) }
    if labels.isEmpty, let index = figure.parameters.a ?? figure.parameters.b {
      let program = policies[figure.parameters.a == nil ? 1 : 0].program
      return program.parameters[index].label[language]
    }
    return labels.joined(separator: say(" 的 ", ", "))
  }

  func cited(_ articles: [String]) -> String {
    if articles.isEmpty { return "" }
    return say("（", " (") + articles.joined(separator: say("、", ", ")) + say("）", ")")
  }

  // MARK: Vocabulary

  /// Where the vocabularies do not meet: a sentence for all facts that one policy lacks, and one for
  /// each of the others.
  public func texts(_ notes: [VocabularyNote], named names: (a: String, b: String)) -> [String] {
    var result: [String] = []
    for policy in 0...1 {
      var labels: [String] = []
      for case .unmapped(let field, policy) in notes { labels.append(label(ofField: field)) }
      guard labels.count > 1 else { continue }
      let name = policy == 0 ? names.a : names.b
      let list = labels.joined(separator: say("、", ", "))
      result.append(
        say(
          "\(name)没有下面 \(labels.count) 项，不按它们判定：",
          "\(name) has none of these \(labels.count) facts: ")
          + list)
    }
    for note in notes {
      if case .unmapped(_, let policy) = note,
        notes.count(where: { if case .unmapped(_, policy) = $0 { true } else { false } }) > 1
      {
        continue
      }
      result.append(text(note, named: names))
    }
    return result
  }

  /// Where the vocabularies do not meet, in a sentence.
  public func text(_ note: VocabularyNote, named names: (a: String, b: String)) -> String {
    func name(_ policy: Int) -> String { policy == 0 ? names.a : names.b }
    switch note {
    case .unmapped(let field, let policy):
      let label = self.label(ofField: field)
      return say(
        "\(name(policy))没有“\(label)”这一项，不按它判定",
        "\(name(policy)) has no `\(label)` and does not decide by it")
    case .differentTypes(let field):
      let label = self.label(ofField: field)
      return say(
        "两份政策的“\(label)”不是同一种内容，按两项比较",
        "`\(label)` holds something else in either policy; they count as two facts")
    case .unsharedValue(let field, let value, let policy):
      let label = self.label(ofField: field)
      return say(
        "\(name(policy))的“\(label)”没有“\(value[language])”；填这一值的人没有参加比较",
        "\(name(policy)) knows no `\(value[language])` of `\(label)`; people who have it were left out"
      )
    }
  }

  private func label(ofField path: String) -> String {
    var ids: [String] = []
    for part in path.split(separator: ".") { ids.append(String(part)) }
    var labels: [String] = []
    for depth in ids.indices {
      guard let known = fields(Array(ids[0...depth]), below: nil).first else { return path }
      labels.append(known.field.label[language])
    }
    return labels.joined(separator: say(" 的 ", ", "))
  }

  /// A field by its ids in every policy that has it.
  func fields(
    _ path: [String], below list: [String]?
  ) -> [(policy: Int, field: IRField)] {
    var result: [(policy: Int, field: IRField)] = []
    for policy in policies.indices {
      if let field = field((list ?? []) + path, policies[policy].program) {
        result.append((policy, field))
      }
    }
    return result
  }

  private func field(_ path: [String], _ program: IRProgram) -> IRField? {
    var record = 0
    var found: IRField?
    for id in path {
      guard program.records.indices.contains(record),
        let field = program.records[record].fields.first(where: { $0.label.id == id })
      else { return nil }
      found = field
      switch field.type {
      case .list(let inner), .record(let inner): record = inner
      default: record = -1
      }
    }
    return found
  }
}
