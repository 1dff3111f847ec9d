internal import PolicyLang
internal import PolicyRuntime

/// Answers one request.
struct WebCommands {
  private let request: WebRequest
  private let policy: WebPolicy
  private var language: Language { request.language }

  init(_ request: WebRequest) {
    self.request = request
    if request.command == "library" { WebMemory.shared.keep(request.files) }
    policy = WebMemory.shared.policy(
      request.policy, request.files, isEdited: WebEditing.commands.contains(request.command))
  }

  func run() -> WebAnswer {
    var answer = WebAnswer(policy, language)
    switch request.command {
    case "library": return WebAnswer(sources: SourceMap(), diagnostics: [], language: language)
    case "check", "complete", "hover":
      guard let checked = policy.checked else {
        answer.refuse()
        break
      }
      let editing = WebEditing(checked, language)
      switch request.command {
      case "check": editing.check(&answer)
      case "complete":
        let files = WebMemory.shared.files.keys.sorted()
        editing.complete(at: request.offset, files: files, &answer)
      default: editing.hover(at: request.offset, &answer)
      }
    case "format": format(&answer)
    case "form": withSetup(&answer) { setup, answer in form(setup, &answer) }
    case "decide", "explain", "remedies":
      withSetup(&answer) { setup, answer in WebDecision(setup, request).write(to: &answer) }
    case "case": withSetup(&answer) { setup, answer in follow(setup, &answer) }
    case "plan": withSetup(&answer) { setup, answer in plan(setup, &answer) }
    case "diff": withSetup(&answer) { setup, answer in compare(setup, &answer) }
    case "figures": answer.add("figures") { WebFigures(policy.compiled).write(to: &$0) }
    default: answer.refuse()
    }
    return answer
  }

  private func withSetup(
    _ answer: inout WebAnswer, _ body: (EvaluationSetup, inout WebAnswer) -> Void
  ) {
    guard let program = policy.compiled.program else { return answer.refuse() }
    do throws(PreparationError) {
      body(try policy.setup(request.asOf, program), &answer)
    } catch {
      answer.add(error.diagnostic(in: program))
    }
  }

  // MARK: The file

  private func format(_ answer: inout WebAnswer) {
    let compiled = policy.compiled
    answer.add("formatted") { writer in
      guard let file = compiled.parsed.first,
        let text = Formatter.format(
          file, source: compiled.sources[file.file], language: compiled.language)
      else { return writer.null() }
      writer.string(text)
    }
  }

  private func form(_ setup: EvaluationSetup, _ answer: inout WebAnswer) {
    answer.add("form") { WebForm(setup.program, tests: policy.compiled.tests).write(to: &$0) }
  }

  // MARK: A case

  private func follow(_ setup: EvaluationSetup, _ answer: inout WebAnswer) {
    guard let candidate = WebDecision(setup, request).candidate(&answer) else { return }
    let follower = ProcedureFollower(setup.policy)
    if let problem = EventOrder.problem(in: candidate.events, of: setup.program)
      ?? follower.problem(in: candidate)
    {
      answer.add(problem)
      return
    }
    do throws(DecisionError) {
      let ledger = try Entitlement(setup.policy).ledger(for: candidate)
      answer.add("ledger") { $0.ledger(ledger, of: setup.program) }
      addPayments(ledger, setup.program, &answer)
      answer.add("ledger_text", LedgerText(setup.program, language).text(of: ledger))
      let report = try follower.report(on: candidate)
      for problem in report.problems { answer.add(problem.diagnostic(in: follower.environment)) }
      answer.add("procedure") { $0.procedure(report, of: follower, in: language) }
      let page = ProcedurePage(setup: setup, follower: follower, language: language)
      answer.add("procedure_html", page.text(of: report, candidate, isFirst: true))
    } catch {
      answer.add(error.diagnostic(in: setup.policy.environment))
    }
  }

  /// The payments of a case in words, for a table.
  private func addPayments(_ ledger: Ledger, _ program: IRProgram, _ answer: inout WebAnswer) {
    answer.add("payments") { writer in
      writer.beginArray()
      for line in ledger.lines {
        writer.beginObject()
        writer.key("on")
        if let date = line.date { writer.string(date.description) } else { writer.null() }
        writer.key("amount")
        writer.string(MoneyText.grouped(line.amount))
        writer.key("name")
        writer.string(line.label[language])
        writer.key("article")
        writer.string(program.citation(line.articles, line.origin, in: language))
        writer.key("to")
        writer.string(line.recipient[language])
        writer.key("status")
        writer.string(line.status.name)
        writer.endObject()
      }
      writer.endArray()
    }
    answer.add("total", MoneyText.grouped(ledger.total))
    if ledger.clawedBack > .zero {
      answer.add("clawed_back", MoneyText.grouped(ledger.clawedBack))
    }
  }

  private func plan(_ setup: EvaluationSetup, _ answer: inout WebAnswer) {
    let follower = ProcedureFollower(setup.policy)
    answer.add(
      "plan_html", ProcedurePage(setup: setup, follower: follower, language: language).planBody)
  }

  // MARK: Another policy

  private func compare(_ setup: EvaluationSetup, _ answer: inout WebAnswer) {
    let other = WebMemory.shared.policy(request.other, request.files, isEdited: false)
    guard let program = other.compiled.program else { return answer.refuse() }
    do throws(PreparationError) {
      let second = try other.setup(request.asOf, program)
      for setup in [setup, second] {
        if let problem = setup.policy.missingDay {
          return answer.add(problem.diagnostic(in: setup.policy.environment))
        }
      }
      let report = DifferenceReport(
        setup, second,
        samples: (
          setup.policy.samples(of: policy.compiled.tests),
          second.policy.samples(of: other.compiled.tests)
        ), language)
      answer.add("relation", report.eligibility.relation.rawValue)
      answer.add("differs") { $0.boolean(report.differs) }
      answer.add("html", DifferencePage(report).html(report.blocks))
    } catch {
      answer.add(error.diagnostic(in: program))
    }
  }
}
