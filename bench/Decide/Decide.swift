internal import Glibc
internal import PolicyLang
internal import PolicyRuntime

/// Time per decision with everything in memory: `policy-bench POLICY VOCABULARY CANDIDATES.csv [RUNS]`.
///
/// Prints the median of the runs in nanoseconds per decision, once for columns in batches (outcome and
/// the masks of violated clauses), once for one record per call in the same process.
/// `policy-bench --random PAIRS` holds the columns against the interpreter instead.
@main struct Decide {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.count == 2, words[0] == "--random", let pairs = Int(words[1]) {
      exit(RandomPairs.run(pairs) ? 0 : 1)
    }
    guard words.count >= 3, let policy = read(words[0]), let vocabulary = read(words[1]),
      let data = read(words[2])
    else {
      print("usage: policy-bench POLICY VOCABULARY CANDIDATES.csv [RUNS]")
      exit(2)
    }
    let runs = words.count > 3 ? Int(words[3]) ?? 9 : 9
    let name = words[1].split(separator: "/").last.map { String($0.split(separator: ".")[0]) }
    let compiled = Compilation.compile(
      name: words[0], bytes: policy,
      library: Library(files: [name ?? "": String(decoding: vocabulary, as: UTF8.self)]))
    guard let program = compiled.program else {
      print(
        TextRenderer(sources: compiled.sources, language: .english).render(compiled.diagnostics))
      exit(1)
    }
    do {
      let prepared = try PreparedPolicy(program)
      let candidates = candidates(program, data)
      print("\(program.id): \(candidates.count) candidates")
      Batches(prepared, candidates).measure(runs)
      Records(prepared, candidates).measure(runs)
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  private static func candidates(_ program: IRProgram, _ data: [UInt8]) -> [Candidate] {
    var reader = CandidateReader(program, layout: .csv)
    reader.feed(data)
    reader.finish()
    var result: [Candidate] = []
    while true {
      switch reader.next() {
      case .candidate(let row): result.append(row.candidate)
      case .reject(let reject): print("rejected: line \(reject.line)")
      case .blank: continue
      case .failure, .end, .needsInput: return result
      }
    }
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count <= 0 { return result }
      result += chunk[0..<count]
    }
  }
}

/// Nanoseconds on a clock that never goes back.
func now() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// The median of some runs of `body`, which makes `decisions` decisions each time.
func report(_ what: String, _ decisions: Int, _ runs: Int, _ body: () -> [Int]) {
  var times: [Double] = []
  var counts = body()
  for _ in 0..<runs {
    let start = now()
    counts = body()
    times.append(Double(now() - start) / Double(max(1, decisions)))
  }
  times.sort()
  func two(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
  }
  print(
    "\(what): \(two(times[times.count / 2])) ns (\(two(times[0]))–\(two(times[times.count - 1])))"
      + " outcomes \(counts)")
}

/// All candidates as batches of columns.
struct Batches {
  let engine: ColumnEngine
  let batches: [ColumnBatch]
  let count: Int

  init(_ policy: PreparedPolicy, _ candidates: [Candidate]) {
    let program = ColumnProgram(policy)
    engine = ColumnEngine(program)
    count = candidates.count
    var batches: [ColumnBatch] = []
    for candidate in candidates {
      if batches.last?.isFull ?? true { batches.append(ColumnBatch(program.plan)) }
      batches[batches.count - 1].append(candidate)
    }
    self.batches = batches
    print("\(program.stepCount) steps, \(program.askedConditions.count) conditions without")
  }

  func measure(_ runs: Int) {
    let masks = UnsafeMutablePointer<UInt8>.allocate(capacity: 2048)
    defer { masks.deallocate() }
    report("columns, outcome", count, runs) { run(masks: nil) }
    report("columns, outcome and masks of violated clauses", count, runs) { run(masks: masks) }
  }

  private func run(masks: UnsafeMutablePointer<UInt8>?) -> [Int] {
    var counts = [Int](repeating: 0, count: Outcome.allCases.count)
    for batch in batches {
      let decisions = engine.decide(batch) { _ in Candidate(id: "", facts: Record([])) }
      if let masks {
        for group in 0..<decisions.groupCount() {
          decisions.write(.violated, group: group, to: masks)
        }
      }
      for outcome in Outcome.allCases { counts[Int(outcome.rawValue)] += decisions.total(outcome) }
    }
    return counts
  }
}

/// One record per call.
struct Records {
  let engine: ColumnEngine
  let candidates: [Candidate]

  init(_ policy: PreparedPolicy, _ candidates: [Candidate]) {
    engine = ColumnEngine(ColumnProgram(policy), capacity: 64)
    self.candidates = Array(candidates.prefix(20_000))
  }

  func measure(_ runs: Int) {
    report("one record per call", candidates.count, runs) {
      var counts = [Int](repeating: 0, count: Outcome.allCases.count)
      for candidate in candidates {
        if let outcome = engine.decide(candidate).outcome(0) { counts[Int(outcome.rawValue)] += 1 }
      }
      return counts
    }
  }
}
