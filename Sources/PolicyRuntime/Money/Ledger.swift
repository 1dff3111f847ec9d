public import PolicyLang

/// What a policy pays in one case: every payment with its date and article, the totals, and what the
/// document leaves open about them. Amounts are in yuan, exact to the fen.
public struct Ledger: Hashable, Sendable {
  public var candidate: String
  public var policy: String
  /// By date; on one day in the order of the policy.
  public var lines: [LedgerLine] = []
  /// What would have been due but for a rule of the policy.
  public var notDue: [LedgerLine] = []
  /// What was due before any recovery.
  public var total = Rational.zero
  public var clawedBack = Rational.zero
  public var open: [LedgerOpen] = []
  /// Declared open points on the articles of the ledger; they change no amount here.
  public var questions: [Int] = []
}

public struct LedgerLine: Hashable, Sendable {
  /// The index of the subsidy in `MoneyRules.subsidies`.
  public var subsidy: Int
  public var label: IRLabel
  public var articles: [String]
  /// In which policy the subsidy is declared.
  public var origin: IROrigin
  /// `nil` where the event that triggers the payment has no date.
  public var date: CivilDate?
  public var amount: Rational
  public var tax: Tax
  public var recipient: IRLabel
  public var status: Status
  public var reason: Reason?
  /// Whether the policy was in force on the day of the event behind the payment; `nil` where that is
  /// not known or the policy states no dates.
  public var inForce: Bool?
  /// The body that adds this money to the subsidy.
  public var matchedBy: IRLabel?

  public enum Tax: UInt8, Hashable, Sendable, CaseIterable { case unspecified, before, after }
  public enum Status: UInt8, Hashable, Sendable, CaseIterable { case due, stopped, clawedBack }

  /// Why a line is not simply due in full.
  public enum Reason: Hashable, Sendable {
    /// A revocation that took effect on that day.
    case revoked(IRLabel, articles: [String], on: CivilDate?)
    /// Another subsidy takes its place.
    case replaced(by: IRLabel)
    /// So much was already paid under another subsidy or before.
    case reduced(by: Rational, IRLabel)
    /// A ceiling left only this much.
    case capped
    /// The claim was not made in time.
    case late(CivilDate)
    /// It is paid once only.
    case repeated
  }
}

/// Something about the money of a case that the document, or the record, leaves open.
public struct LedgerOpen: Hashable, Sendable {
  public var point: IRLabel
  public var articles: [String]
  public var origin = IROrigin()
  public var kind: Kind
  /// The totals if it were settled the other way; `nil` where there is no figure to state.
  public var totalOtherwise: Rational?
  public var clawedBackOtherwise: Rational?
  /// The other tax rule, where that is what differs.
  public var taxOtherwise: LedgerLine.Tax?
  /// Absent facts on which it depends.
  public var missing: [String] = []

  public enum Kind: Hashable, Sendable {
    /// The text can bear another reading: this option.
    case reading(IRLabel)
    /// The document names no amount.
    case amountNotStated
    /// The document bounds the amount, or a fact gives it, and the case does not say it.
    case amountNotGiven
    case conditionUnknown
    /// A revocation without the approval of the body that the policy names.
    case notApproved(IRLabel)
    case matchingNotStated(IRLabel)
    /// Triggered more than once, and the policy does not say how often it is paid.
    case repeated
    /// The lower amount was paid first and the difference later.
    case toppedUp
    /// How it stands to another subsidy.
    case relationNotStated(IRLabel)
    case recoveryNotStated
    /// Recovery by time of money of which nothing says what time it is for.
    case recoveryWithoutPeriod
    /// A revocation counted although it names a ground that the policy does not list.
    case groundNotListed(String)
    /// Counted, although the event behind it has no date.
    case dateNotRecorded
    case termNotStated
    case dateUnknown
    /// A subsidy in place of another is lower than what was paid.
    case overpaid(Rational)
  }
}
