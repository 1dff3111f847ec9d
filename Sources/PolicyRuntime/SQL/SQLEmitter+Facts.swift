internal import PolicyLang

// Facts: the columns of the table and the fields of list elements, checked as the data reader checks
// cells, and completed by the vocabulary's derivations.
extension SQLEmitter {
  /// Digits before the decimal point that a number may have.
  private static let wholeDigits = 12

  /// A fact of the candidate.
  func fact(_ index: Int) throws(SQLRefusal) -> SQLPiece {
    if let known = facts[index] { return known }
    guard program.records[0].fields.indices.contains(index) else { throw unsupported(.fieldType) }
    let field = program.records[0].fields[index]
    let given = try given(field)
    guard let derivation = program.derivations.first(where: { $0.field == index }) else {
      facts[index] = given
      return given
    }
    guard openDerivations.insert(index).inserted else { throw unsupported(.circularDerivation) }
    defer { openDerivations.remove(index) }
    let result = try derived(given, derivation)
    facts[index] = result
    return result
  }

  /// What the table has in a column.
  private func given(_ field: IRField) throws(SQLRefusal) -> SQLPiece {
    let raw = "t." + dialect.quoted(field.label.id)
    let stem = SQLEmitter.stem(of: field.label.id)
    var piece = try read(raw, field)
    // The word of a level becomes its position here, once.
    if case .spelled(let enumeration) = piece.sort {
      (piece.text, piece.sort) = (code(piece.text, enumeration), .code)
    }
    if piece.text != raw { piece.text = try fresh("f_" + stem, piece.text) }
    if piece.text == raw { piece.text = try fresh("f_" + stem, raw) }
    let source = try fresh("r_" + stem, raw)
    let problem = try problem(source, piece.text, field)
    if problem != SQLText.no { problems.append((problem, 0)) }
    return piece
  }

  private func fresh(_ name: String, _ text: String) throws(SQLRefusal) -> String {
    var own = name
    var number = 2
    while stages[0].contains(where: { $0.name == own }) {
      own = name + "_\(number)"
      number += 1
    }
    try add(column: own, text, stage: 0)
    return own
  }

