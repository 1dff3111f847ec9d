public import PolicyLang

/// What the user chose beside the policy: other readings, other figures.
public struct Settings: Hashable, Sendable {
  /// Chosen options by reading, and values by parameter; what is not here is as the policy says.
  public private(set) var options: [Int: Int] = [:]
  public private(set) var parameters: [Int: IRConstant] = [:]

  public init() {}

  /// Takes another option of a reading. Whether both exist is checked when a policy is prepared.
  public mutating func setReading(_ reading: Int, _ option: Int) { options[reading] = option }

  /// Gives a parameter another value, which holds on every date.
  public mutating func setParameter(_ parameter: Int, _ value: IRConstant) {
    parameters[parameter] = value
  }

  public mutating func setParameter(_ parameter: Int, _ value: Rational) {
    parameters[parameter] = .number(value)
  }

  public var isEmpty: Bool { options.isEmpty && parameters.isEmpty }
}

/// Everything except the candidate that a value depends on.
public struct Environment: Sendable {
  public let program: IRProgram
  /// The day of the decision, if one was given; the program has no clock.
  public var asOf: CivilDate?
  /// The chosen option of each reading.
  public private(set) var options: [Int]
  /// The value that replaces a parameter's own, on all dates.
  public private(set) var overrides: [Value?]
  /// Outcomes that earlier rounds of a selection gave or refused the candidate, by norm.
  public var outcomes: [Int: Bool] = [:]

  public init(program: IRProgram, asOf: CivilDate?, settings: Settings = Settings()) {
    self.program = program
    self.asOf = asOf
    options = Array(repeating: 0, count: program.readings.count)
    overrides = Array(repeating: nil, count: program.parameters.count)
    for index in options.indices { options[index] = settings.options[index] ?? 0 }
    for index in overrides.indices {
      if let constant = settings.parameters[index] { overrides[index] = Value(constant) }
    }
  }

  /// The same with another option of one reading.
  public func choosing(_ option: Int, of reading: Int) -> Environment {
    var result = self
    if options.indices.contains(reading) { result.options[reading] = option }
    return result
  }

  /// The same on another day.
  public func on(_ date: CivilDate?) -> Environment {
    var result = self
    result.asOf = date
    return result
  }

  /// The node that gives a parameter's value on the day of the decision; `nil` when it has none yet.
  /// - Throws: `missingAsOfDate` when its value changes over time and no day was given.
  func value(of parameter: Int) throws(EvaluationError) -> NodeID? {
    let values = program.parameters[parameter].values
    if values.count == 1, values[0].from == nil { return values[0].value }
    guard let asOf else { throw EvaluationError(.missingAsOfDate, at: nil) }
    var result: NodeID?
    for dated in values {
      if let from = dated.from, from > asOf { break }
      result = dated.value
    }
    return result
  }
}

extension Value {
  /// A constant of a program as a value.
  public init(_ constant: IRConstant) {
    self =
      switch constant {
      case .boolean(let value): .boolean(value)
      case .number(let value): .number(value)
      case .date(let value): .date(value)
      case .calendarYear(let value): .calendarYear(value)
      case .monthDay(let month, let day): .monthDay(month: month, day: day)
      case .text(let value): .text(value)
      case .value(let value): .value(value)
      case .values(let values): .values(values)
      }
  }

  /// Whether something about this value is not known: it is absent, or a count left open.
  public var isUnsettled: Bool {
    switch self {
    case .unknown: true
    case .range(let low, let high): low != high
    case .judgement(let passed, _, _): passed == nil
    default: false
    }
  }
}
