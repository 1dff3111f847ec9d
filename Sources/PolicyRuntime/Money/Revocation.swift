public import PolicyLang

/// How a policy takes back what it gave: grounds, events, approver, effects.
public struct Revocation: Hashable, Sendable {
  /// Its place in `IRProgram.norms`.
  public let norm: Int
  public let label: IRLabel
  public let articles: [String]
  public let origin: IROrigin
  /// The names and ids of its grounds.
  public let grounds: [String]
  public let conditions: [Figure]
  /// The events by which it happens.
  public let events: [Int]
  public let approver: Approver
  public let effects: [Effect]

  public enum Approver: Hashable, Sendable {
    /// The policy asks for none, or leaves open who it is.
    case none, unstated
    /// The names by which a case may call the body.
    case body(IRLabel, names: [String])
  }

  public enum Effect: Hashable, Sendable {
    /// Of one term (norm), or of any.
    case stopTraining(Int?)
    case withdraw(honour: Int)
    case recover(subsidy: Int, Part)
  }

  /// How much of what was paid comes back.
  public enum Part: Hashable, Sendable {
    case inFull, unpaidPart, byTime
    case byShare(Figure)
    /// A condition: true means in full, false nothing. A share or an amount: that much.
    case figure(Figure)
  }

  init(_ reader: NormReader) {
    norm = reader.index
    label = reader.norm.label
    articles = reader.norm.articles
    origin = reader.norm.origin
    grounds = reader.program.grounds(of: reader.index)
    conditions = reader.details(.condition).compactMap { $0.figure(.condition) }
    var events: [Int] = []
    for trigger in reader.details(.trigger) { events += trigger.events(.event) }
    self.events = events
    approver = Revocation.approver(reader.detail(.approver))
    effects = reader.details(.effect).compactMap { Revocation.effect($0) }
  }

  private static func approver(_ reader: NormReader?) -> Approver {
    guard let reader else { return .none }
    guard let body = reader.reference(.body), reader.program.norms.indices.contains(body) else {
      return .unstated
    }
    let norm = reader.program.norms[body]
    var names: [String] = []
    for name in [norm.label.zh, norm.label.id, norm.label.en, norm.note] where !name.isEmpty {
      names.append(name)
    }
    return .body(norm.label, names: names)
  }

  private static func effect(_ reader: NormReader) -> Effect? {
    let target = reader.reference(.target)
    switch reader.keyword(.effect) {
    case .stopTraining: return .stopTraining(target)
    case .withdraw: return target.map { .withdraw(honour: $0) }
    case .recover:
      guard let target else { return nil }
      let part: Part
      switch reader.keyword(.part) {
      case .inFull: part = .inFull
      case .unpaidPart: part = .unpaidPart
      case .byTime: part = .byTime
      case .byShare:
        guard let share = reader.figure(.share) else { return nil }
        part = .byShare(share)
      default:
        guard let figure = reader.figure(.part) else { return nil }
        part = .figure(figure)
      }
      return .recover(subsidy: target, part)
    default: return nil
    }
  }

  /// Every expression whose value this revocation depends on.
  var figures: [Figure] {
    var result = conditions
    for case .recover(_, let part) in effects {
      switch part {
      case .byShare(let figure), .figure(let figure): result.append(figure)
      case .inFull, .unpaidPart, .byTime: break
      }
    }
    return result
  }
}
