/// Why a program is not one that the compiler would have made.
public struct IRRefusal: Error, Hashable, Sendable {
  /// The node at fault, if it is one.
  public let node: NodeID?
  /// What is wrong, for whoever looks into a damaged or forged file.
  public let reason: String
  public init(_ reason: String, at node: NodeID? = nil) {
    self.reason = reason
    self.node = node
  }
}

/// Checks that a program keeps every rule the interpreter relies on.
///
/// Checked in this order: indices and types of the declarations; each node by itself (operands stand
/// before it, types fit); no cycle through parameters, readings and tables, and bounded depth; every
/// field read in a scope whose record has it.
///
/// - Invariant: whatever it accepts the interpreter can evaluate without trapping.
public struct IRVerifier {
  /// How deep nodes may nest, which bounds the recursion of an evaluation.
  public static let depthLimit = 400
  /// How deep quantifiers may nest.
  public static let scopeLimit = 8

  let program: IRProgram

  public static func verify(_ program: IRProgram) throws(IRRefusal) {
    let verifier = IRVerifier(program: program)
    try verifier.checkDeclarations()
    for index in program.nodes.indices {
      try verifier.checkNode(NodeID(UInt32(clamping: index)))
    }
    try verifier.checkDepth()
    try verifier.checkScopes()
  }

  // MARK: Declarations

  private func checkDeclarations() throws(IRRefusal) {
    guard !program.records.isEmpty else { throw IRRefusal("no candidate record") }
    for record in program.records {
      for field in record.fields { try check(field.type, "field \(field.label.id)") }
    }
    try checkRecordCycles()
    for event in program.events {
      guard program.records.indices.contains(event.record),
        program.records[event.record].fields.first?.type == .date
      else { throw IRRefusal("event \(event.label.id) has no date") }
    }
    for parameter in program.parameters {
      try check(parameter.type, "parameter \(parameter.label.id)")
      guard !parameter.values.isEmpty else {
        throw IRRefusal("parameter \(parameter.label.id) has no value")
      }
      for value in parameter.values { try check(value.value, parameter.type) }
    }
    for reading in program.readings {
      try check(reading.type, "reading \(reading.label.id)")
      guard !reading.options.isEmpty else {
        throw IRRefusal("reading \(reading.label.id) has no option")
      }
      for option in reading.options {
        if let value = option.value {
          try check(value, reading.type)
        } else if case .option = reading.type {
        } else {
          throw IRRefusal("option \(option.label.id) has no value")
        }
      }
    }
    for table in program.tables { try check(table) }
    for requirement in program.requirements { try check(requirement) }
    for result in program.results { _ = try type(of: result.value) }
    for derivation in program.derivations {
      guard program.records[0].fields.indices.contains(derivation.field) else {
        throw IRRefusal("a derivation of no field")
      }
      try check(derivation.value, program.records[0].fields[derivation.field].type)
    }
    for invariant in program.invariants { try check(invariant.condition, .boolean) }
    for norm in program.norms {
      for child in norm.children where !program.norms.indices.contains(child) {
        throw IRRefusal("norm \(norm.label.id) holds no norm \(child)")
      }
      for attribute in norm.attributes { try check(attribute) }
    }
    try checkOrigins()
  }

  private func check(_ table: IRTable) throws(IRRefusal) {
    try check(table.type, "table \(table.label.id)")
    for input in table.inputs { try check(input, "table \(table.label.id)") }
    let isSliced = table.mode == .slices
    if isSliced {
      guard table.inputs.count == 1, table.inputs[0].isNumeric, table.type.isNumeric else {
        throw IRRefusal("table \(table.label.id) cannot be sliced")
      }
    }
    if table.mode == .sum, !table.type.isNumeric {
      throw IRRefusal("table \(table.label.id) cannot be summed")
    }
    for row in table.rows {
      guard row.bands.count == table.inputs.count else {
        throw IRRefusal("a row of table \(table.label.id) has the wrong number of bands")
      }
      if isSliced {
        guard try type(of: row.value).isNumeric else {
          throw IRRefusal("a rate of table \(table.label.id) is no number")
        }
      } else {
        try check(row.value, table.type)
      }
      for (band, input) in zip(row.bands, table.inputs) { try check(band, input) }
    }
    if let fallback = table.fallback { try check(fallback, table.type) }
  }

  private func check(_ band: IRBand, _ input: IRType) throws(IRRefusal) {
    switch band {
    case .any: break
    case .values(let values):
      guard IRConstant.values(values).fits(input.asSet, in: program) else {
        throw IRRefusal("a band with values that its input does not have")
      }
    case .interval:
      for bound in band.operands {
        let type = try type(of: bound)
        // A band of a single value needs equality only, so that it may be a boolean or a text.
        guard isComparable(type, input, band.single == nil ? .atLeast : .equal) else {
          throw IRRefusal("a band of another type than its input", at: bound)
        }
      }
    }
  }

  private func check(_ requirement: IRRequirement) throws(IRRefusal) {
    try check(requirement.satisfied, .boolean)
    try check(requirement.condition, .boolean)
    if let applies = requirement.applies { try check(applies, .boolean) }
    for exception in requirement.exceptions + requirement.lifts { try check(exception, depth: 0) }
    if let field = requirement.judgement {
      let fields = program.records[0].fields
      guard fields.indices.contains(field), fields[field].type == .judgement else {
        throw IRRefusal("clause \(requirement.label.id) asks for no judgement")
      }
    }
  }

