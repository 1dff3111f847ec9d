internal import PolicyLang

/// Reads everything a policy declares outside eligibility as concepts, under its settings.
struct ConceptReader {
  let environment: Environment
  var keys: TermKeys
  var concepts: [Concept] = []
  var program: IRProgram { environment.program }

  init(_ environment: Environment, _ numbers: TermNumbers) {
    self.environment = environment
    keys = TermKeys(environment, numbers, side: 0)
  }

  static func concepts(_ environment: Environment, _ numbers: TermNumbers) -> [Concept] {
    var reader = ConceptReader(environment, numbers)
    for index in reader.program.norms.indices { reader.read(index) }
    reader.readRevocations()
    return reader.concepts
  }

  private mutating func read(_ index: Int) {
    switch program.norms[index].kind {
    case .effective, .expires, .interpreter, .trial: readScope(index)
    case .issued where program.norms(.effective).isEmpty: readScope(index)
    case .quota, .target, .cohorts: readQuota(index)
    case .apportion: readApportionment(index)
    case .eligibility:
      readPriorities(index)
      readJudgements(index)
    case .selection: readSelection(index)
    case .scoring: readScoring(index)
    case .training, .term, .bar: readTerm(index)
    case .subsidy: readSubsidy(index)
    case .honour: readHonour(index)
    case .procedure: add(.procedure, index, [])
    case .stage: readStage(index)
    case .duties: readDuties(index)
    default: break
    }
  }

  // MARK: Building

  mutating func add(
    _ section: ConceptSection, _ index: Int, _ attributes: [ConceptAttribute?],
    holder: Int? = nil
  ) {
    let norm = program.norms[index]
    var label = norm.label
    if section == .scope || label.zh.isEmpty {
      let word = norm.kind
      label = IRLabel(id: "", zh: word.spelling(.chinese), en: word.spelling(.english))
    }
    var present: [ConceptAttribute] = []
    for case .some(let attribute) in attributes { present.append(attribute) }
    concepts.append(
      Concept(
        section: section, kind: norm.kind, norms: [index], holder: holder, label: label,
        articles: norm.articles, attributes: present))
  }

  mutating func attribute(
    _ key: AttributeKey, _ value: TermValue?, _ articles: [String]
  ) -> ConceptAttribute? {
    guard let value else { return nil }
    return ConceptAttribute(key: key, term: term(value, articles))
  }

  mutating func term(_ value: TermValue, _ articles: [String]) -> DeclaredTerm {
    DeclaredTerm(value: value, articles: articles, isContested: isContested(value))
  }

  private mutating func isContested(_ value: TermValue) -> Bool {
    switch value {
    case .node(let node): return keys.isContested(node)
    case .set(let values), .phrase(let values):
      for value in values where isContested(value) { return true }
      return false
    default: return false
    }
  }

  /// What a condition stands for where it only chooses between two, as a reading does.
  mutating func settled(
    _ value: TermValue, yes: TermValue, no: TermValue, _ articles: [String]
  ) -> DeclaredTerm {
    guard case .node(let node) = value, let truth = keys.truth(node) else {
      return term(value, articles)
    }
    return DeclaredTerm(
      value: truth ? yes : no, articles: articles, isContested: keys.isContested(node))
  }

  /// A piece of a norm by its name.
  func slot(_ name: SlotName, _ index: Int) -> TermValue? {
    for attribute in program.norms[index].attributes where attribute.name == name {
      return value(attribute.value)
    }
    return nil
  }

  func value(_ value: IRAttribute.Value) -> TermValue {
    switch value {
    case .node(let node): figure(node)
    case .keyword(let keyword): .keyword(keyword)
    case .text(let text): .text(text)
    case .norm(let norm): .norm(norm)
    case .event(let event): .event(event)
    case .field(let field): .field(field)
    case .requirement(let index):
      program.requirements.indices.contains(index)
        ? .label(program.requirements[index].label) : .text("")
    case .constant(let constant, let type): .constant(constant, type)
    }
  }

  /// 未定 is no figure; that a reading or a parameter stands for it changes nothing.
  func figure(_ node: NodeID) -> TermValue {
    program.isUnstated(node) ? .unstated : .node(node)
  }

  /// `每年`, `每 2年`.
  func rhythm(_ index: Int) -> TermValue? {
    guard let rhythm = slot(.rhythm, index) else { return nil }
    guard let interval = slot(.interval, index) else { return rhythm }
    return .phrase([rhythm, interval])
  }

  func years(_ index: Int) -> TermValue? {
    let norm = program.norms[index]
    let (first, last) = (norm.year(.year), norm.year(.endYear))
    return first == nil && last == nil ? nil : .years(first: first, last: last)
  }

  /// Free words; one text may list several.
  static func words(_ texts: [String]) -> TermValue? {
    var result: [TermValue] = []
    for text in texts {
      for word in text.split(separator: "、") { result.append(.text(String(word))) }
    }
    return result.isEmpty ? nil : .set(result)
  }

  /// Everything that a norm says, in its order, and what its block says.
  func everything(_ index: Int) -> TermValue {
    var parts: [TermValue] = []
    for attribute in program.norms[index].attributes { parts.append(value(attribute.value)) }
    for child in program.norms[index].children where program.norms.indices.contains(child) {
      parts.append(.keyword(program.norms[child].kind))
      parts.append(everything(child))
    }
    return parts.count == 1 ? parts[0] : .phrase(parts)
  }

  /// All statements of a kind in a norm's block.
  func all(_ kind: Keyword, _ index: Int) -> TermValue? {
    let children = program.children(index, kind)
    if children.isEmpty { return nil }
    return children.count == 1 ? everything(children[0]) : .set(children.map { everything($0) })
  }

  /// The first statement of a kind in a norm's block.
  func detail(_ kind: Keyword, _ index: Int, _ name: SlotName) -> TermValue? {
    program.children(index, kind).first.flatMap { slot(name, $0) }
  }

  func articles(_ kind: Keyword, _ index: Int) -> [String] {
    let child = program.children(index, kind).first ?? index
    return program.norms[child].articles
  }

  /// The conditions of a block together; `nil` where they hold in any case.
  mutating func condition(_ index: Int) -> TermValue? {
    var parts: [TermValue] = []
    for child in program.children(index, .condition) {
      guard let node = program.norms[child].node(.condition) else { continue }
      if keys.truth(node) != true { parts.append(figure(node)) }
    }
    if parts.count < 2 { return parts.first }
    return .set(parts)
  }
}
