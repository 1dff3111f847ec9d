public import PolicyLang

extension ProgramMaker {
  /// A program in which every operation, band and kind of declaration occurs.
  public static let everything: IRProgram = {
    var maker = ProgramMaker()
    maker.addClauses()
    maker.addValues()
    maker.addNorms()
    maker.addOrigins()
    maker.program.calendars = [
      IRCalendar(
        id: "workdays", title: "工作日历", years: [2026],
        holidays: [
          IRDayRange(first: CivilDate(text: "2026-10-01"), last: CivilDate(text: "2026-10-07"))
        ], workdays: [CivilDate(text: "2026-10-10")])
    ]
    return maker.finished
  }()

  private mutating func addClauses() {
    let least = parameter("least", [(nil, number(5, .years)), ("2027-01-01", number(3, .years))])
    let enough = compare(.atLeast, field(.years), least)
    require("years", .must, enough, exceptions: [exception("kept", field(.retired))])
    require("quality", .must, passes(.quality), judgement: .quality)
    let levels = reading("levels", [self.levels([1, 2]), self.levels([2])])
    let isMember = builder.add(.isMember(its(.level), levels), .boolean)
    let placed = builder.and([isMember, its(.own), compare(.atMost, its(.place), number(3))])
    let won = named("won", has(.atLeast, 1, where: placed))
    let ranked = named("ranked", compare(.above, field(.rank), level(0)))
    let chosen = wordReading("scope", options: 2)
    let applies = builder.add(chosen(0), .boolean)
    require("skill", .inPrincipleMust, builder.or([won, ranked]), applies: applies)
    let known = builder.add(.known(field(.money)), .boolean)
    let two = builder.add(.atLeast(number(2), of: [known, field(.retired), unstated()]), .boolean)
    require("two", .inPrincipleExclude, two, lifts: [exception("lift", builder.not(known))])
    let rolling = number(5, .years)
    let today = asOf()
    let window = builder.add(
      .window(date: field(.started), length: rolling, end: today), .boolean)
    require("recent", .exclude, window)
    let year = builder.add(.yearOf(field(.started)), .calendarYear)
    let first = builder.add(.constant(.calendarYear(2020)), .calendarYear)
    require("year", .must, compare(.notEqual, year, first))
    let born = builder.add(.constant(.text("c1")), .text)
    require("text", .must, compare(.equal, field(.id), born))
    let every = has(.every, where: its(.own))
    require(
      "every", .must,
      builder.or([every, has(.atMost, 1, where: nil), has(.exactly, 2, where: its(.own))]))
  }

  private mutating func addValues() {
    let sum = aggregate(.sum, where: its(.own), .prize, .money)
    let bonus = builder.add(.arithmetic(.multiply, sum, share(1, 3)), .money)
    let minus = builder.add(.minus(bonus), .money)
    let capped = builder.add(.arithmetic(.lower, minus, money(5_000)), .money)
    let highest = aggregate(.highest, .level, .enumeration(0))
    let latest = aggregate(.latest, .on, .date)
    let count = aggregate(.count, where: nil, nil, .number(.none))
    let distinct = aggregate(.distinct, .level, .number(.none))
    let monthDay = builder.add(.constant(.monthDay(month: 11, day: 30)), .monthDay)
    let five = number(5, .workingDays)
    let later = builder.add(.arithmetic(.add, field(.started), five), .date)
    for (name, node) in [
      ("capped", capped), ("highest", highest), ("latest", latest), ("count", count),
      ("distinct", distinct), ("day", monthDay), ("later", later), ("points", table()),
      ("slices", slices()),
    ] {
      program.results.append(IRResult(label: label(name), articles: ["第六条"], value: node))
    }
    let age = builder.add(.fullYears(field(.birth), asOf()), .number(.years))
    program.derivations.append(IRDerivation(field: Field.age.rawValue, value: age))
    let order = compare(.atMost, field(.birth), field(.started))
    program.invariants.append(IRInvariant(label: label("born_first"), condition: order))
  }

