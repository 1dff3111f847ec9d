internal import PolicyLang
internal import PolicyRuntime

/// The sections of a comparison in words.
struct DifferenceSections {
  private let report: DifferenceReport
  private let words: EligibilityWording
  private var eligibility: EligibilityComparison { report.eligibility }
  private var a: String { report.names.a }
  private var b: String { report.names.b }

  init(_ report: DifferenceReport) {
    self.report = report
    words = report.words
  }

  private func say(_ zh: String, _ en: String) -> String { report.say(zh, en) }

  // MARK: Who is admitted

  var admitted: [DifferenceBlock] {
    var result: [DifferenceBlock] = [.heading(say("一、谁能入选", "1. Who is eligible"))]
    result.append(.paragraph(relation))
    for note in words.texts(eligibility.notes, named: report.names) {
      result.append(.note(note + say("。", ".")))
    }
    let readings = contested
    if !readings.isEmpty {
      result.append(
        .note(
          say("按各自选定的解读比较；另有读法的：", "Compared under the chosen readings; others exist for: ")
            + readings + say("（可用 --set 改读再比）。", " (choose them with --set).")))
    }
    result += side(eligibility.onlyA, admitting: 0)
    result += side(eligibility.onlyB, admitting: 1)
    return result
  }

  /// The relation in a sentence.
  var relation: String {
    var result = ""
    for (name, nobody) in [(a, eligibility.admitsNobody.a), (b, eligibility.admitsNobody.b)] {
      if nobody == true {
        result += say(
          "\(name)没有人能入选：条款互相矛盾。", "Under \(name) nobody is eligible: its clauses conflict. ")
      } else if nobody == nil {
        result += say(
          "\(name)有没有人能入选，未能判定。", "Whether \(name) admits anybody could not be decided. ")
      }
    }
    switch eligibility.relation {
    case .equivalent:
      result += say("两份政策能入选的人完全一样。", "Both admit exactly the same people.")
    case .aStricter:
      result += say(
        "\(a)更严：\(a)能入选的人\(b)都能入选，反过来不成立。",
        "\(a) is stricter: whoever \(a) admits \(b) admits too, and not the reverse.")
    case .bStricter:
      result += say(
        "\(b)更严：\(b)能入选的人\(a)都能入选，反过来不成立。",
        "\(b) is stricter: whoever \(b) admits \(a) admits too, and not the reverse.")
    case .overlapping:
      result += say(
        "各有宽严：有人两边都能入选，有人只在\(a)能入选，有人只在\(b)能入选。",
        "Neither is stricter: some are eligible under both, some only under \(a), some only under \(b)."
      )
    case .disjoint:
      result += say("没有人两边都能入选。", "Nobody is eligible under both.")
    case .undecided:
      result += say(
        "谁能入选有没有不同，未能判定（超出了计算步数，或者例子没有通过复核）。",
        "Whether they differ in whom they admit could not be decided (too many steps, or no "
          + "example stood up to the replay).")
    }
    return result
  }

  /// Readings that eligibility depends on, by policy.
  private var contested: String {
    var parts: [String] = []
    for (index, setup) in report.setups.enumerated() {
      let program = setup.program
      let reachable = program.reachable(from: program.requirements.map { $0.satisfied })
      var read = Set<Int>()
      for (place, node) in program.nodes.enumerated() where reachable[place] {
        switch node.operation {
        case .reading(let reading), .readingIs(let reading, _): read.insert(reading)
        default: break
        }
      }
      let labels = read.sorted().filter { program.readings[$0].options.count > 1 }.map {
        program.readings[$0].label[report.language]
      }
      if labels.isEmpty { continue }
      parts.append(
        (index == 0 ? a : b) + say("的", ": ") + labels.joined(separator: say("、", ", ")))
    }
    return parts.joined(separator: say("；", "; "))
  }

  private func side(_ side: EligibilitySide, admitting: Int) -> [DifferenceBlock] {
    let (own, other) = admitting == 0 ? (a, b) : (b, a)
    if side.isEmpty { return [] }
    var result: [DifferenceBlock] = [
      .subheading(
        say("\(own)能入选、\(other)不能的人", "Eligible under \(own), not under \(other)"))
    ]
    if !side.regions.isEmpty {
      result.append(.entries(side.regions.map { entry($0, admitting) }))
    }
    if side.regions.contains(where: { asksWaiver($0.witness) }) {
      result.append(
        .note(
          say(
            "待豁免的人经批准豁免后也能入选；这里按没有豁免比较。",
            "Who needs a waiver can be admitted once it is granted; none is assumed here.")))
    }
    if side.remaining > 0 {
      result.append(
        .note(
          say(
            "另有 \(side.remaining) 种情形没有列出，见下面的逐条对照。",
            "\(side.remaining) more cases are not listed; see the clauses below.")))
    }
    for clause in side.undecided {
      result.append(
        .note(
          words.name(ofClause: clause, isA: admitting == 1)
            + say("：有没有人因它落选，未能判定。", ": whether it shuts anybody out could not be decided.")))
    }
    if !side.isComplete, side.undecided.isEmpty {
      result.append(
        .note(
          say("情形太多，以上未必是全部。", "There are too many cases; these may not be all of them.")))
    }
    return result
  }

