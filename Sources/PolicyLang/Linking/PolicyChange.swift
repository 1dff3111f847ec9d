/// Carries out what a policy changes in the one it is based on: 替换, 删除, and plain additions.
struct PolicyChange {
  private(set) var result: [Statement]
  private(set) var diagnostics: [Diagnostic] = []
  /// What is known about the origin of statements, with what this change replaces and removes.
  private(set) var ancestry: Ancestry
  private let inherited: [Statement]
  private let language: Language

  /// What a city says about itself is never inherited.
  private static let ownWords: Set<Keyword> = [
    .policy, .issuer, .documentNumber, .trial, .issued, .effective, .expires, .validFor,
    .interpreter, .superior,
  ]

  init(inherited: [Statement], ancestry: Ancestry, language: Language) {
    self.inherited = inherited
    self.ancestry = ancestry
    self.language = language
    // Tests and samples of the base speak about the base; the change brings its own.
    result = inherited.filter {
      !PolicyChange.ownWords.contains($0.keyword) && $0.keyword != .test
    }
  }

  mutating func apply(_ statements: [Statement]) {
    var added: [Statement] = []
    for statement in statements {
      if statement.keyword == .remove {
        for name in statement.names(.names) { remove(name) }
      } else if statement.replaces {
        replace(statement)
      } else {
        refuseInherited(statement)
        if statement.keyword != .use || !hasUse(statement) { added.append(statement) }
      }
    }
    let header = added.filter { PolicyChange.ownWords.contains($0.keyword) }
    let body = added.filter { !PolicyChange.ownWords.contains($0.keyword) }
    result = header + result + body
  }

  private func hasUse(_ statement: Statement) -> Bool {
    result.contains {
      $0.keyword == .use && $0.name(.identifier)?.text == statement.name(.identifier)?.text
    }
  }

  private mutating func remove(_ name: Name) {
    let isMeant = { (statement: Statement) in statement.name?.text == name.text }
    guard let old = PolicyChange.first(in: result, [], where: isMeant) else {
      reportMissing(name)
      return
    }
    result = PolicyChange.editing(result, where: isMeant) { _ in nil }.0
    noteRemoval(of: old, by: name.span.file)
  }

  private mutating func replace(_ statement: Statement) {
    guard let name = statement.name else {
      let isMeant = { (old: Statement) in old.keyword == statement.keyword && old.name == nil }
      if let old = result.first(where: isMeant) {
        ancestry.noteReplacement(of: old, by: statement)
      }
      result.removeAll(where: isMeant)
      result.append(statement)
      return
    }
    let sameKind = PolicyChange.kind(of: statement)
    let isMeant = { (old: Statement) in
      old.name?.text == name.text && PolicyChange.kind(of: old) == sameKind
    }
    guard let old = PolicyChange.first(in: result, [], where: isMeant) else {
      reportMissing(name)
      return
    }
    result = PolicyChange.editing(result, where: isMeant) { _ in statement }.0
    ancestry.noteReplacement(of: old.statement, by: statement)
    noteDetails(of: statement, insteadOf: old)
  }

  // MARK: Origin

  /// A statement with the citations of the blocks around it.
  private typealias Found = (statement: Statement, inherited: [Citation])

  private mutating func noteRemoval(of old: Found, by file: FileID) {
    ancestry.noteRemoval(
      Ancestry.Removal(statement: old.statement, inherited: old.inherited, by: file))
    // A block of clauses takes its clauses with it.
    for clause in PolicyChange.clauses(in: old) {
      ancestry.noteRemoval(
        Ancestry.Removal(statement: clause.statement, inherited: clause.inherited, by: file))
    }
  }

  /// A whole block written anew replaces the clauses of the same name in the old one, and leaves out
  /// the others.
  private mutating func noteDetails(of statement: Statement, insteadOf old: Found) {
    let new = PolicyChange.clauses(in: (statement, []))
    for clause in PolicyChange.clauses(in: old) {
      if let heir = new.first(where: { $0.statement.name?.text == clause.statement.name?.text }) {
        ancestry.noteReplacement(of: clause.statement, by: heir.statement)
      } else {
        ancestry.noteRemoval(
          Ancestry.Removal(
            statement: clause.statement, inherited: clause.inherited,
            by: statement.keywordSpan.file))
      }
    }
  }

