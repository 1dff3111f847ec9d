public import PolicyLang

/// One vocabulary for data that several policies are to decide: every field and every value that any of
/// them knows, matched by id.
///
/// Data are read once against `program`; each policy then gets the record in its own vocabulary, without
/// the fields it does not have.
public struct UnionVocabulary: Sendable {
  /// Why policies cannot share data; policies by their place in the list given.
  public enum Conflict: Error, Hashable, Sendable {
    case subjects(Int, Int)
    /// Fields of one name that mean different things.
    case field(LocalText, Int, Int)
  }

  /// The record of one policy, or why there is none.
  public enum Translation: Sendable {
    case candidate(Candidate)
    /// The policy does not know this value of this field.
    case unknownValue(field: IRLabel, value: IRLabel)
  }

  /// A field of the union: where each policy has it, and the places of its values there.
  struct FieldMap: Sendable {
    var local: [Int?]
    var values: [[Int?]] = []
    /// The record of a list's elements.
    var inner: Int?
  }

  /// Records, levels, choices and events, and nothing else of a policy.
  public private(set) var program: IRProgram
  private var fields: [[FieldMap]] = []
  /// For each record of the union its index in each policy.
  private var local: [[Int?]] = []
  /// For each event of the union its index in each policy.
  private var events: [[Int?]] = []
  private let programs: [IRProgram]
  /// Policies whose own vocabulary is the union, field by field.
  private var isSame: [Bool] = []

  /// - Parameter programs: at least one.
  public init(_ programs: [IRProgram]) throws(Conflict) {
    self.programs = programs
    program = IRProgram(id: "", title: "", vocabulary: programs.first?.vocabulary ?? "")
    for (index, other) in programs.enumerated().dropFirst() {
      guard other.records.first?.label.id == programs[0].records.first?.label.id else {
        throw .subjects(0, index)
      }
    }
    _ = try addRecord(programs.map { $0.records.isEmpty ? nil : 0 }, path: "")
    try addEvents()
    for index in programs.indices { isSame.append(sameAsUnion(index)) }
  }

  // MARK: Building

  private mutating func addRecord(_ own: [Int?], path: String) throws(Conflict) -> Int {
    let index = program.records.count
    var shape = IRRecord(label: IRLabel(id: "", zh: "", en: ""), fields: [])
    program.records.append(shape)
    fields.append([])
    local.append(own)
    var maps: [FieldMap] = []
    for (policy, place) in own.enumerated() {
      guard let place, programs[policy].records.indices.contains(place) else { continue }
      let record = programs[policy].records[place]
      if shape.label.id.isEmpty { shape.label = record.label }
      for (position, field) in record.fields.enumerated() {
        if let known = shape.fields.firstIndex(where: { $0.label.id == field.label.id }) {
          try join(field, position, policy, &shape.fields[known], &maps[known], path)
          continue
        }
        if let known = shape.fields.firstIndex(where: { $0.label.zh == field.label.zh }) {
          throw conflict(shape.fields[known].label, maps[known], policy, path)
        }
        shape.fields.append(field)
        var map = FieldMap(local: Array(repeating: nil, count: programs.count))
        map.local[policy] = position
        maps.append(map)
      }
    }
    for position in maps.indices {
      try complete(&shape.fields[position], &maps[position], own, path)
    }
    program.records[index] = shape
    fields[index] = maps
    return index
  }

  private func conflict(
    _ label: IRLabel, _ map: FieldMap, _ policy: Int, _ path: String
  ) -> Conflict {
    .field(
      LocalText(zh: path + label.zh, en: path + label[.english]),
      map.local.firstIndex { $0 != nil } ?? 0, policy)
  }

  /// Takes in a field of a further policy.
  private func join(
    _ field: IRField, _ position: Int, _ policy: Int, _ shared: inout IRField,
    _ map: inout FieldMap, _ path: String
  ) throws(Conflict) {
    guard shared.type.kind == field.type.kind else {
      throw conflict(shared.label, map, policy, path)
    }
    map.local[policy] = position
    shared.places = max(shared.places, field.places)
    shared.isIdentifier = shared.isIdentifier || field.isIdentifier
    if let low = shared.low { shared.low = field.low.map { min(low, $0) } }
    if let high = shared.high { shared.high = field.high.map { max(high, $0) } }
  }

  /// Gives a field the type it has in the union.
  private mutating func complete(
    _ field: inout IRField, _ map: inout FieldMap, _ records: [Int?], _ path: String
  ) throws(Conflict) {
    var places = [Int?](repeating: nil, count: programs.count)
    for policy in programs.indices {
      guard let record = records[policy], let position = map.local[policy] else { continue }
      switch programs[policy].records[record].fields[position].type {
      case .enumeration(let place), .set(let place), .record(let place), .list(let place):
        places[policy] = place
      default: continue
      }
    }
    switch field.type {
    case .enumeration: field.type = .enumeration(addEnumeration(places, &map))
    case .set: field.type = .set(addEnumeration(places, &map))
    case .record, .list:
      let inner = try addRecord(places, path: path + field.label.zh + ".")
      map.inner = inner
      if case .list = field.type { field.type = .list(inner) } else { field.type = .record(inner) }
    default: break
    }
  }

