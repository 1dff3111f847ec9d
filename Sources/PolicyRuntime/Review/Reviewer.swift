internal import PolicyLang

/// Reviews one policy: first writes every question as a condition of the program, then asks.
///
/// The questions are nodes of a copy of the program, so that what they mean is what the interpreter
/// would make of them, and so that the figures in them cut the cells of the search.
final class Reviewer {
  let original: IRProgram
  let compiled: Compiled
  let branches: BranchIndex
  var builder: IRBuilder
  /// Every condition that will be asked about.
  var roots: [NodeID] = []
  private(set) var findings: [Diagnostic] = []
  /// The names of tables whose gaps were settled.
  var settledTables: [SourceSpan] = []
  /// What could not be settled within the budget.
  private var undecided: [LocalText] = []
  /// Spaces that were made, by what was chosen for them.
  private var spaces: [Variant: ReviewSpace?] = [:]

  /// A day and, if other than the policy's own, the option of one reading.
  struct Variant: Hashable {
    var day: CivilDate
    var reading: Int?
    var option = 0
  }

  init(_ program: IRProgram, _ compiled: Compiled) {
    original = program
    self.compiled = compiled
    branches = BranchIndex(compiled.parsed)
    builder = IRBuilder(nodes: program.nodes)
  }

  var outline: PolicyOutline { compiled.outline }

  /// The program with the questions in it; complete once they are all written.
  private(set) lazy var program: IRProgram = {
    var program = original
    program.nodes = builder.nodes
    return program
  }()

  /// Only what is wrong with tables.
  func runTables() {
    let tables = tableQuestions()
    guard let day = days.first, let base = space(Variant(day: day)) else { return }
    review(tables, in: base)
  }

  func run() {
    let clauses = clauseQuestions()
    let tables = tableQuestions()
    let bands = bandQuestions()
    let payments = paymentQuestions()
    guard let day = days.first, let base = space(Variant(day: day)) else { return }
    review(clauses, in: base)
    review(tables, in: base)
    review(bands, in: base)
    review(payments, in: base)
    reviewThresholds(in: base)
    reportUndecided()
  }

  // MARK: Spaces

  func space(_ variant: Variant) -> ReviewSpace? {
    if let known = spaces[variant] { return known }
    var settings = Settings()
    if let reading = variant.reading { settings.setReading(reading, variant.option) }
    let made = ReviewSpace(program, asOf: variant.day, settings: settings, roots: roots)
    spaces[variant] = .some(made)
    return made
  }

  /// The first day in force, then the days on which a figure changes.
  private(set) lazy var days: [CivilDate] = {
    var changes: [CivilDate] = []
    for parameter in original.parameters {
      for dated in parameter.values {
        if let from = dated.from, !changes.contains(from) { changes.append(from) }
      }
    }
    changes.sort()
    var first: CivilDate?
    var evaluator = Evaluator(
      Environment(program: original, asOf: nil), Candidate(id: "", facts: Record([])))
    do throws(EvaluationError) {
      first = try evaluator.headerDate(.effective)
      if first == nil { first = try evaluator.headerDate(.issued) }
    } catch {
      first = nil
    }
    // Without a date of its own a policy means the same on any day but for ages and windows.
    guard let day = first ?? changes.first ?? CivilDate(year: 2026, month: 1, day: 1) else {
      return []
    }
    return [day] + changes.filter { $0 > day }
  }()

  // MARK: Asking

  /// Whether a condition depends on the candidate at all, and not on readings and figures alone.
  func dependsOnFacts(_ node: NodeID) -> Bool {
    let reached = program.reachable(from: [node])
    for (index, isReached) in reached.enumerated() where isReached {
      switch program.nodes[index].operation {
      case .field, .events, .holdsHonour, .termEnded, .hasOutcome: return true
      default: continue
      }
    }
    return false
  }

  /// Under which other option of a reading some record meets all of these after all.
  enum Revival {
    case never
    case reading(Int, option: Int)
    /// On a later day, when a figure has changed.
    case laterDay
  }

  /// Looks for a reading or a day under which what never happens would happen.
  /// - Parameters:
  ///   - goal: what never happens.
  ///   - cause: the premises that rule it out.
  ///   - premises: all that must hold with the goal.
  func revival(of goal: [NodeID], because cause: [Premise], given premises: [Premise]) -> Revival {
    guard let today = days.first else { return .never }
    var deciding = goal
    for premise in cause { deciding.append(premise.node) }
    let reached = program.reachable(from: deciding)
    var (readings, isDated) = (Set<Int>(), false)
    for (index, isReached) in reached.enumerated() where isReached {
      switch program.nodes[index].operation {
      case .reading(let reading), .readingIs(let reading, _): readings.insert(reading)
      case .parameter(let parameter):
        isDated = isDated || program.parameters[parameter].values.count > 1
      default: continue
      }
    }
    var wanted = goal
    for premise in premises { wanted.append(premise.node) }
    for reading in readings.sorted() {
      for option in program.readings[reading].options.indices where option != 0 {
        let variant = Variant(day: today, reading: reading, option: option)
        guard let space = space(variant), case .possible = space.possibility(of: wanted) else {
          continue
        }
        return .reading(reading, option: option)
      }
    }
    if isDated {
      for day in days.dropFirst() {
        if let space = space(Variant(day: day)), case .possible = space.possibility(of: wanted) {
          return .laterDay
        }
      }
    }
    return .never
  }

  // MARK: Reporting

  func report(_ diagnostic: Diagnostic) { findings.append(diagnostic) }

  func leaveOpen(_ what: LocalText) {
    for known in undecided where known == what { return }
    undecided.append(what)
  }

  private func reportUndecided() {
    guard !undecided.isEmpty else { return }
    var names = LocalText.joined(Array(undecided.prefix(5)))
    if undecided.count > 5 {
      let rest = "\(undecided.count - 5)"
      names = names + LocalText(zh: "等，另有 " + rest + " 处", en: " and " + rest + " more")
    }
    report(Diagnostic(.reviewUndecided, at: outline.header, [names]))
  }
}
