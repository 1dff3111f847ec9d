internal import PolicyLang

/// The policy in questions and answers, from the same statements as its page.
///
/// Whatever is open stands with the question whose articles it concerns; what no question covers
/// stands with the last.
struct Explainer {
  private let writer: DocumentWriter
  private let program: IRProgram

  init(_ writer: DocumentWriter) {
    self.writer = writer
    program = writer.program
  }

  private func say(_ zh: String, _ en: String) -> String { writer.say(zh, en) }

  var questions: [DocumentSection] {
    let title = writer.title
    let answers: [(id: String, title: String, blocks: [DocumentBlock])] = [
      (
        "why", say("《\(title)》为了什么，由谁发文？", "What is \(title) for, and who issued it?"),
        purpose
      ),
      (
        "targets", say("目标是培育多少人？", "How many people is it for?"), targets
      ),
      (
        "conditions", say("要满足哪些基本条件？", "What are the basic conditions?"), conditions
      ),
      ("forces", forcesTitle, forces),
      ("process", say("遴选怎样进行？", "How are people chosen?"), process),
      (
        "recommendation", say("申报和推荐有什么要求？", "How are people put forward?"),
        recommendation
      ),
      ("review", say("怎样评审？", "How are they reviewed?"), review),
      (
        "training", say("培育期多长，怎样培育？", "How long is the training, and what is it?"),
        training
      ),
      (
        "support", say("有哪些经费、待遇和支持？", "Which money, benefits and support are there?"),
        support
      ),
      (
        "organisation", say("怎样组织实施，什么情况下退出？", "Who runs it, and when does it end early?"),
        organisation
      ),
    ]
    return withDoubts(
      answers.map { DocumentSection(id: "q-" + $0.id, title: $0.title, blocks: $0.blocks) })
  }

  // MARK: What belongs where

  private func stages(_ role: DocumentWriter.StageRole) -> [Int] {
    writer.plan.plan.stages.indices.filter { writer.role(of: $0) == role }
  }

  private func articles(of places: [Int]) -> [String] {
    var result: [String] = []
    for place in places {
      result += program.norms[writer.plan.plan.stages[place].norm].articles
    }
    return result
  }

  /// Whether a clause is about putting people forward: it stands in an article about that.
  private func isAboutEntry(_ clause: Int) -> Bool {
    let entry = articles(of: stages(.entry))
    return program.requirements[clause].articles.contains { entry.contains($0) }
  }

  private func blocks(_ statements: [DocumentStatement], or silent: DocumentStatement)
    -> [DocumentBlock]
  {
    [.list(statements.isEmpty ? [silent] : statements)]
  }

  /// Statements under a line of their own; nothing where there are none.
  private func part(_ title: String, _ statements: [DocumentStatement]) -> [DocumentBlock] {
    statements.isEmpty
      ? [] : [.heading(DocumentStatement(title: title)), .list(statements)]
  }

  // MARK: Answers

  private var purpose: [DocumentBlock] {
    var lead: [DocumentStatement] = []
    for fact in writer.facts where fact.mark != .silent { lead.append(fact) }
    return [.list(lead)] + writer.purpose.blocks
  }

  private var targets: [DocumentBlock] {
    blocks(writer.quotas, or: writer.silence("多少人", "how many"))
  }

  private var conditions: [DocumentBlock] {
    var asked: [DocumentStatement] = []
    var excluded: [DocumentStatement] = []
    var preferred: [DocumentStatement] = []
    for block in writer.eligibilityBlocks where !block.isJudged {
      for clause in block.clauses where !isAboutEntry(clause) {
        guard let said = writer.clause(clause, in: block.norm) else { continue }
        if program.requirements[clause].strength.excludes {
          excluded.append(said)
        } else {
          asked.append(said)
        }
      }
      preferred += block.preferences
    }
    var result = part(say("都要满足", "All of these"), asked)
    result += part(say("不应有的情形", "What excludes somebody"), excluded)
    result += part(say("优先和兼顾", "Preferred and balanced"), preferred)
    if result.isEmpty { return blocks([], or: writer.silence("基本条件", "basic conditions")) }
    return result
  }

  private var judgedNames: [String] {
    var names: [String] = []
    for block in writer.eligibilityBlocks where block.isJudged {
      if let title = block.heading?.title { names.append(title) }
    }
    return names
  }

  private var forcesTitle: String {
    let names = writer.joined(judgedNames)
    if names.isEmpty { return say("评审看哪些方面？", "What do the reviewers look at?") }
    return say("什么是“\(names)”？", "What is meant by “\(names)”?")
  }

  private var forces: [DocumentBlock] {
    var result: [DocumentBlock] = []
    for block in writer.eligibilityBlocks where block.isJudged {
      if let heading = block.heading { result.append(.heading(heading)) }
      result.append(.list(block.statements))
    }
    if result.isEmpty { return blocks([], or: writer.silence("看哪些方面", "what is looked at")) }
    return result
  }

  private var process: [DocumentBlock] {
    var result: [DocumentBlock] = []
    for procedure in writer.procedures {
      let names = procedure.stages.map { writer.plan.stageName($0) }
      if !names.isEmpty { result.append(.paragraph(names.joined(separator: " → "))) }
      var closing: [DocumentStatement] = []
      for place in procedure.stages where writer.role(of: place) == .closing {
        closing.append(writer.stage(place))
      }
      if !closing.isEmpty { result.append(.list(closing)) }
    }
    if result.isEmpty { result = blocks([], or: writer.silence("程序", "the procedure")) }
    let shares = writer.apportionments
    return result
      + part(
        say("名额怎样分到各单位", "How places are shared out"),
        shares.isEmpty ? [writer.silence("名额怎样分配", "how places are shared out")] : shares)
  }

