internal import PolicyLang

/// What the elements of a list are counted in: people in 人, everything else in 项.
enum CountWord {
  /// Words for people with which the name of a list ends.
  private static let people = [
    "人", "者", "员", "工", "师", "专家", "徒弟", "学徒", "师傅", "工匠", "骨干", "导师", "青年", "干部",
    "领军人才", "人才",
  ]

  /// - Parameter list: the name of the list.
  static func isPeople(_ list: String) -> Bool { people.contains { list.hasSuffix($0) } }

  static func chinese(_ list: String) -> String { isPeople(list) ? "人" : "项" }
}
