public import PolicyLang

/// Puts a comparison into words, in the words of the policies.
public struct ComparisonWording: Sendable {
  public let language: Language
  private let a: PreparedPolicy
  private let b: PreparedPolicy

  public init(_ comparison: PolicyComparison, _ language: Language) {
    self.init(comparison.a, comparison.b, language)
  }

  public init(_ a: PreparedPolicy, _ b: PreparedPolicy, _ language: Language) {
    self.a = a
    self.b = b
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// One sentence: `证书补助：常州 5000元（第十六条）；海淀 …`.
  public func sentence(
    _ difference: ConceptDifference, of concept: ComparedConcept,
    named names: (a: String, b: String)
  ) -> String {
    let own = cell(difference.a, of: concept, isA: true, key: difference.key)
    let other = cell(difference.b, of: concept, isA: false, key: difference.key)
    var head = title(concept)
    if difference.key != .whole {
      head += say("，", ", ") + difference.key.text(language)
    }
    var result =
      head + say("：", ": ") + names.a + " " + own + say("；", "; ") + names.b + " " + other
    if let judgement = judgement(difference, of: concept, names) {
      result += say("；", "; ") + judgement
    }
    return result + say("。", ".")
  }

  /// The name of a concept: one name where both use the same, else both.
  public func title(_ concept: ComparedConcept) -> String {
    let (first, second) = (concept.a?.label[language], concept.b?.label[language])
    guard let first, let second, first != second else { return first ?? second ?? "" }
    return first + say("／", " / ") + second
  }

  /// Who is better off, or that a sum cannot be compared because a document leaves it open.
  public func judgement(
    _ difference: ConceptDifference, of concept: ComparedConcept, _ names: (a: String, b: String)
  ) -> String? {
    if let judgement = judgement(difference.direction, names) { return judgement }
    guard concept.section == .money, difference.key == .whole || difference.key == .amount else {
      return nil
    }
    let isOpen = concept.a?[.amount]?.isOpen == true || concept.b?[.amount]?.isOpen == true
    return isOpen ? say("金额未定，不能比", "a sum is left open and cannot be compared") : nil
  }

  /// Who is better off, where that is certain.
  public func judgement(
    _ direction: DifferenceDirection, _ names: (a: String, b: String)
  ) -> String? {
    switch direction {
    case .aGains: say("\(names.a)更优惠", "\(names.a) gives more")
    case .bGains: say("\(names.b)更优惠", "\(names.b) gives more")
    case .aStricter: say("\(names.a)更严", "\(names.a) is stricter")
    case .bStricter: say("\(names.b)更严", "\(names.b) is stricter")
    case .different: nil
    }
  }

  /// A value with its articles, or that the policy is silent.
  public func cell(
    _ term: DeclaredTerm?, of concept: ComparedConcept, isA: Bool, key: AttributeKey
  ) -> String {
    let wording = TermWording(isA ? a : b, language)
    let cell = wording.cell(term, key)
    // 约, 至多 and the like belong to the figure they stand before.
    guard key == .amount, let term, !term.isOpen,
      let before = (isA ? concept.a : concept.b)?[concept.section == .money ? .bound : .exactness]
    else { return cell }
    return wording.text(before.value, .exactness) + " " + cell
  }
}

/// Puts what one policy declares into words.
public struct TermWording: Sendable {
  public let policy: PreparedPolicy
  public let language: Language
  private let wording: Wording
  private var program: IRProgram { policy.program }

