public import PolicyLang

/// Writes the page of a policy: what is said there, all of it read from the compiled policy.
public struct DocumentWriter: Sendable {
  let policy: PreparedPolicy
  let language: Language
  let terms: TermWording
  let plan: PlanWording
  let clauses: ClauseWording
  let concepts: [Concept]
  var program: IRProgram { policy.program }

  public init(_ policy: PreparedPolicy, _ language: Language) {
    self.policy = policy
    self.language = language
    terms = TermWording(policy, language)
    plan = PlanWording(ProcedureFollower(policy), language)
    clauses = ClauseWording(policy, language)
    concepts = ConceptReader.concepts(policy.environment, TermNumbers())
  }

  public var document: PolicyDocument {
    let sections = [
      purpose, eligibility, selection, procedure, money, duties, revocation, force, changes,
      interpretations, openPoints,
    ]
    var shown: [DocumentSection] = []
    for section in sections where !section.blocks.isEmpty { shown.append(section) }
    return PolicyDocument(
      title: title, language: language, facts: facts, sections: shown,
      questions: Explainer(self).questions)
  }

  var title: String { program.title.isEmpty ? program.id : program.title }

  // MARK: Pieces

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
  func keyword(_ keyword: Keyword) -> String { keyword.spelling(language) }
  func name(_ norm: Int) -> String {
    program.norms.indices.contains(norm) ? program.norms[norm].label[language] : "…"
  }

  func joined(_ parts: [String], _ zh: String = "、", _ en: String = ", ") -> String {
    parts.joined(separator: say(zh, en))
  }

  /// 文件没有写 something.
  func silence(_ zh: String, _ en: String) -> DocumentStatement {
    DocumentStatement(
      text: say("文件没有写：", "the document does not say: ") + say(zh, en), mark: .silent)
  }

  func statement(
    _ title: String, _ text: String, _ articles: [String], _ origin: IROrigin, note: String = "",
    mark: DocumentStatement.Mark = .stated, details: [DocumentStatement] = []
  ) -> DocumentStatement {
    DocumentStatement(
      title: title, text: Prose.tight(text), note: note, articles: articles,
      citation: program.citations(articles, origin, in: language), mark: mark, details: details)
  }

  /// A norm under its own name.
  func statement(
    _ index: Int, _ text: String, mark: DocumentStatement.Mark = .stated,
    details: [DocumentStatement] = []
  ) -> DocumentStatement {
    let norm = program.norms[index]
    return statement(
      norm.label[language], text, norm.articles, norm.origin, note: norm.note, mark: mark,
      details: details)
  }

  // MARK: Concepts

  func concepts(_ sections: [ConceptSection]) -> [Concept] {
    concepts.filter { sections.contains($0.section) }
  }

  func origin(of concept: Concept) -> IROrigin {
    guard let norm = concept.norms.first, program.norms.indices.contains(norm) else {
      return IROrigin()
    }
    return program.norms[norm].origin
  }

  /// A concept with its summary and everything else that the policy says about it.
  func statement(_ concept: Concept, hiding hidden: [AttributeKey] = []) -> DocumentStatement {
    let summary = concept.summary
    var text = summary.map { terms.text($0.value, .whole) } ?? ""
    if concept.kind == .target { text = keyword(.target) + " " + text }
    var mark = mark(summary)
    let note = concept.norms.first.map { program.norms[$0].note } ?? ""
    if text.isEmpty, mark == .open { mark = .stated }
    var result = statement(
      concept.label[language], text, concept.articles, origin(of: concept), note: note, mark: mark)
    result.details = details(of: concept, hiding: hidden, after: text)
    if let summary, summary.isContested {
      result.details += references(to: doubts(behind: summary.value))
    }
    return result
  }

  /// The attributes of a concept that its summary does not hold.
  func details(
    of concept: Concept, hiding hidden: [AttributeKey] = [], after summary: String
  ) -> [DocumentStatement] {
    var result: [DocumentStatement] = []
    for attribute in concept.attributes {
      let key = attribute.key
      if hidden.contains(key) || key == .kind { continue }
      let text = words(attribute.term, key)
      if TextSearch.holds(summary, text) { continue }
      let own = attribute.term.articles == concept.articles ? [] : attribute.term.articles
      result.append(
        statement(
          key.text(language), text, own, own.isEmpty ? IROrigin() : origin(of: concept),
          mark: mark(attribute.term), details: references(to: doubts(behind: attribute.term.value)))
      )
    }
    return result
  }

  /// A value in words; of a condition only what the chosen readings leave to be settled.
  func words(_ term: DeclaredTerm, _ key: AttributeKey) -> String {
    if key == .condition, case .node(let node) = term.value, !program.isUnstated(node) {
      return clauses.condition(node)
    }
    return terms.text(term.value, key)
  }

  func mark(_ term: DeclaredTerm?) -> DocumentStatement.Mark {
    guard let term else { return .stated }
    return term.isOpen ? .open : term.isContested ? .contested : .stated
  }

  // MARK: Doubts behind a statement

  /// The readings with more than one option on which nodes depend.
  func doubts(behind nodes: [NodeID]) -> [Int] {
    var result: [Int] = []
    for (index, isRead) in program.reachable(from: nodes).enumerated() where isRead {
      switch program.nodes[index].operation {
      case .reading(let reading), .readingIs(let reading, _):
        if program.readings[reading].options.count > 1, !result.contains(reading) {
          result.append(reading)
        }
      default: continue
      }
    }
    return result.sorted()
  }

  func doubts(behind value: TermValue) -> [Int] { doubts(behind: nodes(in: value)) }

  private func nodes(in value: TermValue) -> [NodeID] {
    switch value {
    case .node(let node): return [node]
    case .set(let values), .phrase(let values):
      var result: [NodeID] = []
      for value in values { result += nodes(in: value) }
      return result
    default: return []
    }
  }

  /// `取决于解读“小项的作用”（第四条）`.
  func references(to readings: [Int]) -> [DocumentStatement] {
    var names: [String] = []
    for reading in readings {
      let name = program.readings[reading].label[language]
      names.append(say("“\(name)”", "`\(name)`"))
    }
    if names.isEmpty { return [] }
    return [
      DocumentStatement(
        text: say("取决于解读", "depends on the reading ") + joined(names))
    ]
  }
}