  private var recommendation: [DocumentBlock] {
    let entry = stages(.entry).map { writer.stage($0) }
    var clauses: [DocumentStatement] = []
    for block in writer.eligibilityBlocks where !block.isJudged {
      for clause in block.clauses where isAboutEntry(clause) {
        if let said = writer.clause(clause, in: block.norm) { clauses.append(said) }
      }
    }
    return blocks(entry, or: writer.silence("怎样推荐", "how people are put forward"))
      + part(say("申报人要有的", "What an applicant needs"), clauses)
  }

  private var review: [DocumentBlock] {
    blocks(
      stages(.review).map { writer.stage($0) }, or: writer.silence("怎样评审", "how they are reviewed"))
      + part(say("评分", "Scoring"), writer.scoring)
      + part(say("排序和入选", "Ranking"), writer.rankings)
  }

  /// Duties written between the term of training and the first money are about training.
  private func isAboutTraining(_ duty: Int) -> Bool {
    guard let term = program.norms(.training).first else { return false }
    let norm = writer.plan.plan.duties[duty].norm
    let end = program.norms(.subsidy).first ?? program.norms.count
    return norm > term && norm < end
  }

  /// Duties that stand in an article on money or benefits are support.
  private func isAboutSupport(_ duty: Int) -> Bool {
    var articles: [String] = []
    for concept in writer.concepts([.money]) { articles += concept.articles }
    for concept in writer.concepts([.honour]) where concept[.moment] == nil {
      articles += concept.articles
    }
    let own = program.norms[writer.plan.plan.duties[duty].norm].articles
    return !isAboutTraining(duty) && own.contains { articles.contains($0) }
  }

  /// Duties by who owes them.
  private func duties(where isWanted: (Int) -> Bool) -> [DocumentBlock] {
    var result: [DocumentBlock] = []
    for actor in writer.actors {
      let duties = actor.duties.filter { isWanted($0) }
      if duties.isEmpty { continue }
      result.append(.heading(writer.actor(actor.body)))
      result.append(.list(duties.map { writer.duty($0) }))
    }
    return result
  }

  private var training: [DocumentBlock] {
    blocks(writer.training, or: writer.silence("培育期", "a term of training"))
      + duties { isAboutTraining($0) }
  }

  private var support: [DocumentBlock] {
    let table = writer.moneyTable
    let money: [DocumentBlock] =
      table.rows.isEmpty ? blocks([], or: writer.silence("给多少钱", "any money")) : [.table(table)]
    return money + part(say("证书和待遇", "Certificates and benefits"), writer.honours)
      + duties { isAboutSupport($0) }
  }

  private var organisation: [DocumentBlock] {
    duties { !isAboutTraining($0) && !isAboutSupport($0) }
      + [.heading(DocumentStatement(title: say("退出和撤销", "Removal")))] + writer.revocation.blocks
      + [.heading(DocumentStatement(title: say("由谁解释", "Who interprets it")))]
      + writer.force.blocks
  }

  // MARK: Doubts

  private func withDoubts(_ sections: [DocumentSection]) -> [DocumentSection] {
    var open: [[DocumentStatement]] = Array(repeating: [], count: sections.count)
    for doubt in writer.doubts {
      let place = self.place(of: doubt, in: sections)
      let mark: DocumentStatement.Mark =
        switch doubt.kind {
        case .reading: .contested
        case .open: .open
        case .unseen: .unseen
        }
      if case .reading(let index) = doubt.kind {
        open[place].append(writer.reading(index, doubt))
      } else {
        open[place].append(writer.point(doubt, mark))
      }
    }
    var result = sections
    for index in result.indices {
      result[index].blocks += part(say("存疑和解读", "Doubts and readings"), open[index])
    }
    return result
  }

  /// The question that a doubt belongs to: whose statements depend on the reading or are what is open,
  /// else most of whose statements stand in its articles, stand there too, or stand in parts of them.
  private func place(of doubt: Doubt, in sections: [DocumentSection]) -> Int {
    let measures: [(DocumentStatement) -> Bool] = [
      { said in
        guard case .reading(let index) = doubt.kind else { return false }
        return said.readings.contains(index)
      },
      // What is open in a statement stands with it.
      { said in !doubt.isReading && said.title == doubt.name },
      { said in said.articles.first.map { doubt.articles.contains($0) } ?? false },
      { said in doubt.articles.contains { said.articles.contains($0) } },
      { said in
        doubt.articles.contains { article in
          said.articles.contains { $0.hasPrefix(article) || article.hasPrefix($0) }
        }
      },
    ]
    for measure in measures {
      var best = (count: 0, place: 0)
      for (index, section) in sections.enumerated() {
        var count = 0
        for block in section.blocks {
          for said in block.statements { count += Explainer.count(said, measure) }
        }
        if count > best.count { best = (count, index) }
      }
      if best.count > 0 { return best.place }
    }
    return max(0, sections.count - 1)
  }

  private static func count(
    _ statement: DocumentStatement, _ measure: (DocumentStatement) -> Bool
  ) -> Int {
    var result = measure(statement) ? 1 : 0
    for detail in statement.details { result += count(detail, measure) }
    return result
  }
}
