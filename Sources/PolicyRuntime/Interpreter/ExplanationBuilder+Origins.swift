internal import PolicyLang

// Where figures and clauses come from: an ancestor, a replacement, a date, the command line.
extension ExplanationBuilder {
  /// The articles in parentheses, with the ancestor they belong to and what the declaration replaced:
  /// `（沿用 national 第三条，应当）`.
  func cited(
    _ articles: [String], _ origin: IROrigin, replacing name: String, also more: String = ""
  ) -> String {
    let articles = isProse ? articles.map { ArticleWording.text($0, language) } : articles
    var parts = articles
    if program.declaringPolicy(origin) != nil {
      parts = [program.citation(articles, origin, in: language)] + articles.dropFirst()
    }
    if !more.isEmpty { parts.append(more) }
    if let words = replacement(origin, name) { parts.append(words) }
    return parenthesised(parts)
  }

  /// `替换了 national 的 最低年限`, `本政策新增`; `nil` for what is taken over as it was.
  private func replacement(_ origin: IROrigin, _ name: String) -> String? {
    guard let provenance = program.provenance(origin) else { return nil }
    guard let replaced = provenance.replaces else {
      return provenance.kind == .added ? say("本政策新增", "added here") : nil
    }
    let by = provenance.policy.map { visible($0) + say(" ", " ") } ?? ""
    return say(
      by + "替换了 \(visible(replaced)) 的 \(name)", by + "replaces \(name) of \(visible(replaced))")
  }

  /// The date from which the value in force holds, and what `--set` made of it.
  func history(of parameter: Int) -> String {
    let own = program.parameters[parameter]
    let environment = evaluator.environment
    let dated = inForce(own)
    guard environment.overrides[parameter] != nil else {
      guard let from = dated?.from else { return "" }
      return say("，自 \(from)", ", since \(from)")
    }
    guard let dated else { return say("，由 --set 改为", ", set by --set") }
    let value = wording.text(of: dated.value)
    let since = dated.from.map { say("（自 \($0)）", " (since \($0))") } ?? ""
    return say("，由 --set 改为，原为 \(value)\(since)", ", set by --set, otherwise \(value)\(since)")
  }

  /// The value that holds on the day of the decision; `nil` where none does or there is no day.
  private func inForce(_ parameter: IRParameter) -> IRDatedValue? {
    var result: IRDatedValue?
    for dated in parameter.values {
      guard let from = dated.from else {
        result = dated
        continue
      }
      guard let day = evaluator.environment.asOf else { return nil }
      if from > day { break }
      result = dated
    }
    return result
  }

  /// What was left out of the policies behind this one, as far as it could decide.
  func removals() -> [ExplanationNode] {
    var nodes: [ExplanationNode] = []
    for removal in program.removals {
      guard decides(removal.kind), let from = program.ancestor(removal.policy) else { continue }
      let name = removal.label[language] + cited(removal.articles)
      let by = program.ancestor(removal.by).map { visible($0.id) + " " } ?? ""
      nodes.append(
        ExplanationNode(
          .note,
          say(
            by + "删除了 \(visible(from.id)) 的 \(name)", by + "removes \(name) of \(visible(from.id))")
        ))
    }
    return nodes
  }

  private func decides(_ kind: Keyword) -> Bool {
    switch kind {
    case .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot, .attest, .inPrincipleAttest,
      .lifts, .unless, .eligibility, .parameter, .reading, .define, .result, .table:
      true
    default: false
    }
  }

  /// What the policy is based on: `以 全国办法（national）为基础`.
  var base: String? {
    var names: [String] = []
    for ancestor in program.ancestors {
      let id = visible(ancestor.id)
      let title = visible(ancestor.title)
      names.append(title.isEmpty ? id : say("\(title)（\(id)）", "\(title) (\(id))"))
    }
    if names.isEmpty { return nil }
    return say("基于 ", "based on ") + names.joined(separator: say("，再基于 ", ", based on "))
  }

  func parenthesised(_ parts: [String]) -> String {
    if parts.isEmpty { return "" }
    return say("（" + parts.joined(separator: "，") + "）", " (" + parts.joined(separator: ", ") + ")")
  }
}
