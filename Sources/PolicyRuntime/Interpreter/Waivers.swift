internal import PolicyLang

/// Which clauses have a recorded waiver, and what is wrong with the waivers of a record.
struct Waivers {
  private var covered = Set<Int>()
  private(set) var warnings: [Diagnostic] = []

  /// - Parameter candidate: its waivers name clauses by id, by name, or as `policy.clause`; one that
  ///   names another policy is that policy's business. No waivers means none.
  init(of candidate: Candidate, in program: IRProgram) {
    for name in Waivers.names(of: candidate, in: program) {
      guard let clause = Waivers.name(in: name, for: program) else { continue }
      guard let index = Waivers.clause(named: name, in: program) else {
        warnings.append(
          Diagnostic(
            .waiverForUnknownClause, at: nil, [LocalText(clause), LocalText(program.id)]))
        continue
      }
      let requirement = program.requirements[index]
      if requirement.strength.isHard {
        warnings.append(Diagnostic(.waiverOnHardClause, at: nil, [requirement.label.text]))
      } else {
        covered.insert(index)
      }
    }
  }

  /// The clause that a waiver names; `nil` for none, or for one of another policy.
  static func clause(named name: String, in program: IRProgram) -> Int? {
    guard let clause = self.name(in: name, for: program) else { return nil }
    return program.requirements.firstIndex { requirement in
      let label = requirement.label
      return label.id == clause || label.zh == clause || label.en == clause
    }
  }

  /// The name without the policy before it; `nil` where that is another policy.
  private static func name(in waiver: String, for program: IRProgram) -> String? {
    guard let dot = waiver.utf8.firstIndex(of: UInt8(ascii: ".")) else { return waiver }
    if String(waiver[..<dot]) != program.id { return nil }
    return String(waiver[waiver.utf8.index(after: dot)...])
  }

  /// Whether a waiver is recorded for an in-principle clause.
  func cover(_ requirement: Int) -> Bool { covered.contains(requirement) }

  /// The waivers recorded with the candidate and in its fields of that type.
  private static func names(of candidate: Candidate, in program: IRProgram) -> [String] {
    var names = candidate.waivers
    for value in candidate.facts.values {
      if case .clauses(let clauses) = value { names += clauses }
    }
    var seen = Set<String>()
    return names.filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}

extension IRLabel {
  /// The name in both languages.
  var text: LocalText { LocalText(zh: self[.chinese], en: self[.english]) }
}
