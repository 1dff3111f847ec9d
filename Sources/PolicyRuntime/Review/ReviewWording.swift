internal import PolicyLang

extension LocalText {
  /// Texts as a list.
  static func joined(_ texts: [LocalText]) -> LocalText {
    var (zh, en) = ("", "")
    for text in texts {
      zh += (zh.isEmpty ? "" : "、") + text.zh
      en += (en.isEmpty ? "" : ", ") + text.en
    }
    return LocalText(zh: zh, en: en)
  }

  /// A declared name in quotes, with its first article.
  static func quoted(_ label: IRLabel, _ articles: [String]) -> LocalText {
    let article = articles.first ?? ""
    return LocalText(
      zh: "“" + label.zh + "”" + (article.isEmpty ? "" : "（" + article + "）"),
      en: "`" + label[.english] + "`" + (article.isEmpty ? "" : " (" + article + ")"))
  }

  /// A declared name.
  static func name(_ label: IRLabel) -> LocalText {
    LocalText(zh: label.zh, en: label[.english])
  }

  static func + (a: LocalText, b: LocalText) -> LocalText {
    LocalText(zh: a.zh + b.zh, en: a.en + b.en)
  }
}

extension Reviewer {
  /// Premises by name, with their articles.
  func names(_ premises: [Premise]) -> LocalText {
    var texts: [LocalText] = []
    for premise in premises { texts.append(.quoted(premise.label, premise.articles)) }
    return .joined(texts)
  }

  /// Where premises stand, but for one that the message points to anyway.
  func places(_ premises: [Premise], but own: SourceSpan?) -> [RelatedPlace] {
    var result: [RelatedPlace] = []
    for premise in premises where result.count < 6 {
      guard let span = premise.span, span != own else { continue }
      result.append(RelatedPlace(span, LocalText(zh: "因为这里", en: "because of this")))
    }
    return result
  }

  /// A value in words.
  func words(_ value: Value, _ type: IRType) -> LocalText {
    LocalText(
      zh: Wording(program, .chinese).text(of: value, type),
      en: Wording(program, .english).text(of: value, type))
  }

  /// An expression in words, its figures by value.
  func words(_ node: NodeID, in base: ReviewSpace, scopes: [Int] = [0]) -> LocalText {
    let environment = base.policy.environment
    return LocalText(
      zh: Wording(program, .chinese, environment: environment).text(of: node, scopes: scopes),
      en: Wording(program, .english, environment: environment).text(of: node, scopes: scopes))
  }

  /// A value by the name of its definition or table, or in words.
  func name(of value: NodeID, in base: ReviewSpace, scopes: [Int] = [0]) -> LocalText {
    if let label = outline.figures[value] { return .name(label) }
    if case .table(let index, _) = program.nodes[value.index].operation {
      return .name(program.tables[index].label)
    }
    return words(value, in: base, scopes: scopes)
  }

  /// The facts of a candidate in words.
  func words(_ candidate: Candidate) -> LocalText {
    LocalText(
      zh: Wording(program, .chinese).text(of: candidate.facts, .record(0)),
      en: Wording(program, .english).text(of: candidate.facts, .record(0)))
  }
}
