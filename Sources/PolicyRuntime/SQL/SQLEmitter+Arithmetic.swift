internal import PolicyLang

// Exact arithmetic on whole numbers: a number with decimals is a whole number over a power of ten.
extension SQLEmitter {
  private static let largest = "9223372036854775807"

  func arithmetic(
    _ operation: IRNode.Arithmetic, _ left: NodeID, _ right: NodeID, _ type: IRType
  ) throws(SQLRefusal) -> SQLPiece {
    var (a, b) = (try piece(left), try piece(right))
    let (leftType, rightType) = (program.nodes[left.index].type, program.nodes[right.index].type)
    switch (a.sort, b.sort) {
    case (.nothing, _), (_, .nothing):
      return Both(a, b).piece(SQLText.null, .nothing, otherwise: nil)
    case (.date, .number): return try moved(a, b, rightType, back: operation == .subtract)
    case (.number, .date): return try moved(b, a, leftType, back: false)
    case (.date, .date) where operation == .subtract:
      let text = dialect.days(from: b.text, to: a.text)
      return Both(a, b).piece(text, .number(SQLNumber(digits: 7)), otherwise: nil)
    case (.year, .year) where operation == .subtract:
      return Both(a, b).piece(
        "(\(a.text) - \(b.text))", .number(SQLNumber(digits: 4)), otherwise: nil)
    case (.date, .date), (.year, .year), (.code, .code), (.spelled, _), (_, .spelled):
      let (x, y) = (code(a), code(b))
      var sort = a.sort
      if case .spelled = sort { sort = .code }
      return Both(a, b).piece(choice(operation, x, y), sort, otherwise: nil)
    case (.year, .number): return try movedYear(a, b, back: operation == .subtract)
    default: break
    }
    if operation != .multiply, operation != .divide {
      a = try converted(a, leftType, to: type)
      b = try converted(b, rightType, to: type)
    }
    guard case .number(let x) = a.sort, case .number(let y) = b.sort else {
      throw unsupported(.fieldType)
    }
    if a.high != nil || b.high != nil {
      return try openCounts(operation, a, b, x, y)
    }
    return try calculate(operation, a, b, x, y)
  }

  func minus(_ operand: NodeID) throws(SQLRefusal) -> SQLPiece {
    let value = try piece(operand)
    let zero = try piece(of: .number(.zero), .number(.none))
    guard case .number(let y) = value.sort, case .number(let x) = zero.sort else { return value }
    if value.high != nil { return try openCounts(.subtract, zero, value, x, y) }
    return try calculate(.subtract, zero, value, x, y)
  }

  /// The higher or lower of two.
  private func choice(_ operation: IRNode.Arithmetic, _ x: String, _ y: String) -> String {
    operation == .higher
      ? "CASE WHEN \(x) >= \(y) THEN \(x) WHEN \(x) < \(y) THEN \(y) END"
      : "CASE WHEN \(x) <= \(y) THEN \(x) WHEN \(x) > \(y) THEN \(y) END"
  }

  private func calculate(
    _ operation: IRNode.Arithmetic, _ a: SQLPiece, _ b: SQLPiece, _ x: SQLNumber, _ y: SQLNumber
  ) throws(SQLRefusal) -> SQLPiece {
    let (p, u, _) = try whole(a.text, x)
    let (q, v, _) = try whole(b.text, y)
    var both = Both(a, b).piece("", .nothing, otherwise: nil)
    var result = SQLNumber(digits: 0)
    let text: String
    var failures = [both.fails ?? SQLText.no]
    switch operation {
    case .multiply:
      (text, result.digits) = try product(p, u.digits, q, v.digits)
      result.divisor = try times(u.divisor, v.divisor)
      (result.over, result.overDigits) = try overs(u, v)
    case .divide:
      let size = "abs(\(q))"
      let (top, digits) = try product(
        p, u.digits, "\(v.divisor)", "\(v.divisor)".utf8.count)
      let (whole, wholeDigits) = try product(top, digits, v.over ?? "1", v.overDigits)
      (text, result.digits) = (
        "CASE WHEN \(q) > 0 THEN \(whole) WHEN \(q) < 0 THEN -\(whole) END", wholeDigits
      )
      result.divisor = u.divisor
      if case .number(let number)? = b.constant, number != .zero {
        // A constant divisor stays one.
        result.divisor = try times(u.divisor, Int64(clamping: number.numerator.magnitude))
        (result.over, result.overDigits) = (u.over, u.overDigits)
        let sign = number < .zero ? "-" : ""
        return try finished(sign + whole, result, both, failures)
      }
      failures.append("coalesce(\(q) = 0 AND \(p) IS NOT NULL, FALSE)")
      let over = try product(size, v.digits, u.over ?? "1", u.overDigits)
      (result.over, result.overDigits) = over
    case .add, .subtract, .higher, .lower:
      let common = try commonDivisor(u.divisor, v.divisor)
      result.divisor = common
      var (left, leftDigits) = try product(
        p, u.digits, "\(common / u.divisor)", "\(common / u.divisor)".utf8.count)
      var (right, rightDigits) = try product(
        q, v.digits, "\(common / v.divisor)", "\(common / v.divisor)".utf8.count)
      (left, leftDigits) = try product(left, leftDigits, v.over ?? "1", v.overDigits)
      (right, rightDigits) = try product(right, rightDigits, u.over ?? "1", u.overDigits)
      (result.over, result.overDigits) = try overs(u, v)
      result.digits = max(leftDigits, rightDigits)
      if operation == .higher || operation == .lower {
        text = choice(operation, left, right)
      } else {
        result.digits += 1
        let type = try wideType(result.digits)
        let sign = operation == .add ? "+" : "-"
        text = "(CAST(\(left) AS \(type)) \(sign) \(right))"
      }
    }
    both.sort = .number(result)
    return try finished(text, result, both, failures)
  }

