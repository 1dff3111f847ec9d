internal import PolicyLang

// How people are chosen and what is paid.
extension DocumentWriter {
  // MARK: Numbers and selection

  var quotas: [DocumentStatement] {
    var result: [DocumentStatement] = []
    for concept in concepts([.quota]) where concept.kind != .apportion {
      var said = statement(concept)
      if isTarget(concept), concept[.tolerance] == nil {
        said.details.append(silence("可以多几名、少几名", "how many more or fewer are allowed"))
      }
      result.append(said)
    }
    return result
  }

  private func isTarget(_ concept: Concept) -> Bool {
    guard let norm = concept.norms.first else { return false }
    return program.norms[norm].keyword(.exactness) == .about
  }

  var apportionments: [DocumentStatement] {
    concepts([.quota]).filter { $0.kind == .apportion }.map { statement($0) }
  }

  var scoring: [DocumentStatement] {
    concepts([.selection]).filter { $0.kind == .scoring }.map { concept in
      var said = statement(concept)
      let items = concept.norms.first.map { program.children($0, .item) } ?? []
      if items.contains(where: { program.isUnstated(program.norms[$0].node(.weight)) }) {
        said.details.append(silence("各项的权重", "the weights of the items"))
      }
      if concept[.combine] == nil {
        said.details.append(silence("几位专家的分怎样合成", "how several marks are combined"))
      }
      if concept[.missing] == nil {
        said.details.append(silence("缺分怎么办", "what a missing mark does"))
      }
      return said
    }
  }

  var rankings: [DocumentStatement] {
    concepts([.selection]).filter { $0.kind == .selection }.map { concept in
      var said = statement(concept)
      if let ranking = concept[.ranking], !ranking.isOpen, concept[.ties] == nil {
        said.details.append(silence("并列时怎么办", "what decides a tie"))
      }
      return said
    }
  }

  var selection: DocumentSection {
    var blocks: [DocumentBlock] = []
    func add(_ title: String, _ statements: [DocumentStatement], _ silent: DocumentStatement) {
      blocks.append(.heading(DocumentStatement(title: title)))
      blocks.append(.list(statements.isEmpty ? [silent] : statements))
    }
    add(say("名额", "Places"), quotas, silence("名额", "how many places there are"))
    add(
      say("名额怎样分到各单位", "How places are shared out"), apportionments,
      silence("名额怎样分配", "how places are shared out"))
    add(say("评分", "Scoring"), scoring, silence("怎样打分", "how candidates are scored"))
    add(say("排序和入选", "Ranking"), rankings, silence("怎样排序", "how candidates are ranked"))
    return DocumentSection(
      id: "selection", title: say("怎样选人", "How people are chosen"), blocks: blocks)
  }

  // MARK: Money

  /// What a subsidy does not say and a reader would ask.
  private func silences(_ concept: Concept) -> [DocumentStatement] {
    var zh: [String] = []
    var en: [String] = []
    func check(_ key: AttributeKey) {
      if concept[key] == nil {
        zh.append(key.text(.chinese))
        en.append(key.text(.english))
      }
    }
    check(.tax)
    check(.source)
    check(.purpose)
    if zh.isEmpty { return [] }
    return [silence(zh.joined(separator: "、"), en.joined(separator: ", "))]
  }

  private static let moneyHeads: [AttributeKey] = [
    .rhythm, .bound, .amount, .recipient, .during, .trigger, .condition,
  ]

  var moneyTable: DocumentTable {
    var rows: [DocumentTable.Row] = []
    for concept in concepts([.money]) {
      var whole = statement(concept)
      let amount = DocumentStatement(text: whole.text, mark: whole.mark)
      whole.text = ""
      whole.mark = .stated
      whole.details = []
      let recipient = cell(concept, [.recipient], silence("给谁", "to whom"))
      let moment = cell(
        concept, [.during, .trigger, .condition], silence("什么时候给", "when it is paid"))
      var more = DocumentStatement()
      more.details =
        details(of: concept, hiding: DocumentWriter.moneyHeads, after: "") + silences(concept)
      rows.append(DocumentTable.Row(name: whole, cells: [amount, recipient, moment, more]))
    }
    return DocumentTable(
      title: say("资金", "Money"),
      head: [
        say("项目", "What"), say("多少", "How much"), say("给谁", "To whom"), say("什么时候", "When"),
        say("另外", "Also"),
      ], rows: rows)
  }

  private func cell(
    _ concept: Concept, _ keys: [AttributeKey], _ silent: DocumentStatement
  ) -> DocumentStatement {
    var result = DocumentStatement()
    for key in keys {
      guard let term = concept[key] else { continue }
      var said = statement(
        keys.count == 1 ? "" : key.text(language), words(term, key), [], IROrigin(),
        mark: mark(term), details: references(to: doubts(behind: term.value)))
      if key == .during || key == .trigger {
        said.title = ""
        said.text =
          key == .during
          ? say("“\(said.text)”以内", "during “\(said.text)”")
          : say("“\(said.text)”以后", "after “\(said.text)”")
      }
      result.details.append(said)
    }
    if result.details.isEmpty { return silent }
    if keys.count == 1, result.details.count == 1 { return result.details[0] }
    return result
  }

  var money: DocumentSection {
    var blocks: [DocumentBlock] = []
    let table = moneyTable
    blocks.append(
      table.rows.isEmpty ? .list([silence("给多少钱", "any money")]) : .table(table))
    blocks.append(.heading(DocumentStatement(title: say("证书和待遇", "Certificates and benefits"))))
    let honours = self.honours
    blocks.append(
      .list(honours.isEmpty ? [silence("证书和待遇", "certificates and benefits")] : honours))
    return DocumentSection(id: "money", title: say("资金和待遇", "Money and benefits"), blocks: blocks)
  }
}
