// Dates of life, instalments, repetition and recovery that cannot mean what they say.
//
// Only figures that are settled when the policy is compiled take part: written ones, and parameters
// with one value.
extension Elaborator {
  /// - Parameter own: the statements of the file itself; what is inherited was checked there.
  mutating func lintProgramme(_ own: [Statement]) {
    lintLifetime(own)
    for statement in own {
      guard let index = normIndex[statement.keywordSpan] else { continue }
      articles = program.norms[index].articles
      switch statement.keyword {
      case .subsidy:
        lintInstalments(statement, index)
        lintRepetition(statement)
        lintResults(statement, index)
      case .revocation: lintRecoveries(statement)
      default: continue
      }
    }
  }

  // MARK: Figures

  private func fixedValue(_ node: NodeID?, depth: Int = 0) -> (value: IRConstant, type: IRType)? {
    guard let node, depth < 8 else { return nil }
    switch builder[node].operation {
    case .constant(let value): return (value, builder[node].type)
    case .parameter(let index) where program.parameters.indices.contains(index):
      let values = program.parameters[index].values
      return values.count == 1 ? fixedValue(values[0].value, depth: depth + 1) : nil
    default: return nil
    }
  }

  private func number(_ node: NodeID?) -> (number: Rational, type: IRType)? {
    guard let figure = fixedValue(node), case .number(let number) = figure.value else { return nil }
    return (number, figure.type)
  }

  private func shown(_ number: Rational, isMoney: Bool) -> LocalText {
    let literal: LiteralValue = isMoney ? .money(number) : .share(number, asPercent: true)
    return LocalText(zh: literal.spelling(.chinese), en: literal.spelling(.english))
  }

  // MARK: Lifetime

  private static let bounds: Set<Keyword> = [.effective, .expires, .validFor]

  private mutating func lintLifetime(_ own: [Statement]) {
    var days: [Keyword: (day: CivilDate, span: SourceSpan)] = [:]
    for statement in own where Elaborator.bounds.contains(statement.keyword) {
      guard let index = normIndex[statement.keywordSpan],
        case .date(let day)? = fixedValue(program.norms[index].node(.date))?.value
      else { continue }
      days[program.norms[index].kind] = (day, statement.keywordSpan)
    }
    guard let first = days[.effective], let last = days[.expires], last.day < first.day else {
      return
    }
    articles = []
    report(
      .expiresFirst, at: last.span,
      [LocalText(last.day.description), LocalText(first.day.description)],
      related: [RelatedPlace(first.span, LocalText(zh: "施行写在这里", en: "it takes effect here"))])
  }

  // MARK: Instalments

  /// The parts must be able to make up the whole: all of them, or those without a condition together
  /// with some of those with one, since conditions may exclude each other.
  private mutating func lintInstalments(_ statement: Statement, _ index: Int) {
    let norm = program.norms[index]
    let whole = number(norm.node(.amount))?.number
    var parts: [(number: Rational, isMoney: Bool, isConditional: Bool)] = []
    for child in program.children(of: index, .instalment) {
      let part = program.norms[child]
      guard let share = number(part.node(.share)) else { return }
      parts.append((share.number, share.type == .money, part.node(.condition) != nil))
    }
    guard !parts.isEmpty, let name = statement.name else { return }
    let inMoney = parts.contains { $0.isMoney }
    // What the event states, within bounds, is not known here.
    if inMoney, norm.keyword(.bound) != nil { return }
    guard let wanted = inMoney ? whole : Rational.one else { return }
    var all = Rational.zero
    var always = Rational.zero
    var perhaps: [Rational] = []
    for part in parts {
      let own = inMoney && !part.isMoney ? part.number.multiplied(by: wanted) : part.number
      guard let own, let sum = all.adding(own) else { return }
      all = sum
      if part.isConditional {
        perhaps.append(own)
      } else if let sum = always.adding(own) {
        always = sum
      }
    }
    if all == wanted || Elaborator.reaches(wanted, from: always, with: perhaps[...]) { return }
    report(
      .instalmentsNotWhole, at: name.span,
      [LocalText(name.text), shown(all, isMoney: inMoney), shown(wanted, isMoney: inMoney)])
  }

