internal import PolicyLang
internal import PolicyRuntime

/// The decision on the candidate of a request, with its reasons or remedies where they are asked for.
struct WebDecision {
  static let commands: Set<String> = ["decide", "explain", "remedies"]

  private let setup: EvaluationSetup
  private let request: WebRequest

  init(_ setup: EvaluationSetup, _ request: WebRequest) {
    self.setup = setup
    self.request = request
  }

  /// The answer by a compiled policy, which needs no compiler and so comes sooner than by its text.
  static func answer(_ request: WebRequest, by compiled: [UInt8]) -> WebAnswer {
    var answer = WebAnswer(sources: SourceMap(), diagnostics: [], language: request.language)
    guard WebDecision.commands.contains(request.command) else {
      answer.refuse()
      return answer
    }
    let program: IRProgram
    do throws(IRLoadError) {
      program = try IRDecoder.decode(compiled)
    } catch {
      answer.add(error.diagnostic)
      return answer
    }
    do throws(PreparationError) {
      let policy = try PreparedPolicy(program, asOf: request.asOf)
      let setup = EvaluationSetup(policy, hash: program.contentHash)
      WebDecision(setup, request).write(to: &answer)
    } catch {
      answer.add(error.diagnostic(in: program))
    }
    return answer
  }

  func write(to answer: inout WebAnswer) {
    guard let candidate = candidate(&answer) else { return }
    do throws(DecisionError) {
      let decision = try setup.decide(candidate)
      for warning in decision.warnings { answer.add(warning) }
      answer.add("decision") { $0.decision(decision, of: setup.program) }
      switch request.command {
      case "explain":
        let reasons = try setup.policy.explain(
          try setup.decide(candidate, contested: true), of: candidate, in: request.language)
        answer.add("reasons") { writer in
          writer.beginObject()
          writer.key("heading")
          writer.strings(reasons.heading)
          writer.reasons(of: reasons)
          writer.endObject()
        }
      case "remedies" where decision.outcome != .eligible:
        let remedies = RemedyFinder(setup.policy).remedies(for: candidate, decision)
        let nodes = RemedyWording(setup.program, request.language).nodes(remedies)
        answer.add("remedies") { writer in
          writer.beginObject()
          writer.remedies(remedies, of: setup.program, in: request.language)
          writer.explanationNodes("lines", nodes)
          writer.endObject()
        }
      default: break
      }
    } catch {
      answer.add(error.diagnostic(in: setup.policy.environment))
    }
  }

  /// The candidate of the request, read as a line of a data file is.
  func candidate(_ answer: inout WebAnswer) -> Candidate? {
    var reader = CandidateReader(setup.program, layout: .jsonLines)
    var line = JSONWriter()
    line.value(request.candidate)
    reader.feed(Array(line.text.utf8))
    reader.finish()
    let item = reader.next()
    for warning in reader.takeWarnings() { answer.add(warning) }
    switch item {
    case .candidate(let row): return row.candidate
    case .reject(let reject):
      for problem in reject.problems { answer.add(problem) }
    case .failure(let problem, _): answer.add(problem)
    case .needsInput, .end, .blank: break
    }
    return nil
  }
}
