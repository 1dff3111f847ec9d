internal import PolicyLang
internal import PolicyRuntime

/// `policyc match CANDIDATES POLICY…`: decides every candidate by every policy in one pass.
struct MatchCommand {
  private static let formats = Option.format(["text", "csv", "json", "jsonl"])
  private static let excel = Option(
    name: "--excel", value: .none,
    meaning: LocalText(
      zh: "CSV 写成 Excel 能直接打开的样子", en: "write CSV the way Excel opens it directly"))
  private static let brief = Option(
    name: "--brief", value: .none,
    meaning: LocalText(
      zh: "不找最少改变哪几项，数据很多时快得多",
      en: "do not look for the smallest change, which is much faster on large files"))

  static let command = Command(
    shape: CommandShape(
      name: "match",
      summary: LocalText(
        zh: "每个候选人够得上哪几份政策", en: "say for which policies each candidate qualifies"),
      operands: [
        .init(name: LocalText(zh: "候选人", en: "CANDIDATES")),
        .init(name: LocalText(zh: "政策", en: "POLICY"), repeats: true),
      ],
      options: [
        formats, .output, RejectSink.option, .asOf, .set, brief, excel,
        CandidateStream.encodingOption, .path, .threads, .quiet, .language, .color,
        BatchRun.referenceOption,
        BatchRun.chunkOption, .help,
      ],
      explanation: LocalText(
        zh: """
          数据只读一遍，每人按每份政策各判一次；各政策要用同一套词汇，自己另加的字段可以不同。
          每人写明符合哪几份；其余的写明差在哪一条、缺什么、最少改变哪几项就能符合。
          最后写明每份政策各有多少人符合、够得上几份的各有多少人。
          --set 用在有这个名称的每一份政策上。
          """,
        en: """
          The data are read once and every candidate is decided by every policy; the policies must
          decide the same kind of record, each may add fields of its own. For each candidate: the
          policies met, and for the others the clauses not met, what is absent and the smallest
          change. The end counts the eligible per policy, and for how many policies people qualify.
          `--set` applies to every policy that has the name.
          """),
      examples: [
        .init(
          call: "policyc match 候选人.csv national changzhou tongliao",
          meaning: LocalText(zh: "每人够得上哪几份", en: "who qualifies where")),
        .init(
          call: "policyc match 候选人.csv *.policy -f csv --excel -o 结果.csv",
          meaning: LocalText(zh: "每人每份政策一行", en: "a table with a row per person and policy")),
      ]),
    run: { (session) throws(CommandFailure) in
      try MatchCommand(session).run()
    })

  private let session: Session

  private init(_ session: Session) { self.session = session }

  private func run() throws(CommandFailure) -> ExitCode {
    let operands = session.arguments.operands
    let batch = try BatchRun(session)
    let policies = try MatchPolicies(Array(operands.dropFirst()), session)
    let run = MatchRun(
      session, batch, policies, report(policies),
      findsChanges: !session.arguments.has(MatchCommand.brief))
    try run.decideAll(operands[0])
    run.sayDuplicates()
    close(policies, run.counts)
    return run.counts.rejects > 0 ? .inputHasErrors : .success
  }

  private func report(_ policies: MatchPolicies) -> any MatchReport {
    switch session.arguments.value(MatchCommand.formats) {
    case "csv":
      return MatchTable(
        policies, session.language, excel: session.arguments.has(MatchCommand.excel))
    case "json": return MatchJSON(policies, session.language, isDocument: true)
    case "jsonl": return MatchJSON(policies, session.language, isDocument: false)
    default: return MatchText(policies, session.language)
    }
  }

  /// The closing line: rows in = matched + rejects.
  private func close(_ policies: MatchPolicies, _ counts: MatchCounts) {
    if session.isQuiet, counts.rejects == 0 { return }
    let rows = counts.candidates + counts.rejects
    session.console.writeError(
      session.say(
        zh: "读入 \(rows) 行 = 判定 \(counts.candidates) + 拒收 \(counts.rejects)\n",
        en: "\(rows) rows in = \(counts.candidates) decisions + \(counts.rejects) rejects\n"))
    for setup in policies.setups {
      let assumptions = setup.assumptions(in: session.language)
      if !assumptions.isEmpty {
        session.note(
          session.say(zh: "本次假设（", en: "assuming (") + setup.program.id
            + session.say(zh: "）：", en: "): ") + assumptions)
      }
    }
  }
}

/// The policies of one call, and the vocabulary that their data share.
struct MatchPolicies {
  let setups: [EvaluationSetup]
  let vocabulary: UnionVocabulary

  init(_ paths: [String], _ session: Session) throws(CommandFailure) {
    let loaded = try PolicySet.load(paths, session)
    var names: [String] = []
    for policy in loaded {
      if names.contains(policy.program.id) {
        throw .usage(UsageProblem(.policyGivenTwice, [LocalText(policy.program.id)]))
      }
      names.append(policy.program.id)
    }
    do throws(UnionVocabulary.Conflict) {
      vocabulary = try UnionVocabulary(loaded.map { $0.program })
    } catch {
      throw .usage(MatchPolicies.problem(error, loaded))
    }
    setups = try PolicySet(loaded, session).setups
  }

  private static func problem(
    _ conflict: UnionVocabulary.Conflict, _ loaded: [LoadedPolicy]
  ) -> UsageProblem {
    switch conflict {
    case .subjects(let one, let other):
      let subject = { (index: Int) -> LocalText in
        let label = loaded[index].program.records.first?.label
        return LocalText(zh: label?.zh ?? "", en: label?[.english] ?? "")
      }
      return UsageProblem(
        .differentSubjects,
        [
          LocalText(loaded[one].program.id), subject(one), LocalText(loaded[other].program.id),
          subject(other),
        ])
    case .field(let name, let one, let other):
      return UsageProblem(
        .fieldsDiffer,
        [name, LocalText(loaded[one].program.id), LocalText(loaded[other].program.id)])
    }
  }
}
