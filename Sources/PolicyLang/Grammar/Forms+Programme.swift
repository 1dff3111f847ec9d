// How many, who first, and what follows: quotas, scoring, selection, training, money, honours.
extension Forms {
  static let programme: [Form] = [
    Form(
      .quota, .declares(.quota),
      [
        .colon,
        .either([
          [.optional([.choose(.hard, .inPrinciple)]), .choose(.exactness, .unlimited)],
          [
            .rhythm, exactness, .expression(.amount),
            .any([
              [.word(.tolerance), .expression(.tolerance)],
              [.word(.from), .slot(.year, .literal)],
              [.word(.at), .slot(.year, .literal), .word(.to), .slot(.endYear, .literal)],
            ]),
          ],
        ]),
      ], details: .quota),
    Form(
      .target, .declares(.quota), [.colon, .rhythm, exactness, .expression(.amount)],
      details: .quota),
    Form(
      .cohorts, .declares(.cohort),
      [
        .colon, .slot(.number, .literal), .word(.at), .slot(.year, .literal), .word(.to),
        .slot(.endYear, .literal),
      ], details: .cohorts),
    Form(.apportion, .declares(.apportionment), [], details: .apportionment),
    Form(.scoring, .declares(.scoring), [], details: .scoring),
    Form(.selection, .declares(.selection), [], details: .selection),
    Form(.training, .declares(.training), termContent, details: .training),
    Form(.term, .declares(.training), termContent, details: .training),
    Form(.bar, .declares(.bar), [.colon, .expression(.length)], details: .bar),
    Form(
      .subsidy, .declares(.subsidy),
      [
        .colon, .optional([.rhythm]), .optional([.choose(.bound, .atMost, .atLeast)]),
        .expression(.amount), .optional([.text(.text)]),
      ], details: .subsidy),
    Form(
      .honour, .declares(.honour),
      [
        .colon, .name(.body, .body), .choose(.mode, .confers, .grants),
        .optional([.word(.at), .name(.event, .event)]),
      ], details: .honour),
    Form(.duties, .refers(.body), [], details: .duties),
    Form(.procedure, .declares(.procedure), [], details: .procedure),
    Form(.revocation, .declares(.revocation), [], details: .revocation),
  ]

  private static let exactness = Part.optional([
    .choose(.exactness, .exactly, .atMost, .atLeast, .about, .striveFor)
  ])
  private static let termContent: [Part] = [
    .colon, .optional([.choose(.qualifier, .generally)]), .expression(.length),
  ]

  static let quotaDetails: [Form] = [
    Form(
      .ofWhich, .declares(.limit),
      [
        .colon, exactness, .expression(.amount),
        .any([
          [.word(.condition), .expression(.condition)], [.word(.each), .name(.per, .field)],
        ]),
      ]),
    Form(.sentTo, .cites, [.text(.text)]),
  ]

  static let apportionmentDetails: [Form] = [
    Form(.fills, .none, [.name(.target, .quota)]).single,
    Form(.sharedAmong, .none, [.name(.per, .field)]).single,
    Form(
      .factor, .declares(.factor), [.optional([.colon, .word(.weight), .expression(.weight)])]),
    Form(
      .method, .none,
      [
        .either([
          [.choose(.method, .largestRemainder, .sainteLague, .dHondt)],
          [.expression(.method)],
        ])
      ]
    ).single,
  ]

  static let scoringDetails: [Form] = [
    Form(
      .item, .labels,
      [
        .colon,
        .either([
          [
            .word(.weight), .expression(.weight),
            .optional([.word(.fullMarks), .expression(.marks)]),
          ],
          [.word(.fullMarks), .expression(.marks)],
        ]),
      ]),
    Form(
      .combine, .none,
      [.either([[.choose(.method, .mean, .trimmedMean, .sum)], [.expression(.method)]])]
    ).single,
    Form(
      .missingScore, .none,
      [.either([[.choose(.method, .notCounted, .asZero)], [.expression(.method)]])]
    ).single,
  ]

