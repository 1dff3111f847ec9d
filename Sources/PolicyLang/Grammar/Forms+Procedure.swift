// Who does what when, how it ends early, and tests.
extension Forms {
  /// When a duty falls due, or what must hold of the events of a case.
  private static let timing: [Part] = [
    .optional([
      .colon,
      .either([
        [.choose(.timing, .regularly, .promptly)],
        [
          .word(.upon), .name(.event, .event), .word(.then), .name(.response, .event),
          .optional([.expression(.length), .word(.within)]), lateness,
        ],
        [
          .word(.from), .name(.event, .event), .expression(.length), .word(.within),
          .optional([.word(.doneAt), .name(.response, .event)]), lateness,
        ],
        [
          .rhythm, .optional([.word(.byEndOf), .expression(.date)]),
          .optional([.word(.doneAt), .name(.response, .event)]), lateness,
        ],
        [.expression(.condition)],
      ]),
    ])
  ]
  private static let lateness = Part.optional([
    .word(.late),
    .either([
      [.choose(.lateness, .breach)], [.choose(.lateness, .losesClaim), .name(.claim, .subsidy)],
    ]),
  ])

  private static let norms: [Form] = [
    Form(.must, .declares(.duty), timing),
    Form(.mustNot, .declares(.duty), timing),
    Form(.inPrincipleMust, .declares(.duty), timing),
    Form(.inPrincipleMustNot, .declares(.duty), timing),
    Form(.prefer, .declares(.duty), timing),
    Form(.may, .declares(.duty), timing),
    Form(.encourage, .declares(.duty), timing),
    Form(.striveFor, .declares(.duty), timing),
    Form(.balance, .labels),
  ]

  /// How the days of a block's periods are counted.
  private static let counting: [Form] = [
    Form(.firstDay, .none, [.expression(.value)]).single,
    Form(.nextWorkday, .none, [.expression(.value)]).single,
  ]

  static let dutyDetails: [Form] = norms + counting

  static let stage = Form(
    .stage, .declares(.stage),
    [
      .colon, .name(.body, .body),
      .optional([
        .either([
          [
            .word(.doneAt), .name(.event, .event),
            .optional([.choose(.qualifier, .ifNeeded)]),
          ],
          [
            .word(.from), .name(.startEvent, .event), .word(.to), .name(.endEvent, .event),
            .optional([.choose(.bound, .atLeast, .atMost), .expression(.length)]),
          ],
          [.rhythm],
        ])
      ]),
    ], details: .stage)

  static let stageDetails: [Form] =
    [
      Form(
        .following, .none,
        [.names(.target, .stage), .optional([.word(.when), .expression(.condition)])]),
      Form(.passes, .none, [.colon, .expression(.condition)]).single,
      Form(.within, .none, [.expression(.length), .word(.from), .name(.event, .event), lateness]),
    ] + counting + norms

  static let revocationDetails: [Form] = [
    Form(.condition, .none, [.expression(.condition)]),
    Form(
      .ground, .none,
      [
        .either([
          [.choose(.mode, .sameAs), .name(.target, .revocation)],
          [.separated([.slot(.names, .name(.ground))])],
        ])
      ]),
    Form(.trigger, .none, [.names(.event, .event)]),
    Form(.approver, .cites, [.either([[.name(.body, .body)], [.expression(.body)]])]).single,
    Form(
      .effect, .cites,
      [
        .either([
          [.choose(.effect, .stopTraining), .optional([.name(.target, .training)])],
          [.choose(.effect, .withdraw, .endBenefits), .name(.target, .honour)],
          [
            .choose(.effect, .recover), .name(.target, .subsidy),
            .either([
              [.choose(.part, .inFull, .unpaidPart, .byTime)],
              [.choose(.part, .byShare), .expression(.share)],
              [.expression(.part)],
            ]),
          ],
          [.choose(.effect, .cancelCandidacy)],
          [
            .choose(.effect, .cancelRight), .name(.target, .body), .word(.lasting),
            .expression(.length),
          ],
          [.choose(.effect, .refer), .name(.target, .body)],
          [.choose(.effect, .bar), .name(.target, .bar)],
        ])
      ]),
  ]

  static let testing: [Form] = [
    Form(
      .sample, .declares(.sample),
      [
        .optional([.colon, .name(.sample, .sample), .word(.but)]), .slot(.changes, .facts),
      ]),
    Form(
      .test, .declares(.test),
      [
        .colon, .name(.sample, .sample),
        .any([
          [.word(.but), .slot(.changes, .facts)],
          [.word(.lives), .slot(.history, .history)],
          [.word(.at), .expression(.date)],
          [.word(.setting), .name(.setting, .any), .word(.as), .expression(.value)],
        ]),
        .word(.gives),
        .either([
          [
            .choose(.expected, .ineligible, .needsWaiver, .needsJudgement, .undetermined),
            .optional([.word(.because), .names(.cause, .clause)]),
          ],
          [.choose(.expected, .eligible)],
          [.choose(.expected, .inAll), .expression(.amount)],
          [.choose(.expected, .breaches, .keeps), .names(.cause, .any)],
          [.choose(.expected, .selected), .expression(.number)],
          [.expression(.condition)],
        ]),
      ]),
  ]
}
