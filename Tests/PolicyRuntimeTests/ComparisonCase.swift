import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Policies to compare, and differences as lines that people wrote down beforehand.
enum ComparisonCase {
  static let shipped = ["national", "changzhou", "haidian", "tongliao"]

  /// The pairs of shipped policies in the order of their files.
  static let pairs: [(String, String)] = [
    ("national", "changzhou"), ("national", "haidian"), ("national", "tongliao"),
    ("changzhou", "haidian"), ("changzhou", "tongliao"), ("haidian", "tongliao"),
  ]

  static func policy(_ id: String) throws -> PreparedPolicy {
    let compiled = FixtureRunner.compile("policies/\(id).policy")
    let messages = FixtureRunner.rendered(compiled)
    return try PreparedPolicy(#require(compiled.program, "\(messages)"))
  }

  static func policy(text: String, with files: [String: String] = [:]) throws -> PreparedPolicy {
    let compiled = FixtureRunner.compile(text: text, with: files)
    let messages = FixtureRunner.rendered(compiled)
    return try PreparedPolicy(#require(compiled.program, "\(messages)"))
  }

  /// All differences, one a line.
  static func everyLine(_ comparison: PolicyComparison) -> [String] {
    lines(comparison, everyDuty: true)
  }

  /// The differences in the form of `Tests/Fixtures/differences`.
  static func lines(_ comparison: PolicyComparison, everyDuty: Bool = false) -> [String] {
    var result: [String] = []
    let own = TermWording(comparison.a, .chinese)
    let other = TermWording(comparison.b, .chinese)
    for concept in comparison.concepts {
      let (first, second) = (concept.a?.label.zh ?? "", concept.b?.label.zh ?? "")
      for difference in concept.differences {
        if !everyDuty, concept.section == .duties, difference.key == .whole { continue }
        let parts = [
          "\(concept.section)", first + "/" + second, difference.key.text(.chinese),
          own.cell(difference.a, difference.key), other.cell(difference.b, difference.key),
          words(difference.direction),
        ]
        result.append(parts.joined(separator: " | "))
      }
    }
    return result
  }

  static func words(_ direction: DifferenceDirection) -> String {
    switch direction {
    case .aGains: "甲得益"
    case .bGains: "乙得益"
    case .aStricter: "甲更严"
    case .bStricter: "乙更严"
    case .different: "不同"
    }
  }

  /// The lines of a fixture; those about eligibility, or the others.
  static func fixture(_ name: String, eligibility: Bool = false) throws -> [String] {
    let text = Repository.text("Tests/Fixtures/differences/\(name).txt")
    return try #require(text).split(separator: "\n").map { String($0) }.filter {
      !$0.hasPrefix("#") && $0.hasPrefix("eligibility") == eligibility
    }
  }

  /// A line as it reads with the two policies exchanged.
  static func mirrored(_ line: String) -> String {
    var parts = line.split(separator: "|").map { part in
      part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().map { String($0) }.joined()
    }
    guard parts.count == 6 else { return line }
    let names = parts[1].split(separator: "/", omittingEmptySubsequences: false)
    if names.count == 2 { parts[1] = names[1] + "/" + names[0] }
    parts.swapAt(3, 4)
    let words = ["甲": "乙", "乙": "甲"]
    parts[5] = parts[5].map { words[String($0)] ?? String($0) }.joined()
    return parts.joined(separator: " | ")
  }
}
