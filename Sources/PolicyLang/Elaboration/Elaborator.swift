/// Gives every name its meaning and every expression its type, and writes the result as IR.
///
/// Input: a `LinkedPolicy`. Output: an `IRProgram`, the tests, and diagnostics. The passes run in
/// order: vocabulary, declarations, figures, clauses, other norms, tests, lints. Names are visible in
/// the whole file, so clauses, definitions and readings are elaborated on first use and remembered.
///
/// - Invariant: an error is reported once; whatever depends on it gets the type `error` and is silent.
struct Elaborator {
  let linked: LinkedPolicy
  var sources: SourceMap
  var language: Language { linked.language }

  var log = DiagnosticLog()
  var builder = IRBuilder()
  var program: IRProgram

  /// Ids and English wording from 译名 blocks, by name.
  var translations: [String: Translation] = [:]
  var types: [String: TypeSymbol] = [:]
  /// Fields of each record by label and by id.
  var fieldIndex: [[String: Int]] = []
  var eventIndex: [String: Int] = [:]
  /// Parameters, readings, definitions and tables by name and by id.
  var values: [String: ValueSymbol] = [:]
  var norms: [NormKey: NormSymbol] = [:]
  /// The place of each norm in `program.norms`, by its keyword's span.
  var normIndex: [SourceSpan: Int] = [:]
  var used = Set<String>()
  /// The place of each named condition in `program.conditions`.
  var conditionIndex: [IRCondition: Int] = [:]
  /// The requirements of each 资格 block, by the block's keyword.
  var requirementsByBlock: [SourceSpan: [Int]] = [:]

  var clauses: [ClauseEntry] = []
  var branches: [String: BranchEntry] = [:]
  var lifts: [LiftEntry] = []
  /// The 资格 block whose clauses are being declared.
  var openBlock: SourceSpan?
  var definitions: [DefinitionEntry] = []
  var readings: [ReadingEntry] = []
  var tableEntries: [TableEntry] = []
  var samples: [String: Statement] = [:]
  /// Where the clauses that became requirements stand.
  var outline = PolicyOutline()
  /// The names of `program.parameters`, in its order.
  var parameterPlaces: [SourceSpan?] = []
  /// What each name stands for; `nil` where nobody asks.
  var names: NameTable?

  /// The records that `其` and bare names refer to: the candidate, then one per quantifier around.
  var scopes: [Int] = [0]
  /// Names being elaborated, to find definitions that explain themselves.
  var unfolding: [String] = []
  /// The citations of the statement at hand, inherited from the block around it.
  var articles: [String] = []
  /// How many elaborations lie inside one another; definitions may nest deeply.
  var depth = 0

  init(linked: LinkedPolicy, sources: SourceMap) {
    self.linked = linked
    self.sources = sources
    program = IRProgram(
      id: linked.header?.name(.identifier)?.text ?? "", title: linked.header?.text(.text) ?? "",
      vocabulary: linked.vocabularyID ?? "")
  }

  /// Runs all passes.
  mutating func run() -> (program: IRProgram, tests: [PolicyTest]) {
    collectTranslations()
    elaborateVocabulary()
    elaborateCalendars()
    guard linked.kind == .policyFile else {
      program.nodes = builder.nodes
      return (program, [])
    }
    elaborateOrigins()
    declareValues()
    declareNorms()
    elaborateFigures()
    elaborateClauses()
    elaborateNorms()
    settleValidity()
    elaborateResults()
    let tests = elaborateTests()
    settleUnusedParameters()
    lintProgram()
    program.nodes = builder.nodes
    completeOutline()
    return (program, tests)
  }

  private mutating func completeOutline() {
    outline.header = linked.header?.name?.span ?? linked.header?.keywordSpan
    for entry in tableEntries { outline.tables.append(entry.statement) }
    for entry in definitions {
      guard let value = entry.node, value.type != .boolean, outline.figures[value.node] == nil
      else { continue }
      outline.figures[value.node] = label(of: entry.statement)
    }
    outline.norms = Array(repeating: nil, count: program.norms.count)
    for (span, index) in normIndex where outline.norms.indices.contains(index) {
      outline.norms[index] = span
    }
  }

  // MARK: Reporting

