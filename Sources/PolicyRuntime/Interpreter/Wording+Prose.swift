internal import PolicyLang

// Conditions for readers of a page: `层级是省部、行业或国家` and not `其 层级 属于 {省部、行业、国家}`.
extension Wording {
  /// `A 是 B`; on English pages, whose names are headings of a form, `A: B`.
  func compared(_ left: String, _ word: Keyword, _ right: String) -> String {
    guard isProse else { return words(left, word, right) }
    if language == .chinese {
      switch word {
      case .memberOf: return left + "是" + right
      case .notMemberOf: return left + "不是" + right
      case .atMost: return left + "不超过" + right
      default: return words(left, word, right)
      }
    }
    switch word {
    case .equal, .memberOf: return left + ": " + right
    case .notEqual, .notMemberOf: return left + ": not " + right
    default: return left + ": " + keyword(word) + " " + right
    }
  }

  /// `省、部或国家`.
  func oneOf(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? say("没有", "none") }
    return names.dropLast().joined(separator: say("、", ", ")) + say("或", " or ") + last
  }

  /// `至少有 3名 推荐专家（…）`, `Contests: at least one (…)`.
  func counted(
    _ kind: IRNode.Quantifier, _ list: NodeID, _ condition: NodeID?, _ bound: NodeID?,
    _ context: inout Context
  ) -> String {
    let name = write(list, .atom, &context)
    let within = condition.map { bracketed(inside(list, $0, .loosest, &context)) } ?? ""
    let figure = bound.map { self.figure($0, of: list, &context) } ?? say("一", "one")
    switch kind {
    case .every:
      return language == .chinese ? "每个" + name + "都符合" + within : name + ": every one" + within
    case .atLeast where isOne(bound):
      return language == .chinese ? "有" + name + within : name + ": at least one" + within
    case .atLeast: return number(say("至少有", "at least"), figure, name, within)
    case .atMost: return number(say("至多有", "at most"), figure, name, within)
    case .exactly: return number(say("恰好有", "exactly"), figure, name, within)
    }
  }

  private func number(
    _ word: String, _ figure: String, _ name: String, _ within: String
  ) -> String {
    language == .chinese
      ? word + figure + name + within : name + ": " + word + " " + figure + within
  }

  static func englishMonth(_ month: Int) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return names.indices.contains(month - 1) ? names[month - 1] : "\(month)"
  }
}
