internal import PolicyLang

/// Reads from the statements of a policy what they claim of its document.
///
/// Tests and samples claim nothing. Other readings (另解) cite places but their figures are not the
/// document's. What a statement without a citation says belongs to the citation of the block around it.
struct ClaimReader {
  private(set) var claims: [PolicyClaim] = []
  /// How parameters and readings are compared, by name.
  private(set) var uses: [String: [Use]] = [:]
  /// What a reading or parameter stands for whose value is a name: 领导干部起点 is 副处级.
  private(set) var aliases: [String: String] = [:]
  /// The claims that declare a name.
  private(set) var declared: [String: [Int]] = [:]

  /// The day from which the policy says that it is in force.
  private let firstDay: CivilDate?
  /// The full marks of the score sheet at hand.
  private var sheetMarks: Rational?

  struct Use {
    let bound: FigureBound
    let isTurned: Bool
    let span: SourceSpan
    let citations: [Citation]
  }

  /// What holds around an expression.
  private struct Context {
    var claim: Int
    var citations: [Citation]
    var isTurned: Bool
    /// False inside 另解.
    var isChosen: Bool
    var bound: FigureBound?
  }

  init(_ statements: [Statement]) {
    firstDay = WrittenDay.first(in: statements)
    for statement in statements {
      read(statement, parent: nil, inherited: [], depth: 0, isTurned: false, isChosen: true)
    }
  }

  private static let silent: Set<Keyword> = [
    .sample, .test, .names, .policy, .vocabulary, .use, .superior, .issuer, .documentNumber,
    .remove,
    .field, .event, .type, .addValue, .derive, .invariant, .subject,
  ]

  private mutating func read(
    _ statement: Statement, parent: Int?, inherited: [Citation], depth: Int, isTurned: Bool,
    isChosen: Bool
  ) {
    guard !ClaimReader.silent.contains(statement.keyword), depth < 64 else { return }
    let isOther = statement.keyword == .otherwise
    let effective = statement.citations.isEmpty ? inherited : statement.citations
    var turned = isTurned
    switch statement.keyword {
    case .mustNot, .inPrincipleMustNot, .unless, .lifts: turned.toggle()
    // A condition may be worded from either side.
    case .when, .condition: turned = true
    default: break
    }
    if statement.keyword == .scoring { sheetMarks = ClaimReader.allMarks(of: statement) }
    let index = claims.count
    claims.append(
      PolicyClaim(
        keyword: statement.keyword,
        name: statement.name?.text ?? statement.labels.first?.text ?? "",
        id: statement.id?.text, span: ClaimReader.head(of: statement),
        role: ClaimReader.role(of: statement.keyword),
        citations: statement.citations, depth: depth, parent: parent))
    if let name = statement.name, statement.form?.head.isDeclaration == true {
      declared[name.text, default: []].append(index)
    }
    mention(statement, index)
    let context = Context(
      claim: index, citations: effective, isTurned: turned, isChosen: isChosen && !isOther)
    for slot in statement.slots { read(slot, statement, context) }
    // The condition of a block says nothing about which way its clauses are worded.
    let isInner = statement.keyword == .when ? isTurned : turned
    for detail in statement.details {
      read(
        detail, parent: index, inherited: effective, depth: depth + 1, isTurned: isInner,
        isChosen: context.isChosen)
    }
  }

  /// The statement up to its opening brace.
  private static func head(of statement: Statement) -> SourceSpan {
    guard let first = statement.details.first else { return statement.span }
    return SourceSpan(
      file: statement.span.file, start: statement.span.lowerBound, end: first.span.lowerBound)
  }

  private static func role(of keyword: Keyword) -> PolicyClaim.Role {
    switch keyword {
    case .recital: .recital
    case .open, .unseen: .openPoint
    case .body, .document: .name
    default: .rule
    }
  }

  // MARK: Names and explanations

  private mutating func mention(_ statement: Statement, _ index: Int) {
    var texts = statement.notes.map { $0.text } + statement.labels.map { $0.text }
    if let name = statement.name { texts.append(name.text) }
    for slot in statement.slots {
      switch slot.value {
      case .text(let text): texts.append(text.text)
      case .name(let name): claims[index].references.append(name.text)
      case .names(let names):
        for name in names {
          claims[index].references.append(name.text)
          texts.append(name.text)
        }
      default: break
      }
    }
    for text in texts { claims[index].mentioned += FigureScanner.values(in: text) }
    claims[index].isAboutNumbering =
      claims[index].role == .openPoint && texts.contains { ClaimReader.speaksOfNumbers($0) }
  }

