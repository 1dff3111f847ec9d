internal import PolicyLang
internal import PolicyRuntime

/// The decisions of a run as one page: outcomes, who remains clause by clause, who lacks a single
/// clause, and groups. It names nobody but by id unless columns were asked for.
struct EvalPage {
  static let shownGroups = 20

  let setup: EvaluationSetup
  let language: Language
  let dataName: String
  let counts: DecisionCounts
  let tally: ReportTally
  let shape: ReportShape

  private var program: IRProgram { setup.program }

  var html: String {
    let name = program.title.isEmpty ? program.id : program.title
    let page = HTMLPage(
      title: say("判定情况：", "Decisions: ") + name, language: language, ownStyle: EvalPage.style)
    var result = page.opening + basis
    if counts.decisions == 0 {
      result += "<p>" + say("没有判定一行。", "No row was decided.") + "</p>\n"
    } else {
      result += outcomes + funnel + nearMisses
      for (index, group) in shape.groups.enumerated() { result += section(index, group) }
    }
    return result + page.closing([setup])
  }

  // MARK: Parts

  private var basis: String {
    var text = say(
      "数据 \(dataName)：读入 \(counts.rows) 行 = 判定 \(counts.decisions) + 拒收 \(counts.rejects)。",
      "Data \(dataName): \(counts.rows) rows in = \(counts.decisions) decisions + "
        + "\(counts.rejects) rejects.")
    if let day = setup.asOf { text += say("基准日 \(day)。", " As of \(day).") }
    var result = "<p>" + escaped(text) + "</p>\n"
    let assumptions = setup.assumptions(in: language)
    if !assumptions.isEmpty {
      result += paragraph(say("本次假设：", "Assuming: ") + assumptions, "mark")
    }
    if setup.policy.isInForce == false {
      result += paragraph(
        say("这一天政策不在施行期内，以下只供参考。", "The policy is not in force on that day."), "mark")
    }
    return result
      + paragraph(
        shape.shown.isEmpty
          ? say("本页只写编号，不写姓名等个人信息。", "This page names people by their ids only.")
          : say(
            "本页除编号外还写出：" + shape.shown.joined(separator: "、") + "。注意保护个人信息。",
            "Beside ids this page shows: " + shape.shown.joined(separator: ", ")
              + ". Mind people’s privacy."), "note")
  }

  private var outcomes: String {
    let all = DecisionCounts.order.map { counts.count($0) }
    let bar = BarsSVG.Bar(
      label: say("判定的人", "Decided"), figure: people(counts.decisions),
      parts: parts(all))
    var result = heading(say("结果", "Decisions")) + figure([bar], counts.decisions) + legend
    result += tableStart([say("结果", "Decision"), say("人数", "People"), say("占", "Share")], 1)
    for (outcome, count) in zip(DecisionCounts.order, all) {
      result += row([name(outcome), "\(count)", share(count, counts.decisions)], 1)
    }
    return result + tableEnd
  }

  private var funnel: String {
    var left = counts.decisions
    var bars: [BarsSVG.Bar] = []
    var rows = ""
    let hasWaivable = tally.stops.contains { $0.waivable > 0 }
    let hasUnknown = tally.stops.contains { $0.unknown > 0 }
    for (index, stop) in tally.stops.enumerated() {
      left -= stop.all
      bars.append(
        BarsSVG.Bar(
          label: program.requirements[index].label[language],
          figure: "\(left)" + (stop.all > 0 ? "（−\(stop.all)）" : ""),
          parts: [
            (left, "o-eligible", say("还剩 \(left)", "\(left) remain")),
            (stop.unknown, "o-undetermined", say("未明 \(stop.unknown)", "open \(stop.unknown)")),
            (
              stop.waivable, "o-needs_waiver",
              say("须豁免 \(stop.waivable)", "to be waived \(stop.waivable)")
            ),
            (
              stop.violated, "o-ineligible",
              say("违反 \(stop.violated)", "violated \(stop.violated)")
            ),
          ]))
      var cells = [cited(index), "\(left)", "\(stop.all)", "\(stop.violated)"]
      if hasWaivable { cells.append("\(stop.waivable)") }
      if hasUnknown { cells.append("\(stop.unknown)") }
      rows += row(cells, 1)
    }
    var head = [
      say("条款", "Clause"), say("还剩", "Remain"), say("停在这条", "Stop here"),
      say("其中违反", "Of these violated"),
    ]
    if hasWaivable { head.append(say("其中须豁免", "Of these to be waived")) }
    if hasUnknown { head.append(say("其中未明", "Of these open")) }
    return heading(say("逐条筛选", "Clause by clause"))
      + paragraph(
        say(
          "按条款的先后：每一条之后还剩多少人。一个人停在他违反、须豁免或未明的第一条，"
            + "后面的条款不再算他（eval 末尾的各条人数是每条都算）；最后剩下的就是符合的人。",
          "In the order of the clauses: how many remain after each. People stop at the first clause "
            + "that they violate, that has to be waived or that is open, and are not counted again at "
            + "later ones (the counts that `eval` ends with count everyone at each clause); those left "
            + "are eligible."),
        "note")
      + figure(bars, counts.decisions) + tableStart(head, 1) + rows + tableEnd
  }

