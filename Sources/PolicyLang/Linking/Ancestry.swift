/// Where the statements of a policy come from that is based on others.
public struct Ancestry: Sendable {
  /// The policies behind this one, the nearest first.
  private(set) var policies: [Policy] = []
  /// The file of the statement that a replacing statement (its keyword) took the place of.
  private var replaced: [SourceSpan: FileID] = [:]
  private(set) var removals: [Removal] = []

  struct Policy: Sendable {
    let id: String
    let title: String
    let file: FileID
  }

  /// A statement that a change left out.
  struct Removal: Sendable {
    let statement: Statement
    /// The citations of the blocks around it, for a statement without its own.
    let inherited: [Citation]
    /// The file of the change.
    let by: FileID
  }

  mutating func add(id: String, title: String, file: FileID) {
    policies.append(Policy(id: id, title: title, file: file))
  }

  mutating func noteReplacement(of old: Statement, by new: Statement) {
    replaced[new.keywordSpan] = old.keywordSpan.file
  }

  mutating func noteRemoval(_ removal: Removal) { removals.append(removal) }

  /// In which policy a statement stands, and whose it replaced.
  func origin(of statement: Statement) -> IROrigin {
    IROrigin(
      policy: index(of: statement.keywordSpan.file),
      replaced: replaced[statement.keywordSpan].flatMap { index(of: $0) })
  }

  /// The ancestor that a file declares; `nil` for the policy itself.
  func index(of file: FileID) -> Int? { policies.firstIndex { $0.file == file } }
}
