internal import PolicyLang

// Comparisons with constants become ranges of what a column stores; others compare vectors.
extension ColumnCompiler {
  mutating func compare(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    if folder.isConstant(left), !folder.isConstant(right) {
      switch folder.constant(left) {
      case .value(.unknown): return .unknown
      // No value on the left settles the comparison even where the right is unknown.
      case .value(.none): return .no
      case .value, .failure, .variable: break
      }
      return try compareVariable(comparison.flipped, right, left, domains)
    }
    return try compareVariable(comparison, left, right, domains)
  }

  private mutating func compareVariable(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    let constant = folder.constant(right)
    switch constant {
    case .failure, .value(.none): throw Unsupported()
    case .value(.unknown):
      if type(left).isNumeric {
        return TruthStep(yes: StepPool.zeros, no: try number(left, domains).none)
      }
      return .unknown
    case .value, .variable: break
    }
    switch type(left) {
    case .boolean: return try compareTruth(comparison, left, right, domains)
    case .text:
      guard case .value(.text(let word)) = constant else { throw Unsupported() }
      return try compareText(comparison, left, word, domains)
    case .enumeration:
      if case .value(.value(let bound)) = constant, isColumn(left, domains) {
        return try codes(of: left, domains) { comparison.holds(Int64($0), Int64(bound)) }
      }
    case .number, .money, .share, .date, .calendarYear, .monthDay: break
    case .set, .record, .list, .judgement, .clauses, .option, .error: throw Unsupported()
    }
    if case .value(.number(let bound)) = constant {
      if let truth = try compareCount(comparison, left, bound, domains) { return truth }
      if type(left) == .number(.months) || type(right) == .number(.months) {
        return try compareNumbers(comparison, left, right, domains)
      }
      if let truth = try compareYears(comparison, left, bound, domains) { return truth }
    }
    return try compareNumbers(comparison, left, right, domains)
  }

  private func isColumn(_ node: NodeID, _ domains: [Int]) -> Bool {
    derivation(of: node) == nil && link.place(of: node, in: domains, plan, folder) != nil
  }

  // MARK: Truths, texts, codes

  private mutating func compareTruth(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    guard !isTable(left), !isTable(right) else { throw Unsupported() }
    let (a, b) = (try truth(left, domains), try truth(right, domains))
    let equal = TruthStep(
      yes: pool.or(pool.and(a.yes, b.yes), pool.and(a.no, b.no)),
      no: pool.or(pool.and(a.yes, b.no), pool.and(a.no, b.yes)))
    switch comparison {
    case .equal: return equal
    case .notEqual: return !equal
    case .atLeast, .atMost, .above, .below: throw Unsupported()
    }
  }

  /// Whether a boolean may have no value at all, which compares as false with anything.
  private func isTable(_ node: NodeID) -> Bool {
    switch operation(node) {
    case .table: return true
    case .named(_, let operand): return isTable(operand)
    case .parameter, .reading:
      guard let chosen = folder.operands(of: node).first else { return false }
      return isTable(chosen)
    default: return false
    }
  }

  private mutating func compareText(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ word: String, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    let (column, domain) = try self.column(left, domains)
    guard let place = plan.word(word, of: column) else { throw Unsupported() }
    let code = Int64(ColumnCode.word(place))
    let yes = pool.range(column, code, code, in: domain)
    let equal = lift(
      TruthStep(yes: yes, no: pool.andNot(given(column), yes)), from: domain, to: domains, &pool)
    return comparison == .equal ? equal : !equal
  }

  /// A field of an enumeration whose value (by its index in the policy's vocabulary) is in a set.
  private mutating func codes(
    of node: NodeID, _ domains: [Int], _ isIn: (Int) -> Bool
  ) throws(Unsupported) -> TruthStep {
    let (column, domain) = try self.column(node, domains)
    guard case .enumeration(let index) = plan.columns[column].field.type,
      plan.program.enumerations.indices.contains(index)
    else { throw Unsupported() }
    let own = values(of: column)
    var marks: [UInt8] = [0]
    for place in plan.program.enumerations[index].values.indices {
      // Rows with a value that the policy does not know have no decision at all.
      let local = own.map { $0.indices.contains(place) ? $0[place] : nil } ?? place
      marks.append(local.map { isIn($0) ? 1 : 0 } ?? 0)
    }
    let yes = pool.member(column, marks, in: domain)
    let truth = TruthStep(yes: yes, no: pool.andNot(given(column), yes))
    return lift(truth, from: domain, to: domains, &pool)
  }

