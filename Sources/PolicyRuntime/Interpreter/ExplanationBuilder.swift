internal import PolicyLang

/// Builds the reasoning tree of one decision.
///
/// Input: the evaluator that decided and its decision. Each clause gets a node; below it stand where it
/// applies, its condition down to the comparisons with the candidate's own values, its exceptions.
struct ExplanationBuilder {
  let language: Language
  let decision: Decision
  var evaluator: Evaluator
  /// How many lines may still be written; an untrusted program could otherwise unfold without end.
  var budget = 4000
  /// Where the clause at hand comes from.
  var clauseOrigin = IROrigin()
  var isProse = false

  init(_ evaluator: Evaluator, _ decision: Decision, _ language: Language) {
    self.evaluator = evaluator
    self.decision = decision
    self.language = language
  }

  var program: IRProgram { evaluator.program }
  var wording: Wording {
    Wording(program, language, environment: evaluator.environment, isProse: isProse)
  }

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  mutating func build() -> Explanation {
    var clauses: [ExplanationNode] = []
    for index in program.requirements.indices { clauses.append(clause(index)) }
    return Explanation(
      language: language, decision: decision, heading: heading, assumptions: assumptions(),
      clauses: clauses, remarks: remarks())
  }

  private var heading: [String] {
    let who = visible(decision.candidate)
    let answer = decision.outcome.keyword.spelling(language)
    var policy = program.title.isEmpty ? program.id : program.title + "（\(program.id)）"
    if language == .english, !program.title.isEmpty { policy = "\(program.title) (\(program.id))" }
    if let day = decision.asOf { policy += say("，基准日 \(day)", ", as of \(day)") }
    var lines = [who + say("：", ": ") + answer, policy]
    if let base { lines.append(base) }
    if decision.inForce == false {
      lines.append(say("注意：这一天不在政策有效期内", "note: the policy is not in force on that day"))
    }
    return lines
  }

  // MARK: Assumptions

  private func assumptions() -> [ExplanationNode] {
    var roots = program.decidingNodes
    for result in program.results { roots.append(result.value) }
    let reachable = program.reachable(from: roots)
    var parameters = Set<Int>()
    var readings = Set<Int>()
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      switch node.operation {
      case .parameter(let parameter): parameters.insert(parameter)
      case .reading(let reading), .readingIs(let reading, _): readings.insert(reading)
      default: break
      }
    }
    var nodes: [ExplanationNode] = []
    for index in parameters.sorted() { nodes.append(parameter(index)) }
    for index in readings.sorted() { nodes.append(reading(index)) }
    return nodes + removals()
  }

  private func parameter(_ index: Int) -> ExplanationNode {
    let parameter = program.parameters[index]
    var text = say("参数 ", "parameter ") + parameter.label[language] + say("：", ": ")
    if let node = program.nodes.firstIndex(where: { $0.operation == .parameter(index) }) {
      text += wording.text(of: NodeID(UInt32(clamping: node)))
    }
    text += history(of: index)
    text += cited(parameter.articles, parameter.origin, replacing: parameter.label[language])
    return ExplanationNode(.note, text, origin: program.provenance(parameter.origin))
  }

  private func reading(_ index: Int) -> ExplanationNode {
    let reading = program.readings[index]
    let chosen = evaluator.environment.options[index]
    var text = say("解读 ", "reading ") + reading.label[language] + say("：", ": ")
    text += optionName(index, chosen)
    if chosen != 0 {
      text += say("，由 --set 改读，原为 ", ", chosen by --set, otherwise ") + optionName(index, 0)
    }
    text += cited(reading.articles, reading.origin, replacing: reading.label[language])
    var children: [ExplanationNode] = []
    if !reading.note.isEmpty { children.append(ExplanationNode(.note, reading.note)) }
    return ExplanationNode(.note, text, children, origin: program.provenance(reading.origin))
  }

  /// A reading's option by its value where it has one, otherwise by its words.
  func optionName(_ reading: Int, _ option: Int) -> String {
    let options = program.readings[reading].options
    guard options.indices.contains(option) else { return "" }
    if let value = options[option].value { return wording.text(of: value) }
    return options[option].label[language]
  }

  /// The articles in parentheses.
  func cited(_ articles: [String], _ more: String = "") -> String {
    var parts = articles
    if isProse { parts = parts.map { ArticleWording.text($0, language) } }
    if !more.isEmpty { parts.append(more) }
    return parenthesised(parts)
  }

  // MARK: Remarks

  private func remarks() -> [ExplanationNode] {
    var nodes: [ExplanationNode] = []
    if !decision.missing.isEmpty {
      nodes.append(
        ExplanationNode(
          .note,
          say("还缺的事实：", "facts still missing: ") + listed(decision.missing)))
    }
    if !decision.pending.isEmpty {
      nodes.append(
        ExplanationNode(
          .note,
          say("还没有作出的认定：", "judgements still to be made: ") + listed(decision.pending)))
    }
    for result in decision.results {
      let origin = program.results[result.result].origin
      nodes.append(
        ExplanationNode(
          .note,
          result.label[language] + say("：", ": ") + wording.text(of: result.value, result.type)
            + cited(result.articles, origin, replacing: result.label[language]),
          origin: program.provenance(origin)))
    }
    for other in decision.contested {
      let name = other.readingLabel[language]
      let option = optionName(other.reading, other.option)
      let answer = other.outcome.keyword.spelling(language)
      nodes.append(
        ExplanationNode(
          .note,
          say(
            "如果“\(name)”读作“\(option)”，结论是：\(answer)",
            "if `\(name)` is read as `\(option)`, the answer is: \(answer)")))
    }
    for bar in decision.barred {
      let name =
        bar.label[language] + cited([program.citation(bar.articles, bar.origin, in: language)])
      nodes.append(
        ExplanationNode(
          .note,
          say(
            "禁入期到 \(bar.until) 为止：\(name)；结论不变，但不能入选",
            "barred through \(bar.until): \(name); the decision stands, but no selection")))
    }
    for warning in decision.warnings {
      nodes.append(ExplanationNode(.note, warning.message(in: language)))
    }
    return nodes
  }

  /// Paths with the labels of their fields, since ids mean little to a reader.
  private func listed(_ paths: [String]) -> String {
    var names: [String] = []
    for path in paths { names.append(labelled(path)) }
    return names.joined(separator: say("、", ", "))
  }

  private func labelled(_ path: String) -> String {
    var record = 0
    var words: [String] = []
    for part in path.split(separator: ".") {
      guard program.records.indices.contains(record),
        let field = program.records[record].fields.first(where: { $0.label.id == part })
      else {
        words.append(Int(part) == nil ? String(part) : say("第 \(part) 项", "no. \(part)"))
        continue
      }
      words.append(field.label[language])
      switch field.type {
      case .list(let inner), .record(let inner): record = inner
      default: break
      }
    }
    return words.joined(separator: " ")
  }
}
