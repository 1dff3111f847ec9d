import PolicyLang
import PolicyRuntime
import Testing

@Suite struct DataCandidateTests {
  private func fact(_ row: CandidateReader.Row?, _ id: String) -> Value? {
    row?.candidate.facts[DataSample.index(id)]
  }

  @Test func columnsByIdOrEitherLabelInAnyOrder() {
    let read = DataSample.read("Skill,年限,id\n高级工,6年,c1\n,7,\n", .csv)
    #expect(read.items == ["1@2 c1", "2@3 2"])
    #expect(fact(read.rows.first, "skill") == .value(1))
    #expect(fact(read.rows.last, "skill") == .unknown)
    #expect(read.warnings.isEmpty)
  }

  @Test func numberedColumnsMakeLists() {
    // A table may have both layouts; a row fills one of them.
    let both = DataSample.read(
      """
      id,contests.2.place,竞赛成绩.1.级别,竞赛成绩.1.名次,contests
      a,,,1,
      b,,,1,[]
      c,,,,无
      d,,无,,
      e,2,无,,

      """, .csv)
    #expect(
      both.items == [
        "1@2 a", "2@3 b!P0746 contests", "3@4 c", "4@5 d", "5@6 e!P0711 竞赛成绩.1.级别",
      ])
    #expect(fact(both.rows[1], "contests") == .list([]))
    #expect(fact(both.rows[2], "contests") == .list([]))
    let good = DataSample.read(
      "id,contests.2.place,竞赛成绩．1．级别,竞赛成绩.1.名次\na,2,高级工,1\nb,2,,\nc,,,\n", .csv)
    #expect(good.items == ["1@2 a", "2@3 b", "3@4 c"])
    #expect(
      fact(good.rows[0], "contests")
        == .list([
          Record([.value(1), .number(Rational(1))]), Record([.unknown, .number(Rational(2))]),
        ]))
    #expect(fact(good.rows[1], "contests") == .list([Record([.unknown, .number(Rational(2))])]))
    #expect(fact(good.rows[2], "contests") == .unknown)
    #expect(fact(DataSample.read("id,contests\na,[]\n", .csv).rows.first, "contests") == .list([]))
  }

  @Test func unknownColumnsAreWarningsWithAProposal() {
    let read = DataSample.read("id,技能等及,备注,,contests.1.levle\n1,,,,\n", .csv)
    #expect(read.items == ["1@2 1"])
    let texts = read.warnings.map { $0.message(in: .chinese) }
    #expect(texts.count == 4)
    #expect(texts[0].contains("技能等级") && texts[1].contains("备注"))
    #expect(texts[3].contains("contests.1.level”？"))
    #expect(read.warnings.allSatisfy { $0.kind.severity == .warning })
  }

  @Test func rowsThatCannotBeReadAreRejectsWithAllTheirProblems() {
    let read = DataSample.read("id,年限,技能等级\na,六,高级\nb,1\nc,1,高级工,\n\"d\"x,1,2\ne,7,\n", .csv)
    #expect(
      read.items == [
        "1@2 a!P0702 年限!P0711 技能等级", "2@3 b!P0720 ", "3@4 c!P0720 ", "4@5 !P0722 ", "5@6 e",
      ])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func rowsWithNothingInThemArePassedOver(_ end: String) {
    let lines = [
      ",,", "id,年限,技能等级", ",,", "a,7,", "", "\"\",\"\",\"\"", " ,\t,　", "\"\",\u{A0},", ",",
      ",,,,,", " ",
      "\"\"", "b,6,", "\"\"\"\",,", ",,高级工", ",,",
    ]
    let read = DataSample.read(lines.joined(separator: end), .csv)
    #expect(
      read.items == [
        "@1 blank", "@3 blank", "2@4 a", "@6 blank", "@7 blank", "@8 blank", "@9 blank",
        "@10 blank",
        "@11 blank", "@12 blank", "10@13 b", "11@14 \"", "12@15 12", "@16 blank",
      ])
    #expect(read.warnings.map { $0.kind.id } == ["P0749"])
    #expect(read.warnings.first?.message(in: .chinese) == "有 10 个空行没有算，第一个在第 1 行")
    // A line without any byte is no row, and not worth a word.
    let single = DataSample.read(["id", "a", "", "b"].joined(separator: end), .csv)
    #expect(single.items == ["1@2 a", "2@4 b"] && single.warnings.isEmpty)
    // Only the table's rows are meant.
    #expect(DataSample.read("{}\n", .jsonLines).items == ["1@1 1"])
    #expect(
      DataSample.read([",,", ",,"].joined(separator: end), .csv).items.last == "@1 failed P0736")
  }

  /// What people save in place of a CSV file, told by its header.
  @Test func tablesOfAnotherKindAreCalledWhatTheyAre() {
    let cases: [(text: String, id: String, line: Int, argument: String)] = [
      ("编号\tid\t年限\n1\t2\t3\n", "P0771", 1, "制表符"), ("备注; years \na,1;2\n", "P0771", 1, "分号"),
      ("编号，年限\n", "P0771", 1, "全角逗号"), ("甲；年限\n", "P0771", 1, "全角分号"),
      ("甲;乙\tid丙\n", "P0735", 1, "甲;乙\tid丙"),
      ("候选人名单,,\n编号,年限,技能等级\n", "P0772", 1, "2"),
      ("\u{FEFF}\n,,\n候选人名单\n\n,2026年5月,\nx,技能等级,y", "P0772", 3, "6"),
      ("候选人名单,,\n甲,乙,丙\n编号,年限,技能等级\n", "P0735", 1, "候选人名单,,"),
      ("候选人名单,,\n,,\n", "P0735", 1, "候选人名单,,"), ("甲,乙\n编号,年限\n", "P0735", 1, "甲,乙"),
      ("1\n2\n3\n4\n5\n6\nid\n", "P0735", 1, "1"),
      ("\n {\"id\":\"a\",\"years\":5}\n", "P0773", 2, ""), ("{}\n", "P0773", 1, ""),
      ("\u{FEFF}{\"x\n", "P0773", 1, ""), ("[\n{\"id\":1}\n]\n", "P0738", 1, ""),
    ]
    for (text, id, line, argument) in cases {
      var reader = CandidateReader(DataSample.program, layout: .csv)
      // Byte by byte: what is held back may be anywhere.
      var bytes = Array(text.utf8)[...]
      var item = reader.next()
      reading: while true {
        switch item {
        case .needsInput:
          if let byte = bytes.popFirst() { reader.feed([byte]) } else { reader.finish() }
        case .blank: break
        default: break reading
        }
        item = reader.next()
      }
      guard case .failure(let problem, let place) = item else {
        Issue.record("\(text)")
        continue
      }
      #expect(problem.kind.id == id && place == line, "\(text) \(problem.kind.id) \(place)")
      #expect((problem.arguments.first?.zh ?? "") == argument, "\(text)")
      #expect(reader.takeWarnings().isEmpty)
    }
    // A name that looks odd and is known is a name.
    #expect(DataSample.read("{备注},年限\n1,2\n", .csv).items == ["1@2 1"])
  }

  @Test func everyRowIsACandidateOrAReject() {
    let read = DataSample.read("id,年限\n" + String(repeating: "x,1\ny,z\n", count: 500), .csv)
    #expect(read.items.count == 1000 && read.rows.count == 500)
  }

  @Test func keptColumnsComeOutAsWritten() {
    let read = DataSample.read("id,备注,单位\na,\"x,y\",甲厂\n", .csv, keep: ["备注", "unit"])
    #expect(read.rows.first?.kept == ["x,y", "甲厂"])
    #expect(read.warnings.isEmpty)
    #expect(DataSample.read("id\na\n", .csv, keep: ["备注"]).items == ["@1 failed P0743"])
  }

  @Test func jsonTakesItsOwnTypes() {
    let line =
      #"{"id":7,"在职":true,"years":6.50,"count":12e1,"grant":"5万元","born":"2024/1/3","#
      + #""quality":{"verdict":true},"contests":[{"level":"senior","place":3}],"waivers":["a"],"#
      + #""skill":null,"share":0.3}"#
    let read = DataSample.read("\u{FEFF}" + line + "\r\n\n", .jsonLines)
    #expect(read.items == ["1@1 7"])
    let row = read.rows.first
    #expect(fact(row, "years") == Rational(13, over: 2).map { .number($0) })
    #expect(fact(row, "count") == .number(Rational(120)))
    #expect(fact(row, "skill") == .unknown)
    #expect(row?.candidate.waivers == ["a"])
    #expect(fact(row, "contests") == .list([Record([.value(1), .number(Rational(3))])]))
  }

  @Test func jsonLinesThatCannotBeRead() {
    let lines = [
      "[1]", "7", "{\"id\":\"a\"", "{\"years\":true,\"id\":\"b\"}", "{\"years\":1,\"年限\":2}",
      "{\"skill\":\"\"}", "{\"contests\":[{\"level\":5}]}", "{\"contests\":{}}", "{\"unit\":5}",
    ]
    let read = DataSample.read(lines.joined(separator: "\n"), .jsonLines)
    #expect(
      read.items == [
        "1@1 !P0727 ", "2@2 !P0727 ", "3@3 !P0728 ", "4@4 b!P0715 years", "5@5 !P0731 ",
        "6@6 !P0718 skill", "7@7 !P0715 contests.1.level", "8@8 !P0715 contests", "9@9 !P0715 unit",
      ])
  }

  @Test func unknownKeysWarnOnce() {
    let read = DataSample.read("{\"备注\":1}\n{\"备注\":2,\"年现\":1}\n", .jsonLines)
    #expect(read.items == ["1@1 1", "2@2 2"])
    #expect(read.warnings.count == 2)
  }

  @Test func events() {
    let good = DataSample.read(
      #"{"id":"e","events":[{"event":"公布","on":"2024-05-06","number":"一号"},{"event":"announced"}]}"#,
      .jsonLines)
    let events = good.rows.first?.candidate.events ?? []
    #expect(events.count == 2)
    #expect(events.first?.date == CivilDate(year: 2024, month: 5, day: 6))
    #expect(events.first?.attributes[1] == .text("一号"))
    #expect(events.last?.date == nil)
    let lines = [
      #"{"events":[{"event":"公示"}]}"#, #"{"events":[{"on":"2024-05-06"}]}"#, #"{"events":{}}"#,
      #"{"events":[{"event":"公布","on":"下周"}]}"#, #"{"events":[3]}"#,
    ]
    #expect(
      DataSample.read(lines.joined(separator: "\n"), .jsonLines).items == [
        "1@1 !P0740 events.1.event", "2@2 !P0741 events.1", "3@3 !P0715 events",
        "4@4 !P0707 events.1.on", "5@5 !P0741 events.1",
      ])
  }

  @Test func emptyFiles() {
    #expect(DataSample.read("", .csv).items == ["@1 failed P0736"])
    #expect(DataSample.read("\n \n", .jsonLines).items == ["@1 failed P0736"])
  }
}
