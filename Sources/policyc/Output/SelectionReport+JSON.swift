internal import PolicyLang
internal import PolicyRuntime

// The selection as JSON: one object, or one line for each candidate.
extension SelectionReport {
  func lines(_ sink: PieceSink) throws(CommandFailure) {
    for candidate in order() {
      var writer = JSONWriter()
      write(candidate, to: &writer)
      try sink.write(writer.text + "\n")
    }
  }

  func document(rejects: Int) -> String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writer.key("selection")
    writer.string(result.plan.label.id)
    writer.key("places")
    number(result.places, &writer)
    writer.key("vacancies")
    writer.integer(result.vacancies)
    writer.key("feasible")
    writer.boolean(result.isFeasible)
    writer.key("settled")
    writer.boolean(result.isSettled)
    rounds(&writer)
    group("selected", &writer) { $0.isSelected }
    group("passed_over", &writer) { placement in
      switch placement {
      case .passedOver, .kept: true
      default: false
      }
    }
    group("not_ranked", &writer) { placement in
      switch placement {
      case .noKey, .belowMinimum, .minimumUnknown, .unknownGroup, .outsideRounds, .barred,
        .listed:
        true
      default: false
      }
    }
    group("not_eligible", &writer) { placement in
      if case .notEligible = placement { return true }
      return false
    }
    writer.key("limits")
    writer.beginArray()
    for limit in result.limits { write(limit, to: &writer) }
    writer.endArray()
    writer.key("targets")
    writer.beginArray()
    for target in targets() {
      writer.beginObject()
      writer.key("target")
      writer.string(target.quota.label.id)
      writer.key("article")
      writer.string(target.quota.articles.first ?? "")
      writer.key("number")
      if let number = target.number { writer.string(number.description) } else { writer.null() }
      writer.key("every")
      writer.string(target.rhythm)
      writer.key("to")
      if let receiver = target.quota.sentTo { writer.string(receiver) } else { writer.null() }
      writer.endObject()
    }
    writer.endArray()
    ties(&writer)
    writer.key("open")
    writer.strings(result.notes.map { $0[language] })
    if let given { write(given, to: &writer) }
    if !checks.isEmpty { verified(&writer) }
    writer.key("counts")
    writer.beginObject()
    for (name, count) in [
      ("rows", pool.candidateCount + rejects), ("decisions", pool.candidateCount),
      ("rejects", rejects), ("eligible", pool.eligibleCount), ("selected", result.selected.count),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.endObject()
    writer.endObject()
    return writer.text + "\n"
  }

  private func number(_ value: Int?, _ writer: inout JSONWriter) {
    if let value { writer.integer(value) } else { writer.null() }
  }

  private func write(_ candidate: Int, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    writer.string(pool.ids[candidate])
    writer.key("policy")
    writer.string(setup.program.id)
    writer.key("decision")
    writer.string(outcome(of: candidate).id)
    writer.key("selected")
    writer.boolean(result.placements[candidate].isSelected)
    if let rank = rank(of: candidate) {
      if result.rounds.count > 1 {
        writer.key("round")
        writer.string(roundID(rank.round))
      }
      writer.key("rank")
      writer.integer(rank.rank)
    }
    if let label = outcomeLabel(of: candidate) {
      writer.key("outcome")
      writer.string(label.id)
    }
    scores(of: candidate, &writer)
    let limits = refusing(candidate)
    if !limits.isEmpty {
      writer.key("refused_by")
      writer.strings(limits)
    }
    writer.key("reason")
    writer.string(wording.reason(for: candidate))
    writer.endObject()
  }