  private func asksWaiver(_ person: ReplayedCandidate) -> Bool {
    person.decisionA.outcome == .needsWaiver || person.decisionB.outcome == .needsWaiver
  }

  private func entry(
    _ region: EligibilityRegion, _ admitting: Int
  ) -> (title: String, lines: [String]) {
    let other = admitting == 0 ? b : a
    let isA = admitting == 1
    var reason =
      say("原因：", "because: ") + other + " " + words.name(ofClause: region.clause, isA: isA)
    // What is long stands in the table below.
    let text = words.text(ofClause: region.clause, isA: isA)
    if text.count <= 60 { reason += say("，", ", ") + text }
    var lines = [reason]
    lines.append(say("例：", "example: ") + example(region))
    for figure in words.figures(ofClause: region.clause, isA: isA, for: region.witness) {
      lines.append(say("算得：", "worked out: ") + figure)
    }
    lines.append(verdicts(region.witness))
    if let boundary = region.boundary {
      lines.append(self.boundary(boundary, of: region.witness))
    }
    return (words.condition(region.facts), lines)
  }

  /// An example by what matters about it.
  private func example(_ region: EligibilityRegion) -> String {
    let telling = words.telling(
      region.facts, of: region.witness, unlike: eligibility.typical)
    let facts = words.facts(telling, of: region.witness)
    return facts.isEmpty
      ? say("一般的申报人", "an ordinary applicant")
      : facts + say("，其余同一般的合格者", "; otherwise like an ordinary eligible person")
  }

  func verdicts(_ person: ReplayedCandidate) -> String {
    verdicts(person.decisionA, person.decisionB)
  }

  /// `甲：符合；乙：不符合，违反 技能精湛（第四条(二)1）`.
  func verdicts(_ first: Decision, _ second: Decision) -> String {
    a + say("：", ": ") + words.text(first) + say("；", "; ") + b + say("：", ": ")
      + words.text(second)
  }

  /// `界线：一线工作年限 4.99年 仍是这样；改成 5年，两边都符合`.
  private func boundary(
    _ boundary: EligibilityBoundary, of person: ReplayedCandidate
  ) -> String {
    let inside = words.facts(boundary.changed, of: boundary.inside)
    var result = say("界线：", "boundary: ") + inside
    if boundary.inside.a != person.a || boundary.inside.b != person.b {
      result += say(" 时仍是这样", " decides the same")
    }
    result += say("；改成 ", "; with ") + words.facts(boundary.changed, of: boundary.outside)
    let (first, second) = (boundary.outside.decisionA, boundary.outside.decisionB)
    if first.outcome == .eligible, second.outcome == .eligible {
      return result + say("，两边都符合", " both admit")
    }
    return result + say("，", ", ") + verdicts(first, second)
  }

  // MARK: Clause by clause

  var clauses: [DifferenceBlock] {
    var result: [DifferenceBlock] = [.heading(say("二、条款逐条对照", "2. Clause by clause"))]
    let listed = eligibility.clauses.filter {
      $0.status != .reworded && $0.status != .differsWhenReadOtherwise
    }
    if listed.isEmpty {
      result.append(.paragraph(say("没有不同的条款。", "No clause differs.")))
    } else {
      result.append(
        .table(
          head: [say("条款", "Clause"), a, b, say("变化", "Change")],
          rows: listed.map { row($0) }))
    }
    result += named(.reworded, say("说法不同、意思相同的：", "Other words for the same: "))
    result += named(
      .differsWhenReadOtherwise,
      say(
        "按选定的解读都不起作用，换一种读法才不同的（用 --set 改读）：",
        "Without effect as the doubts are read, different when read otherwise (--set): "))
    result.append(
      .note(
        say(
          "相同的条款 \(eligibility.sameClauses) 条，不再列出。",
          "\(eligibility.sameClauses) clauses are the same and not listed.")))
    return result
  }

  /// The clauses of one kind by name, in one line.
  private func named(_ status: ClauseDifference.Status, _ lead: String) -> [DifferenceBlock] {
    let names = eligibility.clauses.filter { $0.status == status }.map { clauseTitle($0) }
    if names.isEmpty { return [] }
    return [.note(lead + names.joined(separator: say("、", ", ")) + say("。", "."))]
  }

  private func clauseTitle(_ difference: ClauseDifference) -> String {
    let own = difference.a.map { words.name(ofClause: $0, isA: true) }
    let other = difference.b.map { words.name(ofClause: $0, isA: false) }
    guard let own, let other, own != other else { return own ?? other ?? "" }
    return own + say("／", " / ") + other
  }

