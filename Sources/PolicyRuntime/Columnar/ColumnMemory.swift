internal import PolicyLang

typealias Plane = UnsafeMutablePointer<UInt64>
typealias Numbers = UnsafeMutablePointer<Int64>

/// The planes and vectors of a program's steps, used again for every batch.
///
/// - Invariant: a step has room for all rows or elements of its domain, in whole words of 64.
final class ColumnMemory {
  /// By step; a step that makes a vector has no plane, and the other way round.
  let planes: UnsafeMutablePointer<Plane>
  let vectors: UnsafeMutablePointer<Numbers>
  private let steps: [ColumnStep]
  private let domains: [Int]
  private var isLive: [Bool]
  /// The room of each domain, in words.
  private let room: UnsafeMutablePointer<Int>
  private let domainCount: Int

  init(_ program: ColumnProgram, words: Int) {
    steps = program.pool.steps
    domains = program.pool.domains
    isLive = Array(repeating: false, count: steps.count)
    isLive[StepPool.zeros] = true
    isLive[StepPool.ones] = true
    for step in program.decisionSteps + program.judgementSteps { isLive[step] = true }
    domainCount = program.plan.domains.count
    room = .allocate(capacity: domainCount)
    room.initialize(repeating: words, count: domainCount)
    // A step that is never run keeps the shared planes, so that every entry is valid.
    let zeros = Plane.allocate(capacity: words)
    zeros.initialize(repeating: 0, count: words)
    planes = .allocate(capacity: steps.count)
    planes.initialize(repeating: zeros, count: steps.count)
    vectors = .allocate(capacity: steps.count)
    vectors.initialize(
      repeating: UnsafeMutableRawPointer(zeros).assumingMemoryBound(to: Int64.self),
      count: steps.count)
    for step in steps.indices where isLive[step] && step != StepPool.zeros { allocate(step) }
  }

  deinit {
    for step in steps.indices where isLive[step] { free(step) }
    planes.deallocate()
    vectors.deallocate()
    room.deallocate()
  }

  private var largestRoom: Int {
    var result = 0
    for domain in 0..<domainCount { result = max(result, room[domain]) }
    return result
  }

  private func allocate(_ step: Int) {
    let words = step <= StepPool.ones ? largestRoom : room[domains[step]]
    if steps[step].isVector {
      vectors[step] = .allocate(capacity: words * 64)
      vectors[step].initialize(repeating: 0, count: words * 64)
    } else {
      planes[step] = .allocate(capacity: words)
      planes[step].initialize(repeating: step == StepPool.ones ? ~0 : 0, count: words)
    }
  }

  private func free(_ step: Int) {
    if steps[step].isVector { vectors[step].deallocate() } else { planes[step].deallocate() }
  }

  /// Makes room for the rows and elements of a batch; what the steps hold is lost where it grows.
  func fit(_ batch: ColumnBatch) {
    var isGrown = false
    for domain in 0..<domainCount {
      let words = batch.store(of: domain).capacity / 64
      guard words > room[domain] else { continue }
      isGrown = true
      let old = room[domain]
      room[domain] = words
      for step in steps.indices
      where step > StepPool.ones && isLive[step] && domains[step] == domain && old < words {
        free(step)
        allocate(step)
      }
    }
    guard isGrown else { return }
    for step in [StepPool.zeros, StepPool.ones] {
      free(step)
      allocate(step)
    }
  }
}

extension ColumnStep {
  /// Whether it makes numbers instead of a plane.
  var isVector: Bool {
    switch self {
    case .column, .constant, .arithmetic, .scaled, .select, .fullYears, .yearOf, .moved,
      .spreadNumbers, .aggregate:
      true
    case .zeros, .ones, .range, .member, .and, .or, .andNot, .not, .given, .spread, .count, .asked,
      .refused, .within, .compare, .failed:
      false
    }
  }
}
