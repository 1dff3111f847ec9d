internal import PolicyLang
internal import PolicyRuntime

/// What was said about records of which some policy lacks facts or is not met: what is absent and what
/// change would help, which takes long to find out and is the same for many records.
///
/// Kept by the values of those facts alone that can play a part. Policies that look at the same facts
/// share the work of comparing them. Belongs to one thread.
final class MatchMemory {
  /// More is not kept.
  private static let most = 100_000

  private struct Situation: Hashable {
    let fields: Int
    let values: [Value]
  }

  private let policies: [PreparedPolicy]
  private let vocabulary: UnionVocabulary
  private var neighbourhoods: [FactNeighbourhood?]
  /// Sets of fields of the union, each once.
  private var fieldSets: [[Int]] = []
  /// For each part the place of its fields.
  private var fieldsOfPart: [UInt32: Int] = [:]
  private var situations: [Situation: UInt32] = [:]
  /// For each set of fields the situation of the record at hand, once it was looked up.
  private var present: [UInt32?] = []
  /// Parts by a part that needs the record and a situation.
  private var known: [UInt64: UInt32] = [:]

  init(_ policies: [PreparedPolicy], _ vocabulary: UnionVocabulary) {
    self.policies = policies
    self.vocabulary = vocabulary
    neighbourhoods = Array(repeating: nil, count: policies.count)
  }

  /// Turns to the next record.
  func begin() {
    for index in present.indices { present[index] = nil }
  }

  /// What the record at hand is kept by; `nil` where more than its facts plays a part, or where no more
  /// is kept.
  func key(
    _ candidate: Candidate, _ policy: Int, _ number: UInt32, _ part: MatchParts.Part
  ) -> UInt64? {
    guard part.dependsOnFacts, candidate.events.isEmpty, candidate.waivers.isEmpty,
      policies[policy].program.results.isEmpty
    else { return nil }
    let fields = fieldsOfPart[number] ?? addFields(policy, number, part)
    guard let situation = present[fields] ?? self.situation(candidate, fields) else { return nil }
    return UInt64(number) << 32 | UInt64(situation)
  }

  private func addFields(_ policy: Int, _ number: UInt32, _ part: MatchParts.Part) -> Int {
    let around = neighbourhoods[policy] ?? FactNeighbourhood(policies[policy])
    neighbourhoods[policy] = around
    let fields = around.fields(around: part.open).compactMap {
      vocabulary.position(of: $0, for: policy)
    }.sorted()
    let place: Int
    if let known = fieldSets.firstIndex(of: fields) {
      place = known
    } else {
      fieldSets.append(fields)
      present.append(nil)
      place = fieldSets.count - 1
    }
    fieldsOfPart[number] = place
    return place
  }

  private func situation(_ candidate: Candidate, _ fields: Int) -> UInt32? {
    let key = Situation(fields: fields, values: fieldSets[fields].map { candidate.facts[$0] })
    if let number = situations[key] {
      present[fields] = number
      return number
    }
    guard situations.count < MatchMemory.most else { return nil }
    let number = UInt32(situations.count)
    situations[key] = number
    present[fields] = number
    return number
  }

  func part(_ key: UInt64) -> UInt32? { known[key] }

  /// Whether a part may be kept.
  var hasRoom: Bool { known.count < MatchMemory.most }

  func keep(_ part: UInt32, _ key: UInt64) { known[key] = part }
}
