public import PolicyLang

/// Writes the page of a policy: what is said there, all of it read from the compiled policy.
public struct DocumentWriter: Sendable {
  let policy: PreparedPolicy
  let language: Language
  let terms: TermWording
  let plan: PlanWording
  let clauses: ClauseWording
  let concepts: [Concept]
  /// Titles of policies that this one names, by id.
  let titles: [String: String]
  var program: IRProgram { policy.program }

  public init(
    _ policy: PreparedPolicy, _ language: Language, titles: [String: String] = [:]
  ) {
    self.policy = policy
    self.language = language
    self.titles = titles
    terms = TermWording(policy, language, isProse: true)
    plan = PlanWording(ProcedureFollower(policy), language, isProse: true)
    clauses = ClauseWording(policy, language, isProse: true)
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
      title: title, text: prose(text), note: note == title ? "" : note, articles: articles,
      citation: citation(articles, origin), mark: mark, details: details)
  }

  func prose(_ text: String) -> String {
    language == .chinese ? Prose.tight(text) : Prose.grouped(text)
  }

  func citation(_ articles: [String], _ origin: IROrigin) -> String {
    program.citations(
      articles.map { ArticleWording.text($0, language) }, origin, in: language)
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

  /// How binding a statement is, in the words of the page.
  func strength(_ keyword: Keyword) -> String {
    switch keyword {
    case .attest: say("须经认定", "to be judged")
    case .inPrincipleAttest: say("原则上须经认定", "to be judged in principle")
    case .must: say("应当", "required")
    case .mustNot: say("不得", "not allowed")
    case .inPrincipleMust: say("原则上应当", "required in principle")
    case .inPrincipleMustNot: say("原则上不得", "not allowed in principle")
    case .may: say("可以", "allowed")
    case .encourage: say("鼓励", "encouraged")
    case .prefer: say("优先", "preferred")
    case .balance: say("兼顾", "balanced across")
    case .striveFor: say("力争", "aimed at")
    default: self.keyword(keyword)
    }
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
    var text = summary.map { whole($0.value) } ?? ""
    if concept.kind == .target { text = keyword(.target) + say("：", ": ") + text }
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

  /// A summary as people read it: English puts how often after how much.
  private func whole(_ value: TermValue) -> String {
    guard language == .english, case .phrase(let parts) = value, parts.count > 1,
      let rhythm = rhythm(parts[0])
    else { return terms.text(value, .whole) }
    var (figure, years) = ("", "")
    for part in parts.dropFirst() {
      let text = terms.text(part, .whole)
      if case .years = part {
        years += ", " + text
      } else {
        figure += (figure.isEmpty ? "" : " ") + text
      }
    }
    return figure + ", " + rhythm + years
  }

  private func rhythm(_ value: TermValue) -> String? {
    switch value {
    case .keyword(.yearly), .keyword(.monthly), .keyword(.once), .keyword(.perCohort),
      .keyword(.inAll):
      return terms.text(value, .rhythm)
    case .phrase(let parts) where parts.count == 2 && parts[0] == .keyword(.every):
      return terms.text(value, .rhythm)
    default: return nil
    }
  }

  /// The attributes of a concept that its summary does not hold.
  func details(
    of concept: Concept, hiding hidden: [AttributeKey] = [], after summary: String
  ) -> [DocumentStatement] {
    var result: [DocumentStatement] = []
    for attribute in concept.attributes {
      let key = attribute.key
      if hidden.contains(key) || key == .kind { continue }
      if key == .parts, let parts = parts(of: concept, attribute.term.value) {
        result += parts
        continue
      }
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

  /// What a quota says of some of its places, each under its own name and with its own remark.
  private func parts(of concept: Concept, _ value: TermValue) -> [DocumentStatement]? {
    guard let norm = concept.norms.first else { return nil }
    let children = program.children(norm, .ofWhich)
    var values = [value]
    if children.count > 1, case .set(let all) = value { values = all }
    guard values.count == children.count else { return nil }
    let word = AttributeKey.parts.text(language)
    return zip(children, values).map { child, value in
      let norm = program.norms[child]
      let name = norm.label[language]
      let own = norm.articles == concept.articles ? [] : norm.articles
      return statement(
        name.isEmpty || name == word ? word : word + say("：", ": ") + name,
        terms.text(value, .parts), own, own.isEmpty ? IROrigin() : norm.origin, note: norm.note)
    }
  }

  /// `另加在示范工作室补助之上`.
  private func relation(_ value: TermValue) -> String {
    switch value {
    case .set(let values): return joined(values.map { relation($0) })
    case .phrase(let parts) where parts.count == 2:
      let other = terms.text(parts[0], .relation)
      switch parts[1] {
      case .keyword(.addsTo): return say("在“\(other)”之外另给", "on top of “\(other)”")
      case .keyword(.insteadOf): return say("顶替“\(other)”", "in place of “\(other)”")
      default: return terms.text(value, .relation)
      }
    default: return terms.text(value, .relation)
    }
  }

  /// A value in words; of a condition only what the chosen readings leave to be settled.
  func words(_ term: DeclaredTerm, _ key: AttributeKey) -> String {
    if key == .relation { return relation(term.value) }
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
      names.append("“" + program.readings[reading].label[language] + "”")
    }
    if names.isEmpty { return [] }
    var result = DocumentStatement(
      text: say("取决于解读", "depends on how this is read: ") + joined(names))
    result.readings = readings
    return [result]
  }
}
