public import PolicyLang

/// Money that a policy grants, with everything it says about it.
public struct Subsidy: Hashable, Sendable {
  /// Its place in `IRProgram.norms`.
  public let norm: Int
  public let label: IRLabel
  public let articles: [String]
  public let origin: IROrigin
  public let note: String
  public let rhythm: Rhythm
  public let amount: Figure?
  /// 至多 or 至少: the amount itself comes with the event.
  public let bound: Bound?
  /// The term during which it is paid, as an index of `MoneyRules.terms`.
  public let term: Int?
  /// The event on which it is paid.
  public let trigger: Int?
  /// All of them must hold on the day of a payment.
  public let conditions: [Figure]
  public let recipient: Recipient?
  public let purposes: [String]
  public let sources: [String]
  public let tax: TaxRule
  public let payDay: Figure?
  public let instalments: [Instalment]
  public let ceilings: [Ceiling]
  public let repetition: Repetition?
  public let relations: [Relation]
  public let matching: [Matching]
  public let deadline: Deadline?

  public enum Rhythm: Hashable, Sendable {
    case once, inAll, perCohort, monthly
    /// Every so many years; 每年 is every one.
    case yearly(every: Int)
  }

  public enum Bound: Hashable, Sendable { case atMost, atLeast }

  public enum Recipient: Hashable, Sendable {
    /// One of the four that the language knows: `person`, `studio`, `project`, `employer`.
    case builtIn(String)
    /// A declared body, by its label.
    case body(IRLabel)
    /// Whoever a field of the case names.
    case field(Int)
  }

  public enum TaxRule: Hashable, Sendable {
    case unspecified, before, after
    /// True means after tax.
    case figure(Figure)
  }

  /// A share of the amount that falls due on an event.
  public struct Instalment: Hashable, Sendable {
    public let share: Figure
    public let event: Int
    /// Holds for this part alone, beside the conditions of the whole.
    public let condition: Figure?
  }

  public struct Ceiling: Hashable, Sendable {
    public let amount: Figure
    public let scope: Scope
    public enum Scope: Hashable, Sendable { case payment, year, inAll }
  }

  /// 限一次 每个 K: one payment for each value of K; where K is a length of time, none within that time
  /// of the last one.
  public struct Repetition: Hashable, Sendable {
    public let key: Figure
    public let takesHighest: Bool
  }

  public struct Relation: Hashable, Sendable {
    /// The norm of the other subsidy.
    public let other: Int
    public let kind: Kind
    public enum Kind: Hashable, Sendable {
      case addsTo, insteadOf, higherOnly
      /// True means in addition, false instead.
      case figure(Figure)
    }
  }

  /// Money that another body adds; without a share the document leaves the amount open.
  public struct Matching: Hashable, Sendable {
    public let body: IRLabel
    public let articles: [String]
    public let share: Figure?
  }

  /// The time within which the payment must be triggered.
  public struct Deadline: Hashable, Sendable {
    public let length: Figure
    public let event: Int
    /// Whether lateness costs the claim; otherwise it is a breach at most.
    public let losesClaim: Bool
  }
}

