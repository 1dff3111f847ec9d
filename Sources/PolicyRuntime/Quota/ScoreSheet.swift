public import PolicyLang

/// How the marks of several experts become one score: items with weights, and what to do where a
/// mark is missing.
public struct ScoreSheet: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public let name: String
    public let weight: Rational
    /// The full marks of the item; marks are brought to a hundred by them.
    public let fullMarks: Rational?
    public init(name: String, weight: Rational, fullMarks: Rational? = nil) {
      self.name = name
      self.weight = weight
      self.fullMarks = fullMarks
    }
  }

  public enum Combination: Hashable, Sendable {
    case mean
    /// Without one highest and one lowest of the experts' scores; needs at least three.
    case trimmedMean
    case sum
  }

  public enum MissingMark: Hashable, Sendable {
    /// Left out, and the weight of the other items scaled up.
    case notCounted
    case asZero
  }

  /// Why there is no score.
  public enum Gap: Hashable, Sendable {
    /// The policy states no weights, combination or rule for a missing mark that would be needed.
    case open(SlotName)
    /// Nobody has marked anything.
    case noMarks
    /// A trimmed mean of fewer than three scores.
    case tooFewExperts
    /// A mark below zero or above the full marks.
    case outOfRange(expert: Int, item: Int)
    /// An expert's marks are more or fewer than there are items.
    case wrongLength(expert: Int)
    case overflow
  }

  public enum Outcome: Hashable, Sendable {
    case score(Rational)
    case none(Gap)
  }

  public let items: [Item]
  /// `nil` where the policy leaves it open.
  public let combination: Combination?
  public let missing: MissingMark?
  /// The first thing the policy leaves open about the items.
  public let openItem: Bool

  public init(
    items: [Item], combination: Combination?, missing: MissingMark?, openItem: Bool = false
  ) {
    self.items = items
    self.combination = combination
    self.missing = missing
    self.openItem = openItem
  }

  /// Reads a 评分 of a policy; what it leaves open stays open. `nil` when the norm is no scoring.
  public init?(_ index: Int, in environment: Environment) throws(EvaluationError) {
    let program = environment.program
    guard program.norms.indices.contains(index), program.norms[index].kind == .scoring else {
      return nil
    }
    var items: [Item] = []
    var (combination, missing): (Combination?, MissingMark?) = (nil, nil)
    var isOpen = false
    let byMarks = ScoreSheet.weighsByMarks(index, in: program)
    for child in program.norms[index].children {
      let part = program.norms[child]
      switch part.kind {
      case .item:
        var weight: Rational?
        if let node = part.node(.weight) { weight = try Quota.number(node, in: environment) }
        var marks: Rational?
        if let node = part.node(.marks) { marks = try Quota.number(node, in: environment) }
        // An item without a weight keeps its place, so that marks and items still belong together.
        if byMarks { weight = marks }
        if weight == nil { isOpen = true }
        for name in part.words {
          items.append(Item(name: name, weight: weight ?? .zero, fullMarks: marks))
        }
      case .combine:
        switch part.keyword(.method) {
        case .mean: combination = .mean
        case .trimmedMean: combination = .trimmedMean
        case .sum: combination = .sum
        default: break
        }
      case .missingScore:
        switch part.keyword(.method) {
        case .notCounted: missing = .notCounted
        case .asZero: missing = .asZero
        default: break
        }
      default: continue
      }
    }
    if byMarks, !isOpen {
      if let shared = ScoreSheet.shares(of: items) { items = shared } else { isOpen = true }
    }
    self.init(items: items, combination: combination, missing: missing, openItem: isOpen)
  }

  /// Whether the items have no weights but full marks, and weigh by their part of all marks.
  private static func weighsByMarks(_ index: Int, in program: IRProgram) -> Bool {
    let items = program.children(index, .item)
    return !items.isEmpty && items.allSatisfy { program.norms[$0].node(.weight) == nil }
  }

  /// The items with their part of all marks as weight; `nil` where the marks add up to nothing.
  private static func shares(of items: [Item]) -> [Item]? {
    var total = Rational.zero
    for item in items {
      guard let next = total.adding(item.weight) else { return nil }
      total = next
    }
    var result: [Item] = []
    for item in items {
      guard total > .zero, let share = item.weight.divided(by: total) else { return nil }
      result.append(Item(name: item.name, weight: share, fullMarks: item.fullMarks))
    }
    return result
  }

  /// The score from the marks of each expert, item by item; `nil` is a missing mark.
  public func score(_ marks: [[Rational?]]) -> Outcome {
    if openItem || items.isEmpty { return .none(.open(.weight)) }
    var scores: [Rational] = []
    for (expert, own) in marks.enumerated() {
      guard own.count == items.count else { return .none(.wrongLength(expert: expert)) }
      switch weighted(own, expert) {
      case .score(let score): scores.append(score)
      case .none(.noMarks): continue
      case .none(let gap): return .none(gap)
      }
    }
    guard !scores.isEmpty else { return .none(.noMarks) }
    if scores.count == 1, combination == nil { return .score(scores[0]) }
    return combine(scores)
  }

  /// One expert's marks, weighted. An expert without any mark has no score, whatever the rule says.
  private func weighted(_ marks: [Rational?], _ expert: Int) -> Outcome {
    var (total, weights, counted) = (Rational.zero, Rational.zero, Rational.zero)
    var isMissing = false
    var hasMark = false
    for (index, item) in items.enumerated() {
      guard let sum = weights.adding(item.weight) else { return .none(.overflow) }
      weights = sum
      guard let mark = marks[index] else {
        isMissing = true
        continue
      }
      hasMark = true
      if mark.isNegative || (item.fullMarks.map { mark > $0 } ?? false) {
        return .none(.outOfRange(expert: expert, item: index))
      }
      var scaled = mark
      if let full = item.fullMarks {
        guard let part = mark.divided(by: full),
          let hundredfold = part.multiplied(by: Rational(100))
        else { return .none(.overflow) }
        scaled = hundredfold
      }
      guard let share = scaled.multiplied(by: item.weight), let next = total.adding(share),
        let seen = counted.adding(item.weight)
      else { return .none(.overflow) }
      (total, counted) = (next, seen)
    }
    guard hasMark else { return .none(.noMarks) }
    guard isMissing else { return .score(total) }
    switch missing {
    case nil: return .none(.open(.method))
    case .asZero: return .score(total)
    case .notCounted:
      guard let factor = weights.divided(by: counted), let scaled = total.multiplied(by: factor)
      else { return .none(counted == .zero ? .noMarks : .overflow) }
      return .score(scaled)
    }
  }

  private func combine(_ scores: [Rational]) -> Outcome {
    var used = scores
    switch combination {
    case nil: return .none(.open(.mode))
    case .sum, .mean: break
    case .trimmedMean:
      guard scores.count >= 3 else { return .none(.tooFewExperts) }
      used = Array(scores.sorted().dropFirst().dropLast())
    }
    var total = Rational.zero
    for score in used {
      guard let next = total.adding(score) else { return .none(.overflow) }
      total = next
    }
    if combination == .sum { return .score(total) }
    guard let mean = total.divided(by: Rational(Int64(used.count))) else { return .none(.overflow) }
    return .score(mean)
  }
}
