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
    /// A body (norm), and the names by which a case may call it.
    case body(Int, IRLabel, names: [String])
  }

  /// One effect with the statement (norm) that says so. Targets are norms.
  public struct Effect: Hashable, Sendable {
    public let norm: Int
    public let articles: [String]
    public let kind: Kind

    public enum Kind: Hashable, Sendable {
      /// Of one term, or of any.
      case stopTraining(Int?)
      case withdraw(Int)
      case endBenefits(Int)
      case recover(subsidy: Int, Part)
      case cancelCandidacy
      /// A body loses its right to recommend, for a length where the policy states one.
      case cancelRight(body: Int, length: Figure?)
      case refer(Int)
      case bar(Int, length: Figure?)
    }
  }

  /// How much of what was paid comes back.
  public enum Part: Hashable, Sendable {
    case inFull, unpaidPart, byTime
    /// A condition: true means in full, false nothing. A share or an amount: that much.
    case figure(Figure)
    case unstated
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
    effects = reader.details(.effect).compactMap { detail in
      Revocation.effect(detail).map {
        Effect(norm: detail.index, articles: detail.norm.articles, kind: $0)
      }
    }
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
    return .body(body, norm.label, names: names)
  }

  private static func effect(_ reader: NormReader) -> Effect.Kind? {
    let target = reader.reference(.target)
    switch reader.keyword(.effect) {
    case .stopTraining: return .stopTraining(target)
    case .withdraw: return target.map { .withdraw($0) }
    case .endBenefits: return target.map { .endBenefits($0) }
    case .recover: return target.map { .recover(subsidy: $0, part(reader)) }
    case .cancelCandidacy: return .cancelCandidacy
    case .cancelRight:
      return target.map { .cancelRight(body: $0, length: reader.figure(.length)) }
    case .refer: return target.map { .refer($0) }
    case .bar:
      return target.map { .bar($0, length: NormReader(reader.program, $0).figure(.length)) }
    default: return nil
    }
  }

  private static func part(_ reader: NormReader) -> Part {
    switch reader.keyword(.part) {
    case .inFull: return .inFull
    case .unpaidPart: return .unpaidPart
    case .byTime: return .byTime
    case .byShare: return reader.figure(.share).map { .figure($0) } ?? .unstated
    default: return reader.figure(.part).map { .figure($0) } ?? .unstated
    }
  }

  /// Every expression whose value this revocation depends on.
  var figures: [Figure] {
    var result = conditions
    for effect in effects {
      switch effect.kind {
      case .recover(_, .figure(let figure)): result.append(figure)
      case .cancelRight(_, let length?), .bar(_, let length?): result.append(length)
      default: break
      }
    }
    return result
  }
}

extension IRProgram {
  /// The names and ids of a revocation's grounds, those of another revocation where it says 同.
  func grounds(of revocation: Int) -> [String] {
    var seen = Set<Int>()
    return grounds(of: revocation, &seen)
  }

  private func grounds(of revocation: Int, _ seen: inout Set<Int>) -> [String] {
    guard seen.insert(revocation).inserted else { return [] }
    var result: [String] = []
    for child in children(of: revocation, .ground) {
      let norm = norms[child]
      if norm.keyword(.mode) == .sameAs, let other = norm.norm(.target) {
        result += grounds(of: other, &seen)
      } else {
        result += norm.texts(.names) + norm.texts(.labels)
      }
    }
    return result
  }
}
