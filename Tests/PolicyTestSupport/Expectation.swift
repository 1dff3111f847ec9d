internal import Foundation

/// Text that is compared with a file beside a fixture.
///
/// `POLICY_UPDATE_EXPECTATIONS=1 swift test` writes the files anew; without it a missing file fails and is
/// not created, so that nothing is accepted unread.
public enum Expectation {
  /// What is wrong, or `nil` when the text is as expected.
  public static func problem(of actual: String, against path: String) -> String? {
    if ProcessInfo.processInfo.environment["POLICY_UPDATE_EXPECTATIONS"] == "1" {
      do {
        try Repository.write(actual, to: path)
        return nil
      } catch {
        return "\(path) cannot be written: \(error)"
      }
    }
    guard let expected = Repository.text(path) else {
      return "\(path) is missing; the output is\n\(actual)"
    }
    return TextDifference.between(expected: expected, actual: actual).map { "\(path)\n\($0)" }
  }
}
