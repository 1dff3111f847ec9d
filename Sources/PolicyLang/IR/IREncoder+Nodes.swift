/// The codes of the serialised form: numbers once given never change their meaning.
enum IRCode {
  enum Band: Int { case interval = 0, values = 1, any = 2 }
  enum Attribute: Int {
    case node = 0, keyword = 1, text = 2, norm = 3, event = 4, field = 5, requirement = 6,
      constant = 7
  }
  enum Constant: Int {
    case boolean = 0, number = 1, date = 2, calendarYear = 3, monthDay = 4, text = 5, value = 6,
      values = 7
  }
  enum Kind: Int {
    case boolean = 0, number = 1, money = 2, share = 3, date = 4, calendarYear = 5, monthDay = 6,
      text = 7, enumeration = 8, set = 9, record = 10, list = 11, judgement = 12, clauses = 13,
      option = 14, error = 15
  }
  enum Operation: Int {
    case constant = 0, field = 1, member = 2, parameter = 3, reading = 4, readingIs = 5,
      unstated = 6, asOfDate = 7, not = 8, and = 9, or = 10, atLeast = 11, named = 12, passes = 13,
      known = 14, compare = 15, isMember = 16, window = 17, arithmetic = 18, minus = 19,
      fullYears = 20, yearOf = 21, quantifier = 22, aggregate = 23, table = 24, events = 25,
      holdsHonour = 26, termEnded = 27, hasOutcome = 28, error = 29, score = 30
  }
}

extension ByteWriter {
  mutating func type(_ type: IRType) {
    switch type {
    case .boolean: count(IRCode.Kind.boolean.rawValue)
    case .number(let unit):
      count(IRCode.Kind.number.rawValue)
      text(unit.spelling(.english))
    case .money: count(IRCode.Kind.money.rawValue)
    case .share: count(IRCode.Kind.share.rawValue)
    case .date: count(IRCode.Kind.date.rawValue)
    case .calendarYear: count(IRCode.Kind.calendarYear.rawValue)
    case .monthDay: count(IRCode.Kind.monthDay.rawValue)
    case .text: count(IRCode.Kind.text.rawValue)
    case .enumeration(let index): kind(.enumeration, index)
    case .set(let index): kind(.set, index)
    case .record(let index): kind(.record, index)
    case .list(let index): kind(.list, index)
    case .judgement: count(IRCode.Kind.judgement.rawValue)
    case .clauses: count(IRCode.Kind.clauses.rawValue)
    case .option(let index): kind(.option, index)
    case .error: count(IRCode.Kind.error.rawValue)
    }
  }

  private mutating func kind(_ code: IRCode.Kind, _ index: Int) {
    count(code.rawValue)
    count(index)
  }

  mutating func constant(_ constant: IRConstant) {
    switch constant {
    case .boolean(let value):
      count(IRCode.Constant.boolean.rawValue)
      flag(value)
    case .number(let value):
      count(IRCode.Constant.number.rawValue)
      rational(value)
    case .date(let value):
      count(IRCode.Constant.date.rawValue)
      date(value)
    case .calendarYear(let year):
      count(IRCode.Constant.calendarYear.rawValue)
      signed(Int64(year))
    case .monthDay(let month, let day):
      count(IRCode.Constant.monthDay.rawValue)
      count(month)
      count(day)
    case .text(let value):
      count(IRCode.Constant.text.rawValue)
      text(value)
    case .value(let index):
      count(IRCode.Constant.value.rawValue)
      count(index)
    case .values(let indices):
      count(IRCode.Constant.values.rawValue)
      list(indices) { $0.count($1) }
    }
  }

  mutating func irNode(_ node: IRNode) {
    operation(node.operation)
    type(node.type)
  }

  private mutating func code(_ code: IRCode.Operation) { count(code.rawValue) }

  private mutating func operation(_ operation: IRNode.Operation) {
    switch operation {
    case .constant(let value):
      code(.constant)
      constant(value)
    case .field(let scope, let index):
      code(.field)
      count(scope)
      count(index)
    case .member(let record, let index):
      code(.member)
      node(record)
      count(index)
    case .parameter(let index): indexed(.parameter, index)
    case .reading(let index): indexed(.reading, index)
    case .readingIs(let index, let option):
      indexed(.readingIs, index)
      count(option)
    case .unstated(let index): indexed(.unstated, index)
    case .asOfDate: code(.asOfDate)
    case .not(let operand): operands(.not, operand)
    case .and(let parts): operands(.and, parts)
    case .or(let parts): operands(.or, parts)
    case .atLeast(let number, let parts):
      operands(.atLeast, number)
      nodes(parts)
    case .named(let index, let operand):
      indexed(.named, index)
      node(operand)
    case .passes(let operand): operands(.passes, operand)
    case .known(let operand): operands(.known, operand)
    case .compare(let comparison, let left, let right):
      named(.compare, comparison.name, left, right)
    case .isMember(let element, let set):
      operands(.isMember, element)
      node(set)
    case .window(let date, let length, let end):
      operands(.window, date)
      node(length)
      node(end)
    case .arithmetic(let operation, let left, let right):
      named(.arithmetic, operation.name, left, right)
    case .minus(let operand): operands(.minus, operand)
    case .fullYears(let from, let to):
      operands(.fullYears, from)
      node(to)
    case .yearOf(let date): operands(.yearOf, date)
    case .quantifier(let kind, let list, let condition, let bound):
      code(.quantifier)
      text(kind.name)
      node(list)
      optionalNode(condition)
      optionalNode(bound)
    case .aggregate(let kind, let list, let condition, let value):
      code(.aggregate)
      text(kind.name)
      node(list)
      optionalNode(condition)
      optionalNode(value)
    case .table(let index, let inputs):
      indexed(.table, index)
      nodes(inputs)
    case .events(let index): indexed(.events, index)
    case .holdsHonour(let index): indexed(.holdsHonour, index)
    case .termEnded(let index): indexed(.termEnded, index)
    case .hasOutcome(let index): indexed(.hasOutcome, index)
    case .score(let index, let list):
      indexed(.score, index)
      node(list)
    case .error: code(.error)
    }
  }

  private mutating func indexed(_ code: IRCode.Operation, _ index: Int) {
    self.code(code)
    count(index)
  }

  private mutating func operands(_ code: IRCode.Operation, _ operand: NodeID) {
    self.code(code)
    node(operand)
  }

  private mutating func operands(_ code: IRCode.Operation, _ parts: [NodeID]) {
    self.code(code)
    nodes(parts)
  }

  private mutating func named(
    _ code: IRCode.Operation, _ name: String, _ left: NodeID, _ right: NodeID
  ) {
    self.code(code)
    text(name)
    node(left)
    node(right)
  }
}
