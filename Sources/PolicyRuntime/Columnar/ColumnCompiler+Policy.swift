internal import PolicyLang

/// What the steps of a program mean for one policy.
struct CompiledPolicy {
  struct Clause {
    /// Whether the clause is satisfied.
    let truth: TruthStep
    let isHard: Bool
    /// Where it is open for want of judgements alone; `nil` where only the interpreter can tell.
    let openForJudgements: Int?
  }
  var clauses: [Clause] = []
  /// Rows that only the reference interpreter may decide.
  var failures: [Int] = []
}

// All clauses of a policy, and everything that can keep it from deciding a row at all.
extension ColumnCompiler {
  mutating func compile() -> CompiledPolicy {
    var result = CompiledPolicy()
    if decidesOnlyByInterpreter() { failures = [StepPool.ones] }
    failUnknownValues()
    for derivation in program.derivations { check(derivation) }
    // An invariant that lacks the day is not looked at, so what only fails for that is unknown in it.
    ignoresMissingDay = true
    for invariant in program.invariants { fail(condition(invariant.condition).no, [0]) }
    ignoresMissingDay = false
    forget()
    for requirement in program.requirements {
      // The parts are looked into as well, for what fails in them.
      if let applies = requirement.applies { _ = condition(applies) }
      _ = condition(requirement.condition)
      for exception in requirement.exceptions + requirement.lifts { _ = condition(exception.holds) }
      result.clauses.append(
        CompiledPolicy.Clause(
          truth: condition(requirement.satisfied), isHard: requirement.strength.isHard,
          openForJudgements: openForJudgements(requirement.satisfied)))
    }
    result.failures = failures
    return result
  }

  /// A result that may fail, or a time in force that depends on the record, takes the row's decision
  /// with it.
  private mutating func decidesOnlyByInterpreter() -> Bool {
    for result in program.results where mayFail(result.value) { return true }
    for norm in program.norms {
      switch norm.kind {
      case .effective, .expires, .issued: break
      default: continue
      }
      for attribute in norm.attributes {
        guard case .node(let node) = attribute.value else { continue }
        guard case .value = folder.constant(node) else { return true }
      }
    }
    return false
  }

  private func mayFail(_ node: NodeID) -> Bool {
    var seen = Set<NodeID>()
    var open = [node]
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch operation(next) {
      case .arithmetic, .minus, .window, .score, .error, .termEnded: return true
      case .asOfDate where policy.environment.asOf == nil: return true
      case .parameter where folder.operands(of: next).isEmpty: return true
      case .aggregate(.sum, _, _, _): return true
      case .table(let index, _) where program.tables[index].mode != .first: return true
      case .compare(_, let left, let right) where type(left) != type(right): return true
      default: break
      }
      open += folder.operands(of: next)
    }
    return false
  }

  /// A value that only other policies know leaves a row without decision.
  private mutating func failUnknownValues() {
    for column in plan.columns.indices {
      guard let values = values(of: column) else { continue }
      var marks: [UInt8] = [0]
      for place in values { marks.append(place == nil ? 1 : 0) }
      let domain = plan.columns[column].domain
      fail(pool.member(column, marks, in: domain), plan.chain(to: domain))
    }
  }

  // MARK: Derived fields

  /// A field with what a derivation makes of others where it is absent.
  mutating func completed(
    _ given: NumberStep, by derivation: IRDerivation
  ) throws(Unsupported) -> NumberStep {
    guard !deriving.contains(derivation.field) else { throw Unsupported() }
    if let input = inputWithoutDay(derivation) {
      // The missing day is reported as soon as something reads the field.
      if !ignoresMissingDay { fail(pool.andNot(input, given.known), [0]) }
      return given
    }
    deriving.insert(derivation.field)
    defer { deriving.remove(derivation.field) }
    let (own, derived) = try aligned(given, try derivedNumber(derivation), [0])
    let step = pool.add(
      .select(given.known, then: vector(own), else: vector(derived)), in: 0)
    return NumberStep(
      source: .vector(step), scale: own.scale, known: pool.or(given.known, derived.known),
      domain: 0)
  }

  private mutating func derivedNumber(
    _ derivation: IRDerivation
  ) throws(Unsupported) -> NumberStep {
    var seen = Set<NodeID>()
    var open = [derivation.value]
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch operation(next) {
      // What is derived later must not take back what was derived before.
      case .known: throw Unsupported()
      case .asOfDate where policy.environment.asOf == nil: throw Unsupported()
      case .parameter where folder.operands(of: next).isEmpty:
        guard case .value = folder.constant(next) else { throw Unsupported() }
      default: break
      }
      open += folder.operands(of: next)
    }
    return try number(derivation.value, [0])
  }

  /// Where a derivation would have a value if the day of the decision were given: years up to that day.
  private mutating func inputWithoutDay(_ derivation: IRDerivation) -> Int? {
    guard policy.environment.asOf == nil,
      case .fullYears(let from, let to) = operation(derivation.value),
      case .asOfDate = operation(to), self.derivation(of: from) == nil,
      let (domain, path) = link.place(of: from, in: [0], plan, folder), domain == 0,
      let column = plan.column(domain, path)
    else { return nil }
    return given(column)
  }

  /// A field that is given and differs from what others make it contradicts them.
  private mutating func check(_ derivation: IRDerivation) {
    if inputWithoutDay(derivation) != nil { return }
    do throws(Unsupported) {
      guard let place = link.place(of: derivation.field, in: 0),
        let column = plan.column(0, [place])
      else { throw Unsupported() }
      switch plan.columns[column].field.type {
      case .number, .money, .share, .date, .calendarYear, .monthDay: break
      default: throw Unsupported()
      }
      var given = NumberStep(
        source: .column(column), scale: plan.columns[column].scale, known: self.given(column),
        domain: 0)
      deriving.insert(derivation.field)
      defer { deriving.remove(derivation.field) }
      if let (dates, domain, day) = yearsColumn(derivation.value, [0]), domain == 0 {
        // Only where both are given, which is rare in a file.
        let both = pool.and(given.known, self.given(dates))
        let years = pool.add(
          .fullYears(
            pool.add(.column(dates), in: 0), pool.add(.constant(Int64(day.dayNumber)), in: 0),
            mask: both), in: 0)
        var derived = NumberStep(source: .vector(years), scale: 1, known: both, domain: 0)
        (given, derived) = try aligned(given, derived, [0])
        fail(differ(given, derived, both), [0])
        return
      }
      var derived = try derivedNumber(derivation)
      (given, derived) = try aligned(given, derived, [0])
      fail(differ(given, derived, pool.and(given.known, derived.known)), [0])
    } catch {
      failures = [StepPool.ones]
    }
  }

  private mutating func differ(_ a: NumberStep, _ b: NumberStep, _ mask: Int) -> Int {
    pool.and(mask, pool.add(.compare(.notEqual, vector(a), vector(b)), in: 0))
  }
}
