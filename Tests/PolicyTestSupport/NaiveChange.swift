internal import PolicyLang

/// A policy written as a change to another: 替换, 删除 and additions, carried out on the syntax tree.
enum NaiveChange {
  /// The statements of the base with those of the change worked in.
  static func apply(_ change: [Statement], to base: [Statement]) -> [Statement] {
    var result = base.filter { $0.keyword != .policy }
    for statement in change where statement.keyword != .policy {
      if statement.keyword == .remove {
        let names = Set(statement.names(.names).map(\.text))
        result = editing(result) { names.contains($0.name?.text ?? "") ? nil : $0 }
      } else if statement.replaces {
        result = editing(result) { old in
          old.name?.text == statement.name?.text && old.name != nil ? statement : old
        }
      } else {
        result.append(statement)
      }
    }
    return result
  }

  private static func editing(
    _ statements: [Statement], _ change: (Statement) -> Statement?
  ) -> [Statement] {
    statements.compactMap { statement in
      guard let kept = change(statement) else { return nil }
      // What stands in a replacement is new and is left alone.
      if kept.replaces { return kept }
      return Statement(
        keyword: kept.keyword, block: kept.block, span: kept.span, keywordSpan: kept.keywordSpan,
        replaces: kept.replaces, name: kept.name, id: kept.id, labels: kept.labels,
        citations: kept.citations, notes: kept.notes, slots: kept.slots,
        details: editing(kept.details, change), translations: kept.translations)
    }
  }
}
