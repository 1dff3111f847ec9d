public import PolicyLang

/// The units among which a quota is shared out, and what each gets.
///
/// Each factor counts by a unit's part of its total over all units, and the parts are added up by the
/// weights of the factors, so that factors on different scales can stand side by side.
public struct UnitShares: Sendable {
  public struct Unit: Sendable {
    /// The value of the unit field.
    public let value: Value
    /// In the order of the rule's factors.
    public let factors: [Rational]
    public init(value: Value, factors: [Rational]) {
      self.value = value
      self.factors = factors
    }
  }

  public enum Failure: Error, Hashable, Sendable {
    /// A factor (index) that is zero for every unit.
    case weightless(Int)
    /// Too many places, or figures beyond exact arithmetic.
    case tooLarge
    case evaluation(EvaluationError)
  }

  public let rule: ApportionmentRule
  public let units: [Unit]
  /// What there is to share out; `nil` where the policy states no number.
  public private(set) var total: Int64?
  /// Each unit's exact claim and its places; `nil` where something is left open.
  public private(set) var claims: [Rational]?
  public private(set) var places: [Int64]?
  /// Units with the same claim to the last place, which went to those that stand first in the file.
  public private(set) var tied: [Int] = []
  /// What the policy leaves open, so that there are no numbers.
  public private(set) var open: [LocalText] = []

  public init(
    _ rule: ApportionmentRule, _ units: [Unit], in environment: Environment
  ) throws(Failure) {
    self.rule = rule
    self.units = units
    var weights: [Rational]?
    do throws(EvaluationError) {
      total = try settleTotal(environment)
      weights = try settleWeights(environment)
    } catch {
      throw .evaluation(error)
    }
    if rule.method == nil {
      open.append(
        LocalText(
          zh: "政策没有写用哪种方法取整（最大余数、圣拉格、洪德）",
          en: "the policy states no method (largest remainder, Sainte-Laguë, D'Hondt)"))
    }
    guard let weights, let total, let method = rule.method, open.isEmpty else { return }
    let shares = try UnitShares.shares(units, weights)
    do throws(ApportionmentError) {
      let result = try Apportionment(of: total, weights: shares, by: method)
      places = result.places
      tied = result.tied
    } catch {
      throw .tooLarge
    }
    var claims: [Rational] = []
    for share in shares {
      guard let claim = share.multiplied(by: Rational(total)) else { throw .tooLarge }
      claims.append(claim)
    }
    self.claims = claims
  }

  private mutating func settleTotal(
    _ environment: Environment
  ) throws(EvaluationError) -> Int64? {
    guard let index = rule.quota, let quota = Quota(index, in: environment.program) else {
      open.append(
        LocalText(zh: "没有写分的是哪个名额（填 …）", en: "it does not say which quota it fills"))
      return nil
    }
    guard case .number(let number) = try quota.size(in: environment) else {
      open.append(
        LocalText(
          zh: "名额“\(quota.label.zh)”没有数字",
          en: "quota `\(quota.label[.english])` has no number"))
      return nil
    }
    return max(0, number.floor)
  }

  /// The weights of the factors; the only factor needs none.
  private mutating func settleWeights(
    _ environment: Environment
  ) throws(EvaluationError) -> [Rational]? {
    if rule.factors.isEmpty {
      open.append(LocalText(zh: "没有写按什么因素分配", en: "it names no factor to go by"))
      return nil
    }
    if rule.factors.count == 1 { return [.one] }
    var result: [Rational] = []
    var unweighted: [IRLabel] = []
    for factor in rule.factors {
      if let node = factor.weight, let weight = try Quota.number(node, in: environment),
        !weight.isNegative
      {
        result.append(weight)
      } else {
        unweighted.append(factor.label)
      }
    }
    if unweighted.isEmpty { return result }
    var (zh, en) = ("", "")
    for label in unweighted {
      zh += (zh.isEmpty ? "" : "、") + label.zh
      en += (en.isEmpty ? "" : ", ") + label[.english]
    }
    open.append(LocalText(zh: "没有写权重的因素：" + zh, en: "factors without a weight: " + en))
    return nil
  }

  /// Each unit's part of the whole: the weighted mean of its parts of the factors.
  private static func shares(
    _ units: [Unit], _ weights: [Rational]
  ) throws(Failure) -> [Rational] {
    var whole = Rational.zero
    for weight in weights {
      guard let next = whole.adding(weight) else { throw .tooLarge }
      whole = next
    }
    guard whole > .zero else { throw .weightless(0) }
    var result = [Rational](repeating: .zero, count: units.count)
    for (index, weight) in weights.enumerated() where weight > .zero {
      var sum = Rational.zero
      for unit in units {
        guard let next = sum.adding(unit.factors[index]) else { throw .tooLarge }
        sum = next
      }
      guard sum > .zero else { throw .weightless(index) }
      guard let part = weight.divided(by: whole), let scale = part.divided(by: sum) else {
        throw .tooLarge
      }
      for (place, unit) in units.enumerated() {
        guard let share = unit.factors[index].multiplied(by: scale),
          let next = result[place].adding(share)
        else { throw .tooLarge }
        result[place] = next
      }
    }
    return result
  }
}

extension ApportionmentRule {
  /// The apportionments of a policy, in its order.
  public static func all(in program: IRProgram) -> [ApportionmentRule] {
    program.norms.indices.compactMap { ApportionmentRule($0, in: program) }
  }

  /// A program whose record is a row of the unit file: the unit, then the factors. The readers of
  /// candidates read the file by it, with all their checks.
  public func unitFile(in program: IRProgram) -> IRProgram {
    var result = IRProgram(id: program.id, title: program.title, vocabulary: "")
    result.enumerations = program.enumerations
    var unit = IRField(label: IRLabel(id: "unit", zh: "单位", en: "unit"), type: .text)
    if let unitField, let fields = program.records.first?.fields,
      fields.indices.contains(unitField)
    {
      let own = fields[unitField]
      switch own.type {
      case .text, .enumeration, .number, .calendarYear, .boolean: unit = own
      default: break
      }
    }
    unit.isIdentifier = true
    var fields = [unit]
    for factor in factors {
      fields.append(IRField(label: factor.label, type: .number(.none), places: 6))
    }
    result.records = [IRRecord(label: unit.label, fields: fields)]
    return result
  }
}
