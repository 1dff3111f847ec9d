internal import PolicyLang

/// The named alternatives of the files, by name: what kind of group each stands in and where.
struct BranchIndex {
  struct Entry {
    let branch: Expression.Branch
    /// Whether all of its group are needed (下列全部).
    let isNeeded: Bool
    /// Whether several of its group are needed (下列至少).
    let isCounted: Bool
    let group: SourceSpan
  }
  private var entries: [String: [Entry]] = [:]

  init(_ files: [ParsedFile]) {
    for file in files {
      for statement in file.statements { collect(statement) }
    }
  }

  /// The alternative of this name, if possible within a place.
  func entry(_ name: String, near place: SourceSpan) -> Entry? {
    guard let found = entries[name] else { return nil }
    return found.first { entry in
      let span = entry.branch.name.span
      return span.file == place.file && span.lowerBound >= place.lowerBound
        && span.upperBound <= place.upperBound
    } ?? found.first
  }

  private mutating func collect(_ statement: Statement) {
    for slot in statement.slots {
      if case .expression(let expression) = slot.value { collect(expression) }
    }
    for detail in statement.details { collect(detail) }
  }

  private mutating func collect(_ expression: Expression) {
    if case .group(let kind, let branches) = expression.kind {
      var (isNeeded, isCounted) = (false, false)
      switch kind {
      case .oneOf: break
      case .allOf: isNeeded = true
      case .atLeast: isCounted = true
      }
      for branch in branches {
        entries[branch.name.text, default: []].append(
          Entry(branch: branch, isNeeded: isNeeded, isCounted: isCounted, group: expression.span))
      }
    }
    for child in expression.children { collect(child) }
  }
}
