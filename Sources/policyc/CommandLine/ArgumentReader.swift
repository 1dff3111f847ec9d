internal import PolicyLang

/// What a command was called with, checked against its shape.
struct Arguments {
  fileprivate(set) var operands: [String] = []
  fileprivate var values: [String: [String]] = [:]

  func has(_ option: Option) -> Bool { values[option.name] != nil }
  func value(_ option: Option) -> String? { values[option.name]?.last }
  func all(_ option: Option) -> [String] { values[option.name] ?? [] }
}

/// A call that cannot be understood.
struct UsageProblem: Error {
  let diagnostic: Diagnostic

  init(_ kind: DiagnosticKind, _ arguments: [LocalText]) {
    diagnostic = Diagnostic(kind, at: nil, arguments)
  }
}

/// Reads the arguments of a command by its shape.
struct ArgumentReader {
  let shape: CommandShape
  private var arguments = Arguments()

  private init(_ shape: CommandShape) { self.shape = shape }

  static func read(
    _ words: [String], _ shape: CommandShape
  ) throws(UsageProblem) -> Arguments {
    var reader = ArgumentReader(shape)
    var position = 0
    var onlyOperands = false
    while position < words.count {
      let word = words[position]
      position += 1
      if onlyOperands || word == "-" || !word.hasPrefix("-") {
        try reader.take(operand: word)
      } else if word == "--" {
        onlyOperands = true
      } else {
        try reader.take(option: word, words, &position)
      }
    }
    if !reader.arguments.has(.help) { try reader.checkOperands() }
    return reader.arguments
  }

  private var usage: LocalText { LocalText(zh: shape.usage(.chinese), en: shape.usage(.english)) }

  private mutating func take(operand word: String) throws(UsageProblem) {
    let takesMore =
      arguments.operands.count < shape.operands.count
      || shape.operands.last?.repeats == true
    guard takesMore else { throw UsageProblem(.surplusArgument, [LocalText(word), usage]) }
    arguments.operands.append(word)
  }

  private func checkOperands() throws(UsageProblem) {
    let given = arguments.operands.count
    guard given < shape.operands.count, shape.operands[given].isRequired else { return }
    throw UsageProblem(.missingArgument, [shape.operands[given].name, usage])
  }

  private mutating func take(
    option word: String, _ words: [String], _ position: inout Int
  ) throws(UsageProblem) {
    var name = word
    var attached: String?
    if let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) {
      name = String(word[..<equals])
      attached = String(word[word.utf8.index(after: equals)...])
    }
    guard let option = shape.options.first(where: { $0.name == name || $0.short == name }) else {
      throw unknown(name)
    }
    if arguments.has(option), !option.repeats, option.name != Option.help.name {
      throw UsageProblem(.repeatedOption, [LocalText(name)])
    }
    var value = ""
    switch option.value {
    case .none:
      if attached != nil { throw UsageProblem(.surplusOptionValue, [LocalText(name)]) }
    case .text(let what):
      value = try self.value(of: name, attached, what, words, &position)
    case .oneOf(let allowed):
      let list = LocalText(
        zh: allowed.joined(separator: "、"), en: allowed.joined(separator: ", "))
      value = try self.value(of: name, attached, list, words, &position)
      guard allowed.contains(value) else {
        throw UsageProblem(.wrongOptionValue, [LocalText(name), LocalText(value), list])
      }
    }
    arguments.values[option.name, default: []].append(value)
  }

  /// What stands after the equals sign, or else the next word.
  private func value(
    of name: String, _ attached: String?, _ what: LocalText, _ words: [String],
    _ position: inout Int
  ) throws(UsageProblem) -> String {
    if let attached { return attached }
    guard position < words.count, words[position] == "-" || !words[position].hasPrefix("--") else {
      throw UsageProblem(.missingOptionValue, [LocalText(name), what])
    }
    position += 1
    return words[position - 1]
  }

  private func unknown(_ name: String) -> UsageProblem {
    var names: [String] = []
    for option in shape.options where !option.isHidden { names.append(option.name) }
    guard let near = Suggestion.closest(to: name, in: names) else {
      return UsageProblem(.unknownOption, [LocalText(name), LocalText(shape.name + " ")])
    }
    return UsageProblem(
      .unknownOptionNear, [LocalText(name), LocalText(shape.name), LocalText(near)])
  }
}
