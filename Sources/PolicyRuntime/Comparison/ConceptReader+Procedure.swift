internal import PolicyLang

// Who does what when, and how it ends early.
extension ConceptReader {
  mutating func readStage(_ index: Int) {
    let norm = program.norms[index]
    let articles = norm.articles
    var length = slot(.length, index)
    if let given = length, given != .unstated, let bound = slot(.bound, index) {
      length = .phrase([bound, given])
    }
    let isCounted = length != nil && length != .unstated
    add(
      .procedure, index,
      [
        attribute(.actor, slot(.body, index), articles),
        attribute(.rhythm, rhythm(index), articles),
        attribute(.length, length, articles),
        // Without a length there are no days to count.
        attribute(.firstDay, isCounted ? counting(.firstDay, index) : nil, articles),
        attribute(.nextWorkday, isCounted ? counting(.nextWorkday, index) : nil, articles),
        attribute(.optional, slot(.qualifier, index), articles),
        attribute(.passes, detail(.passes, index, .condition), articles),
        attribute(.within, all(.within, index), articles),
      ])
    for child in norm.children where program.norms.indices.contains(child) {
      addDuty(child, .procedure, holder: index, actor: nil)
    }
  }

  /// What a stage says about counting; without a word the Civil Code's rule holds, which is no.
  private mutating func counting(_ kind: Keyword, _ index: Int) -> TermValue? {
    guard let value = detail(kind, index, .value) else { return nil }
    guard case .node(let node) = value else { return value }
    return keys.truth(node) == false ? nil : value
  }

  mutating func readDuties(_ index: Int) {
    for child in program.norms[index].children where program.norms.indices.contains(child) {
      addDuty(child, .duties, holder: nil, actor: slot(.target, index))
    }
  }

  private mutating func addDuty(
    _ index: Int, _ section: ConceptSection, holder: Int?, actor: TermValue?
  ) {
    let norm = program.norms[index]
    switch norm.kind {
    case .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot, .prefer, .may, .encourage,
      .striveFor, .balance:
      break
    default: return
    }
    let articles = norm.articles
    add(
      section, index,
      [
        attribute(.actor, actor, articles),
        attribute(.stage, holder.map { .norm($0) }, articles),
        attribute(.strength, .keyword(norm.kind), articles),
        attribute(.rhythm, rhythm(index), articles),
        attribute(.deadline, slot(.date, index), articles),
        attribute(.timing, timing(index), articles),
        attribute(.includes, ConceptReader.words(norm.words), articles),
      ], holder: holder)
  }

  /// When a duty is due. How a case records that a yearly duty was done is no part of it.
  private func timing(_ index: Int) -> TermValue? {
    let norm = program.norms[index]
    var parts: [TermValue] = []
    for attribute in norm.attributes {
      switch attribute.name {
      case .timing, .event, .length, .lateness, .claim, .condition:
        parts.append(value(attribute.value))
      case .response where norm.keyword(.rhythm) == nil: parts.append(value(attribute.value))
      default: continue
      }
    }
    if parts.count < 2 { return parts.first }
    return .phrase(parts)
  }

  // MARK: Revocation

  /// All revocations of a policy are one concept: whether one article or two say what ends and what
  /// is taken back makes no difference.
  mutating func readRevocations() {
    let norms = program.norms(.revocation)
    guard let first = norms.first else { return }
    var effects: [ConceptEffect] = []
    var articles: [String] = []
    var (zh, en) = ("", "")
    for norm in norms {
      effects += self.effects(of: norm)
      for article in program.norms[norm].articles where !articles.contains(article) {
        articles.append(article)
      }
      let label = program.norms[norm].label
      zh += (zh.isEmpty ? "" : "、") + label.zh
      en += (en.isEmpty ? "" : ", ") + label[.english]
    }
    concepts.append(
      Concept(
        section: .revocation, kind: .revocation, norms: norms, holder: nil,
        label: IRLabel(id: norms.count == 1 ? program.norms[first].label.id : "", zh: zh, en: en),
        articles: articles,
        attributes: EffectTerm.attributes(effects, program), effects: effects))
  }

