public import PolicyLang

/// A clause of eligibility in words, as it binds under the chosen readings.
public struct ClauseWording: Sendable {
  private let policy: PreparedPolicy
  private let language: Language
  private let terms: TermWording
  private let wording: Wording
  private var program: IRProgram { policy.program }

  public init(_ policy: PreparedPolicy, _ language: Language, isProse: Bool = false) {
    self.policy = policy
    self.language = language
    terms = TermWording(policy, language, isProse: isProse)
    wording = Wording(
      policy.program, language, environment: policy.environment, isProse: isProse)
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// `应当：一线工作年限 至少 5年；延聘职工 除外`; `nil` for a clause that asks nothing under the chosen
  /// readings.
  public func text(_ clause: IRRequirement) -> String? {
    guard isInForce(clause) else { return nil }
    var text = keyword(of: clause).spelling(language)
    if let when = when(clause) { text += say("（\(when) 的）", " (if \(when))") }
    text += say("：", ": ") + condition(clause)
    let names = exceptions(of: clause).map { $0.label[language] }
    if !names.isEmpty {
      let listed = names.joined(separator: say("、", ", "))
      text += say("；\(listed) 除外", "; except \(listed)")
    }
    return text
  }

  /// The keyword with which the clause is written.
  public func keyword(of clause: IRRequirement) -> Keyword {
    if clause.judgement == nil { return clause.strength.keyword }
    return clause.strength.isHard ? .attest : .inPrincipleAttest
  }

  /// Whether the chosen readings let the clause apply to anybody.
  public func isInForce(_ clause: IRRequirement) -> Bool {
    guard let applies = clause.applies else { return true }
    if case .boolean(false)? = terms.value(of: applies)?.value { return false }
    return true
  }

  /// To whom the clause applies; `nil` where to everybody.
  public func when(_ clause: IRRequirement) -> String? {
    guard let applies = clause.applies else { return nil }
    if case .boolean? = terms.value(of: applies)?.value { return nil }
    return text(applies, isWhole: true)
  }

  /// What the clause asks, or what it excludes.
  public func condition(_ clause: IRRequirement) -> String { text(clause.condition, isWhole: true) }

  /// What lets somebody off, by a named exception or by a fact from elsewhere.
  public func exceptions(of clause: IRRequirement) -> [IRException] {
    (clause.exceptions + clause.lifts).filter { !policy.neverHolds($0.holds) }
  }

  /// Any condition, without what the chosen readings settle.
  public func condition(_ node: NodeID) -> String { text(node, isWhole: true) }

  /// When an exception holds, without its own exceptions.
  public func condition(_ exception: IRException) -> String {
    text(exception.condition, isWhole: true)
  }

  /// A condition without the names of its alternatives, so that figures show, and without what the
  /// chosen readings settle.
  /// - Parameter isWhole: whether it needs no brackets.
  private func text(_ node: NodeID, isWhole: Bool) -> String {
    let nodes = program.nodes
    guard node.index < nodes.count else { return "" }
    switch nodes[node.index].operation {
    // Operands come before what they belong to, so that this ends.
    case .named(_, let inner) where inner.index < node.index:
      return text(inner, isWhole: isWhole)
    case .or(let ways):
      let open = unsettled(ways, unless: true)
      if open.isEmpty { return wording.text(of: node) }
      if open.count == 1 { return text(open[0], isWhole: isWhole) }
      let separator = isWhole ? say("，或者 ", "; or ") : say(" 或 ", " or ")
      let joined = open.map { text($0, isWhole: false) }.joined(separator: separator)
      return isWhole ? joined : say("（", "(") + joined + say("）", ")")
    case .and(let parts):
      let open = unsettled(parts, unless: false)
      if open.isEmpty { return wording.text(of: node) }
      if open.count == 1 { return text(open[0], isWhole: isWhole) }
      let joined = open.map { text($0, isWhole: false) }.joined(
        separator: wording.isProse ? say("，且", " and ") : say(" 且 ", " and "))
      // `A，且 B，或者 C` would not say what the 或者 is between.
      return wording.isProse && !isWhole ? say("（", "(") + joined + say("）", ")") : joined
    default: return wording.text(of: node)
    }
  }

  /// The operands that depend on the candidate; none where one of them settles the whole.
  private func unsettled(_ operands: [NodeID], unless decisive: Bool) -> [NodeID] {
    var result: [NodeID] = []
    for operand in operands where operand.index < program.nodes.count {
      switch constant(operand) {
      case decisive: return []
      case nil: result.append(operand)
      default: continue
      }
    }
    return result
  }

  /// What a condition comes to for everybody.
  private func constant(_ node: NodeID) -> Bool? {
    let nodes = program.nodes
    guard node.index < nodes.count else { return nil }
    switch nodes[node.index].operation {
    case .or(let parts):
      let values = parts.map { $0.index < node.index ? constant($0) : nil }
      if values.contains(true) { return true }
      return values.allSatisfy { $0 == false } ? false : nil
    case .and(let parts):
      let values = parts.map { $0.index < node.index ? constant($0) : nil }
      if values.contains(false) { return false }
      return values.allSatisfy { $0 == true } ? true : nil
    case .named(_, let inner): return inner.index < node.index ? constant(inner) : nil
    default:
      guard case .boolean(let flag) = terms.value(of: node)?.value else { return nil }
      return flag
    }
  }

  /// Whether the clause depends on a reading that could be taken otherwise.
  public func isContested(_ clause: IRRequirement) -> Bool {
    for (index, isRead) in program.reachable(from: [clause.satisfied]).enumerated() where isRead {
      switch program.nodes[index].operation {
      case .reading(let reading), .readingIs(let reading, _):
        if program.readings[reading].options.count > 1 { return true }
      default: continue
      }
    }
    return false
  }
}