  mutating func report(
    _ kind: DiagnosticKind, at span: SourceSpan?, _ arguments: [LocalText] = [],
    related: [RelatedPlace] = [], fixIts: [FixIt] = []
  ) {
    log.report(
      Diagnostic(
        kind, at: span, arguments, article: articles.first, related: related, fixIts: fixIts))
  }

  func text(_ span: SourceSpan) -> LocalText { LocalText(sources.text(span)) }

  /// The citations of a statement: its own, or those of the block around it.
  func citations(of statement: Statement, inherited: [String]) -> [String] {
    var own: [String] = []
    for citation in statement.citations where !own.contains(citation.description) {
      own.append(citation.description)
    }
    return own.isEmpty ? inherited : own
  }

  // MARK: Labels

  private mutating func collectTranslations() {
    for statement in linked.vocabulary + linked.statements where statement.keyword == .names {
      for entry in statement.translations {
        if let first = translations[entry.name.text] {
          report(
            .duplicateName, at: entry.name.span, [LocalText(entry.name.text)],
            related: [RelatedPlace(first.name.span, LocalText(zh: "第一次写在这里", en: "first here"))])
        }
        translations[entry.name.text] = entry
      }
    }
  }

  /// The label of a declared name: inline id first, then 译名, then the name itself.
  func label(_ name: Name?, _ id: Name?) -> IRLabel {
    guard let name else { return IRLabel(id: "", zh: "", en: "") }
    let translation = translations[name.text]
    return IRLabel(
      id: id?.text ?? translation?.id.text ?? name.text, zh: name.text,
      en: translation?.english?.text ?? "")
  }

  func label(of statement: Statement) -> IRLabel { label(statement.name, statement.id) }

  func note(of statement: Statement) -> String {
    var result = ""
    for note in statement.notes { result += (result.isEmpty ? "" : "；") + note.text }
    return result
  }

  // MARK: Nodes

  mutating func errorNode() -> Typed { Typed(builder.add(.error, .error), .error) }

  mutating func constant(_ value: IRConstant, _ type: IRType) -> Typed {
    Typed(builder.add(.constant(value), type), type)
  }

  mutating func boolean(_ value: Bool) -> Typed { Typed(builder.boolean(value), .boolean) }
}

/// A node with its type.
struct Typed {
  let node: NodeID
  let type: IRType
  init(_ node: NodeID, _ type: IRType) {
    self.node = node
    self.type = type
  }
  var isError: Bool { type == .error }
}

/// Something that stands for a value.
enum ValueSymbol {
  case parameter(Int)
  case reading(Int)
  case definition(Int)
  case table(Int)
  /// A score sheet, by its norm: the name stands for the score.
  case score(Int)
}

/// A norm is looked up by what it is and what it is called.
struct NormKey: Hashable {
  let space: Space
  let name: String
}

struct NormSymbol {
  let statement: Statement
  let index: Int
}

/// A clause with the conditions of the blocks around it.
struct ClauseEntry {
  let statement: Statement
  let articles: [String]
  let guards: [Guard]
  /// The 资格 block around it, by its keyword.
  let block: SourceSpan
  var requirement: IRRequirement?
  /// The nodes of those guards that are conditions.
  var conditions: [GuardPlace] = []
  var isOpen = false

  enum Guard {
    case condition(Expression)
    case reading(Int, option: Int)
  }
}

struct BranchEntry {
  let branch: Expression.Branch
  let articles: [String]
  var node: Typed?
  var isOpen = false
}

/// A 免除 with the conditions of the blocks around it: it lifts nothing where those do not hold.
struct LiftEntry {
  let statement: Statement
  let articles: [String]
  let guards: [ClauseEntry.Guard]
}

struct DefinitionEntry {
  let statement: Statement
  let articles: [String]
  let isResult: Bool
  /// Remembered when the definition is about the candidate alone.
  var node: Typed?
}

struct ReadingEntry {
  let statement: Statement
  let articles: [String]
  var type: IRType?
  var isOpen = false
}

struct TableEntry {
  let statement: Statement
  let articles: [String]
  var isDone = false
}

enum TypeSymbol {
  case enumeration(Int)
  case list(Int)
  case record(Int)
  case other(IRField)
}
