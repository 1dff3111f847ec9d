/// Shows how two texts differ, line by line, so that a failing test can be read.
public enum TextDifference {
  /// `nil` when the texts are equal; otherwise their lines, `-` for expected and `+` for actual ones,
  /// with two lines around each change.
  public static func between(expected: String, actual: String) -> String? {
    if expected == actual { return nil }
    let before = lines(expected)
    let after = lines(actual)
    let marked = merge(before, after)
    var shown: [String] = []
    var isSkipping = false
    for (index, line) in marked.enumerated() {
      let near = marked[max(0, index - 2)...min(marked.count - 1, index + 2)]
      if near.contains(where: { !$0.hasPrefix(" ") }) {
        shown.append(line)
        isSkipping = false
      } else if !isSkipping {
        shown.append("  …")
        isSkipping = true
      }
    }
    return shown.joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  private static func merge(_ before: [String], _ after: [String]) -> [String] {
    let changes = after.difference(from: before)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result: [String] = []
    var old = 0
    var new = 0
    while old < before.count || new < after.count {
      if old < before.count, removed.contains(old) {
        result.append("- " + before[old])
        old += 1
      } else if new < after.count, inserted.contains(new) {
        result.append("+ " + after[new])
        new += 1
      } else {
        result.append("  " + before[old])
        old += 1
        new += 1
      }
    }
    return result
  }
}
