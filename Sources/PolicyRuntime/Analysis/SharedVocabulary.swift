public import PolicyLang

/// What the vocabularies of several policies have in common and where they differ.
///
/// Fields are the same when their ids and the kind of their types are; list elements are matched in the
/// same way, and values of levels and choices by id. A level that one policy inserted between two keeps
/// its place among the others.
struct SharedVocabulary {
  struct Field {
    let label: IRLabel
    /// `nil` for lists, records and what never decides, such as waivers.
    var domain: Domain?
    /// The record of a list's elements or of a record value.
    var record: Int?
    var isList = false
    let isIdentifier: Bool
    /// The field's index in each policy; `nil` where the policy has no such field.
    var local: [Int?]
    /// For each policy that has the field, the shared place of each of its own values.
    var values: [[Int64]?]
    /// The names of the values of a level or choice, in shared order.
    var valueLabels: [IRLabel] = []
  }

  struct Record {
    var fields: [Field] = []
    /// Its index in each policy.
    var local: [Int?]
    /// Each policy's own fields: where they stand in `fields`.
    var shared: [[Int]] = []
  }

  private(set) var records: [Record] = []
  private(set) var notes: [VocabularyNote] = []
  private let programs: [IRProgram]
  /// Every text that a condition of any policy compares with, in order.
  private let texts: [String]

  init(_ programs: [IRProgram]) {
    self.programs = programs
    texts = SharedVocabulary.comparedTexts(programs)
    _ = addRecord(Array(repeating: 0, count: programs.count), path: "")
  }

  private static func comparedTexts(_ programs: [IRProgram]) -> [String] {
    var found = Set<String>()
    for program in programs {
      for node in program.nodes {
        guard case .compare(_, let left, let right) = node.operation else { continue }
        for side in [left, right] {
          if case .constant(.text(let text)) = program.nodes[side.index].operation {
            found.insert(text)
          }
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Adds the record that has these indices in the policies, and all records below it.
  private mutating func addRecord(_ local: [Int?], path: String) -> Int {
    let index = records.count
    records.append(Record(local: local, shared: Array(repeating: [], count: programs.count)))
    var record = records[index]
    for policy in programs.indices {
      guard let own = local[policy], programs[policy].records.indices.contains(own) else {
        continue
      }
      for (position, field) in programs[policy].records[own].fields.enumerated() {
        let place = record.fields.firstIndex { known in
          known.label.id == field.label.id && known.local[policy] == nil
            && isSameKind(known, field, policy, local)
        }
        if let place {
          record.fields[place].local[policy] = position
          record.shared[policy].append(place)
          continue
        }
        if record.fields.contains(where: { $0.label.id == field.label.id }) {
          notes.append(.differentTypes(field: path + field.label.id))
        }
        var added = Field(
          label: field.label, domain: nil, record: nil, isIdentifier: field.isIdentifier,
          local: Array(repeating: nil, count: programs.count),
          values: Array(repeating: nil, count: programs.count))
        added.local[policy] = position
        record.fields.append(added)
        record.shared[policy].append(record.fields.count - 1)
      }
    }
    for position in record.fields.indices {
      complete(&record.fields[position], local, path: path)
    }
    records[index] = record
    return index
  }

  /// Whether a field of one policy is the shared one: by the kind of its type.
  private func isSameKind(
    _ known: Field, _ field: IRField, _ policy: Int, _ records: [Int?]
  ) -> Bool {
    for other in programs.indices {
      guard let position = known.local[other], let record = records[other] else { continue }
      let type = programs[other].records[record].fields[position].type
      return type.kind == field.type.kind
    }
    return false
  }

  /// Fills in the domain of a field, and adds the records below it.
  private mutating func complete(_ field: inout Field, _ records: [Int?], path: String) {
    var inner = [Int?](repeating: nil, count: programs.count)
    var enumerations = [Int?](repeating: nil, count: programs.count)
    for policy in programs.indices {
      guard let record = records[policy], let position = field.local[policy] else { continue }
      let own = programs[policy].records[record].fields[position]
      switch own.type {
      case .list(let shape):
        inner[policy] = shape
        field.isList = true
      case .record(let shape): inner[policy] = shape
      case .enumeration(let index): enumerations[policy] = index
      default:
        guard var domain = Domain.declared(own, in: programs[policy]) else { continue }
        if case .text = domain.kind { domain = .finite(.text(texts), count: texts.count + 1) }
        field.domain = field.domain.map { $0.common(with: domain) } ?? domain
      }
    }
    let name = path + field.label.id
    if inner.contains(where: { $0 != nil }) {
      field.record = addRecord(inner, path: name + ".")
    } else if enumerations.contains(where: { $0 != nil }) {
      merge(enumerations, into: &field, name: name)
    }
    if field.domain != nil || field.record != nil {
      for policy in programs.indices where records[policy] != nil && field.local[policy] == nil {
        notes.append(.unmapped(field: name, policy: policy))
      }
    }
  }

  private mutating func merge(_ enumerations: [Int?], into field: inout Field, name: String) {
    var labels: [IRLabel] = []
    for policy in programs.indices {
      if let index = enumerations[policy] {
        labels.merge(programs[policy].enumerations[index].values)
      }
    }
    field.valueLabels = labels
    field.domain = .finite(.choice, count: labels.count)
    for policy in programs.indices {
      guard let index = enumerations[policy] else { continue }
      var places: [Int64] = []
      for value in programs[policy].enumerations[index].values {
        places.append(Int64(labels.firstIndex { $0.id == value.id } ?? 0))
      }
      field.values[policy] = places
      for (place, label) in labels.enumerated() where !places.contains(Int64(place)) {
        notes.append(.unsharedValue(field: name, value: label, policy: policy))
      }
    }
  }
}

extension Domain {
  /// The values that both can hold.
  fileprivate func common(with other: Domain) -> Domain {
    guard case .figure(let mine) = kind, case .figure(let theirs) = other.kind else { return self }
    let perUnit = min(mine, theirs)
    let (a, b) = (mine / perUnit, theirs / perUnit)
    let common = Domain(
      .figure(perUnit: perUnit),
      low: max(
        (Rational(low, over: a) ?? .zero).ceiling, (Rational(other.low, over: b) ?? .zero).ceiling),
      high: min(
        (Rational(high, over: a) ?? .zero).floor, (Rational(other.high, over: b) ?? .zero).floor))
    return common.low <= common.high ? common : self
  }
}

/// Where the vocabularies of compared policies do not meet.
public enum VocabularyNote: Hashable, Sendable {
  /// A field (path of ids) that a policy does not have; it is free for that policy.
  case unmapped(field: String, policy: Int)
  /// Two policies use one id for fields of different types; they count as two fields.
  case differentTypes(field: String)
  /// A value that a policy does not know; candidates that have it are left out of comparisons.
  case unsharedValue(field: String, value: IRLabel, policy: Int)
}
