internal import PolicyLang
internal import PolicyRuntime

/// Reports as one page that needs no network, with a picture of each case, or of the policy itself.
struct ProcedurePage: ProcedureOutput {
  private let setup: EvaluationSetup
  private let follower: ProcedureFollower
  private let language: Language
  private let words: PlanWording
  private let lines: ProcedureText
  private var program: IRProgram { setup.program }

  init(setup: EvaluationSetup, follower: ProcedureFollower, language: Language) {
    self.setup = setup
    self.follower = follower
    self.language = language
    words = PlanWording(follower, language)
    lines = ProcedureText(follower, language)
  }

  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }
  private func text(_ text: String) -> String { MarkupText.escaped(text) }

  // MARK: The policy

  func plan() -> String {
    head(program.title + say("：程序", ": procedure")) + planBody + foot
  }

  /// The content of the page about the policy itself.
  var planBody: String {
    var result = ""
    var stages: [Int] = []
    for place in follower.plan.stages.indices {
      let procedure = follower.plan.stages[place].procedure
      if let last = stages.last, follower.plan.stages[last].procedure != procedure {
        result += picture(of: stages)
        stages = []
      }
      stages.append(place)
    }
    result += picture(of: stages)
    let later = words.laterNorms
    if !later.isEmpty {
      let title = say("培育、发证和退出", "Training, certificate and removal")
      let steps = later.map { words.step(norm: $0) }
      result +=
        "<h2>" + title + "</h2>\n<figure>\n" + PlanSVG(title: title, steps: steps).svg
        + "</figure>\n"
    }
    return result + duties
  }

  private func picture(of stages: [Int]) -> String {
    guard let first = stages.first else { return "" }
    let name = follower.plan.stages[first].procedure.map { words.name($0) } ?? program.title
    return "<h2>" + text(name) + "</h2>\n<figure>\n"
      + PlanSVG(title: name, steps: stages.map { words.step($0) }).svg + "</figure>\n"
  }

  private var duties: String {
    let others = follower.plan.duties.filter { $0.stage == nil }
    if others.isEmpty { return "" }
    var result = "<h2>" + say("职责", "Duties") + "</h2>\n<div class=\"scroll\"><table>\n<thead><tr>"
    for title in [say("谁", "Who"), say("做什么", "What"), say("什么时候", "When"), say("依据", "Article")] {
      result += "<th>" + title + "</th>"
    }
    result += "</tr></thead>\n<tbody>\n"
    for duty in others {
      let norm = program.norms[duty.norm]
      let cells = [
        duty.body.map { words.name($0) } ?? "",
        words.keyword(duty.strength) + " " + words.name(duty.norm), words.timing(of: duty),
        norm.articles.first ?? "",
      ]
      result += "<tr>" + cells.map { "<td>" + text($0) + "</td>" }.joined() + "</tr>\n"
    }
    return result + "</tbody>\n</table></div>\n"
  }

  // MARK: Cases

  func begin() -> String { head(program.title + say("：个案进度", ": progress of cases")) + legend }

  func text(of report: ProcedureReport, _ candidate: Candidate, isFirst: Bool) -> String {
    var result =
      "<section>\n<h2>" + text(report.id) + "</h2>\n<p>" + text(lines.heading(report)) + "</p>\n"
    let rows = stageRows(report)
    let terms = termRows(report, candidate)
    // A single point in time is no picture.
    if !isPoint(rows) || (terms.isEmpty && !rows.isEmpty) {
      let title = say("程序", "Procedure") + " " + report.id
      result += "<figure>\n" + TimelineSVG(title: title, rows: rows).svg + "</figure>\n"
    }
    if !terms.isEmpty {
      let title = say("培育期", "Term") + " " + report.id
      result += "<figure>\n" + TimelineSVG(title: title, rows: terms).svg + "</figure>\n"
    }
    result += "<ul>\n"
    for line in lines.lines(of: report) { result += "<li>" + text(line) + "</li>\n" }
    return result + "</ul>\n</section>\n"
  }

  private func isPoint(_ rows: [TimelineSVG.Row]) -> Bool {
    var days = Set<CivilDate>()
    for row in rows {
      for mark in row.marks { days.formUnion(mark.days) }
    }
    return days.count < 2
  }

  private func stageRows(_ report: ProcedureReport) -> [TimelineSVG.Row] {
    var result: [TimelineSVG.Row] = []
    for place in follower.plan.stages.indices {
      let norm = follower.plan.stages[place].norm
      var row = TimelineSVG.Row(label: words.name(norm))
      for run in report.history where run.stage == place { row.marks += marks(of: run, report) }
      if row.marks.isEmpty, let step = report.next.first(where: { $0.norm == norm }),
        let until = step.until
      {
        row.marks.append(.open(from: step.from ?? report.now ?? until, to: until))
      }
      if !row.marks.isEmpty { result.append(row) }
    }
    return result
  }

  private func marks(of run: StageRun, _ report: ProcedureReport) -> [TimelineSVG.Mark] {
    let stage = follower.plan.stages[run.stage]
    guard let opened = run.opened?.date ?? run.closed?.date else { return [] }
    let isBreach = report.breaches.contains { breach in
      breach.norm == stage.norm && (breach.on == run.closed?.date || breach.on == opened)
    }
    guard case .span = stage.marks else { return [.point(opened, isBreach: isBreach)] }
    let end = run.closed?.date ?? report.now ?? opened
    var result: [TimelineSVG.Mark] = [.bar(from: opened, to: max(opened, end), isBreach: isBreach)]
    if let required = run.required, required > end, stage.length?.isMinimum == true {
      result.append(.open(from: end, to: required))
    }
    return result
  }

  /// The terms, and the events from the start of the first one on.
  private func termRows(_ report: ProcedureReport, _ candidate: Candidate) -> [TimelineSVG.Row] {
    var result: [TimelineSVG.Row] = []
    var start: CivilDate?
    for term in report.terms {
      guard let from = term.start, let planned = term.plannedEnd, let end = term.end else {
        continue
      }
      start = min(start ?? from, from)
      var row = TimelineSVG.Row(label: words.name(term.term))
      row.marks.append(.bar(from: from, to: planned, isBreach: false))
      if end > planned { row.marks.append(.open(from: planned, to: end)) }
      result.append(row)
    }
    guard let start else { return [] }
    for event in candidate.events {
      guard let date = event.date, date > start || result.isEmpty else { continue }
      if let now = report.now, date > now { continue }
      let isBreach = report.breaches.contains { $0.on == date }
      result.append(
        TimelineSVG.Row(
          label: words.event(event.event), marks: [.point(date, isBreach: isBreach)]))
    }
    return result
  }

  func end(_ counter: CaseCounter, rejects: Int) -> String {
    "<p>"
      + counter.text(language) + say("，拒收 \(rejects) 案", ", \(rejects) rejected") + "</p>\n" + foot
  }

  // MARK: The page

  private var legend: String {
    "<p class=\"note\">"
      + say(
        "蓝色：已发生；红色（点为菱形）：有违反；虚线框：还差的时间，或者还没有到的期限",
        "blue: took place; red (points as diamonds): a breach; dashed: time still missing or to come"
      )
      + "</p>\n"
  }

  private func head(_ title: String) -> String {
    HTMLPage(title: title, language: language).opening
  }

  private var foot: String { HTMLPage(title: "", language: language).closing([setup]) }
}
