internal import PolicyRuntime

/// What a report says about decisions: where each stops in the order of the clauses, who lacks a single
/// clause, and the groups. Of one chunk, or of all.
final class ReportTally: ChunkTally {
  /// How many records are shown for each clause that alone is lacking.
  static let samplesPerClause = 10

  /// How many stop at a clause, having met all before it.
  struct Stop: Equatable {
    var violated = 0
    var waivable = 0
    var unknown = 0
    var all: Int { violated + waivable + unknown }
  }

  /// A record that lacks a single clause.
  struct Sample {
    let id: String
    let shown: [String]
    let outcome: Outcome
    /// The smallest change that would make it eligible; empty where none is known.
    let change: String
  }

  private(set) var stops: [Stop]
  /// For each clause how many lack it alone.
  private(set) var near: [Int]
  private(set) var samples: [[Sample]]
  let groups: [GroupTable]
  /// For each clause whether further samples are wanted.
  private(set) var wants: [Bool]

  init(clauses: Int, groups: Int, groupLimit: Int = 20_000) {
    stops = Array(repeating: Stop(), count: clauses)
    near = Array(repeating: 0, count: clauses)
    samples = Array(repeating: [], count: clauses)
    wants = Array(repeating: true, count: clauses)
    self.groups = (0..<groups).map { _ in GroupTable(limit: groupLimit) }
  }

  /// Counts decisions that are alike.
  func add(_ number: Int, _ violated: [Int], _ waivable: [Int], _ unknown: [Int]) {
    let first = [violated.min(), waivable.min(), unknown.min()]
    guard let stop = first.compactMap({ $0 }).min() else { return }
    if first[0] == stop {
      stops[stop].violated += number
    } else if first[1] == stop {
      stops[stop].waivable += number
    } else {
      stops[stop].unknown += number
    }
    if let clause = DecisionKinds.single(violated, waivable, unknown) { near[clause] += number }
  }

  func wantsSample(_ clause: Int) -> Bool {
    wants[clause] && samples[clause].count < ReportTally.samplesPerClause
  }

  func add(_ sample: Sample, _ clause: Int) { samples[clause].append(sample) }

  /// Adds what was counted in the next chunk.
  func add(_ other: ReportTally) {
    for clause in stops.indices {
      stops[clause].violated += other.stops[clause].violated
      stops[clause].waivable += other.stops[clause].waivable
      stops[clause].unknown += other.stops[clause].unknown
      near[clause] += other.near[clause]
      let room = ReportTally.samplesPerClause - samples[clause].count
      samples[clause] += other.samples[clause].prefix(room)
    }
    for (own, group) in zip(groups, other.groups) { own.add(group) }
  }

  /// Forgets everything; further samples are wanted where `total` lacks some.
  func clear(_ total: ReportTally) {
    for clause in stops.indices {
      stops[clause] = Stop()
      near[clause] = 0
      samples[clause] = []
      wants[clause] = total.wantsSample(clause)
    }
    for group in groups { group.clear() }
  }
}

/// What a report needs to know of each record.
struct ReportShape {
  /// Columns that come out with each row: those of the results first, then those by which the report
  /// groups, then those that it shows.
  let kept: Int
  let groups: [ReportGroup]
  let shown: [String]
}

/// A column by which a report groups.
struct ReportGroup {
  let name: String
  /// Whether it was asked for, so that a file without it is refused.
  let isWanted: Bool
}
