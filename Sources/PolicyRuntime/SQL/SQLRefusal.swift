public import PolicyLang

/// Why a policy cannot be written as a query.
public struct SQLRefusal: Error, Hashable, Sendable {
  /// What of the policy was being written.
  public enum Place: Hashable, Sendable {
    case policy
    /// The index of a requirement, result, derivation or invariant of the program.
    case requirement(Int), result(Int), derivation(Int), invariant(Int)
  }

  public enum Kind: Hashable, Sendable {
    /// The vocabulary marks no field that names a record.
    case noIdentifier
    /// The value is an error for every candidate, such as without a day of decision.
    case evaluation(EvaluationError)
    /// Exact results need more digits than the database has.
    case tooManyDigits
    /// The query would be longer than databases read.
    case tooLong
    /// Something that this version does not write in SQL.
    case unsupported(Feature)
  }

  public enum Feature: Hashable, Sendable {
    case scoreSheet, recordOfExtreme, workingDays, variableLength, fieldType, computedSet
    case fractionInList, variableBand, circularDerivation, knownInDerivation

    /// What it is called.
    public var text: LocalText {
      switch self {
      case .scoreSheet: LocalText(zh: "专家打分表", en: "expert score sheets")
      case .recordOfExtreme:
        LocalText(zh: "列表中最早或最晚的一项", en: "the earliest or latest element of a list")
      case .workingDays: LocalText(zh: "数工作日", en: "counting working days")
      case .variableLength:
        LocalText(zh: "由候选人的事实决定的期限", en: "a period that depends on the candidate")
      case .fieldType: LocalText(zh: "这种类型的字段", en: "a field of this type")
      case .computedSet: LocalText(zh: "算出来的取值集合", en: "a computed set of values")
      case .fractionInList:
        LocalText(
          zh: "由候选人的事实决定的除数，用在列表、对照表或高低比较里",
          en: "a divisor that depends on the candidate, in a list, a table or an extreme")
      case .variableBand:
        LocalText(zh: "由候选人的事实决定的分段", en: "slices that depend on the candidate")
      case .circularDerivation: LocalText(zh: "互相推导的字段", en: "fields derived from each other")
      case .knownInDerivation:
        LocalText(zh: "推导里的“有记载”", en: "`is known` in a derived field")
      }
    }
  }

  public var kind: Kind
  public var place: Place
  public init(_ kind: Kind, at place: Place) {
    self.kind = kind
    self.place = place
  }
}
