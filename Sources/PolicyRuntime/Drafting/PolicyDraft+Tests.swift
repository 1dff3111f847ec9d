internal import PolicyLang

// Tests of a draft that is a change: those of the base speak about the base.
extension PolicyDraft {
  /// The draft with tests that pass: somebody who is eligible, one who is not by a little, and the money.
  /// - Parameter isClean: compiles and checks a text and runs its tests.
  public func tested(_ isClean: (String) -> Bool) -> PolicyDraft {
    guard let base else { return self }
    let test = word(.test)
    let adapted = field("frontline_years", base).flatMap { name in
      figure(.years).map { word(.but) + " { " + name + ": " + $0 + " } " }
    }
    for sample in samples.prefix(8) {
      let lead = ": " + sample + " "
      let name = say("符合的人", "eligible_person")
      // The sample of the base, or with the years that the draft asks for.
      var found: PolicyDraft?
      for change in ["", adapted ?? ""] where found == nil {
        var draft = self
        draft.tests = [test + " " + name + lead + change + word(.gives) + " " + word(.eligible)]
        if isClean(draft.text) { found = draft }
      }
      guard var result = found else { continue }
      for line in furtherTests(lead, base) {
        var other = result
        other.tests.append(test + " " + line)
        if isClean(other.text) { result = other }
      }
      return result
    }
    return self
  }

  private func furtherTests(_ lead: String, _ base: IRProgram) -> [String] {
    var lines: [String] = []
    if let years = number(.years), let tenth = Rational(1, over: 10),
      let less = years.subtracting(tenth), let clause = clauseAboutYears(base),
      let name = field("frontline_years", base)
    {
      let below = LiteralValue.number(less, .years).spelling(language)
      lines.append(
        say("年限差一点", "just_below") + lead + word(.but) + " { " + name + ": " + below + " } "
          + word(.gives) + " " + word(.ineligible) + " " + word(.because) + " " + clause)
    }
    if let event = base.events.first(where: { $0.label.id == "announced" }),
      let total = total?.spelling(language)
    {
      lines.append(
        say("经费合计", "money_in_all") + lead + word(.lives) + " { "
          + (language == .chinese ? event.label.zh : event.label.id) + " 2026-07-01 } "
          + word(.gives) + " " + word(.inAll) + " " + total)
    }
    return lines
  }

  /// A field of the base as the draft calls it.
  private func field(_ id: String, _ base: IRProgram) -> String? {
    PolicyDraft.field(id, in: base).map { index in
      let label = base.records[0].fields[index].label
      return language == .chinese ? label.zh : label.id
    }
  }

  /// The hard clause that holds years at the front line against a figure.
  private func clauseAboutYears(_ base: IRProgram) -> String? {
    guard let field = PolicyDraft.field("frontline_years", in: base) else { return nil }
    for requirement in base.requirements where requirement.strength.isHard {
      guard
        case .compare(.atLeast, let left, _) =
          base.nodes[requirement.condition.index].operation,
        base.nodes[left.index].operation == .field(scope: 0, index: field)
      else { continue }
      return requirement.label.zh
    }
    return nil
  }
}
