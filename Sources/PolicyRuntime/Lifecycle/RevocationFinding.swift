public import PolicyLang

/// A decision to stop or revoke, held against the policy.
public struct RevocationFinding: Hashable, Sendable {
  /// The revocation of the policy that applies, as a norm.
  public var revocation: Int
  /// Its place among the revocations of the policy.
  var rule: Int
  /// The event, its place in the log, and its day.
  public var event: Int
  var position: Int
  public var on: CivilDate?
  /// Whether what the revocation presupposes held; one for which it did not is no finding.
  public var condition: Truth
  /// Absent facts on which that depends.
  public var missing: [String]
  public var ground: String?
  /// Whether the policy lists that ground; unknown when none is recorded.
  public var isGroundListed: Truth
  public var approvedBy: String?
  public var approval: Approval
  /// What follows; empty without effect.
  public var effects: [RevocationEffect]

  public enum Approval: Hashable, Sendable {
    /// The body that the policy names approved it.
    case given
    /// Another body did, or none is recorded: the decision has no effect.
    case missing(required: Int)
    /// The policy asks for none.
    case notRequired
    /// The document does not say who approves.
    case unstated
  }

  /// Without the approver that the policy names a decision has no effect, nor while it is open
  /// whether its condition held.
  public var isEffective: Bool {
    !lacksApproval && condition == .yes
  }

  /// Whether a body that the policy names did not approve it.
  var lacksApproval: Bool {
    if case .missing = approval { return true }
    return false
  }
}

/// One consequence of an effective revocation. Amounts are the ledger's business.
public struct RevocationEffect: Hashable, Sendable {
  public var kind: Kind
  /// The day from which it holds.
  public var on: CivilDate?
  /// The statement that says so, as a norm.
  public var norm: Int
  public var articles: [String]

  /// What happens; the indices are those of norms.
  public enum Kind: Hashable, Sendable {
    /// A term ends early; every term when `nil`.
    case stopTraining(Int?)
    case withdraw(Int)
    case endBenefits(Int)
    case recover(subsidy: Int, Recovery)
    case cancelCandidacy
    /// A body may no longer recommend, until a day where the policy states a length.
    case cancelRight(body: Int, until: CivilDate?)
    case refer(Int)
    case bar(Int, until: CivilDate?)
  }

  /// How much of a subsidy is recovered.
  public enum Recovery: Hashable, Sendable {
    case inFull
    /// Nothing that was paid; what is not yet paid falls away.
    case unpaidPart
    /// By the share of the term that was left.
    case byTime
    case byShare(Rational)
    /// So much in all, in yuan.
    case amount(Rational)
    case nothing
    /// The document or the facts leave it open.
    case unsettled
  }
}