  private func check(_ exception: IRException, depth: Int) throws(IRRefusal) {
    guard depth < IRVerifier.scopeLimit * 4 else { throw IRRefusal("exceptions nest too deep") }
    try check(exception.condition, .boolean)
    try check(exception.holds, .boolean)
    for inner in exception.exceptions { try check(inner, depth: depth + 1) }
  }

  private func check(_ attribute: IRAttribute) throws(IRRefusal) {
    let isValid: Bool
    switch attribute.value {
    case .node(let node): isValid = try type(of: node) != .error
    case .keyword, .text: isValid = true
    case .norm(let index): isValid = program.norms.indices.contains(index)
    case .event(let index): isValid = program.events.indices.contains(index)
    case .field(let index): isValid = program.records[0].fields.indices.contains(index)
    case .requirement(let index): isValid = program.requirements.indices.contains(index)
    case .constant(let constant, let type): isValid = constant.fits(type, in: program)
    }
    if !isValid { throw IRRefusal("attribute \(attribute.name.rawValue) names nothing") }
  }

  /// A record that holds itself could be read without end.
  private func checkRecordCycles() throws(IRRefusal) {
    var height = [Int](repeating: 0, count: program.records.count)
    // Heights settle after as many rounds as there are records, unless there is a cycle.
    for round in 0...program.records.count {
      var changed = false
      for (index, record) in program.records.enumerated() {
        for field in record.fields {
          switch field.type {
          case .record(let inner), .list(let inner):
            if height[index] < height[inner] + 1 {
              height[index] = height[inner] + 1
              changed = true
            }
          default: break
          }
        }
      }
      if !changed { return }
      if round > IRVerifier.scopeLimit { break }
    }
    throw IRRefusal("records nest too deep or hold themselves")
  }

  // MARK: Building blocks

  func type(of node: NodeID) throws(IRRefusal) -> IRType {
    guard node.index < program.nodes.count else { throw IRRefusal("no such node", at: node) }
    return program.nodes[node.index].type
  }

  func check(_ node: NodeID, _ expected: IRType) throws(IRRefusal) {
    guard try type(of: node).matches(expected) else {
      throw IRRefusal("of another type than its place", at: node)
    }
  }

  func check(_ type: IRType, _ place: String) throws(IRRefusal) {
    let isValid: Bool
    switch type {
    case .boolean, .number, .money, .share, .date, .calendarYear, .monthDay, .text, .judgement,
      .clauses:
      isValid = true
    case .enumeration(let index), .set(let index):
      isValid = program.enumerations.indices.contains(index)
    case .record(let index), .list(let index): isValid = program.records.indices.contains(index)
    case .option(let index): isValid = program.readings.indices.contains(index)
    case .error: isValid = false
    }
    if !isValid { throw IRRefusal("\(place) has no valid type") }
  }

  /// Whether two values may be compared in this way.
  func isComparable(_ a: IRType, _ b: IRType, _ comparison: IRNode.Comparison) -> Bool {
    let isEquality = comparison == .equal || comparison == .notEqual
    switch (a, b) {
    case (.boolean, .boolean), (.text, .text): return isEquality
    case (.option(let a), .option(let b)), (.set(let a), .set(let b)): return isEquality && a == b
    case (.enumeration(let a), .enumeration(let b)):
      guard a == b, program.enumerations.indices.contains(a) else { return false }
      return isEquality || program.enumerations[a].isOrdered
    case (.date, .date), (.calendarYear, .calendarYear), (.monthDay, .monthDay): return true
    default: return a.isNumeric && b.isNumeric
    }
  }
}

extension IRType {
  /// Numbers, money and shares.
  public var isNumeric: Bool {
    switch self {
    case .number, .money, .share: true
    default: false
    }
  }

  /// The same type; units that only count are one.
  func matches(_ other: IRType) -> Bool {
    if self == other { return self != .error }
    if case .number(let a) = self, case .number(let b) = other { return a.counts && b.counts }
    return false
  }

  /// The type of sets of values of this enumeration.
  var asSet: IRType {
    if case .enumeration(let index) = self { return .set(index) }
    return .error
  }
}

extension IRConstant {
  /// Whether this constant is a value of the type.
  public func fits(_ type: IRType, in program: IRProgram) -> Bool {
    switch (self, type) {
    case (.boolean, .boolean), (.date, .date), (.text, .text): return true
    case (.number, _): return type.isNumeric
    case (.calendarYear(let year), .calendarYear): return (1...9999).contains(year)
    case (.monthDay(let month, let day), .monthDay):
      return (1...12).contains(month) && (1...31).contains(day)
    case (.value(let value), .enumeration(let index)):
      return program.enumerations.indices.contains(index)
        && program.enumerations[index].values.indices.contains(value)
    case (.values(let values), .set(let index)):
      guard program.enumerations.indices.contains(index) else { return false }
      let all = program.enumerations[index].values.indices
      return values.allSatisfy { all.contains($0) }
    default: return false
    }
  }
}
