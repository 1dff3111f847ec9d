public import PolicyLang

/// A reading or an open point of a policy, in words.
public struct Doubt: Hashable, Sendable {
  /// What the policy calls it.
  public let label: IRLabel
  /// What to call it; the open points that have no name of their own have one here.
  public let name: String
  /// How it is taken and how else it may be, or what is not settled.
  public let text: String
  /// The writer's remark, which the text of an open point is already.
  public let note: String
  public let articles: [String]
  public let origin: IROrigin
  public let kind: Kind

  public enum Kind: Hashable, Sendable {
    /// A reading, as an index of the program.
    case reading(Int)
    case open
    /// What the writer could not see.
    case unseen
  }

  public var isReading: Bool {
    if case .reading = kind { return true }
    return false
  }
}

/// What a document leaves in doubt: readings with what was chosen, and open points.
public struct DoubtWording: Sendable {
  private let policy: PreparedPolicy
  private let language: Language
  private var program: IRProgram { policy.program }

  public init(_ policy: PreparedPolicy, _ language: Language) {
    self.policy = policy
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// Readings first, then open points, as the policy has them.
  public var doubts: [Doubt] {
    var result: [Doubt] = []
    for index in program.readings.indices { result.append(doubt(reading: index)) }
    for point in program.openPoints {
      let text = point.note.isEmpty ? say("没有写明", "not settled") : point.note
      // 未定 where a figure should stand has no name of its own; the remark says what is meant.
      let name =
        point.label.id == "unstated" ? say("另外未定的", "Also left open") : point.label[language]
      result.append(
        Doubt(
          label: point.label, name: name, text: text, note: "", articles: point.articles,
          origin: point.origin, kind: point.isUnseen ? .unseen : .open))
    }
    return result
  }

  private func doubt(reading index: Int) -> Doubt {
    let reading = program.readings[index]
    let chosen = policy.environment.options[index]
    var text = say("取：", "taken as: ")
    if reading.options.indices.contains(chosen) { text += name(of: reading.options[chosen]) }
    var others: [String] = []
    for (place, option) in reading.options.enumerated() where place != chosen {
      others.append(name(of: option))
    }
    if !others.isEmpty {
      text += say("；另解：", "; else: ") + others.joined(separator: say("；", "; "))
    }
    if !reading.note.isEmpty { text += say("。", ". ") + reading.note }
    return Doubt(
      label: reading.label, name: reading.label[language], text: text, note: reading.note,
      articles: reading.articles, origin: reading.origin, kind: .reading(index))
  }

  /// An option by its own words, or by its value where it has none.
  public func name(of option: IRReadingOption) -> String {
    if let node = option.value, option.label.zh.isEmpty {
      return Wording(program, language, environment: policy.environment).text(of: node)
    }
    return option.label[language]
  }
}
