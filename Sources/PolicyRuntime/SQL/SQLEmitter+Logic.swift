internal import PolicyLang

// Conditions. SQL's own three-valued logic is Kleene's; what is added is what NULL cannot say.
extension SQLEmitter {
  func not(_ operand: SQLPiece) -> SQLPiece {
    var result = operand
    result.constant = nil
    if operand.text != SQLText.unknown { result.text = SQLText.not(operand.text) }
    return result
  }

  /// An error in a part matters only where the other parts do not settle the outcome.
  func junction(_ operands: [NodeID], isAnd: Bool) throws(SQLRefusal) -> SQLPiece {
    let (neutral, decisive) = isAnd ? (SQLText.yes, SQLText.no) : (SQLText.no, SQLText.yes)
    var result = SQLPiece(text: neutral, sort: .truth, isOpen: false)
    var parts: [String] = []
    var failures: [String] = []
    for operand in operands {
      let part = try truth(operand)
      if part.text == decisive { return SQLPiece(text: decisive, sort: .truth, isOpen: false) }
      if part.text == neutral { continue }
      parts.append(part.text)
      result.level = max(result.level, part.level)
      if part.isOpen { result.isOpen = true }
      if let fails = part.fails { failures.append(fails) }
    }
    result.text = isAnd ? SQLText.and(parts) : SQLText.or(parts)
    if !failures.isEmpty {
      // What is NULL and no part fails is unknown.
      result = try stored(result)
      result.fails = SQLText.and([SQLText.or(failures), "\(result.text) IS NULL"])
      result.isOpen = true
      let (fails, level) = try stored(result.fails ?? SQLText.no, result.level)
      (result.fails, result.level) = (fails, level)
    }
    return result
  }

  func atLeast(_ number: NodeID, _ operands: [NodeID]) throws(SQLRefusal) -> SQLPiece {
    var low: [String] = []
    var high: [String] = []
    var failures: [String] = []
    var level = 0
    for operand in operands {
      let part = try truth(operand)
      level = max(level, part.level)
      low.append("CASE WHEN \(part.text) THEN 1 ELSE 0 END")
      high.append("CASE WHEN NOT \(part.text) THEN 0 ELSE 1 END")
      if let fails = part.fails { failures.append(fails) }
    }
    var count = SQLPiece(
      text: "(" + low.joined(separator: " + ") + ")",
      sort: .number(SQLNumber(digits: 6)), level: level,
      high: "(" + high.joined(separator: " + ") + ")")
    if operands.isEmpty { (count.text, count.high) = ("0", "0") }
    count = try stored(count)
    return try settled(.atLeast, count, try piece(number), SQLText.or(failures))
  }

  /// A comparison of a tally some of whose parts may fail: they matter where it stays open.
  func settled(
    _ comparison: IRNode.Comparison, _ tally: SQLPiece, _ bound: SQLPiece, _ failures: String
  ) throws(SQLRefusal) -> SQLPiece {
    var result = try order(comparison, tally, bound)
    if failures == SQLText.no { return result }
    result = try stored(result)
    let own = SQLText.and([failures, "\(result.text) IS NULL"])
    let (fails, level) = try stored(SQLText.or([result.fails ?? SQLText.no, own]), result.level)
    (result.fails, result.level) = (fails, level)
    return result
  }

  func known(_ operand: SQLPiece) -> SQLPiece {
    var result = SQLPiece(
      text: SQLText.not(operand.unknown), sort: .truth, level: operand.level, isOpen: false)
    if let fails = operand.fails {
      result.fails = fails
      result.text = "CASE WHEN \(fails) THEN NULL ELSE \(result.text) END"
    }
    return result
  }

  // MARK: Two operands

  /// What two operands share: an unknown left operand makes the result unknown before anything else,
  /// an error counts unless the other operand is unknown, no value comes next.
  struct Both {
    let left: SQLPiece
    let right: SQLPiece
    let none: String
    let fails: String

    init(_ left: SQLPiece, _ right: SQLPiece) {
      self.left = left
      self.right = right
      let leftKnown = SQLText.not(left.unknown)
      fails = SQLText.or([
        SQLText.and([left.fails ?? SQLText.no, SQLText.not(right.unknown)]),
        SQLText.and([right.fails ?? SQLText.no, leftKnown]),
      ])
      none = SQLText.and([
        SQLText.or([
          left.none ?? SQLText.no, SQLText.and([right.none ?? SQLText.no, leftKnown]),
        ]),
        SQLText.not(fails),
      ])
    }

    var level: Int { max(left.level, right.level) }
    var isOpen: Bool { left.isOpen || right.isOpen }

    /// The result of an operation; `otherwise` is what no value in an operand makes.
    func piece(_ text: String, _ sort: SQLPiece.Sort, otherwise: String?) -> SQLPiece {
      var result = SQLPiece(text: text, sort: sort, level: level, isOpen: isOpen)
      if let otherwise {
        if none != SQLText.no {
          result.text = "CASE WHEN \(none) THEN \(otherwise) ELSE \(text) END"
        }
      } else {
        result.none = SQLText.some(none)
      }
      result.fails = SQLText.some(fails)
      return result
    }
  }
}
