import PolicyLang
import PolicyRuntime
import Testing

@Suite struct DataCellTests {
  private let reader = CellReader(DataSample.program)

  private func read(_ text: String, _ field: String) -> Value? {
    try? reader.value(ofText: text, as: DataSample.field(field), column: field)
  }

  private func problem(_ text: String, _ field: String) -> DataProblem? {
    do throws(DataProblem) {
      _ = try reader.value(ofText: text, as: DataSample.field(field), column: field)
      return nil
    } catch {
      return error
    }
  }

  private func number(_ numerator: Int64, _ denominator: Int64 = 1) -> Value? {
    Rational(numerator, over: denominator).map { Value.number($0) }
  }

  @Test(arguments: ["是", "true", "TRUE", "1", " 是　"])
  func yes(_ text: String) { #expect(read(text, "active") == .boolean(true)) }

  @Test(arguments: ["否", "false", "FALSE", "0"])
  func no(_ text: String) { #expect(read(text, "active") == .boolean(false)) }

  @Test func blanksAreUnknown() {
    for field in ["active", "years", "grant", "born", "skill", "quality", "contests", "waivers"] {
      #expect(read(" 　", field) == .unknown)
    }
  }

  @Test func figures() {
    #expect(read("6", "years") == number(6))
    #expect(read("6.0年", "years") == number(6))
    #expect(read("６．５ 年", "years") == number(13, 2))
    #expect(read("6.0", "count") == number(6))
    #expect(read("-3", "count") == number(-3))
    #expect(read("-3元", "grant") == number(-3))
    #expect(problem("-3", "years")?.kind == .negativeFigure)
    #expect(read("9223372036854775807", "count") == number(Int64.max))
  }

  @Test(arguments: ["6e0", "1,000", "六年", "6月", ".5", "5.", "+6", "0x6", "6 7", "NaN", "--6"])
  func noFigures(_ text: String) {
    #expect(problem(text, "years")?.kind == .notFigure)
  }

  @Test func figuresThatDoNotFit() {
    #expect(problem("6.5", "count")?.kind == .notWhole)
    #expect(problem("6.125", "years")?.kind == .tooManyPlaces)
    #expect(problem("100.01", "score")?.kind == .outOfRange)
    #expect(problem("-1", "score")?.kind == .outOfRange)
    #expect(problem("92233720368547758080", "count")?.kind == .figureTooLarge)
    #expect(problem("0." + String(repeating: "1", count: 40), "years")?.kind == .figureTooLarge)
  }

  @Test func money() {
    #expect(read("50000", "grant") == number(50_000))
    #expect(read("50000.00", "grant") == number(50_000))
    #expect(read("5万元", "grant") == number(50_000))
    #expect(read("１.５ 万", "grant") == number(15_000))
    #expect(read("0.2亿元", "grant") == number(20_000_000))
    #expect(problem("5.001", "grant")?.kind == .tooManyPlaces)
    #expect(problem("50,000", "grant")?.kind == .notMoney)
    #expect(problem("9999999999999999万元", "grant")?.kind == .figureTooLarge)
  }

  @Test func shares() {
    #expect(read("30%", "share") == number(3, 10))
    #expect(read("12.5％", "share") == number(1, 8))
    #expect(read("0.3", "share") == number(3, 10))
    #expect(problem("0.0001", "share")?.kind == .tooManyPlaces)
    #expect(problem("三成", "share")?.kind == .notShare)
  }

  @Test(arguments: ["2024-01-03", "2024/1/3", "2024年1月3日", "２０２４年０１月０３日", "2024-1-3"])
  func dates(_ text: String) {
    #expect(read(text, "born") == CivilDate(year: 2024, month: 1, day: 3).map { .date($0) })
  }

  @Test(arguments: ["2024.1.3", "20240103", "2024-01/03", "2024年1月", "3/1/2024", "24-1-3x"])
  func noDates(_ text: String) { #expect(problem(text, "born")?.kind == .notDate) }

  @Test func daysThatDoNotExist() {
    #expect(problem("2023-02-29", "born")?.kind == .noSuchDay)
    #expect(problem("2024-13-01", "born")?.kind == .noSuchDay)
  }

  @Test(arguments: ["高级技师", " senior_technician ", "Senior technician", "　高级技师"])
  func levelsByIdOrLabel(_ text: String) { #expect(read(text, "skill") == .value(2)) }

  @Test func unknownLevelsSayWhatIsAllowed() {
    let near = problem("高级技帅", "skill")
    #expect(near?.kind == .notValueNear)
    let reason = near?.reason(in: .chinese) ?? ""
    #expect(reason.contains("“高级技帅”") && reason.contains("初级工、高级工、高级技师"))
    for word in ["博士", "高工", "高级技工", "高级"] {
      #expect(problem(word, "skill")?.kind == .notValue)
    }
    #expect(problem("博士", "skill")?.reason(in: .english).contains("junior, senior") == true)
  }

  @Test func judgements() {
    #expect(read("合格", "quality") == .judgement(passed: true, score: nil, by: nil))
    #expect(read("false", "quality") == .judgement(passed: false, score: nil, by: nil))
    #expect(
      read(#"{"verdict":"不合格","by":"评委会","score":87.5}"#, "quality")
        == .judgement(passed: false, score: Rational(175, over: 2), by: "评委会"))
    #expect(
      read(#"{"score":"87.5"}"#, "quality")
        == .judgement(passed: nil, score: Rational(175, over: 2), by: nil))
    #expect(problem("良好", "quality")?.kind == .notJudgement)
    #expect(problem(#"{"verdict":"良好"}"#, "quality")?.kind == .notJudgement)
    #expect(problem(#"{"verdict":3}"#, "quality")?.kind == .wrongJSONType)
  }

  @Test func listsAndWaiversInACell() {
    #expect(
      read(#"[{"level":"高级工","名次":3},{}]"#, "contests")
        == .list([Record([.value(1), .number(Rational(3))]), Record([.unknown, .unknown])]))
    #expect(read("[]", "contests") == .list([]))
    #expect(problem("国家级第三名", "contests")?.kind == .notList)
    #expect(problem("[{]", "contests")?.kind == .jsonSyntax)
    #expect(problem(#"[{"place":"三"}]"#, "contests")?.column == "contests.1.place")
    #expect(read("a；b、c", "waivers") == .clauses(["a", "b", "c"]))
    #expect(read(#"["a",{"clause":"b","by":"x"}]"#, "waivers") == .clauses(["a", "b"]))
    #expect(problem(#"[{"by":"x"}]"#, "waivers")?.kind == .notWaiver)
  }
}
