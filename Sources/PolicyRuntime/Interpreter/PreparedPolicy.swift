public import PolicyLang

/// Why a policy cannot be used with the given settings.
public enum PreparationError: Error, Hashable, Sendable {
  /// The program breaks a rule that the compiler always keeps.
  case refused(IRRefusal)
  /// A reading (index) has no such option.
  case noSuchOption(reading: Int, option: Int)
  /// A value of another type than the parameter's (index).
  case wrongParameterType(Int)
}

/// Why a record has no decision.
public enum DecisionError: Error, Hashable, Sendable {
  case evaluation(EvaluationError)
  /// A field (index) is given and differs from what other fields make it.
  case contradiction(field: Int, given: Value, derived: Value)
  /// An invariant (index) of the vocabulary is broken.
  case brokenInvariant(Int)
}

/// A policy on one day under one choice of readings and figures, ready to decide candidates.
///
/// Preparing verifies the program once; deciding then needs no further checks and cannot trap.
public struct PreparedPolicy: Sendable {
  public let environment: Environment
  /// Readings on which a decision can depend at all.
  private let decidingReadings: [Int]
  private let bars: [SelectionBar]

  public var program: IRProgram { environment.program }

  public init(
    _ program: IRProgram, asOf: CivilDate? = nil, settings: Settings = Settings()
  ) throws(PreparationError) {
    do throws(IRRefusal) {
      try IRVerifier.verify(program)
    } catch {
      throw .refused(error)
    }
    for reading in program.readings.indices {
      guard let option = settings.options[reading] else { continue }
      guard program.readings[reading].options.indices.contains(option) else {
        throw .noSuchOption(reading: reading, option: option)
      }
    }
    for parameter in program.parameters.indices {
      guard let value = settings.parameters[parameter] else { continue }
      guard value.fits(program.parameters[parameter].type, in: program) else {
        throw .wrongParameterType(parameter)
      }
    }
    environment = Environment(program: program, asOf: asOf, settings: settings)
    let reachable = program.reachable(from: program.decidingNodes)
    var readings = Set<Int>()
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      switch node.operation {
      case .reading(let reading), .readingIs(let reading, _): readings.insert(reading)
      default: break
      }
    }
    decidingReadings = readings.sorted()
    bars = SelectionBar.all(in: program)
  }

  private init(_ other: PreparedPolicy, _ environment: Environment) {
    self.environment = environment
    decidingReadings = other.decidingReadings
    bars = other.bars
  }

  /// The same policy with one reading taken otherwise; an option that does not exist changes nothing.
  func choosing(_ option: Int, of reading: Int) -> PreparedPolicy {
    guard program.readings.indices.contains(reading),
      program.readings[reading].options.indices.contains(option)
    else { return self }
    return PreparedPolicy(self, environment.choosing(option, of: reading))
  }

  /// The same policy on another day.
  func on(_ day: CivilDate) -> PreparedPolicy { PreparedPolicy(self, environment.on(day)) }

  /// Decides one candidate.
  /// - Parameter contested: also tries every other option of each reading, one at a time.
  public func decide(
    _ candidate: Candidate, contested: Bool = false
  ) throws(DecisionError) -> Decision {
    let evaluator = try evaluator(for: candidate)
    do throws(EvaluationError) {
      var maker = DecisionMaker(evaluator)
      var decision = try maker.decide()
      if contested { decision.contested = self.contested(candidate, decision.outcome) }
      decision.barred = barred(evaluator)
      return decision
    } catch {
      throw .evaluation(error)
    }
  }

  /// Why one candidate is decided as it is, readings that would change it included.
  public func explain(
    _ candidate: Candidate, in language: Language
  ) throws(DecisionError) -> Explanation {
    try explain(try decide(candidate, contested: true), of: candidate, in: language)
  }

  /// Why a decision was made that the caller has at hand.
  /// - Parameter isProse: whether it is for readers who never saw a policy.
  public func explain(
    _ decision: Decision, of candidate: Candidate, in language: Language, isProse: Bool = false
  ) throws(DecisionError) -> Explanation {
    var builder = ExplanationBuilder(try evaluator(for: candidate), decision, language)
    builder.isProse = isProse
    return builder.build()
  }

  /// An evaluator for one candidate whose record is completed by the vocabulary's derivations and
  /// checked against its invariants.
  public func evaluator(for candidate: Candidate) throws(DecisionError) -> Evaluator {
    try RecordCompletion.evaluator(environment, candidate)
  }

  /// Whether a condition fails for everybody because of how the doubts are read.
  public func neverHolds(_ condition: NodeID) -> Bool {
    guard let shape = program.records.first else { return false }
    let reachable = program.reachable(from: [condition])
    var readsReading = false
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      switch node.operation {
      case .reading, .readingIs: readsReading = true
      // Of what has not happened yet nothing follows for everybody.
      case .events, .holdsHonour, .termEnded, .hasOutcome: return false
      default: continue
      }
    }
    if !readsReading { return false }
    var evaluator = Evaluator(environment, Candidate(id: "", facts: Record(unknown: shape)))
    do throws(EvaluationError) {
      return try evaluator.truth(of: condition) == .no
    } catch {
      return false
    }
  }

  /// The bars that the candidate's records put in force on the day of the decision.
  private func barred(_ evaluator: Evaluator) -> [BarFinding] {
    if bars.isEmpty || environment.asOf == nil || evaluator.candidate.events.isEmpty { return [] }
    var evaluator = evaluator
    var result: [BarFinding] = []
    for bar in bars {
      // What cannot be computed leaves the decision as it is; `select` refuses such a record.
      do throws(EvaluationError) {
        guard let until = try bar.lastDay(&evaluator) else { continue }
        result.append(
          BarFinding(
            bar: bar.norm, label: bar.label, articles: bar.articles,
            origin: program.norms[bar.norm].origin, until: until))
      } catch {
        continue
      }
    }
    return result
  }

  private func contested(_ candidate: Candidate, _ outcome: Outcome) -> [ContestedFinding] {
    var findings: [ContestedFinding] = []
    for index in decidingReadings {
      let reading = program.readings[index]
      for option in reading.options.indices where option != environment.options[index] {
        let other = environment.choosing(option, of: index)
        guard let changed = PreparedPolicy.outcome(candidate, in: other), changed != outcome
        else { continue }
        findings.append(
          ContestedFinding(
            reading: index, option: option, readingLabel: reading.label,
            optionLabel: reading.options[option].label, outcome: changed))
      }
    }
    return findings
  }

  /// The outcome under other readings; `nil` where there is none to compare.
  private static func outcome(_ candidate: Candidate, in environment: Environment) -> Outcome? {
    do throws(DecisionError) {
      var maker = DecisionMaker(try RecordCompletion.evaluator(environment, candidate))
      do throws(EvaluationError) {
        return try maker.outcome()
      } catch {
        return nil
      }
    } catch {
      return nil
    }
  }
}

extension Settings {
  /// The option of a reading that has this value, for settings written as values.
  public static func option(
    of reading: Int, equalTo value: IRConstant, in program: IRProgram
  ) -> Int? {
    guard program.readings.indices.contains(reading) else { return nil }
    return program.readings[reading].options.firstIndex { option in
      guard let node = option.value, node.index < program.nodes.count,
        case .constant(let constant) = program.nodes[node.index].operation
      else { return false }
      return constant == value
    }
  }
}
