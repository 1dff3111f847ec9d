internal import PolicyLang

// Comparisons and memberships.
extension SQLEmitter {
  func compare(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID
  ) throws(SQLRefusal) -> SQLPiece {
    var (a, b) = (try piece(left), try piece(right))
    switch (program.nodes[left.index].type, program.nodes[right.index].type) {
    case (.number(.years), .number(.months)): a = try scaled(a, by: 12)
    case (.number(.months), .number(.years)): b = try scaled(b, by: 12)
    default: break
    }
    return try order(comparison, a, b)
  }

  /// Compares two values of the same kind; no value compares as false.
  func order(
    _ comparison: IRNode.Comparison, _ a: SQLPiece, _ b: SQLPiece
  ) throws(SQLRefusal) -> SQLPiece {
    let both = Both(a, b)
    let sign = SQLEmitter.sign(comparison)
    let text: String
    switch (a.sort, b.sort) {
    case (.nothing, _), (_, .nothing): text = SQLText.unknown
    case (.spelled(let enumeration), _):
      if case .value(let code)? = b.constant {
        text = words(a.text, enumeration) { SQLEmitter.holds(comparison, $0, code) }
      } else {
        text = "(\(code(a)) \(sign) \(code(b)))"
      }
    case (_, .spelled): text = "(\(code(a)) \(sign) \(code(b)))"
    case (.set(let x), .set(let y)):
      text = (x == y) == (comparison == .equal) ? SQLText.yes : SQLText.no
    case (.number(let x), .number(let y)):
      if a.high != nil || b.high != nil {
        text = try intervals(comparison, a, b, x, y)
      } else {
        let (p, q) = try alike(a.text, x, b, y)
        text = "(\(p) \(sign) \(q))"
      }
    case (.truth, .truth), (.code, .code), (.date, .date), (.year, .year), (.text, .text),
      (.option, .option):
      text = "(\(a.text) \(sign) \(b.text))"
    default: throw unsupported(.fieldType)
    }
    var result = both.piece(text, .truth, otherwise: SQLText.no)
    if a.high != nil || b.high != nil || text == SQLText.unknown { result.isOpen = true }
    return result
  }

  /// True or false only if all numbers between the bounds agree.
  private func intervals(
    _ comparison: IRNode.Comparison, _ a: SQLPiece, _ b: SQLPiece, _ x: SQLNumber, _ y: SQLNumber
  ) throws(SQLRefusal) -> String {
    var (aHigh, bHigh) = (a, b)
    aHigh.text = a.high ?? a.text
    bHigh.text = b.high ?? b.text
    // A constant may be written otherwise beside a plain number, so the pairs are made alike each.
    let (lowA, highB) = try alike(a.text, x, bHigh, y)
    let (highA, lowB) = try alike(aHigh.text, x, b, y)
    func choose(_ yes: String, _ no: String) -> String {
      "CASE WHEN \(yes) THEN TRUE WHEN \(no) THEN FALSE END"
    }
    switch comparison {
    case .atLeast: return choose("\(lowA) >= \(highB)", "\(highA) < \(lowB)")
    case .below: return choose("\(highA) < \(lowB)", "\(lowA) >= \(highB)")
    case .atMost: return choose("\(highA) <= \(lowB)", "\(lowA) > \(highB)")
    case .above: return choose("\(lowA) > \(highB)", "\(highA) <= \(lowB)")
    case .equal, .notEqual:
      var no = "\(highA) < \(lowB) OR \(lowA) > \(highB)"
      // An open count is a whole number.
      for (piece, number) in [(a, x), (b, y)] where piece.high == nil {
        let (text, number, _) = try whole(piece.text, number)
        let (modulus, _) = try product(
          "\(number.divisor)", 19, number.over ?? "1", number.overDigits)
        if modulus != "1" { no += " OR mod(\(text), \(modulus)) <> 0" }
      }
      let yes = "\(lowA) = \(highB) AND \(highA) = \(lowB)"
      return comparison == .equal
        ? choose(yes, no) : "CASE WHEN \(yes) THEN FALSE WHEN \(no) THEN TRUE END"
    }
  }

  func isMember(_ element: NodeID, _ set: NodeID) throws(SQLRefusal) -> SQLPiece {
    let (a, b) = (try piece(element), try piece(set))
    let both = Both(a, b)
    if case .nothing = b.sort { return both.piece(SQLText.unknown, .truth, otherwise: SQLText.no) }
    guard case .set(let values) = b.sort else { throw unsupported(.computedSet) }
    let text: String
    switch a.sort {
    case .spelled(let enumeration): text = words(a.text, enumeration) { values.contains($0) }
    case .code:
      text =
        values.isEmpty
        ? "CASE WHEN \(a.text) IS NOT NULL THEN FALSE END"
        : "(\(a.text) IN (" + values.map { "\($0)" }.joined(separator: ", ") + "))"
    case .nothing: text = SQLText.unknown
    default: throw unsupported(.fieldType)
    }
    return both.piece(text, .truth, otherwise: SQLText.no)
  }

  // MARK: Words of levels and choices

  /// Whether a word is one of the values that `accepts` takes.
  func words(_ text: String, _ enumeration: Int, _ accepts: (Int) -> Bool) -> String {
    var words: [String] = []
    for (word, position) in spellings(of: enumeration) where accepts(position) {
      words.append(dialect.literal(word))
    }
    if words.isEmpty { return "CASE WHEN \(text) IS NOT NULL THEN FALSE END" }
    return "(\(text) IN (" + words.joined(separator: ", ") + "))"
  }

  /// The position of a value in its enumeration.
  func code(_ piece: SQLPiece) -> String {
    guard case .spelled(let enumeration) = piece.sort else { return piece.text }
    return code(piece.text, enumeration)
  }

  func code(_ text: String, _ enumeration: Int) -> String {
    var result = "CASE \(text)"
    for (word, position) in spellings(of: enumeration) {
      result += " WHEN \(dialect.literal(word)) THEN \(position)"
    }
    return result + " END"
  }

  /// Every word that data may use for a value: labels first, since most data has them, then ids.
  func spellings(of enumeration: Int) -> [(word: String, position: Int)] {
    let values = program.enumerations[enumeration].values
    var positions: [String: Int] = [:]
    for names in [values.map { $0.id }, values.map { $0.zh }, values.map { $0.en }] {
      for (position, name) in names.enumerated() where !name.isEmpty && positions[name] == nil {
        positions[name] = position
      }
    }
    var result: [(word: String, position: Int)] = []
    for names in [values.map { $0.zh }, values.map { $0.id }, values.map { $0.en }] {
      for name in names {
        if let position = positions.removeValue(forKey: name) { result.append((name, position)) }
      }
    }
    return result
  }

  // MARK: Signs

  static func sign(_ comparison: IRNode.Comparison) -> String {
    switch comparison {
    case .equal: "="
    case .notEqual: "<>"
    case .atLeast: ">="
    case .atMost: "<="
    case .above: ">"
    case .below: "<"
    }
  }

  private static func holds(_ comparison: IRNode.Comparison, _ a: Int, _ b: Int) -> Bool {
    switch comparison {
    case .equal: a == b
    case .notEqual: a != b
    case .atLeast: a >= b
    case .atMost: a <= b
    case .above: a > b
    case .below: a < b
    }
  }
}