  /// Whether an open point is about leaps and repetitions: 条号跳跃, "article numbers jump".
  private static func speaksOfNumbers(_ text: String) -> Bool {
    let letters = Array(text.lowercased().unicodeScalars)
    return numbering.contains { word in
      letters.indices.contains { letters[$0...].starts(with: word) }
    }
  }

  private static let numbering = [
    "号", "跳", "重复", "颠倒", "number", "jump", "gap", "leap", "repeat", "sequence",
  ].map { scalars($0) }

  // MARK: Figures

  private mutating func read(_ slot: Slot, _ statement: Statement, _ context: Context) {
    var context = context
    if slot.name == .otherwise { context.isChosen = false }
    switch slot.value {
    case .expression(let expression):
      if slot.name == .value, case .name(let meant) = expression.kind, let name = statement.name {
        aliases[name.text] = meant.text
      }
      context.bound = ClaimReader.bound(of: slot, in: statement)
      if readsWhole(expression, slot, statement, context) { return }
      read(expression, context)
    case .literal(let literal):
      add(literal.value, literal.span, context)
    case .bands(let bands):
      for band in bands { read(band, context) }
    default: break
    }
  }

  /// How the words around a slot bind its figure: 名额 约, 限额 至少, 以内.
  private static func bound(of slot: Slot, in statement: Statement) -> FigureBound? {
    switch slot.name {
    case .amount, .value, .length, .number:
      let word = statement.keyword(.exactness) ?? statement.keyword(.bound)
      if let word { return bound(word) }
      // A quota that says no more is that number.
      if slot.name == .amount, [.quota, .target, .ofWhich].contains(statement.keyword) {
        return .exactly
      }
      if statement.keyword == .ceiling || statement.keyword == .within { return .atMost }
      // 自 E 10日以内, 遇 E 则 F 10日以内.
      let isDeadline = slot.name == .length && statement.keyword != .stage
      return isDeadline && statement.slot(.event) != nil ? .atMost : nil
    default: return nil
    }
  }

  private static func bound(_ keyword: Keyword) -> FigureBound? {
    switch keyword {
    case .atLeast: .atLeast
    case .atMost: .atMost
    case .above: .above
    case .below: .below
    case .about: .about
    case .exactly: .exactly
    default: nil
    }
  }

  private mutating func read(_ band: Band, _ context: Context) {
    var context = context
    context.isTurned = true
    switch band {
    case .interval(let lower, let upper, _):
      if let lower {
        context.bound = lower.isInclusive ? .atLeast : .above
        read(lower.value, context)
      }
      if let upper {
        context.bound = upper.isInclusive ? .atMost : .below
        read(upper.value, context)
      }
    case .set(let values, _):
      for value in values { read(value, context) }
    }
  }

  private mutating func read(_ expression: Expression, _ context: Context) {
    var inner = context
    inner.bound = nil
    switch expression.kind {
    case .literal(let value):
      add(value, expression.span, context)
    case .name(let name):
      claims[context.claim].references.append(name.text)
      if let bound = context.bound, context.isChosen {
        uses[name.text, default: []].append(
          Use(
            bound: bound, isTurned: context.isTurned, span: expression.span,
            citations: context.citations))
      }
    case .its(let name), .reference(_, let name):
      claims[context.claim].references.append(name.text)
    case .negation(let operand):
      inner.isTurned.toggle()
      read(operand, inner)
    case .binary(let operation, let left, let right):
      read(operation, left, right, expression, context)
    case .quantifier(let quantifier):
      if let bound = quantifier.bound {
        var counted = inner
        switch quantifier.kind {
        case .atLeast: counted.bound = .atLeast
        case .atMost: counted.bound = .atMost
        default: break
        }
        read(bound, counted)
      }
      read(quantifier.list, inner)
      if let condition = quantifier.condition { read(condition, inner) }
    case .group(_, let branches):
      if case .group(.atLeast(let number), _) = expression.kind { read(number, inner) }
      for branch in branches { read(branch, inner) }
    default:
      for child in expression.children { read(child, inner) }
    }
  }