  /// A number beyond 64 bits is an error, as it is for the interpreter.
  private func finished(
    _ text: String, _ number: SQLNumber, _ piece: SQLPiece, _ failures: [String]
  ) throws(SQLRefusal) -> SQLPiece {
    var result = piece
    var failures = failures
    result.text = text
    result.sort = .number(number)
    if number.digits > 18 {
      result = try stored(result)
      failures.append("coalesce(abs(\(result.text)) > \(SQLEmitter.largest), FALSE)")
      result.text = "CASE WHEN abs(\(result.text)) <= \(SQLEmitter.largest) THEN \(result.text) END"
      if case .number(var kept) = result.sort {
        kept.digits = 19
        result.sort = .number(kept)
      }
    }
    result.fails = SQLText.some(SQLText.or(failures))
    return try stored(result)
  }

  /// Sums and extremes of open counts stay open; products and quotients of them are unknown.
  private func openCounts(
    _ operation: IRNode.Arithmetic, _ a: SQLPiece, _ b: SQLPiece, _ x: SQLNumber, _ y: SQLNumber
  ) throws(SQLRefusal) -> SQLPiece {
    let (lowA, highA) = try bounds(a, x)
    let (lowB, highB) = try bounds(b, y)
    if operation == .multiply || operation == .divide {
      return try arithmeticOfSettled(operation, settledOnly(a), settledOnly(b))
    }
    guard case .number(let u) = lowA.sort, case .number(let v) = lowB.sort, u.isPlain, v.isPlain
    else {
      return try arithmeticOfSettled(operation, settledOnly(a), settledOnly(b))
    }
    let isDifference = operation == .subtract
    let low = try calculate(operation, lowA, isDifference ? highB : lowB, u, v)
    let high = try calculate(operation, highA, isDifference ? lowB : highB, u, v)
    var result = Both(a, b).piece("", low.sort, otherwise: nil)
    // A bound beyond 64 bits stands for no limit at all: then nothing is known.
    result.text = "CASE WHEN \(high.text) IS NOT NULL THEN \(low.text) END"
    result.high = "CASE WHEN \(low.text) IS NOT NULL THEN \(high.text) END"
    result.level = max(low.level, high.level)
    result.isOpen = true
    return try stored(result)
  }

  private func bounds(
    _ piece: SQLPiece, _ number: SQLNumber
  ) throws(SQLRefusal) -> (low: SQLPiece, high: SQLPiece) {
    let (text, shape, _) = try whole(piece.text, number)
    var low = piece
    (low.text, low.sort, low.high, low.fails, low.none) = (text, .number(shape), nil, nil, nil)
    var high = low
    if let upper = piece.high { high.text = try whole(upper, number).text }
    return (low, high)
  }

  private func settledOnly(_ piece: SQLPiece) -> SQLPiece {
    guard let high = piece.high else { return piece }
    var result = piece
    result.text = "CASE WHEN \(piece.text) = \(high) THEN \(piece.text) END"
    result.high = nil
    result.isOpen = true
    return result
  }

  private func arithmeticOfSettled(
    _ operation: IRNode.Arithmetic, _ a: SQLPiece, _ b: SQLPiece
  ) throws(SQLRefusal) -> SQLPiece {
    guard case .number(let x) = a.sort, case .number(let y) = b.sort else {
      throw unsupported(.fieldType)
    }
    return try calculate(operation, a, b, x, y)
  }

