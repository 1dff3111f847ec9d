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
      let holes = self.holes(of: question, in: base)
      if !holes.isEmpty {
        if let span { settledTables.append(span) }
        reported.insert(question.table)
        report(holes, of: question, name, in: base)
        continue
      }
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

  /// More holes of one table are counted and not shown.
  private static let shownHoles = 6

  /// Neighbouring stretches that a value can lie in without a row, as one.
  private struct Hole {
    var first: TableStretch
    var last: TableStretch
    /// One who lies between the bounds rather than at one, where there is one.
    var candidate: Candidate
  }

  /// Every hole of a table, in order; none where one of its stretches could not be settled.
  private func holes(of question: TableQuestions, in base: ReviewSpace) -> [Hole] {
    var holes: [Hole] = []
    var isOpen = false
    for stretch in question.stretches {
      switch example(of: stretch.gap, in: base) {
      case .nobody: isOpen = false
      case .undecided: return []
      case .found(let candidate):
        if isOpen, let last = holes.indices.last {
          if holes[last].first.isPoint, holes[last].last.isPoint {
            holes[last].candidate = candidate
          }
          holes[last].last = stretch
        } else {
          holes.append(Hole(first: stretch, last: stretch, candidate: candidate))
        }
        isOpen = true
      }
    }
    return holes
  }

  private func report(
    _ holes: [Hole], of question: TableQuestions, _ name: LocalText, in base: ReviewSpace
  ) {
    let table = program.tables[question.table]
    for (place, hole) in holes.prefix(Reviewer.shownHoles).enumerated() {
      var what = self.place(question, hole.candidate, base) + range(hole, in: base)
      if place + 1 == Reviewer.shownHoles, holes.count > Reviewer.shownHoles {
        let more = "\(holes.count - Reviewer.shownHoles)"
        what =
          what + LocalText(zh: "；另有 " + more + " 处没有列出", en: "; " + more + " more are not listed")
      }
      let span = rowSpan(hole.first.rowBefore ?? hole.last.rowAfter, of: question.table)
      report(
        Diagnostic(.tableGap, at: span, [name, what], article: table.articles.first))
    }
  }

  /// `（25年 和 26年 之间）`; nothing for a single value.
  private func range(_ hole: Hole, in base: ReviewSpace) -> LocalText {
    if hole.first.isPoint, hole.last.isPoint, hole.first.lower == hole.last.lower {
      return LocalText("")
    }
    func text(_ node: NodeID?) -> LocalText? { node.map { words($0, in: base) } }
    switch (text(hole.first.lower), text(hole.last.upper)) {
    case (let lower?, let upper?):
      return LocalText(
        zh: "（" + lower.zh + " 到 " + upper.zh + " 之间）",
        en: " (between " + lower.en + " and " + upper.en + ")")
    case (let lower?, nil):
      return LocalText(zh: "（" + lower.zh + " 往上）", en: " (from " + lower.en + " up)")
    case (nil, let upper?):
      return LocalText(zh: "（" + upper.zh + " 往下）", en: " (from " + upper.en + " down)")
    case (nil, nil): return LocalText("")
    }
  }

  /// A row of a table as it stands in the file, or the name of the table.
  private func rowSpan(_ row: Int?, of table: Int) -> SourceSpan? {
    let statement = outline.tables[table]
    let rows = statement.details.filter { $0.slot(.bands) != nil }
    guard let row, rows.count == program.tables[table].rows.count, rows.indices.contains(row) else {
      return statement.name?.span
    }
    return rows[row].span
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
