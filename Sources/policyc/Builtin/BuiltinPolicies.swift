// Written by .ci/builtin; the texts are copies of policies/*.policy.

/// The policies, vocabularies and calendars that the program carries with it, by id.
enum BuiltinPolicies {
  static let ids = [
    "changzhou",
    "craftsman",
    "haidian",
    "national",
    "tongliao",
    "workdays",
  ]

  /// The text of a shipped file; nil for an id that none declares.
  static func text(_ id: String) -> String? {
    switch id {
    case "changzhou": changzhou
    case "craftsman": craftsman
    case "haidian": haidian
    case "national": national
    case "tongliao": tongliao
    case "workdays": workdays
    default: nil
    }
  }
}
