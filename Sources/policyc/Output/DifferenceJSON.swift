internal import PolicyLang
internal import PolicyRuntime

/// A comparison as one JSON document. Names for machines are ids; sentences are in one language.
struct DifferenceJSON {
  private let report: DifferenceReport
  private let words: EligibilityWording
  private var eligibility: EligibilityComparison { report.eligibility }

  init(_ report: DifferenceReport) {
    self.report = report
    words = report.words
  }

  /// The document. Further keys may be put before its last brace.
  var text: String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    writeOrigin(&writer)
    writer.key("differs")
    writer.boolean(report.differs)
    writer.key("eligibility")
    writeEligibility(&writer)
    writer.key("clauses")
    writer.beginArray()
    for difference in eligibility.clauses { write(difference, &writer) }
    writer.endArray()
    for section in ConceptSection.allCases {
      writer.key(section == .money ? "subsidies" : section.id)
      writer.beginArray()
      for concept in report.comparison.differing where concept.section == section {
        for difference in concept.differences { write(difference, of: concept, &writer) }
      }
      writer.endArray()
    }
    writer.endObject()
    return writer.text + "\n"
  }

  private func writeOrigin(_ writer: inout JSONWriter) {
    writer.key("tool")
    writer.string("policyc")
    writer.key("version")
    writer.string(ProgramVersion.text)
    for (name, setup) in zip(["a", "b"], report.setups) {
      writer.key(name)
      writer.string(setup.program.id)
      writer.key(name + "_title")
      writer.string(setup.program.title)
      writer.key(name + "_hash")
      writer.string(setup.hash)
    }
    writer.key("as_of")
    if let day = report.setups[0].asOf { writer.string(day.description) } else { writer.null() }
    writer.key("set")
    writer.beginObject()
    var written: [String] = []
    for setup in report.setups {
      for setting in setup.named where !written.contains(setting.id) {
        written.append(setting.id)
        writer.key(setting.id)
        writer.string(setting.value)
      }
    }
    writer.endObject()
  }

  // MARK: Eligibility

  private func writeEligibility(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("relation")
    writer.string(eligibility.relation.rawValue)
    writer.key("summary")
    writer.string(DifferenceSections(report).relation)
    writer.key("admits_nobody")
    writer.strings(
      [("a", eligibility.admitsNobody.a), ("b", eligibility.admitsNobody.b)]
        .filter { $0.1 == true }.map { $0.0 })
    for (name, side, isA) in [
      ("only_a", eligibility.onlyA, true), ("only_b", eligibility.onlyB, false),
    ] {
      writer.key(name)
      writer.beginArray()
      for (index, region) in side.regions.enumerated() {
        write(region, isA, id: name + "-\(index + 1)", &writer)
      }
      writer.endArray()
      writer.key(name + "_remaining")
      writer.integer(side.remaining)
      writer.key(name + "_complete")
      writer.boolean(side.isComplete && side.undecided.isEmpty)
      writer.key(name + "_undecided")
      writer.strings(side.undecided.map { requirement($0, isA: !isA).label.id })
    }
    writer.key("same_clauses")
    writer.integer(eligibility.sameClauses)
    writer.key("steps")
    writer.integer(eligibility.onlyA.steps + eligibility.onlyB.steps)
    writer.key("vocabulary")
    writer.strings(eligibility.notes.map { words.text($0, named: report.names) })
    writer.endObject()
  }

  private func requirement(_ index: Int, isA: Bool) -> IRRequirement {
    report.setups[isA ? 0 : 1].program.requirements[index]
  }

  /// - Parameter isA: whether the first policy admits the people of the region.
  private func write(
    _ region: EligibilityRegion, _ isA: Bool, id: String, _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("when")
    writer.string(words.condition(region.facts))
    let clause = requirement(region.clause, isA: !isA)
    writer.key("clause")
    writer.string(clause.label.id)
    writer.key("articles")
    writer.strings(clause.articles)
    writer.key("witness")
    writeCandidate(region.witness, id: id, &writer)
    writeDecisions(region.witness, &writer)
    writer.key("boundary")
    if let boundary = region.boundary {
      writer.beginObject()
      writer.key("changed")
      writer.strings(boundary.changed.map { $0.joined(separator: ".") })
      for (name, person) in [("inside", boundary.inside), ("outside", boundary.outside)] {
        writer.key(name)
        writer.beginObject()
        writer.key("candidate")
        writeCandidate(person, id: id + "-" + name, &writer)
        writeDecisions(person, &writer)
        writer.endObject()
      }
      writer.endObject()
    } else {
      writer.null()
    }
    writer.endObject()
  }

  private func writeDecisions(_ person: ReplayedCandidate, _ writer: inout JSONWriter) {
    for (name, decision) in [("a", person.decisionA), ("b", person.decisionB)] {
      writer.key("decision_" + name)
      writer.string(decision.outcome.id)
      writer.key("because_" + name)
      writer.strings(decision.clausesBehindOutcome.map { $0.label.id })
    }
  }

  /// The person as a record that both policies read: what either vocabulary holds.
  private func writeCandidate(
    _ person: ReplayedCandidate, id: String, _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    let identifier = report.setups[0].program.records.first?.fields.first { $0.isIdentifier }
    let key = identifier?.label.id ?? "id"
    writer.key(key)
    writer.string(id)
    write(person.a.facts, 0, person.b.facts, 0, besides: key, &writer)
    writer.endObject()
  }

  /// The fields of two records that say the same, each once.
  private func write(
    _ a: Record, _ shapeA: Int, _ b: Record, _ shapeB: Int, besides: String,
    _ writer: inout JSONWriter
  ) {
    let (first, second) = (report.setups[0].program, report.setups[1].program)
    let (values, otherValues) = (PlainValue(program: first), PlainValue(program: second))
    var written: Set = [besides]
    let own = first.records.indices.contains(shapeA) ? first.records[shapeA].fields : []
    let others = second.records.indices.contains(shapeB) ? second.records[shapeB].fields : []
    for (place, field) in own.enumerated() {
      written.insert(field.label.id)
      if field.label.id == besides { continue }
      let isAlike = place < others.count && others[place].label.id == field.label.id
      let partner = isAlike ? place : others.firstIndex { $0.label.id == field.label.id }
      if case .list(let elements) = a[place], case .list(let inner) = field.type, let partner,
        case .list(let counterparts) = b[partner],
        case .list(let otherInner) = others[partner].type,
        elements.count == counterparts.count
      {
        writer.key(field.label.id)
        writer.beginArray()
        for (element, counterpart) in zip(elements, counterparts) {
          writer.beginObject()
          write(element, inner, counterpart, otherInner, besides: "", &writer)
          writer.endObject()
        }
        writer.endArray()
        continue
      }
      if case .unknown = a[place] {
        // The other policy may read what this one has no use for.
        if let partner, b[partner] != .unknown {
          writer.key(field.label.id)
          otherValues.write(b[partner], others[partner].type, to: &writer)
        }
        continue
      }
      writer.key(field.label.id)
      values.write(a[place], field.type, to: &writer)
    }
    for (place, field) in others.enumerated() where !written.contains(field.label.id) {
      if case .unknown = b[place] { continue }
      writer.key(field.label.id)
      otherValues.write(b[place], field.type, to: &writer)
    }
  }

  // MARK: Clauses

  private func write(_ difference: ClauseDifference, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("status")
    writer.string(difference.status.rawValue)
    writer.key("direction")
    writer.string(DifferenceJSON.name(difference.direction))
    writer.key("effect")
    switch difference.hasEffect {
    case true?: writer.string(difference.status == .reworded ? "none" : "some")
    case false?: writer.string("none")
    case nil: writer.string("undecided")
    }
    writer.key("strength_differs")
    writer.boolean(difference.strengthDiffers)
    for (name, index, isA) in [("a", difference.a, true), ("b", difference.b, false)] {
      writer.key(name)
      guard let index else {
        writer.null()
        continue
      }
      let clause = requirement(index, isA: isA)
      let program = report.setups[isA ? 0 : 1].program
      writer.beginObject()
      writer.key("clause")
      writer.string(clause.label.id)
      writer.key("label")
      writer.string(clause.label[report.language])
      writer.key("articles")
      writer.strings(clause.articles)
      writer.key("strength")
      writer.string(clause.strength.name)
      writer.key("text")
      writer.string(words.text(ofClause: index, isA: isA))
      writer.key("readings")
      writer.strings(
        (isA ? difference.readings.a : difference.readings.b).map { program.readings[$0].label.id })
      writer.endObject()
    }
    writer.key("figures")
    writer.beginArray()
    for figure in difference.figures {
      writer.beginObject()
      writer.key("fact")
      writer.string(figure.fact.map { $0.id }.joined(separator: "."))
      writer.key("a")
      writer.string(words.value(of: figure, isA: true))
      writer.key("b")
      writer.string(words.value(of: figure, isA: false))
      writer.endObject()
    }
    writer.endArray()
    writer.key("witness")
    if let person = difference.witness {
      let clause =
        difference.a.map { requirement($0, isA: true) }
        ?? difference.b.map { requirement($0, isA: false) }
      writeCandidate(person, id: clause?.label.id ?? "1", &writer)
      writeDecisions(person, &writer)
    } else {
      writer.null()
    }
    writer.endObject()
  }

  static func name(_ direction: DifferenceDirection) -> String {
    switch direction {
    case .aGains: "a_gains"
    case .bGains: "b_gains"
    case .aStricter: "a_stricter"
    case .bStricter: "b_stricter"
    case .different: "different"
    }
  }

  // MARK: Everything else

  private func write(
    _ difference: ConceptDifference, of concept: ComparedConcept, _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    for (name, label) in [("concept_a", concept.a?.label), ("concept_b", concept.b?.label)] {
      writer.key(name)
      if let label { writer.string(label.id) } else { writer.null() }
    }
    writer.key("title")
    writer.string(ComparisonWording(report.comparison, report.language).title(concept))
    writer.key("aspect")
    writer.string(difference.key.rawValue)
    for (index, name) in ["a", "b"].enumerated() {
      let term = index == 0 ? difference.a : difference.b
      writer.key(name)
      if let term {
        writer.beginObject()
        writer.key("text")
        writer.string(
          TermWording(report.setups[index].policy, report.language).text(term.value, difference.key)
        )
        writer.key("articles")
        writer.strings(term.articles)
        writer.key("open")
        writer.boolean(term.isOpen)
        writer.key("contested")
        writer.boolean(term.isContested)
        writer.endObject()
      } else {
        writer.null()
      }
    }
    writer.key("direction")
    writer.string(DifferenceJSON.name(difference.direction))
    writer.endObject()
  }
}