  /// The named clauses inside a block, at any depth.
  private static func clauses(in block: Found) -> [Found] {
    var result: [Found] = []
    let cited = block.statement.citations.isEmpty ? block.inherited : block.statement.citations
    for detail in block.statement.details {
      if kind(of: detail) == .clause, detail.name != nil { result.append((detail, cited)) }
      result += clauses(in: (detail, cited))
    }
    return result
  }

  /// The first statement, at any depth, that meets the condition: the one that `editing` edits.
  private static func first(
    in statements: [Statement], _ inherited: [Citation], where matches: (Statement) -> Bool
  ) -> Found? {
    for statement in statements {
      if matches(statement) { return (statement, inherited) }
      let cited = statement.citations.isEmpty ? inherited : statement.citations
      if let found = first(in: statement.details, cited, where: matches) { return found }
    }
    return nil
  }

  private mutating func reportMissing(_ name: Name) {
    var names: [String] = []
    PolicyChange.collectNames(inherited, into: &names)
    let near = Suggestion.closest(to: name.text, in: names)
    let help = near.map {
      LocalText(zh: "是不是“\($0)”？", en: "did you mean `\($0)`?")
    }
    diagnostics.append(
      Diagnostic(
        .nothingToReplace, at: name.span,
        [LocalText(name.text), help ?? LocalText(zh: "核对名称", en: "check the name")]))
  }

  /// A new statement may not carry the name of an inherited one of the same kind.
  private mutating func refuseInherited(_ statement: Statement) {
    guard let name = statement.name, !PolicyChange.repeatable.contains(statement.keyword) else {
      return
    }
    let kind = PolicyChange.kind(of: statement)
    guard
      let first = result.first(where: {
        $0.name?.text == name.text && PolicyChange.kind(of: $0) == kind
      })
    else { return }
    let word = Keyword.replace.spelling(language)
    diagnostics.append(
      Diagnostic(
        .inheritedName, at: name.span, [LocalText(name.text)],
        related: [
          RelatedPlace(first.keywordSpan, LocalText(zh: "继承自这里", en: "inherited from here"))
        ],
        fixIts: [
          FixIt(
            LocalText(zh: "在前面写“替换”", en: "write `replace` in front"),
            [TextEdit(statement.keywordSpan.before, word + " ")])
        ]))
  }

  private static let repeatable: Set<Keyword> = [.duties, .open, .unseen, .recital, .names, .test]

  /// Statements that replace one another: clauses of any strength, quota and target, and so on.
  private static func kind(of statement: Statement) -> Space {
    switch statement.form?.head {
    case .declares(let space): space
    case .refers(let space): space
    default: .any
    }
  }

  private static func collectNames(_ statements: [Statement], into names: inout [String]) {
    for statement in statements {
      if let name = statement.name { names.append(name.text) }
      collectNames(statement.details, into: &names)
    }
  }

  /// Edits the first statement, at any depth, that meets the condition; `nil` drops it.
  private static func editing(
    _ statements: [Statement], where matches: (Statement) -> Bool,
    _ edit: (Statement) -> Statement?
  ) -> ([Statement], Bool) {
    var result: [Statement] = []
    var found = false
    for statement in statements {
      if found {
        result.append(statement)
      } else if matches(statement) {
        found = true
        if let edited = edit(statement) { result.append(edited) }
      } else {
        let (details, inner) = editing(statement.details, where: matches, edit)
        found = inner
        result.append(inner ? statement.with(details: details) : statement)
      }
    }
    return (result, found)
  }
}

extension Statement {
  /// The same statement with other details.
  func with(details: [Statement]) -> Statement {
    Statement(
      keyword: keyword, block: block, span: span, keywordSpan: keywordSpan, replaces: replaces,
      name: name, id: id, labels: labels, citations: citations, notes: notes, slots: slots,
      details: details, translations: translations)
  }
}
