/// Why bytes are not a compiled policy that this program can use.
public enum IRLoadError: Error, Hashable, Sendable {
  /// They do not start as a compiled policy does.
  case notCompiled
  case otherVersion(Int)
  /// They end at this offset in the middle of something.
  case truncated(at: Int)
  /// The content does not have the checksum that the file states.
  case damaged
  /// Something that no compiler writes stands at this offset.
  case malformed(at: Int)
  /// The program would not be safe to evaluate.
  case refused(IRRefusal)

  public var diagnostic: Diagnostic {
    switch self {
    case .notCompiled: return Diagnostic(.notCompiled, at: nil)
    case .otherVersion(let version):
      return Diagnostic(
        .otherFormatVersion, at: nil, [LocalText("\(version)"), LocalText("\(IRFormat.version)")])
    case .truncated(let offset):
      return Diagnostic(.truncatedProgram, at: nil, [LocalText("\(offset)")])
    case .damaged: return Diagnostic(.damagedProgram, at: nil)
    case .malformed(let offset):
      return Diagnostic(.malformedProgram, at: nil, [LocalText("\(offset)")])
    case .refused(let refusal):
      var reason = refusal.reason
      if let node = refusal.node { reason += ", %\(node.raw)" }
      return Diagnostic(.refusedProgram, at: nil, [LocalText(reason)])
    }
  }
}
