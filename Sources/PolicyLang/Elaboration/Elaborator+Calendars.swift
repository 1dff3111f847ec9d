// Calendars: which days are worked.
extension Elaborator {
  /// Lowers every calendar that is used, and checks that its days exist, lie in its years and do not
  /// contradict each other.
  mutating func elaborateCalendars() {
    for statements in linked.calendars {
      var calendar = IRCalendar(id: "", title: "", years: [], holidays: [], workdays: [])
      for statement in statements { add(statement, to: &calendar) }
      calendar.holidays.sort { $0.first < $1.first }
      calendar.workdays.sort()
      program.calendars.append(calendar)
    }
  }

  private mutating func add(_ statement: Statement, to calendar: inout IRCalendar) {
    switch statement.keyword {
    case .calendar:
      calendar.id = statement.name(.identifier)?.text ?? ""
      calendar.title = statement.text(.text) ?? ""
    case .year:
      if let literal = statement.literal(.year) {
        switch literal.value {
        case .calendarYear(let year): calendar.years.append(year)
        case .number(let value, .none)
        where value.isInteger && (1...9999).contains(value.numerator):
          calendar.years.append(Int(value.numerator))
        default:
          report(
            .wrongType, at: literal.span,
            [
              wording(.calendarYear), text(literal.span),
              LocalText(zh: "别的东西", en: "something else"),
            ])
        }
      }
    case .holiday:
      guard let first = day(statement, .date, calendar) else { return }
      let last = statement.expression(.endDate) == nil ? first : day(statement, .endDate, calendar)
      guard let last else { return }
      if last < first {
        report(
          .calendarConflict, at: statement.span,
          [
            LocalText(last.description),
            LocalText(zh: "结束在开始之前", en: "the end lies before the start"),
          ])
        return
      }
      calendar.holidays.append(IRDayRange(first: first, last: last))
    case .workday:
      guard let date = day(statement, .date, calendar) else { return }
      for range in calendar.holidays where range.first <= date && date <= range.last {
        report(
          .calendarConflict, at: statement.span,
          [LocalText(date.description), LocalText(zh: "已经写为放假", en: "it is also a day off")])
      }
      calendar.workdays.append(date)
    default: return
    }
  }

  private mutating func day(
    _ statement: Statement, _ slot: SlotName, _ calendar: IRCalendar
  ) -> CivilDate? {
    guard let expression = statement.expression(slot) else { return nil }
    guard case .literal(.date(let date)) = expression.kind else {
      if case .missing = expression.kind { return nil }
      report(
        .wrongType, at: expression.span,
        [wording(.date), text(expression.span), LocalText(zh: "别的东西", en: "something else")])
      return nil
    }
    if !calendar.years.contains(date.components.year) {
      report(
        .calendarConflict, at: expression.span,
        [
          LocalText(date.description),
          LocalText(zh: "这一年没有写在“年份”里", en: "its year is not among those covered"),
        ])
    }
    return date
  }
}