  /// All values; one that a policy put between two stays there.
  private mutating func addEnumeration(_ places: [Int?], _ map: inout FieldMap) -> Int {
    var merged: IREnumeration?
    for (policy, place) in places.enumerated() {
      guard let place else { continue }
      let own = programs[policy].enumerations[place]
      if merged == nil { merged = own }
      merged?.values.merge(own.values)
    }
    let values = merged?.values ?? []
    map.values = places.enumerated().map { policy, place in
      guard let place else { return [] }
      let own = programs[policy].enumerations[place].values
      return values.map { value in own.firstIndex { $0.id == value.id } }
    }
    program.enumerations.append(
      merged ?? IREnumeration(name: "", isOrdered: false, values: []))
    return program.enumerations.count - 1
  }

  private mutating func addEvents() throws(Conflict) {
    for policy in programs.indices {
      for event in programs[policy].events
      where !program.events.contains(where: { $0.label.id == event.label.id }) {
        let own = programs.map { other in
          other.events.firstIndex { $0.label.id == event.label.id }
        }
        var records: [Int?] = []
        for (other, index) in own.enumerated() {
          records.append(index.map { programs[other].events[$0].record })
        }
        let record = try addRecord(records, path: event.label.zh + ".")
        program.events.append(IREvent(label: event.label, record: record))
        events.append(own)
      }
    }
  }

  private func sameAsUnion(_ policy: Int) -> Bool {
    for (event, own) in events.enumerated() where own[policy] != event { return false }
    for (record, maps) in fields.enumerated() {
      guard let own = local[record][policy],
        programs[policy].records[own].fields.count == maps.count
      else { return false }
      for (position, map) in maps.enumerated() {
        if map.local[policy] != position { return false }
        guard !map.values.isEmpty else { continue }
        for (value, place) in map.values[policy].enumerated() where place != value { return false }
      }
    }
    return true
  }

  // MARK: Looking up

  /// Where a field of one policy's candidate stands in the candidate of the union.
  public func position(of field: Int, for policy: Int) -> Int? {
    place(of: field, in: 0, for: policy)
  }

  /// Where a field of one policy's record stands in the record of the union that it became part of.
  func place(of field: Int, in record: Int, for policy: Int) -> Int? {
    fields.indices.contains(record)
      ? fields[record].firstIndex { $0.local[policy] == field } : nil
  }

  /// For each value that a field of the union may have, its index in the policy's own vocabulary;
  /// `nil` where the two are the same.
  func values(of field: Int, in record: Int, for policy: Int) -> [Int?]? {
    guard fields.indices.contains(record), fields[record].indices.contains(field),
      fields[record][field].values.indices.contains(policy)
    else { return nil }
    let own = fields[record][field].values[policy]
    for (position, place) in own.enumerated() where place != position { return own }
    return nil
  }

  // MARK: Translating

  /// A record of the union in the vocabulary of one policy.
  public func translation(of candidate: Candidate, for policy: Int) -> Translation {
    if isSame[policy] { return .candidate(candidate) }
    do throws(UnknownValue) {
      var result = candidate
      result.facts = try record(candidate.facts, 0, policy)
      result.events = []
      for event in candidate.events {
        guard events.indices.contains(event.event), let own = events[event.event][policy] else {
          continue
        }
        let shape = program.events[event.event].record
        result.events.append(
          CaseEvent(
            event: own, date: event.date, attributes: try record(event.attributes, shape, policy)))
      }
      return .candidate(result)
    } catch {
      return .unknownValue(field: error.field, value: error.value)
    }
  }

  private struct UnknownValue: Error {
    let field: IRLabel
    let value: IRLabel
  }

  private func record(
    _ record: Record, _ shape: Int, _ policy: Int
  ) throws(UnknownValue) -> Record {
    guard let own = local[shape][policy] else { return Record([]) }
    var result = Record(unknown: programs[policy].records[own])
    for (position, map) in fields[shape].enumerated() {
      guard let place = map.local[policy], record[position] != .unknown else { continue }
      result[place] = try value(record[position], map, shape, position, policy)
    }
    return result
  }

  private func value(
    _ value: Value, _ map: FieldMap, _ shape: Int, _ position: Int, _ policy: Int
  ) throws(UnknownValue) -> Value {
    switch value {
    case .value(let place): return .value(try self.place(place, map, shape, position, policy))
    case .values(let places):
      var own: [Int] = []
      for place in places { own.append(try self.place(place, map, shape, position, policy)) }
      return .values(own)
    case .record(let inner):
      guard let below = map.inner else { return value }
      return .record(try record(inner, below, policy))
    case .list(let records):
      guard let below = map.inner else { return value }
      var own: [Record] = []
      for element in records { own.append(try record(element, below, policy)) }
      return .list(own)
    default: return value
    }
  }

  private func place(
    _ place: Int, _ map: FieldMap, _ shape: Int, _ position: Int, _ policy: Int
  ) throws(UnknownValue) -> Int {
    guard map.values.indices.contains(policy), map.values[policy].indices.contains(place) else {
      return place
    }
    if let own = map.values[policy][place] { return own }
    let field = program.records[shape].fields[position]
    var label = IRLabel(id: "", zh: "", en: "")
    switch field.type {
    case .enumeration(let index), .set(let index):
      label = program.enumerations[index].values[place]
    default: break
    }
    throw UnknownValue(field: field.label, value: label)
  }
}
