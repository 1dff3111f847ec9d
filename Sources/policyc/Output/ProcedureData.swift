internal import PolicyLang
internal import PolicyRuntime

/// Reports as JSON Lines, or as one JSON document that says where it comes from.
struct ProcedureDocument: ProcedureOutput {
  let setup: EvaluationSetup
  let follower: ProcedureFollower
  let language: Language
  let isLines: Bool

  func plan() -> String {
    var writer = JSONWriter(indented: !isLines)
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    let words = PlanWording(follower, language)
    writer.key("stages")
    writer.beginArray()
    for place in follower.plan.stages.indices { write(place, words, to: &writer) }
    writer.endArray()
    writer.key("duties")
    writer.beginArray()
    for duty in follower.plan.duties { write(duty, words, to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.text + "\n"
  }

  private func write(_ place: Int, _ words: PlanWording, to writer: inout JSONWriter) {
    let stage = follower.plan.stages[place]
    let norm = setup.program.norms[stage.norm]
    writer.beginObject()
    writer.key("stage")
    writer.string(norm.label.id)
    writer.key("name")
    writer.string(norm.label[language])
    writer.key("article")
    writer.string(norm.articles.first ?? "")
    writer.origin(norm.origin, in: setup.program)
    if let body = stage.body {
      writer.key("by")
      writer.string(setup.program.norms[body].label.id)
    }
    if stage.isOptional {
      writer.key("optional")
      writer.boolean(true)
    }
    writer.key("after")
    writer.strings(words.predecessors(of: place).map { words.stageID($0) })
    writer.key("requires")
    writer.strings(words.requirements(of: place))
    writer.endObject()
  }

  private func write(_ duty: PlannedDuty, _ words: PlanWording, to writer: inout JSONWriter) {
    let norm = setup.program.norms[duty.norm]
    writer.beginObject()
    writer.key("duty")
    writer.string(norm.label.id)
    writer.key("name")
    writer.string(norm.label[language])
    if let body = duty.body {
      writer.key("by")
      writer.string(setup.program.norms[body].label.id)
    }
    writer.key("strength")
    writer.string(duty.strength.spelling(.english))
    writer.key("when")
    writer.string(words.timing(of: duty))
    writer.key("article")
    writer.string(norm.articles.first ?? "")
    writer.origin(norm.origin, in: setup.program)
    writer.endObject()
  }

  func begin() -> String {
    if isLines { return "" }
    var writer = JSONWriter()
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writer.key("cases")
    return writer.text + "["
  }

  func text(of report: ProcedureReport, _ candidate: Candidate, isFirst: Bool) -> String {
    var writer = JSONWriter()
    writer.procedure(report, of: follower, in: language)
    if isLines { return writer.text + "\n" }
    return (isFirst ? "\n" : ",\n") + writer.text
  }

  func end(_ counter: CaseCounter, rejects: Int) -> String {
    if isLines { return "" }
    let rows = counter.cases + rejects
    return "\n],\"counts\":{\"rows\":\(rows),\"cases\":\(counter.cases),\"rejects\":\(rejects),"
      + "\"with_breach\":\(counter.withBreach)"
      + (counter.problems > 0 ? ",\"in_part\":\(counter.problems)}}\n" : "}}\n")
  }
}

/// One row per case.
struct ProcedureCSV: ProcedureOutput {
  let follower: ProcedureFollower
  private var program: IRProgram { follower.environment.program }

  init(follower: ProcedureFollower) { self.follower = follower }

  func plan() -> String {
    let words = PlanWording(follower, .chinese)
    var result = CSVText.line(["stage", "name", "by", "article", "after", "requires"], end: "\n")
    for place in follower.plan.stages.indices {
      let stage = follower.plan.stages[place]
      let norm = program.norms[stage.norm]
      result += CSVText.line(
        [
          norm.label.id, norm.label.zh, stage.body.map { program.norms[$0].label.zh } ?? "",
          norm.articles.first ?? "",
          words.predecessors(of: place).map { words.stageID($0) }.joined(separator: ";"),
          words.requirements(of: place).joined(separator: ";"),
        ], end: "\n")
    }
    return result
  }

  func begin() -> String {
    CSVText.line(
      ["id", "stage", "stage_status", "state", "next", "until", "breaches", "articles", "open"],
      end: "\n")
  }

  func text(of report: ProcedureReport, _ candidate: Candidate, isFirst: Bool) -> String {
    let stage = report.stage.map { program.norms[follower.plan.stages[$0].norm].label.id }
    return CSVText.line(
      [
        report.id, stage ?? "", report.stageStatus.id, report.state.id,
        report.next.map { program.norms[$0.norm].label.id }.joined(separator: ";"),
        report.next.map { $0.until?.description ?? "" }.joined(separator: ";"),
        report.breaches.map { $0.rule }.joined(separator: ";"),
        report.breaches.map { $0.articles.first ?? "" }.joined(separator: ";"),
        report.open.map { program.readings[$0.reading].label.id }.joined(separator: ";"),
      ], end: "\n")
  }

  func end(_ counter: CaseCounter, rejects: Int) -> String { "" }
}
