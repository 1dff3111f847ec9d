// Statements that open files, describe data, and set figures.
extension Forms {
  static let header: [Form] = [
    Form(
      .policy, .none,
      [
        .slot(.identifier, .identifier), .text(.text),
        .optional([.word(.basedOn), .slot(.base, .identifier)]),
      ]),
    Form(.issuer, .none, [.text(.text)]),
    Form(.documentNumber, .none, [.text(.text)]),
    Form(.trial, .cites).single,
    Form(.issued, .cites, [.expression(.date)]).single,
    Form(.effective, .cites, [.either([[.choose(.date, .issueDate)], [.expression(.date)]])])
      .single,
    Form(.expires, .cites, [.expression(.date)]).single,
    Form(.validFor, .cites, [.expression(.length)]).single,
    Form(.document, .declares(.document), [.optional([.colon, .text(.text)])]),
    Form(.use, .none, [.slot(.identifier, .identifier)]),
    Form(.superior, .none, [.slot(.identifier, .identifier)]),
    Form(.interpreter, .refers(.body)),
    Form(.body, .declares(.body)),
    Form(.recital, .declares(.recital)),
    names,
  ]

  /// A city as a change to another.
  static let changes: [Form] = [
    Form(.remove, .none, [.names(.names, .any)])
  ]

  /// Open points and readings may stand in almost any block and then inherit its citation.
  static let notes: [Form] = [
    Form(.open, .declares(.open)),
    Form(.unseen, .declares(.open)),
    reading,
    define,
  ]

  static let reading = Form(
    .reading, .declares(.reading),
    [
      .optional([
        .colon, .expression(.value), .any([[.word(.otherwise), .expression(.otherwise)]]),
      ])
    ], details: .reading)

  /// Readings that hold whole clauses: the chosen one first, then the others.
  static let alternatives: [Form] = [
    Form(.readAs, .declares(.option), [], details: .eligibility),
    Form(.otherwise, .declares(.option), [], details: .eligibility),
  ]

  static let define = Form(.define, .declares(.definition), [.colon, .expression(.value)])

  static let figures: [Form] = [
    Form(
      .parameter, .declares(.parameter),
      [
        .colon,
        .either([
          [.separated([.word(.from), .expression(.date), .colon, .expression(.amount)])],
          [.expression(.value)],
        ]),
      ]),
    Form(.open, .declares(.open)),
    Form(.unseen, .declares(.open)),
    reading,
    define,
    Form(.result, .declares(.definition), [.colon, .expression(.value)]),
    Form(
      .table, .declares(.table),
      [
        .colon, .separated([.expression(.inputs)]), .word(.take),
        .choose(.mode, .firstRow, .uniqueRow, .sumRows, .highest, .lowest, .slices),
      ], details: .table),
  ]

  static let rows: [Form] = [
    Form(.row, .none, [.slot(.bands, .bands), .colon, .expression(.value)]),
    Form(.elseRow, .none, [.colon, .expression(.value)]).single,
  ]

  // Vocabulary.
  static let vocabulary = Form(
    .vocabulary, .none,
    [
      .slot(.identifier, .identifier), .text(.text),
      .optional([.word(.extends), .slot(.base, .identifier)]),
    ])
  static let type = Form(.type, .declares(.type), [.colon, .slot(.type, .type)])
  static let subject = Form(.subject, .declares(.any), [], details: .subject)
  static let event = Form(.event, .declares(.event), [], details: .fields)
  static let field = Form(
    .field, .declares(.field),
    [
      .colon, .slot(.type, .type), .optional([.choose(.flag, .identifier)]),
      .optional([.text(.meaning)]),
    ])
  static let derive = Form(.derive, .refers(.field), [.colon, .expression(.value)])
  static let invariant = Form(.invariant, .declares(.any), [.colon, .expression(.condition)])
  static let names = Form(.names, .none, [], details: .names)

  /// What a policy may add to its vocabulary: a fact of its own, an event, one more value.
  static let subjectChanges: [Form] = [
    field, event, type, derive, invariant,
    Form(
      .addValue, .refers(.type),
      [
        .colon, .slot(.value, .name(.option)),
        .optional([
          .word(.between), .name(.low, .option), .word(.to), .name(.high, .option),
        ]),
      ]),
  ]

  static let calendar: [Form] = [
    Form(.calendar, .none, [.slot(.identifier, .identifier), .text(.text)]),
    Form(.year, .none, [.slot(.year, .literal)]),
    Form(
      .holiday, .cites,
      [.expression(.date), .optional([.word(.to), .expression(.endDate)])]),
    Form(.workday, .cites, [.expression(.date)]),
  ]
}
