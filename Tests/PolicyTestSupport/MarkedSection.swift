internal import Foundation

/// A part of a page that is written by a test: between `<!-- begin NAME -->` and `<!-- end NAME -->`.
public enum MarkedSection {
  /// What is wrong, or `nil` when the part of the page is as given.
  ///
  /// With `POLICY_UPDATE_EXPECTATIONS=1` the part is written anew.
  public static func problem(in path: String, name: String, expected: String) -> String? {
    guard let page = Repository.text(path) else { return "\(path) is missing" }
    let begin = "<!-- begin \(name) -->\n"
    let end = "<!-- end \(name) -->"
    guard let start = page.range(of: begin)?.upperBound,
      let stop = page.range(of: end, range: start..<page.endIndex)?.lowerBound
    else { return "\(path) has no part \(name)" }
    if page[start..<stop] == expected[...] { return nil }
    let changed = String(page[..<start]) + expected + String(page[stop...])
    return Expectation.problem(of: changed, against: path)
  }
}