extension Subsidy {
  init(_ reader: NormReader, terms: [TrainingTerm]) {
    let program = reader.program
    norm = reader.index
    label = reader.norm.label
    articles = reader.norm.articles
    origin = reader.norm.origin
    note = reader.norm.note
    rhythm = Subsidy.rhythm(reader)
    amount = reader.figure(.amount)
    bound =
      switch reader.keyword(.bound) {
      case .atMost: .atMost
      case .atLeast: .atLeast
      default: nil
      }
    let during = reader.detail(.during)?.reference(.target)
    term = during.flatMap { target in terms.firstIndex { $0.norm == target } }
    trigger = reader.detail(.trigger)?.event(.event)
    conditions = reader.details(.condition).compactMap { $0.figure(.condition) }
    recipient = reader.detail(.paysTo).flatMap { Subsidy.recipient($0) }
    purposes = reader.details(.purpose).compactMap { $0.text(.text) }
    sources = reader.details(.source).compactMap { $0.text(.text) }
    tax = Subsidy.tax(reader.detail(.tax))
    payDay = reader.details(.paidBy).compactMap { $0.figure(.date) }.first
    instalments = reader.details(.instalment).compactMap { detail in
      guard let share = detail.figure(.share), let event = detail.event(.event) else { return nil }
      return Instalment(share: share, event: event, condition: detail.figure(.condition))
    }
    ceilings = reader.details(.ceiling).compactMap { detail in
      guard let amount = detail.figure(.amount) else { return nil }
      let scope: Ceiling.Scope =
        switch detail.keyword(.per) {
        case .yearly: .year
        case .inAll: .inAll
        default: .payment
        }
      return Ceiling(amount: amount, scope: scope)
    }
    repetition = reader.detail(.onceOnly).flatMap { detail in
      detail.figure(.per).map {
        Repetition(key: $0, takesHighest: detail.keyword(.mode) == .takeHighest)
      }
    }
    relations = reader.details(.relation).compactMap { Subsidy.relation($0) }
    matching = reader.details(.matching).compactMap { detail in
      guard let body = detail.reference(.body), program.norms.indices.contains(body) else {
        return nil
      }
      return Matching(
        body: program.norms[body].label, articles: detail.norm.articles,
        share: detail.figure(.share))
    }
    deadline = reader.detail(.within).flatMap { detail in
      guard let length = detail.figure(.length), let event = detail.event(.event) else {
        return nil
      }
      return Deadline(
        length: length, event: event, losesClaim: detail.keyword(.lateness) == .losesClaim)
    }
  }

  private static func rhythm(_ reader: NormReader) -> Rhythm {
    switch reader.keyword(.rhythm) {
    case .yearly: .yearly(every: 1)
    case .every: .yearly(every: max(1, reader.number(.interval) ?? 1))
    case .monthly: .monthly
    case .perCohort: .perCohort
    case .inAll: .inAll
    default: .once
    }
  }

  private static func recipient(_ reader: NormReader) -> Recipient? {
    if let word = reader.text(.recipient) { return .builtIn(word) }
    if let field = reader.field(.recipient) { return .field(field) }
    guard let body = reader.reference(.recipient), reader.program.norms.indices.contains(body)
    else { return nil }
    return .body(reader.program.norms[body].label)
  }

  private static func tax(_ reader: NormReader?) -> TaxRule {
    guard let reader else { return .unspecified }
    switch reader.keyword(.method) {
    case .beforeTax: return .before
    case .afterTax: return .after
    default: return reader.figure(.method).map { .figure($0) } ?? .unspecified
    }
  }

  private static func relation(_ reader: NormReader) -> Relation? {
    guard let other = reader.reference(.target) else { return nil }
    switch reader.keyword(.relation) {
    case .addsTo: return Relation(other: other, kind: .addsTo)
    case .insteadOf: return Relation(other: other, kind: .insteadOf)
    case .higherOnly: return Relation(other: other, kind: .higherOnly)
    default: return reader.figure(.relation).map { Relation(other: other, kind: .figure($0)) }
    }
  }

  /// Every expression whose value this subsidy depends on.
  var figures: [Figure] {
    var result = conditions
    if let amount { result.append(amount) }
    if let payDay { result.append(payDay) }
    if case .figure(let figure) = tax { result.append(figure) }
    for instalment in instalments {
      result.append(instalment.share)
      if let condition = instalment.condition { result.append(condition) }
    }
    for ceiling in ceilings { result.append(ceiling.amount) }
    if let repetition { result.append(repetition.key) }
    for relation in relations {
      if case .figure(let figure) = relation.kind { result.append(figure) }
    }
    for match in matching {
      if let share = match.share { result.append(share) }
    }
    if let deadline { result.append(deadline.length) }
    return result
  }
}

/// The four recipients that the language knows by itself.
public enum BuiltInRecipient {
  public static func label(_ id: String) -> IRLabel {
    switch id {
    case "person": IRLabel(id: id, zh: "个人", en: "Person")
    case "studio": IRLabel(id: id, zh: "工作室", en: "Studio")
    case "project": IRLabel(id: id, zh: "项目", en: "Project")
    default: IRLabel(id: id, zh: "单位", en: "Employer")
    }
  }
}
