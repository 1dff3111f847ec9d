public import PolicyLang

/// The text of a first policy file: commented for someone who has never written one, and clean when it
/// is checked.
///
/// From scratch, whatever was not answered is 未定. As a change to another policy, what was not answered
/// stays as that policy has it, and what was answered with 待定 becomes 未定.
public struct PolicyDraft: Sendable {
  public let id: String
  public let language: Language
  /// The policy it changes, if any.
  public let base: IRProgram?
  public var answers: [DraftQuestion: DraftAnswer]
  /// Answers that are only noted in a comment, for the writer to work in.
  public var noted: [DraftQuestion] = []

  /// Samples of the base, from which a change makes tests of its own.
  public var samples: [String] = []
  /// Tests at the end of a change, as statements.
  var tests: [String] = []

  /// The vocabulary of a draft from scratch.
  public static let vocabulary = "craftsman"

  public init(
    id: String, language: Language, base: IRProgram? = nil,
    answers: [DraftQuestion: DraftAnswer] = [:]
  ) {
    self.id = id
    self.language = language
    self.base = base
    self.answers = answers
  }

  public var text: String {
    if let base { return change(of: base) }
    return language == .chinese ? fromScratchInChinese : fromScratchInEnglish
  }

  /// The draft with every answer worked in that leaves it clean; the others are noted in it.
  /// - Parameter isClean: compiles and checks a text and runs its tests.
  public func settled(_ isClean: (String) -> Bool) -> PolicyDraft {
    var result = self
    if isClean(result.text) { return result }
    let questions = DraftQuestion.allCases.filter { answers[$0] != nil }
    // Most often one answer alone is at odds with what the base says elsewhere.
    for question in questions {
      var other = self
      other.noted = [question]
      if isClean(other.text) { return other }
    }
    result.noted = questions
    for question in questions {
      var other = result
      other.noted = result.noted.filter { $0 != question }
      if isClean(other.text) { result = other }
    }
    return result
  }

  /// The skill levels that a policy's vocabulary has, lowest first.
  public static func levels(in program: IRProgram) -> [IRLabel] {
    guard let field = field("skill_level", in: program),
      case .enumeration(let index) = program.records[0].fields[field].type,
      program.enumerations.indices.contains(index)
    else { return [] }
    return program.enumerations[index].values
  }

  static func field(_ id: String, in program: IRProgram) -> Int? {
    program.records.first?.fields.firstIndex { $0.label.id == id }
  }

  // MARK: Pieces

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
  func word(_ keyword: Keyword) -> String { keyword.spelling(language) }

  /// The figure that was given for a question, in the words of the language.
  func figure(_ question: DraftQuestion) -> String? {
    guard case .figure(let value)? = answers[question] else { return nil }
    return value.spelling(language)
  }

  func number(_ question: DraftQuestion) -> Rational? {
    switch answers[question] {
    case .figure(.number(let number, _)), .figure(.money(let number)): number
    default: nil
    }
  }

  /// A text as it may stand in quotes; `nil` when none was given.
  func quoted(_ question: DraftQuestion) -> String? {
    guard case .text(let text)? = answers[question] else { return nil }
    var view = String.UnicodeScalarView()
    // Quotes of other kinds may stand between straight ones.
    var isOpen = false
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "\"":
        isOpen.toggle()
        view.append(isOpen ? "“" : "”")
      case "\n", "\r": view.append(" ")
      default: view.append(scalar)
      }
    }
    return "\"" + String(view) + "\""
  }

  var titleText: String {
    quoted(.title) ?? say("\"（名称待定）\"", "\"(title to be decided)\"")
  }

  /// 未定 with what is to be filled in.
  func unstated(_ zh: String, _ en: String) -> String {
    word(.unstated) + " \"" + say(zh, en) + "\""
  }

  var levelName: String? {
    guard case .level(let label)? = answers[.level] else { return nil }
    return language == .chinese ? label.zh : label.id
  }
}
