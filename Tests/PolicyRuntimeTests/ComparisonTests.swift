import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

@Suite("What two policies declare, compared")
struct ComparisonTests {
  @Test(
    "shows each difference that was written down, once, and no other",
    arguments: ComparisonCase.pairs)
  func pair(_ first: String, _ second: String) throws {
    let comparison = PolicyComparison(
      try ComparisonCase.policy(first), try ComparisonCase.policy(second))
    try expectSame(
      ComparisonCase.lines(comparison), try ComparisonCase.fixture(first + "-" + second))
  }

  @Test("the same with the policies exchanged", arguments: ComparisonCase.pairs)
  func mirror(_ first: String, _ second: String) throws {
    let comparison = PolicyComparison(
      try ComparisonCase.policy(second), try ComparisonCase.policy(first))
    let expected = try ComparisonCase.fixture(first + "-" + second).map {
      ComparisonCase.mirrored($0)
    }
    try expectSame(ComparisonCase.lines(comparison), expected)
  }

  @Test("a policy does not differ from itself", arguments: ComparisonCase.shipped)
  func itself(_ id: String) throws {
    let policy = try ComparisonCase.policy(id)
    let comparison = PolicyComparison(policy, policy)
    #expect(comparison.differing.isEmpty)
    #expect(comparison.concepts.count > 20)
  }

  private func expectSame(_ actual: [String], _ expected: [String]) throws {
    let unexpected = actual.filter { !expected.contains($0) }
    let missing = expected.filter { !actual.contains($0) }
    #expect(unexpected.isEmpty, "\(unexpected.joined(separator: "\n"))")
    #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    #expect(actual.count == expected.count)
  }
}