  private mutating func table() -> NodeID {
    let (five, one, two) = (number(5, .years), number(1), number(2))
    program.tables.append(
      IRTable(
        label: label("points"), articles: ["第七条"], inputs: [.number(.years), .enumeration(0)],
        type: .number(.none), mode: .first,
        rows: [
          IRTableRow(
            bands: [
              .interval(lower: five, lowerInclusive: true, upper: nil, upperInclusive: false),
              .values([1, 2]),
            ], value: two),
          IRTableRow(bands: [.any, .any], value: one),
        ], fallback: one))
    return builder.add(
      .table(program.tables.count - 1, [field(.years), field(.rank)]), .number(.none))
  }

  private mutating func slices() -> NodeID {
    let (limit, low, high) = (money(1_000), share(1, 10), share(1, 5))
    program.tables.append(
      IRTable(
        label: label("slices"), articles: [], inputs: [.money], type: .money, mode: .slices,
        rows: [
          IRTableRow(
            bands: [
              .interval(lower: nil, lowerInclusive: true, upper: limit, upperInclusive: true)
            ],
            value: low),
          IRTableRow(
            bands: [
              .interval(lower: limit, lowerInclusive: false, upper: nil, upperInclusive: true)
            ], value: high),
        ], fallback: nil))
    return builder.add(.table(program.tables.count - 1, [field(.money)]), .money)
  }

  /// As if the program were based on a policy that is based on another.
  private mutating func addOrigins() {
    program.ancestors = [
      IRAncestor(id: "province", title: "省办法"), IRAncestor(id: "nation", title: "全国办法"),
    ]
    let changed = IROrigin(policy: 0, replaced: 1)
    program.parameters[0].origin = changed
    program.readings[0].origin = IROrigin(policy: 1)
    program.openPoints[0].origin = IROrigin(policy: 0)
    program.tables[0].origin = IROrigin(replaced: 0)
    program.requirements[0].origin = changed
    program.requirements[0].exceptions[0].origin = IROrigin(replaced: 1)
    program.results[0].origin = IROrigin(policy: 1)
    program.norms[1].origin = IROrigin(policy: 1)
    program.removals = [
      IRRemoval(kind: .must, label: label("gone"), articles: ["第四条"], policy: 1, by: 0)
    ]
  }

  private mutating func addNorms() {
    let length = number(2, .years)
    program.norms = [
      IRNorm(
        kind: .training, label: label("term"), articles: ["第十条"], note: "一般两年",
        attributes: [
          IRAttribute(.length, .node(length)), IRAttribute(.qualifier, .keyword(.generally)),
          IRAttribute(.text, .text("说明")), IRAttribute(.target, .norm(1)),
          IRAttribute(.subset, .field(2)), IRAttribute(.items, .requirement(0)),
          IRAttribute(.value, .constant(.date(CivilDate(text: "2024-01-03")), .date)),
        ], children: [1]),
      IRNorm(
        kind: .starts, label: label("starts"), articles: [], note: "",
        attributes: [IRAttribute(.event, .event(0))], children: []),
      IRNorm(
        kind: .effective, label: label(""), articles: [], note: "",
        attributes: [IRAttribute(.date, .node(date("2024-01-03")))], children: []),
    ]
    let list = builder.add(.events(0), .list(ProgramMaker.announced))
    let latest = builder.add(.member(list, index: 0), .date)
    let happened = compare(.atLeast, latest, date("2024-01-01"))
    let ended = builder.add(.termEnded(0), .boolean)
    let holds = builder.add(.holdsHonour(1), .boolean)
    let outcome = builder.add(.hasOutcome(1), .boolean)
    let all = builder.and([happened, ended, holds, outcome])
    program.results.append(IRResult(label: label("case"), articles: [], value: all))
  }
}
