public import PolicyLang

/// How the places of a quota are shared among units by weight.
public enum ApportionmentMethod: Hashable, Sendable, CaseIterable {
  /// Hamilton's: each unit its quota rounded down, then the largest remainders (最大余数).
  case largestRemainder
  /// Webster's: each place to the largest weight over 1, 3, 5 … (圣拉格).
  case sainteLague
  /// Jefferson's: each place to the largest weight over 1, 2, 3 … (洪德).
  case dHondt

  public init?(_ keyword: Keyword?) {
    switch keyword {
    case .largestRemainder: self = .largestRemainder
    case .sainteLague: self = .sainteLague
    case .dHondt: self = .dHondt
    default: return nil
    }
  }
}

/// Why places cannot be shared out.
public enum ApportionmentError: Error, Hashable, Sendable {
  /// A number of places below zero, or above what a list can ever hold.
  case badNumber
  /// A weight below zero (index of the unit).
  case negativeWeight(Int)
  /// No unit has any weight, so there is nothing to go by.
  case noWeight
  case overflow
}

/// The places of each unit, and the ties that only the declared order settled.
public struct Apportionment: Hashable, Sendable {
  /// In the order of the units.
  public let places: [Int64]
  /// Units that had the same claim to the last place, where it went to the first of them.
  public let tied: [Int]

  /// The most places that are shared out.
  public static let mostPlaces: Int64 = 1_000_000

  /// Shares `total` places among units by their weights, exactly; ties go to the unit declared first.
  public init(
    of total: Int64, weights: [Rational], by method: ApportionmentMethod
  ) throws(ApportionmentError) {
    guard total >= 0, total <= Apportionment.mostPlaces else { throw .badNumber }
    for (unit, weight) in weights.enumerated() where weight.isNegative {
      throw .negativeWeight(unit)
    }
    guard total > 0 else {
      places = Array(repeating: 0, count: weights.count)
      tied = []
      return
    }
    guard weights.contains(where: { $0 > .zero }) else { throw .noWeight }
    switch method {
    case .largestRemainder:
      (places, tied) = try Apportionment.byRemainder(total, weights)
    case .sainteLague:
      (places, tied) = try Apportionment.byDivisor(total, weights, step: 2)
    case .dHondt:
      (places, tied) = try Apportionment.byDivisor(total, weights, step: 1)
    }
  }

  private static func byRemainder(
    _ total: Int64, _ weights: [Rational]
  ) throws(ApportionmentError) -> ([Int64], [Int]) {
    var sum = Rational.zero
    for weight in weights {
      guard let next = sum.adding(weight) else { throw .overflow }
      sum = next
    }
    var places: [Int64] = []
    var remainders: [Rational] = []
    var left = total
    for weight in weights {
      guard let share = weight.divided(by: sum), let claim = share.multiplied(by: Rational(total)),
        let remainder = claim.subtracting(Rational(claim.floor))
      else { throw .overflow }
      places.append(claim.floor)
      remainders.append(remainder)
      left -= claim.floor
    }
    // Fewer places are left than there are units with a remainder.
    let order = weights.indices.sorted { a, b in
      remainders[a] == remainders[b] ? a < b : remainders[a] > remainders[b]
    }
    guard left > 0 else { return (places, []) }
    for unit in order.prefix(Int(left)) { places[unit] += 1 }
    let last = remainders[order[Int(left) - 1]]
    let isTied = order.count > Int(left) && remainders[order[Int(left)]] == last
    return (places, isTied ? order.filter { remainders[$0] == last }.sorted() : [])
  }

  /// Gives the places one by one to the largest quotient: weight over 1, 1 + step, 1 + 2 step …
  private static func byDivisor(
    _ total: Int64, _ weights: [Rational], step: Int64
  ) throws(ApportionmentError) -> ([Int64], [Int]) {
    var places = [Int64](repeating: 0, count: weights.count)
    var quotients = weights
    var tied: [Int] = []
    var heap = QuotientHeap(quotients)
    for place in 0..<total {
      let unit = heap.first
      if place == total - 1 {
        tied = weights.indices.filter { quotients[$0] == quotients[unit] }
      }
      places[unit] += 1
      guard let next = weights[unit].divided(by: Rational(1 + places[unit] * step)) else {
        throw .overflow
      }
      quotients[unit] = next
      heap.replaceFirst(with: next)
    }
    return (places, tied.count > 1 ? tied : [])
  }
}

/// The unit with the largest quotient first; of equal ones the one declared first.
private struct QuotientHeap {
  private var units: [Int]
  private var quotients: [Rational]

  init(_ quotients: [Rational]) {
    self.quotients = quotients
    let values = quotients
    // A sorted array is a heap.
    units = quotients.indices.sorted { a, b in
      values[a] == values[b] ? a < b : values[a] > values[b]
    }
  }

  var first: Int { units.first ?? 0 }

  mutating func replaceFirst(with quotient: Rational) {
    quotients[first] = quotient
    var place = 0
    while true {
      var best = place
      for child in [2 * place + 1, 2 * place + 2] where child < units.count {
        if isBefore(units[child], units[best]) { best = child }
      }
      if best == place { return }
      units.swapAt(place, best)
      place = best
    }
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    quotients[a] == quotients[b] ? a < b : quotients[a] > quotients[b]
  }
}

/// An apportionment as a policy declares it (分配).
public struct ApportionmentRule: Sendable {
  public struct Factor: Sendable {
    public let label: IRLabel
    /// `nil` where the policy names the factor without a weight.
    public let weight: NodeID?
  }
  public let norm: Int
  public let label: IRLabel
  public let articles: [String]
  /// The quota that is shared out.
  public let quota: Int?
  /// The field whose values are the units.
  public let unitField: Int?
  public let factors: [Factor]
  /// `nil` where the policy leaves the method open.
  public let method: ApportionmentMethod?

  public init?(_ index: Int, in program: IRProgram) {
    guard program.norms.indices.contains(index), program.norms[index].kind == .apportion else {
      return nil
    }
    norm = index
    label = program.norms[index].label
    articles = program.norms[index].articles
    var factors: [Factor] = []
    var (quota, field): (Int?, Int?) = (nil, nil)
    var method: ApportionmentMethod?
    for child in program.norms[index].children {
      let part = program.norms[child]
      switch part.kind {
      case .fills: quota = part.norm(.target)
      case .sharedAmong: field = part.field(.per)
      case .factor:
        let weight = part.node(.weight)
        factors.append(
          Factor(label: part.label, weight: program.isUnstated(weight) ? nil : weight))
      case .method: method = ApportionmentMethod(part.keyword(.method))
      default: continue
      }
    }
    self.quota = quota
    unitField = field
    self.factors = factors
    self.method = method
  }
}