  mutating func isMember(
    _ element: NodeID, _ set: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    guard case .value(.values(let values)) = folder.constant(set) else { throw Unsupported() }
    return try isAmong(element, values, domains)
  }

  /// Whether a value is one of some of its enumeration.
  mutating func isAmong(
    _ element: NodeID, _ values: [Int], _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    guard isColumn(element, domains) else { throw Unsupported() }
    return try codes(of: element, domains) { values.contains($0) }
  }

  // MARK: Numbers

  private mutating func compareNumbers(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    var (a, b) = (try number(left, domains), try number(right, domains))
    // Twelve months are a year; nothing else converts.
    switch (type(left), type(right)) {
    case (.number(.years), .number(.months)):
      a = try converted(a, type(left), to: type(right), domains)
    case (.number(.months), .number(.years)):
      b = try converted(b, type(right), to: type(left), domains)
    default: break
    }
    let (known, none) = both(a, b)
    var yes: Int
    if case .constant(let bound) = b.source, b.known == StepPool.ones {
      let bounds = comparison.bounds(bound, over: b.scale, times: a.scale)
      yes = within(a, bounds)
      if comparison == .notEqual { yes = pool.andNot(a.known, yes) }
    } else {
      (a, b) = try aligned(a, b, domains)
      yes = pool.and(
        known, pool.add(.compare(comparison, vector(a), vector(b)), in: a.domain))
    }
    return TruthStep(yes: yes, no: pool.or(none, pool.andNot(known, yes)))
  }

  /// Where a number, as scaled, lies between two bounds.
  mutating func within(_ number: NumberStep, _ bounds: ClosedRange<Int64>?) -> Int {
    guard let bounds else { return StepPool.zeros }
    switch number.source {
    case .constant(let value): return bounds.contains(value) ? number.known : StepPool.zeros
    case .column(let column):
      let numbers = plan.columns[column].storage.numbers
      return pool.range(
        column, max(bounds.lowerBound, numbers.lowerBound),
        min(bounds.upperBound, numbers.upperBound), in: number.domain)
    case .vector(let step):
      let plane = pool.add(
        .within(step, low: bounds.lowerBound, high: bounds.upperBound), in: number.domain)
      return pool.and(number.known, plane)
    }
  }