  private mutating func effects(of norm: Int) -> [ConceptEffect] {
    let articles = program.norms[norm].articles
    var seen = Set<Int>()
    let named = grounds(of: norm, &seen)
    let grounds = named.isEmpty ? nil : term(.set(named), articles)
    let approver = detail(.approver, norm, .body).map { value in
      var settled = value
      if case .node(let node) = value, program.isUnstated(node) { settled = .unstated }
      return DeclaredTerm(
        value: settled, articles: self.articles(.approver, norm), isContested: false)
    }
    var events: [Int] = []
    for child in program.children(norm, .trigger) { events += program.norms[child].events(.event) }
    var result: [ConceptEffect] = []
    for child in program.children(norm, .effect) {
      let effect = program.norms[child]
      guard let kind = effect.keyword(.effect) else { continue }
      let condition = self.condition(of: norm, for: kind, on: effect.norm(.target))
      result.append(
        ConceptEffect(
          revocation: norm, effect: kind, target: effect.norm(.target),
          extent: extent(child), articles: effect.articles,
          grounds: grounds, approver: approver,
          condition: condition.map { term($0, articles) }, events: events))
    }
    return result
  }

  /// How much is recovered, or how long a right is lost.
  private mutating func extent(_ effect: Int) -> DeclaredTerm? {
    let articles = program.norms[effect].articles
    if let length = slot(.length, effect) { return term(length, articles) }
    guard let part = slot(.part, effect) else { return nil }
    if let share = slot(.share, effect) { return term(.phrase([part, share]), articles) }
    return settled(part, yes: .keyword(.inFull), no: .notRecovered, articles)
  }

  private func grounds(of revocation: Int, _ seen: inout Set<Int>) -> [TermValue] {
    guard seen.insert(revocation).inserted else { return [] }
    var result: [TermValue] = []
    for child in program.children(revocation, .ground) {
      let norm = program.norms[child]
      if norm.keyword(.mode) == .sameAs, let other = norm.norm(.target) {
        result += grounds(of: other, &seen)
        continue
      }
      var names: [IRLabel] = []
      for attribute in norm.attributes {
        guard case .text(let text) = attribute.value else { continue }
        if attribute.name == .names {
          names.append(IRLabel(id: text, zh: text, en: ""))
        } else if attribute.name == .labels, let last = names.popLast() {
          names.append(IRLabel(id: text, zh: last.zh, en: ""))
        } else if attribute.name == .meaning, let last = names.popLast() {
          names.append(IRLabel(id: last.id, zh: last.zh, en: text))
        }
      }
      for name in names { result.append(.label(name)) }
    }
    return result
  }

  /// The condition of a revocation where it says more than its effect does by itself: what is taken
  /// back must have been given, and training that has ended cannot be stopped.
  private mutating func condition(
    of revocation: Int, for effect: Keyword, on target: Int?
  ) -> TermValue? {
    var parts: [TermValue] = []
    for child in program.children(revocation, .condition) {
      guard let node = program.norms[child].node(.condition), keys.truth(node) != true,
        !isImplied(node, by: effect, on: target)
      else { continue }
      parts.append(figure(node))
    }
    if parts.count < 2 { return parts.first }
    return .set(parts)
  }

  private func isImplied(_ node: NodeID, by effect: Keyword, on target: Int?) -> Bool {
    switch program.nodes[node.index].operation {
    case .holdsHonour(let honour):
      guard let target else { return false }
      switch effect {
      case .withdraw: return target == honour
      case .endBenefits: return reads(.holdsHonour(honour), conditionsOf: target)
      case .recover:
        let trigger = program.children(target, .trigger).first.flatMap {
          program.norms[$0].event(.event)
        }
        return trigger != nil && trigger == program.norms[honour].event(.event)
      default: return false
      }
    case .not(let inner):
      guard case .holdsHonour(let honour) = program.nodes[inner.index].operation else {
        return false
      }
      return effect == .stopTraining
        && program.norms(.training).contains { reads(.termEnded($0), conditionsOf: honour) }
    default: return false
    }
  }

  private func reads(_ operation: IRNode.Operation, conditionsOf norm: Int) -> Bool {
    var roots: [NodeID] = []
    for child in program.children(norm, .condition) {
      if let node = program.norms[child].node(.condition) { roots.append(node) }
    }
    for (index, isRead) in program.reachable(from: roots).enumerated() where isRead {
      if program.nodes[index].operation == operation { return true }
    }
    return false
  }
}
