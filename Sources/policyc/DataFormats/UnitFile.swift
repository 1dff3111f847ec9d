internal import PolicyLang
internal import PolicyRuntime

/// The file of units among which a quota is shared out: a column for the unit, one for each factor.
struct UnitFile {
  private(set) var units: [UnitShares.Unit] = []

  /// Reads the whole file. A row that cannot be used is shown with its place, and then nothing is
  /// shared out, since every unit's places depend on all units.
  init(
    _ path: String, _ rule: ApportionmentRule, _ program: IRProgram, _ session: Session
  ) throws(CommandFailure) {
    let shape = rule.unitFile(in: program)
    let stream = try CandidateStream(path, shape, session)
    let rejects = try RejectSink(session, dataName: stream.name)
    var seen = Set<Value>()
    while let item = try stream.next() {
      switch item {
      case .reject(let reject): try rejects.take(reject)
      case .candidate(let row):
        let problems = UnitFile.problems(row.candidate.facts, shape, &seen)
        guard problems.isEmpty else {
          try rejects.take(
            Reject(line: row.line, row: row.row, id: row.candidate.id, problems: problems))
          continue
        }
        units.append(UnitFile.unit(row.candidate.facts))
      }
    }
    try rejects.commit()
    guard rejects.count == 0 else {
      session.report([Diagnostic(.unitsRefused, at: nil, [LocalText("\(rejects.count)")])])
      throw .reported(.inputHasErrors)
    }
  }

  private static func unit(_ facts: Record) -> UnitShares.Unit {
    var factors: [Rational] = []
    for value in facts.values.dropFirst() {
      if case .number(let number) = value { factors.append(number) }
    }
    return UnitShares.Unit(value: facts[0], factors: factors)
  }

  private static func problems(
    _ facts: Record, _ shape: IRProgram, _ seen: inout Set<Value>
  ) -> [DataProblem] {
    var result: [DataProblem] = []
    for (index, field) in (shape.records.first?.fields ?? []).enumerated() {
      let column = field.label.zh
      switch facts[index] {
      case .unknown, .none:
        result.append(DataProblem(.factorMissing, column: column, value: ""))
      case .number(let number) where index > 0 && number.isNegative:
        result.append(DataProblem(.negativeFactor, column: column, value: number.description))
      default: continue
      }
    }
    if result.isEmpty, !seen.insert(facts[0]).inserted {
      result.append(
        DataProblem(.repeatedUnit, column: shape.records[0].fields[0].label.zh, value: ""))
    }
    return result
  }
}

extension UnitShares {
  /// Shares out a quota among the units of a file.
  static func read(
    _ path: String, _ rule: ApportionmentRule, _ setup: EvaluationSetup, _ session: Session
  ) throws(CommandFailure) -> UnitShares {
    let file = try UnitFile(path, rule, setup.program, session)
    do throws(UnitShares.Failure) {
      return try UnitShares(rule, file.units, in: setup.policy.environment)
    } catch {
      switch error {
      case .tooLarge: session.report([Diagnostic(.tooLargeToShare, at: nil, [])])
      case .weightless(let factor):
        let names = rule.factors.map { $0.label }
        let label = names.indices.contains(factor) ? names[factor] : rule.label
        session.report([
          Diagnostic(
            .weightlessUnits, at: nil, [LocalText(zh: label.zh, en: label[.english])])
        ])
      case .evaluation(let problem):
        session.report([problem.diagnostic(in: setup.policy.environment)])
        throw .reported(
          problem.kind == .missingAsOfDate ? .wrongUsage : .inputHasErrors)
      }
      throw .reported(.inputHasErrors)
    }
  }
}