  private var nearMisses: String {
    let order = tally.near.indices.filter { tally.near[$0] > 0 }.sorted {
      tally.near[$0] != tally.near[$1] ? tally.near[$0] > tally.near[$1] : $0 < $1
    }
    var result = heading(say("只差一条", "One clause short"))
    guard let first = order.first else {
      return result
        + paragraph(say("没有人只差一条。", "Nobody is short of a single clause."), "note")
    }
    let total = tally.near.reduce(0, +)
    result += paragraph(
      say(
        "\(total) 人只差一条：别的条款都满足，只有一条违反、须豁免或未明。下面写着最少改变什么就符合。",
        "\(total) people meet every clause but one, which is violated, to be waived or open. Below "
          + "stands the smallest change that helps."),
      "note")
    result += figure(
      order.map { index in
        BarsSVG.Bar(
          label: program.requirements[index].label[language], figure: people(tally.near[index]),
          parts: [(tally.near[index], "o-ineligible", people(tally.near[index]))])
      }, tally.near[first])
    for index in order { result += samples(index) }
    return result
  }

  private func samples(_ clause: Int) -> String {
    let shown = tally.samples[clause]
    var result = "<h3>" + escaped(cited(clause)) + say("：", ": ")
    result += people(tally.near[clause]) + "</h3>\n"
    result += "<ul>\n"
    for sample in shown {
      let others = sample.shown.filter { !$0.isEmpty }.map { " " + $0 }.joined()
      var text = others + say("，", ", ") + name(sample.outcome)
      if !sample.change.isEmpty { text += say("：", ": ") + sample.change }
      result += "<li><b>" + escaped(sample.id) + "</b>" + escaped(text) + "</li>\n"
    }
    result += "</ul>\n"
    let rest = tally.near[clause] - shown.count
    if rest > 0 {
      result += paragraph(
        say(
          "按文件的先后列出前 \(shown.count) 人，另有 \(rest) 人。",
          "The first \(shown.count) in the file; \(rest) more."),
        "note")
    }
    return result
  }

  private func section(_ index: Int, _ group: ReportGroup) -> String {
    let table = tally.groups[index]
    let (shown, others, otherGroups) = table.largest(EvalPage.shownGroups)
    // A file without the column has nothing to group by.
    if !group.isWanted, shown.allSatisfy({ $0.name.isEmpty }) { return "" }
    var result = heading(say("按\(group.name)", "By \(group.name)"))
    var bars: [BarsSVG.Bar] = []
    var rows = ""
    for item in shown {
      let label = item.name.isEmpty ? say("（空）", "(blank)") : item.name
      let all = DecisionCounts.order.map { item.counts[Int($0.rawValue)] }
      bars.append(BarsSVG.Bar(label: label, figure: people(item.total), parts: parts(all)))
      rows += row(cells(label, all), 1)
    }
    let rest = DecisionCounts.order.map { others[Int($0.rawValue)] }
    if otherGroups > 0 {
      rows += row(cells(say("其余 \(otherGroups) 个", "\(otherGroups) others"), rest), 1)
      var note = say(
        "列出人数最多的 \(shown.count) 个，其余合成一行。",
        "The \(shown.count) largest are listed, all others in one row.")
      if table.lost > 0 {
        note += say(
          "组太多，没有全部记住：列出的每组最多可能少计 \(table.lost) 人，少计的在“其余”里；其余的个数可能多计。",
          " There are too many groups to keep them all: each may lack up to \(table.lost) people, "
            + "who are among the others, and the number of others may be too high.")
      }
      result += paragraph(note, "note")
    }
    let head =
      [group.name, say("人数", "People")] + DecisionCounts.order.map { name($0) }
      + [say("符合占", "Eligible")]
    return result + figure(bars, shown.map { $0.total }.max() ?? 1) + legend + tableStart(head, 1)
      + rows + tableEnd
  }

  private func cells(_ label: String, _ all: [Int]) -> [String] {
    let total = all.reduce(0, +)
    return [label, "\(total)"] + all.map { "\($0)" } + [share(all[0], total)]
  }
}
