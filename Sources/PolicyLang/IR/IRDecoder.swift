/// Reads a compiled policy. The bytes are untrusted: whatever they hold, the result is a verified
/// program or a typed error, in time and memory proportional to their number.
public enum IRDecoder {
  public static func decode(_ bytes: [UInt8]) throws(IRLoadError) -> IRProgram {
    guard IRFormat.isCompiled(bytes) else { throw .notCompiled }
    var reader = ByteReader(bytes[IRFormat.magic.count...])
    let version = try reader.index()
    guard version == IRFormat.version else { throw .otherVersion(version) }
    var checksum: [UInt8] = []
    for _ in 0..<IRFormat.checksumLength { checksum.append(try reader.byte()) }
    let sections = Array(bytes[reader.offset...])
    guard SHA256.digest(sections) == checksum else { throw .damaged }
    let program = try program(&reader)
    do throws(IRRefusal) {
      try IRVerifier.verify(program)
    } catch {
      throw .refused(error)
    }
    return program
  }

  private static func program(_ reader: inout ByteReader) throws(IRLoadError) -> IRProgram {
    var head = try reader.section(.head)
    var program = IRProgram(
      id: try head.text(), title: try head.text(), vocabulary: try head.text())
    try finish(head)
    program.ancestors = try list(.ancestors, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in
      IRAncestor(id: try r.text(), title: try r.text())
    }
    program.enumerations = try list(.enumerations, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in
      IREnumeration(
        name: try r.text(), isOrdered: try r.flag(),
        values: try r.list { (r: inout ByteReader) throws(IRLoadError) in try r.label() })
    }
    program.records = try list(.records, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.record()
    }
    program.events = try list(.events, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in
      IREvent(label: try r.label(), record: try r.index())
    }
    program.parameters = try list(.parameters, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.parameter()
    }
    program.readings = try list(.readings, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.reading()
    }
    program.openPoints = try list(.openPoints, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in
      var point = IROpenPoint(
        label: try r.label(), articles: try r.texts(), note: try r.text(),
        isUnseen: try r.flag(), isImplied: try r.flag())
      point.origin = try r.origin()
      return point
    }
    program.nodes = try list(.nodes, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.irNode()
    }
    program.conditions = try list(.conditions, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in
      IRCondition(
        label: try r.label(), articles: try r.texts(),
        kind: try r.choice(IRCondition.Kind.allCases) { $0.name })
    }
    program.tables = try list(.tables, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.table()
    }
    program.requirements = try list(.requirements, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.requirement()
    }
    program.results = try list(.results, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in
      var result = IRResult(
        label: try r.label(), articles: try r.texts(), value: try r.node())
      result.origin = try r.origin()
      return result
    }
    program.derivations = try list(.derivations, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in
      IRDerivation(field: try r.index(), value: try r.node())
    }
    program.invariants = try list(.invariants, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in
      IRInvariant(label: try r.label(), condition: try r.node())
    }
    program.norms = try list(.norms, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.norm()
    }
    program.calendars = try list(.calendars, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.calendar()
    }
    program.removals = try list(.removals, &reader) {
      (r: inout ByteReader) throws(IRLoadError) in try r.removal()
    }
    try finish(reader)
    return program
  }

  /// One section that is a list.
  private static func list<T>(
    _ tag: IRFormat.Section, _ reader: inout ByteReader,
    _ read: (inout ByteReader) throws(IRLoadError) -> T
  ) throws(IRLoadError) -> [T] {
    var section = try reader.section(tag)
    let result = try section.list(read)
    try finish(section)
    return result
  }

  private static func finish(_ reader: ByteReader) throws(IRLoadError) {
    if !reader.isAtEnd { throw reader.malformed }
  }
}

extension ByteReader {
  /// One of these by its name.
  mutating func choice<T>(_ all: [T], _ name: (T) -> String) throws(IRLoadError) -> T {
    let wanted = try text()
    for candidate in all where name(candidate) == wanted { return candidate }
    throw malformed
  }

  mutating func keyword() throws(IRLoadError) -> Keyword {
    guard let keyword = Keyword.byEnglishSpelling[try text()] else { throw malformed }
    return keyword
  }

  mutating func date() throws(IRLoadError) -> CivilDate {
    let day = try integer()
    guard let date = CivilDate(dayNumber: 0).adding(days: day) else { throw malformed }
    return date
  }

  mutating func calendar() throws(IRLoadError) -> IRCalendar {
    IRCalendar(
      id: try text(), title: try text(),
      years: try list { (r: inout ByteReader) throws(IRLoadError) in try r.integer() },
      holidays: try list { (r: inout ByteReader) throws(IRLoadError) in
        IRDayRange(first: try r.date(), last: try r.date())
      },
      workdays: try list { (r: inout ByteReader) throws(IRLoadError) in try r.date() })
  }

  mutating func record() throws(IRLoadError) -> IRRecord {
    IRRecord(
      label: try label(),
      fields: try list { (r: inout ByteReader) throws(IRLoadError) in try r.field() })
  }

