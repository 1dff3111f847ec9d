// Who qualifies: clauses in every strength, their exceptions and alternatives.
extension Forms {
  static let eligibilityStatements: [Form] = [
    Form(
      .eligibility, .declares(.eligibility),
      [.optional([.colon, .word(.appliesTo), .expression(.condition)])], details: .eligibility)
  ]

  static let clauses: [Form] =
    [
      strength(.must), strength(.mustNot), strength(.inPrincipleMust),
      strength(.inPrincipleMustNot),
      Form(.attest, .refers(.judgement), [], details: .attest),
      Form(.inPrincipleAttest, .refers(.judgement), [], details: .attest),
      Form(
        .lifts, .declares(.exception),
        [.word(.over), .names(.names, .clause), .colon, .expression(.condition)]),
      Form(.when, .none, [.expression(.condition)], details: .eligibility),
    ] + wishes

  /// Kept, shown and compared, never deciding.
  static let wishes: [Form] = [
    wish(.prefer), Form(.balance, .labels), wish(.may), wish(.encourage), wish(.striveFor),
  ]

  static let exceptions: [Form] = [
    Form(.unless, .declares(.exception), [.colon, .expression(.condition)], details: .clause)
  ]

  static let attestDetails: [Form] = [
    Form(.by, .none, [.name(.body, .body)]),
    Form(.considers, .declares(.consideration)),
  ]

  private static func strength(_ keyword: Keyword) -> Form {
    Form(keyword, .declares(.clause), [.colon, .expression(.condition)], details: .clause)
  }

  static func wish(_ keyword: Keyword) -> Form {
    Form(keyword, .declares(.duty), [.optional([.colon, .expression(.condition)])])
  }
}
