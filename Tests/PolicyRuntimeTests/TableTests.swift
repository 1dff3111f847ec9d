internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// Tables: bands, how rows combine, and what an unknown input leaves open.
@Suite struct TableTests {
  /// Points by years: under 5 → 1, from 5 to under 10 → 2, from 10 → 3.
  private func make(
    _ mode: IRTable.Mode, _ rows: [(Int64?, Int64?, Int64)], fallback: Int64? = nil
  ) -> (IRProgram, NodeID) {
    var maker = ProgramMaker()
    let input = maker.field(.years)
    var tableRows: [IRTableRow] = []
    for (lower, upper, points) in rows {
      let band = IRBand.interval(
        lower: lower.map { maker.number($0, .years) }, lowerInclusive: true,
        upper: upper.map { maker.number($0, .years) }, upperInclusive: false)
      tableRows.append(IRTableRow(bands: [band], value: maker.number(points)))
    }
    let otherwise = fallback.map { maker.number($0) }
    maker.program.tables = [
      IRTable(
        label: maker.label("points"), articles: [], inputs: [.number(.years)], type: .number(.none),
        mode: mode, rows: tableRows, fallback: otherwise)
    ]
    let node = maker.builder.add(.table(0, [input]), .number(.none))
    maker.program.results = [IRResult(label: maker.label("r"), articles: [], value: node)]
    return (maker.finished, node)
  }

  private func value(
    _ table: (IRProgram, NodeID), _ years: Value
  ) throws -> Value {
    try IRVerifier.verify(table.0)
    var evaluator = Evaluator(
      Environment(program: table.0, asOf: nil), CandidateMaker([.years: years]).candidate)
    return try evaluator.value(of: table.1)
  }

  @Test func bandsMeetAtTheirBounds() throws {
    let table = make(.unique, [(nil, 5, 1), (5, 10, 2), (10, nil, 3)])
    for (years, points) in [(0, 1), (4, 1), (5, 2), (9, 2), (10, 3)] as [(Int64, Int64)] {
      #expect(try value(table, .integer(years)) == .integer(points), "\(years)")
    }
    #expect(try value(table, .unknown) == .unknown)
  }

  @Test func unknownInputDoesNotMatterWhereAllRowsAgree() throws {
    #expect(
      try value(make(.first, [(nil, 5, 7), (5, nil, 7)], fallback: 7), .unknown) == .integer(7))
    #expect(try value(make(.first, [(nil, 5, 7), (5, nil, 7)], fallback: 8), .unknown) == .unknown)
    #expect(try value(make(.sum, [(nil, 5, 0), (5, nil, 0)]), .unknown) == .integer(0))
    #expect(try value(make(.sum, [(nil, 5, 0), (5, nil, 1)]), .unknown) == .unknown)
  }

  @Test func noRowFits() throws {
    #expect(try value(make(.first, [(5, 10, 2)]), .integer(1)) == .none)
    #expect(try value(make(.first, [(5, 10, 2)], fallback: 9), .integer(1)) == .integer(9))
    #expect(try value(make(.sum, [(5, 10, 2)]), .integer(1)) == .integer(0))
    #expect(try value(make(.highest, [(5, 10, 2)]), .integer(1)) == .none)
  }

  @Test func rowsCombineAsTheTableSays() throws {
    let rows: [(Int64?, Int64?, Int64)] = [(nil, nil, 1), (5, nil, 4), (8, nil, 2)]
    #expect(try value(make(.first, rows), .integer(9)) == .integer(1))
    #expect(try value(make(.sum, rows), .integer(9)) == .integer(7))
    #expect(try value(make(.sum, rows), .integer(5)) == .integer(5))
    #expect(try value(make(.highest, rows), .integer(9)) == .integer(4))
    #expect(try value(make(.lowest, rows), .integer(9)) == .integer(1))
    #expect(throws: EvaluationError.self) { try value(make(.unique, rows), .integer(9)) }
    // Unknown years leave the extremes of what may fit open, unless a sure row settles them.
    #expect(try value(make(.lowest, rows), .unknown) == .integer(1))
    #expect(try value(make(.highest, rows), .unknown) == .unknown)
  }

  @Test func slicesTakeEachRateOnItsPart() throws {
    // 1 on the first five, 2 on the next five, 3 above.
    let table = make(.slices, [(nil, 5, 1), (5, 10, 2), (10, nil, 3)])
    for (years, sum) in [(0, 0), (3, 3), (5, 5), (7, 9), (10, 15), (12, 21)] as [(Int64, Int64)] {
      #expect(try value(table, .integer(years)) == .integer(sum), "\(years)")
    }
    #expect(try value(table, .unknown) == .unknown)
  }
}