  private func row(_ difference: ClauseDifference) -> [String] {
    let silent = say("未规定", "nothing said")
    let own = difference.a.map { words.text(ofClause: $0, isA: true) } ?? silent
    let other = difference.b.map { words.text(ofClause: $0, isA: false) } ?? silent
    var change = self.change(difference)
    for figure in difference.figures { change += say("；", "; ") + words.text(figure) }
    if difference.hasEffect == false {
      change += withoutEffect(difference)
    }
    if difference.status == .differsInStrength || difference.status == .differsWhenMissing,
      let witness = difference.witness
    {
      let telling = words.telling([], of: witness, unlike: eligibility.typical)
      let facts = words.facts(telling, of: witness)
      change += say("。例：", ". Example: ") + facts + say("，", ", ") + verdicts(witness)
    }
    return [clauseTitle(difference), own, other, change]
  }

  /// Why a clause changes nothing.
  private func withoutEffect(_ difference: ClauseDifference) -> String {
    for (name, nobody) in [(a, eligibility.admitsNobody.a), (b, eligibility.admitsNobody.b)]
    where nobody == true {
      return say(
        "；不影响结果，\(name)反正没有人能入选", "; without effect, \(name) admits nobody anyway")
    }
    return say("；不影响结果，别的条款已经管到", "; without effect, other clauses see to it")
  }

  private func change(_ difference: ClauseDifference) -> String {
    let strength = difference.strengthDiffers ? say("，力度不同", ", and of another strength") : ""
    switch difference.status {
    case .added: return say("只有\(b)有，\(b)更严", "only in \(b), which is stricter")
    case .removed: return say("只有\(a)有，\(a)更严", "only in \(a), which is stricter")
    case .stricter: return say("\(b)更严", "\(b) is stricter") + strength
    case .looser: return say("\(a)更严", "\(a) is stricter") + strength
    case .overlapping: return say("各有宽严", "neither is stricter") + strength
    case .reworded: return say("意思相同", "the same meaning")
    case .differsWhenReadOtherwise:
      return say("换一种读法才不同", "different only when read otherwise")
    case .differsWhenMissing:
      return say("资料齐全时相同，缺资料时不同", "the same unless facts are missing")
    case .differsInStrength:
      let stricter = difference.direction == .aStricter ? a : b
      return say(
        "条件相同，力度不同，\(stricter)更严", "the same condition, harder in \(stricter)")
    case .undecided: return say("未能判定", "could not be decided")
    }
  }

  // MARK: Everything else

  var norms: [DifferenceBlock] {
    var result: [DifferenceBlock] = [
      .heading(say("三、其他规定", "3. Everything else"))
    ]
    let wording = ComparisonWording(report.comparison, report.language)
    for section in ConceptSection.allCases {
      var rows: [[String]] = []
      var alone = (a: [String](), b: [String]())
      for concept in report.comparison.differing where concept.section == section {
        for difference in concept.differences {
          // Duties are many, and one that only one policy has needs no table.
          if section == .duties, difference.key == .whole {
            if let label = concept.a?.label { alone.a.append(label[report.language]) }
            if let label = concept.b?.label { alone.b.append(label[report.language]) }
            continue
          }
          var title = wording.title(concept)
          if difference.key != .whole {
            title += say("，", ", ") + difference.key.text(report.language)
          }
          rows.append([
            title, wording.cell(difference.a, of: concept, isA: true, key: difference.key),
            wording.cell(difference.b, of: concept, isA: false, key: difference.key),
            wording.judgement(difference, of: concept, report.names) ?? say("不同", "different"),
          ])
        }
      }
      if rows.isEmpty, alone.a.isEmpty, alone.b.isEmpty { continue }
      result.append(.subheading(section.text(report.language)))
      if !rows.isEmpty {
        result.append(
          .table(head: [say("事项", "Matter"), a, b, say("差别", "Difference")], rows: rows))
      }
      for (name, labels) in [(a, alone.a), (b, alone.b)] where !labels.isEmpty {
        result.append(
          .paragraph(
            say("只有\(name)写了：", "Only in \(name): ")
              + labels.joined(separator: say("、", ", ")) + say("。", ".")))
      }
    }
    if result.count == 1 {
      result.append(.paragraph(say("没有不同。", "Nothing differs.")))
    }
    if let equated { result.append(.note(equated)) }
    return result
  }

  /// What is called otherwise and was not held to be a difference.
  private var equated: String? {
    var parts: [String] = []
    for kind in EquatedNames.Kind.allCases {
      let names = report.comparison.equated.filter { $0.kind == kind }
      if names.isEmpty { continue }
      let list = names.map { name in
        name.a == name.b
          ? name.a[report.language]
          : name.a[report.language] + say("＝", " = ") + name.b[report.language]
      }
      let head = kind == .body ? say("机构 ", "bodies ") : say("事件 ", "events ")
      parts.append(head + list.joined(separator: say("、", ", ")))
    }
    if parts.isEmpty { return nil }
    return say(
      "名称不同、在各自文件里作用相同，按同一个比，不列为差别：",
      "Called otherwise and taken for the same, since they play the same part: ")
      + parts.joined(separator: say("；", "; ")) + say("。", ".")
  }
}
