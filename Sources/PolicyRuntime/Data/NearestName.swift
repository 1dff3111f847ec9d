/// The name that a mistyped one was probably meant to be, or `nil` when none is close.
///
/// Close means: few edits for its length (one for up to four characters, then two, three from nine on),
/// or one holds the other. Among equally close names the first wins.
public func nearestName(to name: String, among candidates: [String]) -> String? {
  let wanted = Array(name.lowercased())
  guard !wanted.isEmpty, wanted.count <= 80 else { return nil }
  let limit = wanted.count <= 4 ? 1 : wanted.count <= 8 ? 2 : 3
  var best: (distance: Int, name: String)?
  for candidate in candidates where !candidate.isEmpty && candidate.utf8.count <= 320 {
    let other = Array(candidate.lowercased())
    var distance = editDistance(wanted, other, limit: limit)
    if distance > limit, wanted.count >= 2, other.count >= 2 {
      if holds(other, wanted) || holds(wanted, other) { distance = limit + 1 }
    }
    guard distance <= limit + 1, distance < max(wanted.count, 2) else { continue }
    if distance < (best?.distance ?? Int.max) { best = (distance, candidate) }
  }
  return best?.name
}

/// Whether `part` stands in `whole` as it is.
private func holds(_ whole: [Character], _ part: [Character]) -> Bool {
  guard part.count < whole.count else { return false }
  return (0...(whole.count - part.count)).contains { whole[$0...].starts(with: part) }
}

/// Insertions, deletions, replacements and swaps of neighbours; more than `limit` is not told apart.
private func editDistance(_ a: [Character], _ b: [Character], limit: Int) -> Int {
  if abs(a.count - b.count) > limit { return limit + 2 }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count] > limit ? limit + 2 : last[b.count]
}
