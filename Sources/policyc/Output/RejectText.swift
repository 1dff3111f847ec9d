internal import PolicyLang
internal import PolicyRuntime

extension Reject {
  /// All that is wrong, in one line: the first problem, whose column stands elsewhere, then the others.
  func reason(in language: Language) -> String {
    let isChinese = language == .chinese
    var text = problems.first?.reason(in: language) ?? ""
    for problem in problems.dropFirst() {
      text += (isChinese ? "。另外，列“" : ". Also, column `") + problem.column
      text += (isChinese ? "”：" : "`: ") + problem.reason(in: language)
    }
    return text
  }
}

extension EvaluationSetup {
  /// A record that was read and has no decision.
  func reject(
    _ row: CandidateReader.Row, _ error: DecisionError, _ language: Language
  ) -> Reject {
    let diagnostic = error.diagnostic(in: policy.environment)
    var column = ""
    var value = ""
    if case .contradiction(let field, let given, _) = error {
      let shape = program.records[0].fields[field]
      column = shape.label[language]
      value = Wording(program, language).text(of: given, shape.type)
    }
    let problem = DataProblem(
      diagnostic.kind, column: column, value: value, diagnostic.arguments)
    return Reject(line: row.line, row: row.row, id: row.candidate.id, problems: [problem])
  }
}