  public init(_ policy: PreparedPolicy, _ language: Language, isProse: Bool = false) {
    self.policy = policy
    self.language = language
    wording = Wording(
      policy.program, language, environment: policy.environment, isProse: isProse)
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// A value with its articles: `5万元（第十四条）`, `11月30日，存疑（第八条）`, `未规定`.
  public func cell(_ term: DeclaredTerm?, _ key: AttributeKey) -> String {
    guard let term else { return say("未规定", "nothing said") }
    var result = text(term.value, key)
    if term.isContested { result += say("，存疑", ", in doubt") }
    if term.articles.isEmpty { return result }
    let articles = term.articles.joined(separator: say("、", ", "))
    return result + say("（", " (") + articles + say("）", ")")
  }

  public func text(_ value: TermValue, _ key: AttributeKey) -> String {
    switch value {
    case .node(let node):
      if program.isUnstated(node) { return unstated }
      return people(node, key) ?? wording.text(of: node)
    case .keyword(let keyword): return keyword.spelling(language)
    case .event(let event), .conferral(let event, _):
      return program.events.indices.contains(event) ? program.events[event].label[language] : "…"
    case .norm(let norm):
      return program.norms.indices.contains(norm) ? program.norms[norm].label[language] : "…"
    case .field(let field):
      guard let record = program.records.first, record.fields.indices.contains(field) else {
        return "…"
      }
      return record.fields[field].label[language]
    case .text(let text):
      if wording.isProse, key != .recipient { return program.translated(text, language) }
      return recipient(text, key)
    case .label(let label): return label[language]
    case .constant(.number(let number), .number(.none)):
      return LiteralValue.number(number, .cohorts).spelling(language)
    case .constant(let constant, let type): return wording.text(of: Value(constant), type)
    case .flag(let flag): return LiteralValue.boolean(flag).spelling(language)
    case .years(let first, let last): return years(first, last)
    case .before(let first, let second):
      let (x, y) = (text(.norm(first), key), text(.norm(second), key))
      return say("\(x) 先于 \(y)", "\(x) before \(y)")
    case .unordered(let first, let second):
      let (x, y) = (text(.norm(first), key), text(.norm(second), key))
      return say("\(x)、\(y) 不分先后", "\(x) and \(y) in any order")
    case .notRecovered: return say("不追回", "not recovered")
    case .unstated: return unstated
    case .set(let values): return joined(values, say("、", ", "), key)
    case .phrase(let values): return phrase(values, key)
    }
  }

  /// The numbers of a quota are people, though the figure is a bare number.
  private func people(_ node: NodeID, _ key: AttributeKey) -> String? {
    guard key == .amount || key == .whole || key == .parts,
      program.nodes[node.index].type == .number(.none),
      case .constant(.number(let number)) = program.nodes[node.index].operation
    else { return nil }
    return LiteralValue.number(number, .people).spelling(language)
  }

  private var unstated: String {
    wording.isProse ? say("没有写明", "not stated") : Keyword.unstated.spelling(language)
  }

  private func joined(_ values: [TermValue], _ separator: String, _ key: AttributeKey) -> String {
    var parts: [String] = []
    for value in values { parts.append(text(value, key)) }
    return parts.joined(separator: separator)
  }

  /// Years stand apart from the figure they belong to.
  private func phrase(_ values: [TermValue], _ key: AttributeKey) -> String {
    if key == .timing, values.count == 2, case .event = values[0], case .event = values[1] {
      let (cause, answer) = (text(values[0], key), text(values[1], key))
      return say("遇 \(cause) 则 \(answer)", "upon \(cause), \(answer)")
    }
    var result = ""
    for value in values {
      if !result.isEmpty {
        if case .years = value { result += say("，", ", ") } else { result += " " }
      }
      result += text(value, key)
    }
    return result
  }

  private func years(_ first: Int?, _ last: Int?) -> String {
    func year(_ year: Int) -> String {
      if wording.isProse, language == .english { return "\(year)" }
      return LiteralValue.calendarYear(year).spelling(language)
    }
    guard let first else { return last.map { say("至 ", "until ") + year($0) } ?? "" }
    guard let last else {
      return say("自 ", "from ") + year(first) + (wording.isProse ? say("起", "") : "")
    }
    return say("\(year(first)) 至 \(year(last))", "\(year(first)) to \(year(last))")
  }

  private func recipient(_ text: String, _ key: AttributeKey) -> String {
    key == .recipient ? BuiltInRecipient.label(text)[language] : text
  }
}
