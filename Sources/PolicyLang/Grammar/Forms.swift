/// The table of all statements: which forms may stand in which block.
///
/// A form that may stand in several blocks is written once. Within a block a keyword has one form.
public enum Forms {
  /// The forms of a block, in the order in which `Grammar.md` and completion list them.
  public static func forms(in block: Block) -> [Form] { table[block] ?? [] }

  /// The form for a keyword in a block, or `nil` where the keyword may not stand.
  public static func form(_ keyword: Keyword, in block: Block) -> Form? {
    index[block]?[keyword]
  }

  /// The blocks in which a keyword may start a statement.
  public static func blocks(for keyword: Keyword) -> [Block] {
    Block.allCases.filter { form(keyword, in: $0) != nil }
  }

  /// Whether a keyword starts a statement anywhere.
  public static func startsStatement(_ keyword: Keyword) -> Bool { starters.contains(keyword) }

  private static let starters: Set<Keyword> = {
    var result = Set<Keyword>()
    for forms in table.values {
      for form in forms { result.insert(form.keyword) }
    }
    return result
  }()

  private static let index: [Block: [Keyword: Form]] = {
    var result: [Block: [Keyword: Form]] = [:]
    for (block, forms) in table {
      var byKeyword: [Keyword: Form] = [:]
      for form in forms { byKeyword[form.keyword] = form }
      result[block] = byKeyword
    }
    return result
  }()

  private static let table: [Block: [Form]] = [
    .policyFile: header + figures + eligibilityStatements + programme + testing + changes
      + subjectChanges,
    .vocabularyFile: [
      vocabulary, subject, Form(.use, .none, [.slot(.identifier, .identifier)]),
    ] + subjectChanges + [names],
    .calendarFile: calendar,
    .subject: [field, derive, invariant],
    .fields: [field],
    .names: [],
    .table: rows,
    .eligibility: clauses + notes,
    .clause: exceptions + notes,
    .attest: attestDetails + notes,
    .reading: alternatives,
    .quota: quotaDetails + notes,
    .cohorts: notes,
    .apportionment: apportionmentDetails + notes,
    .scoring: scoringDetails + notes,
    .selection: selectionDetails + notes,
    .round: roundDetails + notes,
    .training: trainingDetails + notes,
    .bar: barDetails + notes,
    .subsidy: subsidyDetails + notes,
    .honour: honourDetails + notes,
    .duties: dutyDetails + notes,
    .procedure: [stage] + notes,
    .stage: stageDetails + notes,
    .revocation: revocationDetails + notes,
  ]
}

// Short spellings for the tables.
extension Part {
  static func text(_ name: SlotName) -> Part { .slot(name, .text) }
  static func expression(_ name: SlotName) -> Part { .slot(name, .expression) }
  static func name(_ name: SlotName, _ space: Space) -> Part { .slot(name, .name(space)) }
  static func names(_ name: SlotName, _ space: Space) -> Part { .slot(name, .names(space)) }
  static func choose(_ name: SlotName, _ keywords: Keyword...) -> Part {
    .slot(name, .keyword(keywords))
  }
  /// How often: yearly, monthly, once per cohort, every so many years, once, or in all.
  static let rhythm = Part.either([
    [.choose(.rhythm, .yearly, .monthly, .perCohort, .once, .inAll)],
    [.choose(.rhythm, .every), .slot(.interval, .literal)],
  ])
}
