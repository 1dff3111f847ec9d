/// Where the parts of a program stand in its files, for messages about what they mean.
///
/// The program itself holds no places, so that its hash depends on its meaning alone.
public struct PolicyOutline: Sendable {
  /// The name in the first line of the policy.
  public var header: SourceSpan?
  /// The clauses of `IRProgram.requirements`, in its order.
  public var clauses: [ClausePlace] = []
  /// The statements of `IRProgram.tables`, in its order.
  public var tables: [Statement] = []
  /// The keyword of each declaration in `IRProgram.norms`, in its order.
  public var norms: [SourceSpan?] = []
  /// The names of definitions that stand for a value, by the node that computes it.
  public var figures: [NodeID: IRLabel] = [:]
  public init() {}
}

/// Where a clause and what belongs to it stand.
public struct ClausePlace: Sendable {
  public let statement: Statement
  /// The conditions of the blocks around it, the outermost first.
  public let guards: [GuardPlace]
  /// Its 免除, in the order of `IRRequirement.lifts`.
  public let lifts: [Statement]
}

/// A condition of a block (当, 适用于), as written and as a node.
public struct GuardPlace: Sendable {
  public let span: SourceSpan
  public let node: NodeID
}
