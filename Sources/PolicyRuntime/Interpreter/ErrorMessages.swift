public import PolicyLang

// Errors as messages of the catalogue.

extension EvaluationError {
  /// - Parameter environment: where it happened, for naming the expression and the day.
  public func diagnostic(in environment: Environment) -> Diagnostic {
    let program = environment.program
    let place = text(of: node, in: program)
    switch kind {
    case .overflow: return Diagnostic(.numberOverflow, at: nil, [place])
    case .divisionByZero: return Diagnostic(.dividesByZero, at: nil, [place])
    case .missingAsOfDate: return Diagnostic(.missingAsOfDate, at: nil, [place])
    case .fractionalPeriod: return Diagnostic(.fractionalPeriod, at: nil, [place])
    case .dateOutOfRange: return Diagnostic(.dateOutOfRange, at: nil, [place])
    case .yearNotCovered(let year):
      return Diagnostic(.yearNotCovered, at: nil, [place, LocalText("\(year)")])
    case .ill: return Diagnostic(.illTyped, at: nil, [place])
    case .parameterNotYetSet(let index):
      let label =
        program.parameters.indices.contains(index)
        ? program.parameters[index].label.text : place
      let day = environment.asOf.map { $0.description } ?? ""
      return Diagnostic(.parameterNotYetSet, at: nil, [label, LocalText(day)])
    case .markOutOfRange(let sheet, let expert, let item):
      guard program.norms.indices.contains(sheet) else {
        return Diagnostic(.illTyped, at: nil, [place])
      }
      var names: [String] = []
      for child in program.children(sheet, .item) { names += program.norms[child].words }
      return Diagnostic(
        .markOutOfRange, at: nil,
        [
          program.norms[sheet].label.text, LocalText("\(expert + 1)"),
          LocalText(names.indices.contains(item) ? names[item] : ""),
        ])
    case .tableConflict(let index):
      let label =
        program.tables.indices.contains(index)
        ? program.tables[index].label.text : place
      return Diagnostic(.conflictingRows, at: nil, [label])
    }
  }

  /// What stands for an expression that is none of the policy's own.
  private var unnamed: LocalText {
    switch kind {
    case .dateOutOfRange, .fractionalPeriod, .yearNotCovered, .missingAsOfDate:
      LocalText(zh: "这一案的日期", en: "the dates of the case")
    default: LocalText(zh: "这一案的金额或数字", en: "the figures of the case")
    }
  }

  private func text(of node: NodeID?, in program: IRProgram) -> LocalText {
    guard let node else { return unnamed }
    // An element's fields cannot be named without the list it stands in.
    return LocalText(
      zh: Wording(program, .chinese).text(of: node), en: Wording(program, .english).text(of: node))
  }
}

extension DecisionError {
  public func diagnostic(in environment: Environment) -> Diagnostic {
    let program = environment.program
    switch self {
    case .evaluation(let error): return error.diagnostic(in: environment)
    case .contradiction(let index, let given, let derived):
      let field = program.records[0].fields[index]
      return Diagnostic(
        .contradictsDerivation, at: nil,
        [
          field.label.text, text(of: given, field.type, program),
          text(of: derived, field.type, program),
        ])
    case .brokenInvariant(let index):
      let invariant = program.invariants[index]
      let text =
        invariant.label.zh.isEmpty
        ? LocalText(
          zh: Wording(program, .chinese).text(of: invariant.condition),
          en: Wording(program, .english).text(of: invariant.condition)) : invariant.label.text
      return Diagnostic(.violatesInvariant, at: nil, [text])
    }
  }

  private func text(of value: Value, _ type: IRType, _ program: IRProgram) -> LocalText {
    LocalText(
      zh: Wording(program, .chinese).text(of: value, type),
      en: Wording(program, .english).text(of: value, type))
  }
}

extension PreparationError {
  public func diagnostic(in program: IRProgram) -> Diagnostic {
    switch self {
    case .refused(let refusal): return IRLoadError.refused(refusal).diagnostic
    case .noSuchOption(let reading, let option):
      return Diagnostic(
        .unknownSetting, at: nil,
        [program.readings[reading].label.text, LocalText("\(option + 1)")])
    case .wrongParameterType(let index):
      let parameter = program.parameters[index]
      var example = LocalText("")
      if let value = parameter.values.first?.value {
        example = LocalText(
          zh: Wording(program, .chinese).text(of: value),
          en: Wording(program, .english).text(of: value))
      }
      return Diagnostic(.settingOfWrongType, at: nil, [parameter.label.text, example])
    }
  }
}
