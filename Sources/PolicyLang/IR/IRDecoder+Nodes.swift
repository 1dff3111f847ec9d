// Types, constants and nodes of the serialised form.
extension ByteReader {
  mutating func type() throws(IRLoadError) -> IRType {
    switch IRCode.Kind(rawValue: try index()) {
    case .boolean?: return .boolean
    case .number?: return .number(try choice(Unit.allCases) { $0.spelling(.english) })
    case .money?: return .money
    case .share?: return .share
    case .date?: return .date
    case .calendarYear?: return .calendarYear
    case .monthDay?: return .monthDay
    case .text?: return .text
    case .enumeration?: return .enumeration(try index())
    case .set?: return .set(try index())
    case .record?: return .record(try index())
    case .list?: return .list(try index())
    case .judgement?: return .judgement
    case .clauses?: return .clauses
    case .option?: return .option(try index())
    case .error?: return .error
    case nil: throw malformed
    }
  }

  mutating func constant() throws(IRLoadError) -> IRConstant {
    switch IRCode.Constant(rawValue: try index()) {
    case .boolean?: return .boolean(try flag())
    case .number?: return .number(try rational())
    case .date?: return .date(try date())
    case .calendarYear?: return .calendarYear(try integer())
    case .monthDay?: return .monthDay(month: try index(), day: try index())
    case .text?: return .text(try text())
    case .value?: return .value(try index())
    case .values?: return .values(try indices())
    case nil: throw malformed
    }
  }

  mutating func irNode() throws(IRLoadError) -> IRNode {
    let operation = try operation()
    return IRNode(operation, try type())
  }

  private mutating func operation() throws(IRLoadError) -> IRNode.Operation {
    switch IRCode.Operation(rawValue: try index()) {
    case .constant?: return .constant(try constant())
    case .field?: return .field(scope: try index(), index: try index())
    case .member?: return .member(try node(), index: try index())
    case .parameter?: return .parameter(try index())
    case .reading?: return .reading(try index())
    case .readingIs?: return .readingIs(try index(), option: try index())
    case .unstated?: return .unstated(try index())
    case .asOfDate?: return .asOfDate
    case .not?: return .not(try node())
    case .and?: return .and(try nodes())
    case .or?: return .or(try nodes())
    case .atLeast?: return .atLeast(try node(), of: try nodes())
    case .named?: return .named(try index(), try node())
    case .passes?: return .passes(try node())
    case .known?: return .known(try node())
    case .compare?:
      return .compare(
        try choice(IRNode.Comparison.allCases) { $0.name }, try node(), try node())
    case .isMember?: return .isMember(try node(), try node())
    case .window?: return .window(date: try node(), length: try node(), end: try node())
    case .arithmetic?:
      return .arithmetic(
        try choice(IRNode.Arithmetic.allCases) { $0.name }, try node(), try node())
    case .minus?: return .minus(try node())
    case .fullYears?: return .fullYears(try node(), try node())
    case .yearOf?: return .yearOf(try node())
    case .quantifier?:
      return .quantifier(
        try choice(IRNode.Quantifier.allCases) { $0.name }, list: try node(),
        condition: try optionalNode(), bound: try optionalNode())
    case .aggregate?:
      return .aggregate(
        try choice(Expression.AggregateKind.allCases) { $0.name }, list: try node(),
        condition: try optionalNode(), value: try optionalNode())
    case .table?: return .table(try index(), try nodes())
    case .events?: return .events(try index())
    case .holdsHonour?: return .holdsHonour(try index())
    case .termEnded?: return .termEnded(try index())
    case .hasOutcome?: return .hasOutcome(try index())
    case .score?: return .score(try index(), list: try node())
    case .error?: return .error
    case nil: throw malformed
    }
  }
}
