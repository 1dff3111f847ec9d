import PolicyLang
import PolicyRuntime
import Testing

/// Cells that repeat are read once; nobody may notice.
@Suite struct CellMemoTests {
  @Test func cellsMeanTheSameHoweverOftenTheyStand() {
    let levels = ["初级工", "高级工", "高级技师"]
    var text = "id,skill,contests\n"
    var wrong: Set<Int> = []
    for row in 1...3000 {
      let level = levels[row % 3]
      // More different lists than are kept, each of them twice; some rows cannot be read.
      let place = row % 1500 + 1
      let isWrong = row % 97 == 0
      if isWrong { wrong.insert(row) }
      let skill = isWrong ? "大师" : level
      text += "r\(row),\(skill),\"[{\"\"level\"\": \"\"\(level)\"\", \"\"place\"\": \(place)}]\"\n"
    }
    let read = DataSample.read(text, .csv)
    #expect(read.items.count == 3000)
    #expect(read.items.filter { $0.contains("!") }.count == wrong.count)
    for row in read.rows {
      #expect(!wrong.contains(row.row))
      var contest = Record(unknown: DataSample.program.records[1])
      contest[0] = .value(row.row % 3)
      contest[1] = .number(Rational(Int64(row.row % 1500 + 1)))
      #expect(row.candidate.facts[DataSample.index("skill")] == .value(row.row % 3))
      #expect(row.candidate.facts[DataSample.index("contests")] == .list([contest]))
    }
  }
}