  // MARK: Units

  /// Months become years or years months where the result asks for it.
  private func converted(
    _ value: SQLPiece, _ type: IRType, to result: IRType
  ) throws(SQLRefusal) -> SQLPiece {
    switch (type, result) {
    case (.number(.years), .number(.months)): return try scaled(value, by: 12)
    case (.number(.months), .number(.years)):
      guard value.high == nil, case .number(var number) = value.sort else { return value }
      number.divisor = try times(number.divisor, 12)
      var scaled = value
      scaled.sort = .number(number)
      scaled.constant = nil
      return scaled
    default: return value
    }
  }

  func scaled(_ value: SQLPiece, by factor: Int64) throws(SQLRefusal) -> SQLPiece {
    guard value.high == nil, case .number(let number) = value.sort else { return value }
    if case .number(let constant)? = value.constant,
      let product = constant.multiplied(by: Rational(factor))
    {
      return try piece(of: .number(product), .number(.none))
    }
    let (text, shape, _) = try whole(value.text, number)
    var (result, scaled) = (value, shape)
    (result.text, scaled.digits) = try product(text, shape.digits, "\(factor)", 2)
    result.sort = .number(scaled)
    result.constant = nil
    return result
  }

  // MARK: Whole numbers

  /// A number as a whole number over a larger divisor.
  func whole(
    _ text: String, _ number: SQLNumber
  ) throws(SQLRefusal) -> (text: String, number: SQLNumber, power: Int64) {
    if number.places == 0 { return (text, number, 1) }
    var power: Int64 = 1
    for _ in 0..<number.places { power = try times(power, 10) }
    var result = number
    result.places = 0
    result.divisor = try times(number.divisor, power)
    return ("CAST(\(text) * \(power) AS \(try wideType(number.digits)))", result, power)
  }

  /// Two numbers such that comparing the texts compares the values.
  func alike(
    _ a: String, _ x: SQLNumber, _ b: SQLPiece, _ y: SQLNumber
  ) throws(SQLRefusal) -> (String, String) {
    if x.isPlain, y.isPlain { return (a, b.text) }
    if x.isPlain, let literal = SQLEmitter.decimal(b.constant) { return (a, literal) }
    let (p, u, _) = try whole(a, x)
    let (q, v, _) = try whole(b.text, y)
    let divisor = SQLEmitter.commonFactor(u.divisor, v.divisor)
    var left = try product(p, u.digits, v.over ?? "1", v.overDigits)
    left = try product(
      left.0, left.1, "\(v.divisor / divisor)", "\(v.divisor / divisor)".utf8.count)
    var right = try product(q, v.digits, u.over ?? "1", u.overDigits)
    right = try product(
      right.0, right.1, "\(u.divisor / divisor)", "\(u.divisor / divisor)".utf8.count)
    return (left.0, right.0)
  }

  /// A constant as a decimal literal, where it has one.
  private static func decimal(_ constant: Value?) -> String? {
    guard case .number(let number)? = constant else { return nil }
    let text = number.description
    return text.utf8.contains(UInt8(ascii: "/")) ? nil : number < .zero ? "(\(text))" : text
  }

  func product(
    _ a: String, _ aDigits: Int, _ b: String, _ bDigits: Int
  ) throws(SQLRefusal) -> (String, Int) {
    if b == "1" { return (a, aDigits) }
    if a == "1" { return (b, bDigits) }
    let digits = aDigits + bDigits
    let type = try wideType(digits)
    return ("(CAST(\(a) AS \(type)) * CAST(\(b) AS \(type)))", digits)
  }

  func wideType(_ digits: Int) throws(SQLRefusal) -> String {
    guard let type = dialect.integerType(digits: digits) else { throw refusal(.tooManyDigits) }
    return type
  }

  private func overs(_ u: SQLNumber, _ v: SQLNumber) throws(SQLRefusal) -> (String?, Int) {
    if u.over == nil, v.over == nil { return (nil, 0) }
    let (text, digits) = try product(u.over ?? "1", u.overDigits, v.over ?? "1", v.overDigits)
    return (text, digits)
  }

  private func times(_ a: Int64, _ b: Int64) throws(SQLRefusal) -> Int64 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { throw refusal(.tooManyDigits) }
    return product
  }

  func commonDivisor(_ a: Int64, _ b: Int64) throws(SQLRefusal) -> Int64 {
    try times(a / SQLEmitter.commonFactor(a, b), b)
  }

  private static func commonFactor(_ a: Int64, _ b: Int64) -> Int64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}