  /// Completed years from a date in a column to a fixed day: the more, the earlier the date. So the
  /// dates that fit are a range, found here once. Also for a field that is derived in this way.
  private mutating func compareYears(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ bound: Rational, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep? {
    if let derivation = derivation(of: left) {
      guard policy.environment.asOf != nil, !deriving.contains(derivation.field),
        let derived = try yearsTruth(comparison, derivation.value, bound, [0])
      else { return nil }
      let (column, domain) = try self.column(left, domains)
      let known = given(column)
      let bounds = comparison.bounds(
        bound.numerator, over: bound.denominator, times: plan.columns[column].scale)
      let number = NumberStep(
        source: .column(column), scale: plan.columns[column].scale, known: known, domain: 0)
      var yes = within(number, bounds)
      if comparison == .notEqual { yes = pool.andNot(known, yes) }
      let own = TruthStep(yes: yes, no: pool.andNot(known, yes))
      return lift(pool.select(known, own, derived), from: domain, to: domains, &pool)
    }
    return try yearsTruth(comparison, left, bound, domains)
  }

  private mutating func yearsTruth(
    _ comparison: IRNode.Comparison, _ node: NodeID, _ bound: Rational, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep? {
    guard let (column, domain, day) = yearsColumn(node, domains) else { return nil }
    let known = given(column)
    var yes = StepPool.zeros
    if let bounds = comparison.bounds(bound.numerator, over: bound.denominator, times: 1) {
      // The earliest date with at most so many years, and the latest with at least so many.
      let first = ColumnCompiler.firstDay { Int64($0.fullYears(to: day)) <= bounds.upperBound }
      let end = ColumnCompiler.firstDay { Int64($0.fullYears(to: day)) < bounds.lowerBound }
      yes = pool.range(
        column, max(first, ColumnStorage.int32.numbers.lowerBound), end - 1,
        in: domain)
    }
    if comparison == .notEqual { yes = pool.andNot(known, yes) }
    let truth = TruthStep(yes: yes, no: pool.andNot(known, yes))
    return lift(truth, from: domain, to: domains, &pool)
  }

  /// The column of dates from which a node counts years to a fixed day.
  func yearsColumn(
    _ node: NodeID, _ domains: [Int]
  ) -> (column: Int, domain: Int, day: CivilDate)? {
    switch operation(node) {
    case .named(_, let operand): return yearsColumn(operand, domains)
    case .fullYears(let from, let to):
      var folder = folder
      guard case .value(.date(let day)) = folder.constant(to), derivation(of: from) == nil,
        let (domain, path) = link.place(of: from, in: domains, plan, folder),
        let column = plan.column(domain, path)
      else { return nil }
      return (column, domain, day)
    default: return nil
    }
  }

  /// The first day of the calendar from which on something holds; one past the last if it never does.
  static func firstDay(_ holds: (CivilDate) -> Bool) -> Int64 {
    var (low, high) = (Int32(-719_162), Int32(2_932_897))
    while low < high {
      let middle = low + (high - low) / 2
      if holds(CivilDate(dayNumber: middle)) { high = middle } else { low = middle + 1 }
    }
    return Int64(low)
  }

  /// A date within a fixed length before a fixed day.
  mutating func window(
    _ date: NodeID, _ length: NodeID, _ end: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    guard case .value(.date(let last)) = folder.constant(end),
      case .value(.number(let number)) = folder.constant(length)
    else { throw Unsupported() }
    let evaluator = Evaluator(policy.environment, Candidate(id: "", facts: Record([])))
    var first = CivilDate(dayNumber: 0)
    do throws(EvaluationError) {
      if case .number(.calendarYears) = type(length) {
        let year = last.components.year - (try evaluator.whole(number)) + 1
        guard let start = CivilDate(year: max(year, 1), month: 1, day: 1), year <= 9999 else {
          throw EvaluationError(.dateOutOfRange, at: nil)
        }
        first = start
      } else {
        first = try evaluator.shift(last, back: number, type(length))
      }
    } catch {
      throw Unsupported()
    }
    let moment = try self.number(date, domains)
    let (low, high) = (Int64(first.dayNumber), Int64(last.dayNumber))
    let yes = within(moment, low <= high ? low...high : nil)
    return TruthStep(yes: yes, no: pool.or(moment.none, pool.andNot(moment.known, yes)))
  }
}

extension IRNode.Comparison {
  /// The same comparison with its sides exchanged.
  var flipped: Self {
    switch self {
    case .equal, .notEqual: self
    case .atLeast: .atMost
    case .atMost: .atLeast
    case .above: .below
    case .below: .above
    }
  }

  func holds(_ a: Int64, _ b: Int64) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .atLeast: a >= b
    case .atMost: a <= b
    case .above: a > b
    case .below: a < b
    }
  }

  /// The whole numbers `x` for which `x ÷ scale` compares with `bound ÷ divisor`; for `notEqual` those
  /// that are equal.
  func bounds(_ bound: Int64, over divisor: Int64, times scale: Int64) -> ClosedRange<Int64>? {
    let product = Int128(bound) * Int128(scale)
    let divisor = Int128(divisor)
    let isWhole = product % divisor == 0
    let floor = product / divisor - (product % divisor < 0 ? 1 : 0)
    let ceiling = isWhole ? floor : floor + 1
    var (low, high) = (Int128(Int64.min), Int128(Int64.max))
    switch self {
    case .equal, .notEqual: (low, high) = isWhole ? (floor, floor) : (1, 0)
    case .atLeast: low = ceiling
    case .above: low = floor + 1
    case .atMost: high = floor
    case .below: high = ceiling - 1
    }
    guard low <= high, low <= Int128(Int64.max), high >= Int128(Int64.min) else { return nil }
    return Int64(clamping: low)...Int64(clamping: high)
  }
}