  /// Each score with its experts; `score` is null where there is none.
  private func scores(of candidate: Int, _ writer: inout JSONWriter) {
    let scores = pool.scores(of: candidate)
    if scores.isEmpty { return }
    writer.key("scores")
    writer.beginArray()
    for score in scores {
      writer.beginObject()
      writer.key("sheet")
      writer.string(setup.program.norms[score.sheet].label.id)
      writer.key("score")
      if let value = score.score { writer.string(value.description) } else { writer.null() }
      writer.key("experts")
      writer.beginArray()
      for marking in score.account?.markings ?? [] {
        writer.beginObject()
        writer.key("expert")
        writer.string(marking.expert)
        writer.key("marks")
        writer.beginArray()
        for mark in marking.marks {
          if let mark { writer.string(mark.description) } else { writer.null() }
        }
        writer.endArray()
        writer.key("score")
        if let own = marking.score { writer.string(own.description) } else { writer.null() }
        writer.key("left_out")
        writer.boolean(marking.isTrimmed)
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
  }

  /// The ids of the limits that refuse a candidate.
  private func refusing(_ candidate: Int) -> [String] {
    guard case .passedOver(let round, let position) = result.placements[candidate] else {
      return []
    }
    let run = result.rounds[round]
    guard run.list.isFeasible,
      run.list.chosen.count != run.places
        || position < (run.list.chosen.last ?? -1),
      let refusal = run.list.refusals[Int(run.problem.patterns[position])]
    else { return [] }
    var ids: [String] = []
    for limit in refusal.limits where run.limits.indices.contains(limit) {
      let id = run.limits[limit].label.id
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  private func group(
    _ key: String, _ writer: inout JSONWriter, _ belongs: (Placement) -> Bool
  ) {
    writer.key(key)
    writer.beginArray()
    for candidate in order() where belongs(result.placements[candidate]) {
      write(candidate, to: &writer)
    }
    writer.endArray()
  }

  private func rounds(_ writer: inout JSONWriter) {
    writer.key("rounds")
    writer.beginArray()
    for (index, round) in result.rounds.enumerated() {
      writer.beginObject()
      writer.key("round")
      writer.string(round.plan.label.id)
      writer.key("places")
      number(round.places, &writer)
      writer.key("ranked")
      writer.integer(round.ranked.count)
      writer.key("taken")
      writer.strings(round.taken.map { pool.ids[$0] })
      writer.key("outside_number")
      writer.boolean(round.plan.isOutsideNumber)
      writer.key("feasible")
      writer.boolean(round.list.isFeasible)
      if !round.list.isFeasible {
        writer.key("conflict")
        writer.strings(wording.names(round.list.conflict, of: index))
        writer.key("conflict_is_smallest")
        writer.boolean(round.list.isConflictSmallest)
      }
      if !round.list.shortfall.isEmpty {
        writer.key("shortened_by")
        writer.strings(wording.names(round.list.shortfall, of: index))
      }
      writer.key("limits")
      writer.beginArray()
      if round.list.isFeasible {
        for limit in round.limits where !limit.isPending { write(limit, to: &writer) }
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
  }

  private func write(_ limit: LimitReport, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("limit")
    writer.string(limit.label.id)
    writer.key("article")
    writer.string(limit.articles.first ?? "")
    let unit = wording.unitText(limit)
    if !unit.isEmpty {
      writer.key("unit")
      writer.string(unit)
    }
    writer.key("bound")
    writer.string(limit.isFloor ? "at_least" : "at_most")
    writer.key("amount")
    switch limit.amount {
    case .number(let number): writer.raw("\(number)")
    case .share(let share):
      writer.string(share.description)
      writer.key("is_share")
      writer.boolean(true)
    }
    writer.key("hard")
    writer.boolean(limit.isHard)
    writer.key("count")
    writer.raw("\(limit.members)")
    writer.key("base")
    writer.raw("\(limit.base)")
    writer.key("required")
    writer.raw("\(limit.required)")
    writer.key("kept")
    writer.boolean(limit.isKept)
    if limit.unknown > 0 {
      writer.key("unknown")
      writer.raw("\(limit.unknown)")
    }
    if let target = limit.target {
      writer.key("target")
      writer.string(target == .about ? "about" : "strive_for")
    }
    writer.endObject()
  }

  private func ties(_ writer: inout JSONWriter) {
    writer.key("ties")
    writer.beginArray()
    for tie in result.ties {
      writer.beginObject()
      if result.rounds.count > 1 {
        writer.key("round")
        writer.string(roundID(tie.round))
      }
      writer.key("taken")
      writer.strings(tie.taken.map { pool.ids[$0] })
      writer.key("passed_over")
      writer.strings(tie.passedOver.map { pool.ids[$0] })
      writer.endObject()
    }
    writer.endArray()
  }

  private func write(_ given: GivenList, to writer: inout JSONWriter) {
    writer.key("given")
    writer.beginObject()
    writer.key("kept")
    writer.boolean(given.isKept)
    writer.key("members")
    writer.integer(given.members.count)
    writer.key("quota")
    switch given.verdict {
    case .kept: writer.string("kept")
    case .broken: writer.string("broken")
    case .vacancies: writer.string("vacancies")
    case .offTarget: writer.string("off_target")
    case .open: writer.string("open")
    }
    writer.key("problems")
    writer.strings(given.problems.map { describe($0) })
    writer.key("limits")
    writer.beginArray()
    for limit in given.limits { write(limit, to: &writer) }
    writer.endArray()
    writer.key("left_out")
    writer.strings(given.leftOut.map { pool.ids[$0] })
    writer.key("added")
    writer.strings(given.added.map { pool.ids[$0] })
    writer.endObject()
  }

  private func verified(_ writer: inout JSONWriter) {
    writer.key("verified")
    writer.beginObject()
    writer.key("confirmed")
    writer.boolean(checks.allSatisfy { $0.isConfirmed })
    writer.key("settled")
    writer.boolean(checks.allSatisfy { $0.isSettled })
    writer.key("findings")
    writer.integer(checks.reduce(0) { $0 + $1.findings.count })
    writer.endObject()
  }
}
