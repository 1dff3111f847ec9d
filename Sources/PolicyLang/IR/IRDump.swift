/// Writes a whole program as readable, stable text, one thing a line, for people and golden tests.
///
/// English keywords, ids for names, `%12` for node 12. The text says everything the serialised form
/// holds and depends on nothing else.
public struct IRDump {
  let program: IRProgram
  var lines: [String] = []

  public static func text(of program: IRProgram) -> String {
    var dump = IRDump(program: program)
    dump.write()
    return dump.lines.joined(separator: "\n") + "\n"
  }

  init(program: IRProgram) { self.program = program }

  mutating func line(_ level: Int, _ text: String) {
    lines.append(String(repeating: "  ", count: level) + text)
  }

  private mutating func write() {
    line(0, "policy \(program.id) \(quoted(program.title))")
    line(0, "vocabulary \(program.vocabulary)")
    line(0, "hash \(program.contentHash)")
    for ancestor in program.ancestors {
      line(0, "based on \(visible(ancestor.id)) \(quoted(ancestor.title))")
    }
    writeData()
    writeFigures()
    writeNodes()
    for (index, condition) in program.conditions.enumerated() {
      line(
        0,
        "condition \(index) \(condition.kind.name) \(label(condition.label))"
          + cited(condition.articles))
    }
    for (index, table) in program.tables.enumerated() { self.table(index, table) }
    for (index, requirement) in program.requirements.enumerated() {
      self.requirement(index, requirement)
    }
    for result in program.results {
      line(
        0,
        "result \(label(result.label))\(cited(result.articles))\(from(result.origin)): "
          + ref(result.value))
    }
    for derivation in program.derivations {
      line(0, "derive \(field(derivation.field)): \(ref(derivation.value))")
    }
    for invariant in program.invariants {
      line(0, "invariant \(label(invariant.label)): \(ref(invariant.condition))")
    }
    for (index, norm) in program.norms.enumerated() { self.norm(index, norm) }
    for calendar in program.calendars { self.calendar(calendar) }
    for removal in program.removals { self.removal(removal) }
  }

  private mutating func removal(_ removal: IRRemoval) {
    var text = "removed \(removal.kind.spelling(.english)) \(label(removal.label))"
    text += cited(removal.articles) + from(IROrigin(policy: removal.policy))
    if let by = program.ancestor(removal.by) { text += " by \(visible(by.id))" }
    line(0, text)
  }

  private mutating func calendar(_ calendar: IRCalendar) {
    line(0, "calendar \(calendar.id) \(quoted(calendar.title)) for \(list(calendar.years))")
    for range in calendar.holidays { line(1, "holiday \(range.first) to \(range.last)") }
    for day in calendar.workdays { line(1, "make up day \(day)") }
  }

  private mutating func writeData() {
    for (index, enumeration) in program.enumerations.enumerated() {
      var names: [String] = []
      for value in enumeration.values { names.append(label(value)) }
      line(
        0,
        "\(enumeration.isOrdered ? "level" : "choice") \(index) \(enumeration.name): "
          + names.joined(separator: enumeration.isOrdered ? " < " : ", "))
    }
    for (index, record) in program.records.enumerated() {
      line(0, "record \(index) \(label(record.label))")
      for (position, field) in record.fields.enumerated() {
        var text = "field \(position) \(label(field.label)): \(type(field.type))"
        if field.places > 0 { text += " places \(field.places)" }
        if let low = field.low { text += " from \(low)" }
        if let high = field.high { text += " to \(high)" }
        if field.isIdentifier { text += " identifier" }
        if !field.meaning.isEmpty { text += " \(quoted(field.meaning))" }
        line(1, text)
      }
    }
    for (index, event) in program.events.enumerated() {
      line(0, "event \(index) \(label(event.label)): record \(event.record)")
    }
  }