  private mutating func field() throws(IRLoadError) -> IRField {
    let (label, type, places) = (try label(), try type(), try index())
    guard places <= 18 else { throw malformed }
    let low = try optional { (r: inout ByteReader) throws(IRLoadError) in try r.rational() }
    let high = try optional { (r: inout ByteReader) throws(IRLoadError) in try r.rational() }
    return IRField(
      label: label, type: type, places: places, low: low, high: high, isIdentifier: try flag(),
      meaning: try text())
  }

  mutating func parameter() throws(IRLoadError) -> IRParameter {
    var parameter = IRParameter(
      label: try label(), articles: try texts(), type: try type(),
      values: try list { (r: inout ByteReader) throws(IRLoadError) in
        IRDatedValue(
          from: try r.optional { (r: inout ByteReader) throws(IRLoadError) in try r.date() },
          value: try r.node())
      })
    parameter.origin = try origin()
    return parameter
  }

  mutating func reading() throws(IRLoadError) -> IRReading {
    var reading = IRReading(
      label: try label(), articles: try texts(), note: try text(), type: try type(),
      options: try list { (r: inout ByteReader) throws(IRLoadError) in
        IRReadingOption(label: try r.label(), value: try r.optionalNode())
      })
    reading.origin = try origin()
    return reading
  }

  mutating func table() throws(IRLoadError) -> IRTable {
    var table = IRTable(
      label: try label(), articles: try texts(),
      inputs: try list { (r: inout ByteReader) throws(IRLoadError) in try r.type() },
      type: try type(), mode: try choice(IRTable.Mode.allCases) { $0.name },
      rows: try list { (r: inout ByteReader) throws(IRLoadError) in
        IRTableRow(
          bands: try r.list { (r: inout ByteReader) throws(IRLoadError) in try r.band() },
          value: try r.node())
      }, fallback: try optionalNode())
    table.origin = try origin()
    return table
  }

  private mutating func band() throws(IRLoadError) -> IRBand {
    switch IRCode.Band(rawValue: try index()) {
    case .interval?:
      return .interval(
        lower: try optionalNode(), lowerInclusive: try flag(), upper: try optionalNode(),
        upperInclusive: try flag())
    case .values?: return .values(try indices())
    case .any?: return .any
    case nil: throw malformed
    }
  }

  mutating func requirement() throws(IRLoadError) -> IRRequirement {
    var requirement = IRRequirement(
      label: try label(), articles: try texts(),
      strength: try choice(IRRequirement.Strength.allCases) { $0.name },
      applies: try optionalNode(), condition: try node(), exceptions: try exceptions(depth: 0),
      lifts: try exceptions(depth: 0),
      judgement: try optional { (r: inout ByteReader) throws(IRLoadError) in try r.index() },
      satisfied: try node(), note: try text())
    requirement.origin = try origin()
    return requirement
  }

  private mutating func exceptions(depth: Int) throws(IRLoadError) -> [IRException] {
    guard depth < 32 else { throw malformed }
    return try list { (r: inout ByteReader) throws(IRLoadError) in
      var exception = IRException(
        label: try r.label(), articles: try r.texts(), condition: try r.node(),
        exceptions: try r.exceptions(depth: depth + 1), holds: try r.node())
      exception.origin = try r.origin()
      return exception
    }
  }

  mutating func norm() throws(IRLoadError) -> IRNorm {
    var norm = IRNorm(
      kind: try keyword(), label: try label(), articles: try texts(), note: try text(),
      attributes: try list { (r: inout ByteReader) throws(IRLoadError) in try r.attribute() },
      children: try indices())
    norm.origin = try origin()
    return norm
  }

  mutating func origin() throws(IRLoadError) -> IROrigin {
    IROrigin(
      policy: try optional { (r: inout ByteReader) throws(IRLoadError) in try r.index() },
      replaced: try optional { (r: inout ByteReader) throws(IRLoadError) in try r.index() })
  }

  mutating func removal() throws(IRLoadError) -> IRRemoval {
    IRRemoval(
      kind: try keyword(), label: try label(), articles: try texts(), policy: try index(),
      by: try optional { (r: inout ByteReader) throws(IRLoadError) in try r.index() })
  }

  mutating func attribute() throws(IRLoadError) -> IRAttribute {
    guard let name = SlotName(rawValue: try text()) else { throw malformed }
    return IRAttribute(name, try attributeValue())
  }

  private mutating func attributeValue() throws(IRLoadError) -> IRAttribute.Value {
    switch IRCode.Attribute(rawValue: try index()) {
    case .node?: return .node(try node())
    case .keyword?: return .keyword(try keyword())
    case .text?: return .text(try text())
    case .norm?: return .norm(try index())
    case .event?: return .event(try index())
    case .field?: return .field(try index())
    case .requirement?: return .requirement(try index())
    case .constant?: return .constant(try constant(), try type())
    case nil: throw malformed
    }
  }
}

extension Keyword {
  /// Keywords by the spelling under which compiled files name them.
  static let byEnglishSpelling: [String: Keyword] = {
    var result: [String: Keyword] = [:]
    for entry in spellings { result[entry.en] = entry.keyword }
    return result
  }()
}
