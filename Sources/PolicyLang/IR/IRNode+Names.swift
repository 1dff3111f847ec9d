// Stable English names of operations, for dumps and the serialised form: never change one, so that
// the order of cases does not matter.
extension IRNode.Operation {
  public var name: String {
    switch self {
    case .constant: "constant"
    case .field: "field"
    case .member: "member"
    case .parameter: "parameter"
    case .reading: "reading"
    case .readingIs: "reading is"
    case .unstated: "unstated"
    case .asOfDate: "as of date"
    case .not: "not"
    case .and: "and"
    case .or: "or"
    case .atLeast: "at least of"
    case .named: "named"
    case .passes: "passes"
    case .known: "is known"
    case .compare: "compare"
    case .isMember: "is member"
    case .window: "window"
    case .arithmetic: "arithmetic"
    case .minus: "minus"
    case .fullYears: "full years"
    case .yearOf: "year of"
    case .quantifier: "quantifier"
    case .aggregate: "aggregate"
    case .table: "table"
    case .events: "events"
    case .holdsHonour: "holds honour"
    case .termEnded: "term ended"
    case .hasOutcome: "has outcome"
    case .score: "score"
    case .error: "error"
    }
  }
}

extension IRNode.Comparison {
  /// The word that writes this comparison.
  public var keyword: Keyword {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .atLeast: .atLeast
    case .atMost: .atMost
    case .above: .above
    case .below: .below
    }
  }

  public var name: String {
    switch self {
    case .equal: "is"
    case .notEqual: "is not"
    case .atLeast: "at least"
    case .atMost: "at most"
    case .above: "over"
    case .below: "under"
    }
  }
}

extension IRNode.Arithmetic {
  public var name: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .higher: "higher of"
    case .lower: "lower of"
    }
  }
}

extension IRNode.Quantifier {
  public var name: String {
    switch self {
    case .atLeast: "at least"
    case .atMost: "at most"
    case .exactly: "exactly"
    case .every: "every"
    }
  }
}

extension Expression.AggregateKind {
  /// The word that writes this aggregate.
  public var keyword: Keyword {
    switch self {
    case .count: .count
    case .distinct: .distinct
    case .sum: .sum
    case .highest: .highest
    case .lowest: .lowest
    case .earliest: .earliest
    case .latest: .latest
    }
  }

  public var name: String {
    switch self {
    case .count: "count"
    case .distinct: "distinct"
    case .sum: "sum"
    case .highest: "highest"
    case .lowest: "lowest"
    case .earliest: "earliest"
    case .latest: "latest"
    }
  }
}

extension IRTable.Mode {
  public var name: String {
    switch self {
    case .first: "first"
    case .unique: "unique"
    case .sum: "add up"
    case .highest: "highest"
    case .lowest: "lowest"
    case .slices: "slices"
    }
  }
}

extension IRRequirement.Strength {
  public var name: String { keyword.spelling(.english) }

  /// The keyword that writes a clause of this strength.
  public var keyword: Keyword {
    switch self {
    case .must: .must
    case .exclude: .mustNot
    case .inPrincipleMust: .inPrincipleMust
    case .inPrincipleExclude: .inPrincipleMustNot
    }
  }
}

extension IRCondition.Kind {
  public var name: String {
    switch self {
    case .branch: "branch"
    case .definition: "definition"
    case .clause: "clause"
    }
  }
}