  /// Whether some of the numbers added to a sum make up another; too many are not tried.
  private static func reaches(
    _ wanted: Rational, from sum: Rational, with numbers: ArraySlice<Rational>
  ) -> Bool {
    if sum == wanted { return true }
    guard let first = numbers.first else { return false }
    if numbers.count > 12 { return true }
    let rest = numbers.dropFirst()
    if let more = sum.adding(first), reaches(wanted, from: more, with: rest) { return true }
    return reaches(wanted, from: sum, with: rest)
  }

  // MARK: Repetition

  /// 每个 K: a length of time, or something that differs from payment to payment.
  private mutating func lintRepetition(_ statement: Statement) {
    for detail in statement.details where detail.keyword == .onceOnly {
      guard let index = normIndex[detail.keywordSpan], let key = program.norms[index].node(.per),
        let written = detail.expression(.per)
      else { continue }
      switch builder[key].type {
      case .error: continue
      case .list, .record, .clauses, .judgement:
        report(.repetitionKey, at: written.span, [text(written.span)])
      case .number(.years), .number(.months), .number(.days), .number(.workingDays),
        .number(.calendarYears):
        if let length = number(key)?.number, !length.isInteger || length <= .zero {
          report(.repetitionKey, at: written.span, [text(written.span)])
        }
      default:
        if fixedValue(key) != nil { report(.repetitionKey, at: written.span, [text(written.span)]) }
      }
    }
  }

  // MARK: Results

  /// Money that is paid on an event with a result which nothing in the subsidy looks at.
  private mutating func lintResults(_ statement: Statement, _ index: Int) {
    // A condition that could not be read was reported, and may well be about the result.
    for detail in statement.details where detail.expression(.condition) != nil {
      guard let place = normIndex[detail.keywordSpan],
        program.norms[place].node(.condition) != nil
      else { return }
    }
    let norm = program.norms[index]
    var roots: [NodeID] = []
    if let amount = norm.node(.amount) { roots.append(amount) }
    for child in program.children(of: index, .condition) {
      if let node = program.norms[child].node(.condition) { roots.append(node) }
    }
    for detail in statement.details {
      guard detail.keyword == .instalment || detail.keyword == .trigger,
        let place = normIndex[detail.keywordSpan], let event = program.norms[place].event(.event),
        let result = resultField(of: event), let name = statement.name
      else { continue }
      // The instalments say when; the trigger only says which case it is.
      let hasInstalments = !program.children(of: index, .instalment).isEmpty
      if detail.keyword == .trigger, hasInstalments { continue }
      let own = program.norms[place].node(.condition).map { [$0] } ?? []
      if reads(event, below: roots + own) { continue }
      report(
        .resultNotRead, at: detail.span,
        [
          LocalText(name.text), LocalText(program.events[event].label.zh),
          LocalText(program.records[program.events[event].record].fields[result].label.zh),
        ])
    }
  }

  /// The attribute of an event that says how it came out.
  private func resultField(of event: Int) -> Int? {
    guard program.events.indices.contains(event),
      program.records.indices.contains(program.events[event].record)
    else { return nil }
    return program.records[program.events[event].record].fields.firstIndex {
      $0.label.id == "result" || $0.label.zh == "结果"
    }
  }

  private func reads(_ event: Int, below roots: [NodeID]) -> Bool {
    var open = roots
    var seen = Set<NodeID>()
    while let node = open.popLast() {
      guard seen.insert(node).inserted else { continue }
      if case .events(event) = builder[node].operation { return true }
      open += builder[node].operation.operands
    }
    return false
  }

  // MARK: Recovery

  /// Recovery by time needs to know which time the money is for: 期间, or the only term there is for
  /// money that is paid at once.
  private mutating func lintRecoveries(_ statement: Statement) {
    let terms = program.norms(.training).count + program.norms(.term).count
    for detail in statement.details where detail.keyword == .effect {
      guard let index = normIndex[detail.keywordSpan],
        program.norms[index].keyword(.part) == .byTime,
        let subsidy = program.norms[index].norm(.target),
        program.children(of: subsidy, .during).isEmpty
      else { continue }
      let isPaidAtOnce = program.children(of: subsidy, .instalment).isEmpty
      if isPaidAtOnce, terms == 1 { continue }
      let label = program.norms[subsidy].label
      report(
        .recoveryNeedsPeriod, at: detail.span, [LocalText(zh: label.zh, en: label[.english])])
    }
  }
}