  private static let rankForms: [Form] = [
    Form(.rank, .none, [sortKeys]).single, Form(.ties, .none, [sortKeys]).single,
  ]
  private static let sortKeys = Part.separated([
    .expression(.keys), .optional([.choose(.direction, .descending, .ascending)]),
  ])

  private static let limitForm = Form(
    .limit, .declares(.limit),
    [
      .colon, .optional([.choose(.hard, .inPrinciple)]), .choose(.bound, .atLeast, .atMost),
      .expression(.amount),
      .any([
        [.word(.ofWhich), .expression(.condition)],
        [.word(.among), .expression(.subset)],
        [.word(.each), .name(.per, .field)],
        [.choose(.once, .countsOnce)],
      ]),
    ])

  static let selectionDetails: [Form] =
    [Form(.fills, .none, [.name(.target, .quota)]).single] + rankForms + [
      limitForm,
      Form(.round, .declares(.round), [], details: .round),
    ]

  static let roundDetails: [Form] =
    [
      Form(
        .takesFrom, .none,
        [
          .either([
            [.choose(.source, .eligible)],
            [.choose(.source, .passedOver), .name(.target, .round)],
            [.expression(.condition)],
          ])
        ]
      ).single
    ] + rankForms + [
      Form(
        .takes, .none,
        [.either([[.choose(.mode, .outsideNumber)], [.expression(.amount)]])]
      ).occurring(.oncePerContent),
      Form(.minimum, .none, [.expression(.condition)]),
      limitForm,
      Form(.outcome, .declares(.outcome)).single,
    ]

  static let trainingDetails: [Form] = [
    Form(.starts, .none, [.name(.event, .event)]).single,
    Form(.completes, .none, [.expression(.condition)]).single,
    Form(
      .renewable, .cites,
      [.slot(.length, .operand), .optional([.word(.atMost), .slot(.number, .operand)])]
    ).single,
  ]

  static let barDetails: [Form] = [
    Form(.starts, .none, [.name(.event, .event)]).single,
    Form(.paysTo, .none, [.name(.recipient, .recipient)]),
  ]

  static let subsidyDetails: [Form] = [
    Form(.during, .none, [.name(.target, .training)]).single,
    Form(.trigger, .none, [.name(.event, .event)]).single,
    Form(.condition, .none, [.expression(.condition)]),
    Form(.paysTo, .none, [.name(.recipient, .recipient)]).single,
    Form(.purpose, .none, [.text(.text)]),
    Form(.source, .none, [.text(.text)]),
    Form(
      .tax, .cites, [.either([[.choose(.method, .beforeTax, .afterTax)], [.expression(.method)]])]
    ).single,
    Form(
      .paidBy, .none,
      [.either([[.text(.text)], [.choose(.rhythm, .yearly), .word(.at), .expression(.date)]])]
    ).occurring(.oncePerContent),
    Form(
      .instalment, .none,
      [
        .expression(.share), .word(.at), .name(.event, .event),
        .optional([.word(.condition), .expression(.condition)]),
      ]),
    Form(
      .ceiling, .none,
      [
        .expression(.amount),
        .optional([.choose(.per, .yearly, .inAll, .once)]),
      ]),
    Form(
      .onceOnly, .none,
      [.word(.each), .expression(.per), .optional([.choose(.mode, .takeHighest)])]
    ).single,
    Form(
      .relation, .none,
      [
        .name(.target, .subsidy), .colon,
        .either([
          [.choose(.relation, .addsTo, .insteadOf, .higherOnly)], [.expression(.relation)],
        ]),
      ]),
    Form(
      .matching, .cites,
      [.name(.body, .body), .optional([.colon, .expression(.share)])]),
    Form(
      .within, .none,
      [
        .expression(.length), .word(.from), .name(.event, .event),
        .optional([.word(.late), .choose(.lateness, .breach, .losesClaim)]),
      ]
    ).single,
  ]

  static let honourDetails: [Form] = [
    Form(.condition, .none, [.expression(.condition)]).single,
    Form(.asFor, .none, [.text(.text)]),
    Form(.includes, .labels),
  ]
}
