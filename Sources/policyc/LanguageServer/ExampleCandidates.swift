internal import PolicyLang
internal import PolicyRuntime

/// The candidates on whom clauses are tried while a policy is written.
enum ExampleCandidates {
  /// The most that are read.
  static let limit = 5_000

  /// Where they may be: the file that was asked for, else `examples/candidates.csv` beside the policy or
  /// in the workspace.
  static func places(_ chosen: String?, _ policy: String, _ roots: [String]) -> [String] {
    if let chosen {
      if chosen.hasPrefix("/") { return [chosen] }
      return roots.map { FileAccess.join($0, chosen) }
    }
    var result = [FileAccess.join(FileAccess.folder(of: policy), "examples/candidates.csv")]
    for root in roots {
      result.append(FileAccess.join(root, "examples/candidates.csv"))
      result.append(FileAccess.join(root, "policies/examples/candidates.csv"))
    }
    return result
  }

  /// The candidates of a file that can be read; records that cannot are left out.
  static func read(_ path: String, _ program: IRProgram) -> [Candidate]? {
    guard FileAccess.kind(path) == .file, let bytes = try? FileAccess.read(path) else { return nil }
    var decoder = TextDecoder(encoding: nil)
    let text = decoder.decode(bytes, isLast: true)
    var reader = CandidateReader(program, layout: CandidateStream.layout(path, text))
    reader.feed(text)
    reader.finish()
    var result: [Candidate] = []
    while result.count < limit {
      switch reader.next() {
      case .candidate(let row): result.append(row.candidate)
      case .reject, .blank: continue
      case .failure, .needsInput, .end: return result
      }
    }
    return result
  }
}
