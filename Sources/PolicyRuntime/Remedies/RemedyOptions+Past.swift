internal import PolicyLang

// Facts that nobody can bring about: when somebody was born, what is on record as having happened.
extension RemedyOptions {
  /// Whether an option would rewrite the past.
  ///
  /// Known dates that have come are of the past, and so are computed ages, the records of a list of
  /// dated things, and a yes that somebody has done or undergone something: one that a date in the
  /// same clause belongs to, or whose name says so (曾…, …过).
  func isPast(_ option: RemedyOption, _ clause: ClauseFinding, _ original: Candidate) -> Bool {
    switch option.kind {
    case .add, .waive: return false
    case .remove(let list, let positions): return !positions.isEmpty && isDated(list)
    case .element(let list, _, _, _): return !option.from.isUnsettled && isDated(list)
    case .fact(let variable, _):
      guard !option.from.isUnsettled else { return false }
      if case .date(let day) = option.from { return hasCome(day) }
      guard case .fact(let path) = core.variables[variable].role, let first = path.first,
        let field = core.vocabulary.records[0].shared[0].firstIndex(of: first)
      else { return false }
      if isAge(field) { return true }
      guard option.from == .boolean(true) else { return false }
      if PastWords.tell(of: program.records[0].fields[field].label.zh) { return true }
      return facts(of: clause.requirement).contains { other in
        if case .date(let day) = original.facts[other] { return hasCome(day) }
        return false
      }
    }
  }

  private func hasCome(_ day: CivilDate) -> Bool {
    policy.environment.asOf.map { day <= $0 } ?? true
  }

  private func isDated(_ list: Int) -> Bool {
    for variable in core.variables.lists[list].elements {
      guard case .element(_, let path) = core.variables[variable].role else { continue }
      if type(of: path, in: core.variables.lists[list].record) == .date { return true }
    }
    return false
  }

  /// Whether a field is computed from dates.
  private func isAge(_ field: Int) -> Bool {
    for derivation in program.derivations where derivation.field == field {
      let reached = program.reachable(from: [derivation.value])
      for (index, node) in program.nodes.enumerated() where reached[index] {
        if case .field(0, _) = node.operation, node.type == .date { return true }
      }
    }
    return false
  }

  // MARK: Waiting

  /// More days are not tried.
  private static let mostDays = 200

  /// The first day from now on, as far as the policy is in force, on which a record will do by itself;
  /// `nil` where there is none, or without a day of decision.
  func firstDay(for candidate: Candidate) -> CivilDate? {
    guard let today = policy.environment.asOf else { return nil }
    let last = policy.period.last
    for day in turningDays(of: candidate, after: today).prefix(RemedyOptions.mostDays) {
      if let last, day > last { return nil }
      do throws(DecisionError) {
        if try policy.on(day).decide(candidate).outcome == .eligible { return day }
      } catch {
        continue
      }
    }
    return nil
  }

  /// The days on which a decision about a record may change: a stated time after one of its dates, the
  /// day after that, and the days from which parameters hold.
  private func turningDays(of candidate: Candidate, after today: CivilDate) -> [CivilDate] {
    var dates: Set<CivilDate> = []
    for value in candidate.facts.values { RemedyOptions.collect(value, &dates, 0) }
    var days: Set<CivilDate> = []
    for node in program.nodes {
      guard case .constant(.number(let number)) = node.operation, number.isInteger,
        number > .zero, number < Rational(10_000)
      else { continue }
      let count = Int(number.numerator)
      for date in dates {
        let day: CivilDate? =
          switch node.type {
          case .number(.years): date.adding(months: count * 12)
          case .number(.months): date.adding(months: count)
          case .number(.days): date.adding(days: count)
          default: nil
          }
        guard let day else { continue }
        days.insert(day)
        if let next = day.adding(days: 1) { days.insert(next) }
      }
    }
    for parameter in program.parameters {
      for value in parameter.values {
        if let from = value.from { days.insert(from) }
      }
    }
    return days.filter { $0 > today }.sorted()
  }

  private static func collect(_ value: Value, _ dates: inout Set<CivilDate>, _ depth: Int) {
    guard depth < 4 else { return }
    switch value {
    case .date(let date): dates.insert(date)
    case .record(let record):
      for value in record.values { collect(value, &dates, depth + 1) }
    case .list(let records):
      for record in records {
        for value in record.values { collect(value, &dates, depth + 1) }
      }
    default: break
    }
  }
}

/// Words of a name by which Chinese says that something has happened to somebody.
enum PastWords {
  static func tell(of name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    if scalars.first == "曾" { return true }
    for (place, scalar) in scalars.enumerated() where scalar == "过" && place > 0 {
      // 超过, 通过, 经过, 过程 say nothing of the past.
      let before: [Unicode.Scalar] = ["超", "通", "经"]
      let after: [Unicode.Scalar] = ["程", "渡", "错"]
      let next = place + 1 < scalars.count ? scalars[place + 1] : " "
      if !before.contains(scalars[place - 1]), !after.contains(next) { return true }
    }
    return false
  }
}