  private mutating func writeFigures() {
    for (index, parameter) in program.parameters.enumerated() {
      line(
        0,
        "parameter \(index) \(label(parameter.label))\(cited(parameter.articles))"
          + "\(from(parameter.origin)): " + type(parameter.type))
      for dated in parameter.values {
        var text = "value \(ref(dated.value))"
        if let from = dated.from { text = "from \(from) " + text }
        line(1, text)
      }
    }
    for (index, reading) in program.readings.enumerated() {
      line(
        0,
        "reading \(index) \(label(reading.label))\(cited(reading.articles))"
          + "\(noted(reading.note))\(from(reading.origin)): \(type(reading.type))")
      for option in reading.options {
        line(1, "option \(label(option.label))" + (option.value.map { " \(ref($0))" } ?? ""))
      }
    }
    for (index, point) in program.openPoints.enumerated() {
      line(
        0,
        "\(point.isUnseen ? "unseen" : "open") \(index) \(label(point.label))"
          + "\(cited(point.articles))\(noted(point.note))\(point.isImplied ? " implied" : "")"
          + from(point.origin))
    }
  }

  private mutating func writeNodes() {
    for (index, node) in program.nodes.enumerated() {
      line(0, "%\(index) = \(operation(node.operation)) : \(type(node.type))")
    }
  }

  private mutating func table(_ index: Int, _ table: IRTable) {
    var inputs: [String] = []
    for input in table.inputs { inputs.append(type(input)) }
    line(
      0,
      "table \(index) \(label(table.label))\(cited(table.articles))\(from(table.origin)): "
        + "\(inputs.joined(separator: ", ")) take \(table.mode.name) \(type(table.type))")
    for row in table.rows {
      var bands: [String] = []
      for band in row.bands { bands.append(text(of: band)) }
      line(1, "row \(bands.joined(separator: ", ")): \(ref(row.value))")
    }
    if let fallback = table.fallback { line(1, "else: \(ref(fallback))") }
  }

  private func text(of band: IRBand) -> String {
    switch band {
    case .any: return "any"
    case .values(let values): return "{" + list(values) + "}"
    case .interval(let lower, let lowerInclusive, let upper, let upperInclusive):
      let low = lower.map { ref($0) } ?? "…"
      let high = upper.map { ref($0) } ?? "…"
      return (lowerInclusive ? "[" : "(") + low + " to " + high + (upperInclusive ? "]" : ")")
    }
  }

  private mutating func requirement(_ index: Int, _ requirement: IRRequirement) {
    line(
      0,
      "\(requirement.strength.name) \(index) \(label(requirement.label))"
        + cited(requirement.articles) + noted(requirement.note) + from(requirement.origin))
    if let applies = requirement.applies { line(1, "applies \(ref(applies))") }
    line(1, "condition \(ref(requirement.condition))")
    if let judgement = requirement.judgement { line(1, "judgement \(field(judgement))") }
    for exception in requirement.exceptions { self.exception(1, "unless", exception) }
    for lift in requirement.lifts { exception(1, "lifted by", lift) }
    line(1, "satisfied \(ref(requirement.satisfied))")
  }

  private mutating func exception(_ level: Int, _ word: String, _ exception: IRException) {
    line(
      level,
      "\(word) \(label(exception.label))\(cited(exception.articles))\(from(exception.origin)): "
        + "\(ref(exception.condition)) holds \(ref(exception.holds))")
    for inner in exception.exceptions { self.exception(level + 1, "unless", inner) }
  }

  private mutating func norm(_ index: Int, _ norm: IRNorm) {
    var text = "norm \(index) \(norm.kind.spelling(.english)) \(label(norm.label))"
    text += cited(norm.articles) + noted(norm.note) + from(norm.origin)
    if !norm.children.isEmpty { text += " holds \(list(norm.children))" }
    line(0, text)
    attributes(1, norm.attributes)
  }

  private mutating func attributes(_ level: Int, _ attributes: [IRAttribute]) {
    for attribute in attributes {
      line(level, "\(attribute.name.rawValue): \(value(attribute.value))")
    }
  }
}