  private mutating func read(_ branch: Expression.Branch, _ context: Context) {
    var inner = context
    if !branch.citations.isEmpty {
      inner.citations = branch.citations
      let outer = claims[context.claim]
      inner.claim = claims.count
      claims.append(
        PolicyClaim(
          keyword: outer.keyword, name: branch.name.text, id: branch.id?.text,
          span: branch.name.span.union(branch.condition.span), role: .rule,
          citations: branch.citations, depth: outer.depth + 1, parent: context.claim))
    }
    for text in branch.notes.map({ $0.text }) + [branch.name.text] {
      claims[inner.claim].mentioned += FigureScanner.values(in: text)
    }
    read(branch.condition, inner)
  }

  private mutating func read(
    _ operation: Expression.BinaryOperator, _ left: Expression, _ right: Expression,
    _ whole: Expression, _ context: Context
  ) {
    var inner = context
    inner.bound = nil
    let (onRight, onLeft): (FigureBound?, FigureBound?) =
      switch operation {
      case .atLeast: (.atLeast, .atMost)
      case .atMost: (.atMost, .atLeast)
      case .above: (.above, .below)
      case .below: (.below, .above)
      case .cappedAt: (.atMost, nil)
      case .flooredAt: (.atLeast, nil)
      default: (nil, nil)
      }
    inner.bound = onLeft
    read(left, inner)
    inner.bound = onRight
    if let bound = onRight, case .name(let name) = right.kind, context.isChosen {
      claims[context.claim].levels.append(
        PolicyClaim.LevelBound(
          level: name.text, bound: bound, isTurned: context.isTurned, span: whole.span,
          citations: context.citations))
    }
    read(right, inner)
  }

  private mutating func add(
    _ literal: LiteralValue, _ span: SourceSpan, _ context: Context, or others: [FigureValue] = []
  ) {
    guard context.isChosen, let value = FigureValue(literal), !value.isTrivial else { return }
    claims[context.claim].figures.append(
      PolicyClaim.Figure(
        value: value, spelling: literal.spelling(.chinese), span: span,
        citations: context.citations, alternatives: others, bound: context.bound,
        isTurned: context.isTurned))
  }

  // MARK: Figures that stand for others

  /// Reads what the document may say by another figure: the last day of a term of years, and weights
  /// and full marks for each other.
  private mutating func readsWhole(
    _ expression: Expression, _ slot: Slot, _ statement: Statement, _ context: Context
  ) -> Bool {
    switch (statement.keyword, slot.name) {
    case (.expires, .date):
      guard let last = WrittenDay.day(expression) else { return false }
      add(.date(last), expression.span, context, or: WrittenDay.terms(from: firstDay, to: last))
    case (.item, .weight), (.item, .marks):
      guard case .literal(let literal) = expression.kind else { return false }
      add(literal, expression.span, context, or: scoreAlternatives(slot, statement))
    default: return false
    }
    return true
  }

  /// 40分 of 100 where a weight of 40% is written, and the reverse.
  private func scoreAlternatives(_ slot: Slot, _ item: Statement) -> [FigureValue] {
    let marks = ClaimReader.number(item.expression(.marks))
    guard let weight = ClaimReader.number(item.expression(.weight)) else { return [] }
    guard let marks else { return weight.multiplied(by: Rational(100)).map { [.count($0)] } ?? [] }
    guard let total = sheetMarks, marks.divided(by: total) == weight else { return [] }
    return slot.name == .weight ? [.count(marks)] : [.share(weight)]
  }

  private static func number(_ expression: Expression?) -> Rational? {
    switch expression?.kind {
    case .literal(.number(let number, _)), .literal(.share(let number, _)): number
    default: nil
    }
  }

  /// The full marks of all items; `nil` where one of them states none.
  private static func allMarks(of sheet: Statement) -> Rational? {
    var total = Rational.zero
    for item in sheet.details where item.keyword == .item {
      guard let marks = number(item.expression(.marks)),
        let own = marks.multiplied(by: Rational(Int64(max(1, item.labels.count)))),
        let next = total.adding(own)
      else { return nil }
      total = next
    }
    return total > .zero ? total : nil
  }
}

extension Form.Head {
  var isDeclaration: Bool {
    if case .declares = self { return true }
    return false
  }
}