  /// A name for a column made of ASCII letters and digits.
  private static func stem(of id: String) -> String {
    var result = ""
    for byte in id.utf8.prefix(40) {
      let isPlain =
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
        || byte == 95
      if !isPlain { return "field" }
      result.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return result
  }

  // MARK: Derived facts

  private func derived(
    _ given: SQLPiece, _ derivation: IRDerivation
  ) throws(SQLRefusal) -> SQLPiece {
    let (kept, tolerated, frames) = (place, toleratesErrors, frames)
    defer { (place, toleratesErrors, self.frames) = (kept, tolerated, frames) }
    if let index = program.derivations.firstIndex(of: derivation) { place = .derivation(index) }
    toleratesErrors = environment.asOf == nil
    self.frames = [frames[0]]
    for (index, node) in program.nodes.enumerated()
    where program.reachable(from: [derivation.value])[index] {
      if case .known = node.operation { throw unsupported(.knownInDerivation) }
    }
    let value = try stored(try piece(derivation.value))
    if case .nothing = value.sort, value.fails == nil { return given }
    var result = given
    result.level = max(given.level, value.level)
    if case .nothing = value.sort {
    } else {
      let (own, other) = try comparable(given, value)
      let settled = value.high.map { "CASE WHEN \(other) = \($0) THEN \(other) END" } ?? other
      problems.append(("coalesce(\(own) <> \(settled), FALSE)", result.level))
      let filled = value.sort
      if case .number(let number) = filled, case .number(let shape) = given.sort {
        // Both in the wider of the two forms.
        let (whole, wide, _) = try whole(given.text, shape)
        let (text, narrow, _) = try self.whole(value.text, number)
        let divisor = try commonDivisor(wide.divisor, narrow.divisor)
        let left = "\(divisor / wide.divisor)"
        let right = "\(divisor / narrow.divisor)"
        if number.over != nil || value.high != nil { throw unsupported(.fractionInList) }
        let a = try product(whole, wide.digits, left, left.utf8.count)
        let b = try product(text, narrow.digits, right, right.utf8.count)
        result.text = "coalesce(\(a.0), \(b.0))"
        result.sort = .number(SQLNumber(divisor: divisor, digits: max(a.1, b.1)))
      } else {
        result.text = "coalesce(\(given.text), \(settled))"
      }
    }
    if let fails = value.fails {
      if environment.asOf == nil {
        // Without a day of decision the fact stays absent, and whatever reads it is an error.
        result.fails = "(\(given.text) IS NULL AND \(fails))"
      } else {
        problems.append((fails, value.level))
      }
    }
    return try stored(result)
  }

  /// Two texts that are equal exactly if the values are.
  private func comparable(_ a: SQLPiece, _ b: SQLPiece) throws(SQLRefusal) -> (String, String) {
    guard case .number(let x) = a.sort, case .number(let y) = b.sort else {
      return (a.text, code(b))
    }
    return try alike(a.text, x, b, y)
  }

  // MARK: Fields of elements and records

  func element(_ index: Int, _ scope: Int) throws(SQLRefusal) -> SQLPiece {
    guard frames.indices.contains(scope),
      program.records[frames[scope].record].fields.indices.contains(index)
    else { throw unsupported(.fieldType) }
    let field = program.records[frames[scope].record].fields[index]
    return try read(part(frames[scope].row, field), field)
  }

  func member(_ record: NodeID, _ index: Int) throws(SQLRefusal) -> SQLPiece {
    let owner = try piece(record)
    guard case .record(let shape) = owner.sort,
      program.records[shape].fields.indices.contains(index)
    else { throw unsupported(.recordOfExtreme) }
    let field = program.records[shape].fields[index]
    return try read(part(owner.text, field), field)
  }

  /// A field of a nested value, as the database has it.
  private func part(_ owner: String, _ field: IRField) -> String {
    let id = field.label.id
    guard dialect == .postgres else { return "\(owner).\(dialect.quoted(id))" }
    switch field.type {
    // JSON's null is no list.
    case .list, .record, .clauses:
      return "nullif(\(owner) -> \(dialect.literal(id)), 'null'::jsonb)"
    default: return "(\(owner) ->> \(dialect.literal(id)))"
    }
  }

  // MARK: Reading

  /// A raw column or field as a piece of its type; NULL where it does not fit.
  private func read(_ raw: String, _ field: IRField) throws(SQLRefusal) -> SQLPiece {
    switch field.type {
    case .text: return SQLPiece(text: "CAST(\(raw) AS \(dialect.textType))", sort: .text)
    case .boolean:
      return SQLPiece(
        text: flag(raw, yes: ["是", "true", "1"], no: ["否", "false", "0"]), sort: .truth)
    case .judgement:
      return SQLPiece(
        text: flag(
          verdict(raw), yes: ["合格", "true", "pass"], no: ["不合格", "false", "fail"]), sort: .truth)
    case .number, .money, .share:
      let places = SQLEmitter.places(of: field)
      let digits = SQLEmitter.wholeDigits + places
      let type = dialect == .postgres ? "numeric" : dialect.decimalType(digits, places)
      return SQLPiece(
        text: dialect.cast(raw, type), sort: .number(SQLNumber(places: places, digits: digits)))
    case .date:
      return SQLPiece(text: dialect.cast(raw, dialect == .postgres ? "date" : "DATE"), sort: .date)
    case .calendarYear:
      return SQLPiece(text: dialect.cast(raw, dialect == .postgres ? "int" : "INT"), sort: .year)
    case .enumeration(let index):
      return SQLPiece(text: "CAST(\(raw) AS \(dialect.textType))", sort: .spelled(index))
    case .list(let index): return SQLPiece(text: nested(raw), sort: .list(index))
    case .record(let index): return SQLPiece(text: nested(raw), sort: .record(index))
    case .monthDay, .set, .clauses, .option, .error: throw unsupported(.fieldType)
    }
  }

  private func nested(_ raw: String) -> String {
    dialect == .postgres && raw.hasPrefix("t.") ? "nullif(\(raw), 'null'::jsonb)" : raw
  }

  /// A column that says yes or no: of type boolean, or with the words that data files use.
  private func flag(_ raw: String, yes: [String], no: [String]) -> String {
    let word = "CAST(\(raw) AS \(dialect.textType))"
    var words = ""
    for (list, value) in [(yes, SQLText.yes), (no, SQLText.no)] {
      for text in list { words += " WHEN \(dialect.literal(text)) THEN \(value)" }
    }
    return "CASE \(word)\(words) END"
  }

  /// The word of a judgement, which data may also give as an object with more than the verdict.
  private func verdict(_ raw: String) -> String {
    let word = "CAST(\(raw) AS \(dialect.textType))"
    let inner =
      switch dialect {
      case .duckdb: "json_extract_string(\(word), '$.verdict')"
      case .postgres: "CAST(\(word) AS jsonb) ->> 'verdict'"
      case .spark: "get_json_object(\(word), '$.verdict')"
      }
    // DuckDB keeps the quotation marks of a text it loaded as JSON.
    let quoted =
      dialect == .duckdb ? " WHEN \(word) LIKE '\"%' THEN json_extract_string(\(word), '$')" : ""
    return "CASE WHEN \(word) LIKE '{%' THEN \(inner)\(quoted) ELSE \(word) END"
  }

  static func places(of field: IRField) -> Int {
    switch field.type {
    case .money: 2
    case .share: min(max(field.places, 0), 16) + 2
    default: min(max(field.places, 0), 18)
    }
  }

  // MARK: What no data file may hold

  /// Whether a fact is given but unreadable or out of range; never NULL.
  private func problem(
    _ raw: String, _ text: String, _ field: IRField
  ) throws(SQLRefusal) -> String {
    let isLost = "(\(raw) IS NOT NULL AND \(text) IS NULL)"
    switch field.type {
    case .text, .clauses, .monthDay, .set, .option, .error: return SQLText.no
    case .boolean, .enumeration: return isLost
    case .judgement: return "(\(verdict(raw)) IS NOT NULL AND \(text) IS NULL)"
    case .calendarYear: return SQLText.or([isLost, "coalesce(\(text) < 1, FALSE)"])
    case .date:
      return SQLText.or([
        isLost,
        "coalesce(\(text) NOT BETWEEN DATE '1000-01-01' AND DATE '9999-12-31', FALSE)",
      ])
    case .number, .money, .share:
      let places = SQLEmitter.places(of: field)
      var parts = [isLost]
      switch dialect {
      case .postgres:
        parts.append("coalesce(\(text) <> round(\(text), \(places)), FALSE)")
        parts.append("coalesce(abs(\(text)) >= 1000000000000, FALSE)")
      case .duckdb, .spark:
        // A table may hold finer numbers than the vocabulary allows; they must not be rounded.
        let finer = dialect.cast(raw, dialect.decimalType(38, 20))
        parts.append("coalesce(\(text) <> \(finer), \(raw) IS NOT NULL)")
      }
      if let low = field.low, let high = field.high {
        let shape = SQLNumber(places: places, digits: SQLEmitter.wholeDigits + places)
        let (a, b) = try alike(text, shape, try constantPiece(low), constantShape(low))
        let (c, d) = try alike(text, shape, try constantPiece(high), constantShape(high))
        parts.append("coalesce(\(a) < \(b) OR \(c) > \(d), FALSE)")
      }
      if case .number(let unit) = field.type, CellReader.neverNegative(unit) != nil {
        parts.append("coalesce(\(text) < 0, FALSE)")
      }
      return SQLText.or(parts)
    case .list(let index):
      let elements = Elements(
        list: SQLPiece(text: text, sort: .list(index)), record: index, row: "e\(frames.count)")
      let inner = try inside(elements) { () throws(SQLRefusal) -> SQLPiece in
        SQLPiece(text: try problem(elements.row, inRecord: index), sort: .truth)
      }
      return exists(elements, inner.text)
    case .record(let index): return try problem(text, inRecord: index)
    }
  }

  private func problem(_ owner: String, inRecord index: Int) throws(SQLRefusal) -> String {
    var parts: [String] = []
    for field in program.records[index].fields where isRead(field) {
      let raw = part(owner, field)
      let piece = try read(raw, field)
      if case .spelled(let enumeration) = piece.sort {
        parts.append("coalesce(NOT \(words(piece.text, enumeration) { _ in true }), FALSE)")
      } else {
        parts.append(try problem(raw, piece.text, field))
      }
    }
    return SQLText.or(parts)
  }

  /// Whether some element's field of this kind is read at all.
  private func isRead(_ field: IRField) -> Bool {
    switch field.type {
    case .monthDay, .set, .clauses, .option, .error: return false
    default: return readFields.contains(field.label.id)
    }
  }

  private func constantPiece(_ number: Rational) throws(SQLRefusal) -> SQLPiece {
    try piece(of: .number(number), .number(.none))
  }

  private func constantShape(_ number: Rational) -> SQLNumber {
    SQLNumber(
      divisor: number.denominator, digits: "\(number.numerator.magnitude)".utf8.count)
  }
}
