// The catalogue of everything the program may say, joined from the areas.
extension DiagnosticKind {
  /// Every kind, by area and there in the order of the ids.
  public static let all: [DiagnosticKind] =
    lexingKinds + parsingKinds + nameKinds + typeKinds + meaningKinds + compiledKinds
    + evaluationKinds + dataKinds + moneyKinds + usageKinds + procedureKinds
    + quotaKinds + programmeKinds + reviewKinds + queryKinds + tracingKinds

  /// The kind of an id such as `P0203`.
  public static func kind(id: String) -> DiagnosticKind? { all.first { $0.id == id } }
}
