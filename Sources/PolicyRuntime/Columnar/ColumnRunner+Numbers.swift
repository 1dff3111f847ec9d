internal import PolicyLang

// Steps over numbers. What an absent fact leaves in a vector is never looked at: masks say where there
// is a number. What leaves 64 bits or the calendar is marked, and its row decided elsewhere.
extension ColumnRunner {
  func within(_ step: ColumnInstruction, _ words: Int) {
    let (numbers, out) = (vector(step.a), plane(step.out))
    for word in 0..<words {
      var bits: UInt64 = 0
      for bit in 0..<64 {
        let number = numbers[word &* 64 &+ bit]
        if number >= step.low && number <= step.high { bits |= 1 &<< UInt64(bit) }
      }
      out[word] = bits
    }
  }

  func compare(_ step: ColumnInstruction, _ words: Int) {
    guard let comparison = IRNode.Comparison(rawValue: step.kind) else { return }
    let (a, b, out) = (vector(step.a), vector(step.b), plane(step.out))
    for word in 0..<words {
      var bits: UInt64 = 0
      for bit in 0..<64 where comparison.holds(a[word &* 64 &+ bit], b[word &* 64 &+ bit]) {
        bits |= 1 &<< UInt64(bit)
      }
      out[word] = bits
    }
  }

  func compute(_ step: ColumnInstruction, _ words: Int) {
    let out = vector(step.out)
    let failures = step.failures >= 0 ? plane(step.failures) : nil
    if let failures { for word in 0..<words { failures[word] = 0 } }
    switch step.operation {
    case .column: load(step, words)
    case .constant: out.update(repeating: step.low, count: words * 64)
    case .arithmetic:
      guard let kind = IRNode.Arithmetic(rawValue: step.kind) else { return }
      let (a, b) = (vector(step.a), vector(step.b))
      forEach(step.mask, words) { row in
        let (result, overflow) = ColumnRunner.calculate(kind, a[row], b[row])
        out[row] = result
        if overflow { failures?[row >> 6] |= 1 &<< UInt64(row & 63) }
      }
    case .scaled:
      let a = vector(step.a)
      forEach(step.mask, words) { row in
        let (result, overflow) = a[row].multipliedReportingOverflow(by: step.low)
        out[row] = result
        if overflow { failures?[row >> 6] |= 1 &<< UInt64(row & 63) }
      }
    case .select:
      let (a, b, mask) = (vector(step.a), vector(step.b), plane(step.mask))
      for row in 0..<(words * 64) {
        out[row] = mask[row >> 6] >> UInt64(row & 63) & 1 != 0 ? a[row] : b[row]
      }
    case .fullYears:
      let (a, b) = (vector(step.a), vector(step.b))
      forEach(step.mask, words) { row in
        out[row] = Int64(ColumnRunner.date(a[row]).fullYears(to: ColumnRunner.date(b[row])))
      }
    case .yearOf:
      let a = vector(step.a)
      forEach(step.mask, words) { row in
        out[row] = Int64(ColumnRunner.date(a[row]).components.year)
      }
    case .moved:
      let a = vector(step.a)
      forEach(step.mask, words) { row in
        let date = ColumnRunner.date(a[row])
        let moved =
          step.low != 0 ? date.adding(months: Int(step.low)) : date.adding(days: Int(step.high))
        out[row] = Int64((moved ?? date).dayNumber)
        if moved == nil { failures?[row >> 6] |= 1 &<< UInt64(row & 63) }
      }
    case .spreadNumbers:
      guard let ends = ends[Int(step.list)] else { return }
      let a = vector(step.a)
      var from = 0
      for record in 0..<parents(step.list) {
        let to = Int(ends[record])
        while from < to {
          out[from] = a[record]
          from &+= 1
        }
      }
    case .aggregate: aggregate(step, failures)
    case .skip, .rangeCode, .range16, .range32, .range64, .member, .and, .or, .andNot, .not,
      .given, .spread, .count, .within, .compare:
      return
    }
  }

  private static func date(_ day: Int64) -> CivilDate {
    CivilDate(dayNumber: Int32(truncatingIfNeeded: day))
  }

  @inline(__always)
  private static func calculate(
    _ kind: IRNode.Arithmetic, _ a: Int64, _ b: Int64
  ) -> (Int64, Bool) {
    switch kind {
    case .add: return a.addingReportingOverflow(b)
    case .subtract: return a.subtractingReportingOverflow(b)
    case .multiply: return a.multipliedReportingOverflow(by: b)
    case .higher: return (max(a, b), false)
    case .lower: return (min(a, b), false)
    case .divide: return (0, true)
    }
  }

  /// A column as 64-bit numbers.
  private func load(_ step: ColumnInstruction, _ words: Int) {
    let (out, memory) = (vector(step.out), cells[Int(step.a)])
    let count = words * 64
    switch ColumnStorage(rawValue: step.kind) {
    case .code:
      let column = memory.assumingMemoryBound(to: UInt8.self)
      for row in 0..<count { out[row] = Int64(column[row]) }
    case .int16:
      let column = memory.assumingMemoryBound(to: Int16.self)
      for row in 0..<count { out[row] = Int64(column[row]) }
    case .int32:
      let column = memory.assumingMemoryBound(to: Int32.self)
      for row in 0..<count { out[row] = Int64(column[row]) }
    case .int64:
      out.update(from: memory.assumingMemoryBound(to: Int64.self), count: count)
    case nil: return
    }
  }

  /// The rows of a mask, in order.
  @inline(__always)
  private func forEach(_ mask: Int32, _ words: Int, _ body: (Int) -> Void) {
    let mask = plane(mask)
    for word in 0..<words {
      var bits = mask[word]
      while bits != 0 {
        body(word &* 64 &+ bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
    }
  }

  private func aggregate(_ step: ColumnInstruction, _ failures: Plane?) {
    guard let kind = ColumnStep.AggregateStep(rawValue: step.kind),
      let ends = ends[Int(step.list)]
    else { return }
    let (terms, mask, out) = (vector(step.a), plane(step.mask), vector(step.out))
    var element = 0
    for record in 0..<counts[Int(step.domain)] {
      let end = Int(ends[record])
      var result: Int64 = 0
      var isFirst = true
      while element < end {
        if mask[element >> 6] >> UInt64(element & 63) & 1 != 0 {
          let term = terms[element]
          switch kind {
          case .sum:
            let (sum, overflow) = result.addingReportingOverflow(term)
            result = sum
            if overflow { failures?[record >> 6] |= 1 &<< UInt64(record & 63) }
          case .highest: result = isFirst ? term : max(result, term)
          case .lowest: result = isFirst ? term : min(result, term)
          }
          isFirst = false
        }
        element &+= 1
      }
      out[record] = result
    }
  }
}
