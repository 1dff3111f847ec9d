internal import PolicyLang

// Holes and conflicts of tables, with the candidate who falls into them.
extension Reviewer {
  func review(_ tables: [TableQuestions], in base: ReviewSpace) {
    var reported: Set<Int> = []
    for question in tables where !reported.contains(question.table) {
      let table = program.tables[question.table]
      let span = outline.tables[question.table].name?.span
      let name = LocalText.name(table.label)
      for conflict in question.conflicts {
        switch example(of: conflict, in: base) {
        case .nobody: continue
        case .undecided: leaveOpen(.quoted(table.label, table.articles))
        case .found(let candidate):
          reported.insert(question.table)
          report(
            Diagnostic(
              .tableConflict, at: span, [name, place(question, candidate, base)],
              article: table.articles.first))
        }
        if reported.contains(question.table) { break }
      }
      reviewTurns(of: question, name, span, in: base)
      guard let gap = question.gap else { continue }
      switch example(of: gap, in: base) {
      case .nobody:
        if let span { settledTables.append(span) }
      case .undecided:
        // The compiler's own answer stands.
        if hasGap(at: span) { continue }
        leaveOpen(.quoted(table.label, table.articles))
      case .found(let candidate):
        if let span { settledTables.append(span) }
        reported.insert(question.table)
        report(
          Diagnostic(
            .tableGap, at: span, [name, place(question, candidate, base)],
            article: table.articles.first))
      }
    }
  }

  /// Rows whose turn never comes because those before them take everybody.
  private func reviewTurns(
    of question: TableQuestions, _ name: LocalText, _ span: SourceSpan?, in base: ReviewSpace
  ) {
    for (place, turn) in question.turns.enumerated() {
      guard case .nobody = example(of: turn, in: base) else { continue }
      let row = LocalText(zh: "的第 \(place + 2) 档", en: ", row \(place + 2),")
      report(
        Diagnostic(
          .partNeverMatters, at: span,
          [
            LocalText(zh: "对照表“", en: "table `") + name + LocalText(zh: "”", en: "`") + row,
            LocalText(
              zh: "前面的档已经取走了它的人", en: "the rows before it take everybody it fits"),
          ], article: program.tables[question.table].articles.first))
    }
  }

  private func hasGap(at span: SourceSpan?) -> Bool {
    for diagnostic in compiled.diagnostics
    where diagnostic.kind == .tableGap && diagnostic.span == span {
      return true
    }
    return false
  }

  /// The inputs of a table for a candidate and, where they are computed, the candidate.
  private func place(
    _ question: TableQuestions, _ candidate: Candidate, _ base: ReviewSpace
  ) -> LocalText {
    var inputs: [LocalText] = []
    var isComputed = false
    for input in question.inputs {
      let value = self.value(of: input, candidate, base)
      let type = program.nodes[input.index].type
      inputs.append(name(of: input, in: base) + LocalText(" ") + words(value, type))
      if case .field = program.nodes[input.index].operation { continue }
      isComputed = true
    }
    let list = LocalText.joined(inputs)
    return isComputed ? list + person(candidate) : list
  }

  /// `（例如 年龄 25年，月收入 10000元）`.
  func person(_ candidate: Candidate) -> LocalText {
    LocalText(zh: "（例如 ", en: " (for example ") + words(candidate) + LocalText(zh: "）", en: ")")
  }

  func value(of node: NodeID, _ candidate: Candidate, _ base: ReviewSpace) -> Value {
    do throws(DecisionError) {
      var evaluator = try base.policy.evaluator(for: candidate)
      do throws(EvaluationError) {
        return try evaluator.value(of: node)
      } catch {
        return .unknown
      }
    } catch {
      return .unknown
    }
  }
}
