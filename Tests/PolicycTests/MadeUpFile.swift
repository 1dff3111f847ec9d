import PolicyTestSupport

/// Data files for the sample policy with everything in them that readers must tell apart.
enum MadeUpFile {
  private static let columns: [(names: [String], cells: [String])] = [
    (["id", "编号"], ["c1", "=c2", "编号3", "", " ", "007", "c,4", "c\"5", "-5", "＋1"]),
    (["姓名", "name"], ["王伟", "李,静", "张\"三\"", "-x", "甲\n乙", "", "é"]),
    (["年限", "years"], ["8", "5.0", "4.9年", "4.95", "-1", " 6", "６", "", "100000", "x", "1e3"]),
    (["技能", "level"], ["高级", "senior", " 中级", "初级", "高技", "", "　"]),
    (["干部", "cadre"], ["是", "否", "true", "FALSE", "1", "0", "", "是 ", "yes"]),
    (["素质", "quality"], ["合格", "不合格", "pass", "", "{\"verdict\":\"合格\"}", "good"]),
    (
      ["竞赛", "contests"],
      [
        "", "", "[]", "无", "[{\"tier\":\"city\"}]", "x", "[{\"级别\":\"省级\",\"名次\":3},{}]", " [] ",
        "[{\"place\":\"2\",\"x\":1}]", "[{\"place\":2}", "[1]", "[{\"tier\":\"a\\\"b\"}]", "[] x",
        "[{\"place\":null}]", "[{\"place\":99999999999}]",
      ]
    ),
    (["竞赛.1.级别", "contests.1.tier"], ["市级", "", "province", " ", "无", "没有", "none", "县级"]),
    (["竞赛.1.名次", "contests.1.place"], ["3", "", "1", " 2 ", "无", "-1", "x", "　"]),
    (["竞赛.2.级别", "竞赛．2．tier"], ["", "", "市级", "省级", "无", "x"]),
    (["竞赛.12.place"], ["", "", "7", "\"", "无"]),
    (["豁免"], ["", "", "", "leading_cadre", "nonsense"]),
    (["备注"], ["", "好", "a,b", "长长长长长长长长长长长长"]),
  ]

  private static func quoted(_ cell: String, _ random: inout RandomSource, _ share: Int) -> String {
    let must = cell.utf8.contains { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }
    if !must, !random.chance(share) { return cell }
    var result = "\""
    for character in cell.unicodeScalars {
      result += character == "\"" ? "\"\"" : String(character)
    }
    return result + "\""
  }

  static func csv(_ random: inout RandomSource) -> [UInt8] {
    let share = random.pick([0, 0, 5, 100])
    let end = random.pick(["\n", "\n", "\r\n", "\r"])
    let oddRows = random.pick([0, 0, 3, 30])
    let blankRows = random.pick([0, 0, 3, 40])
    let columns = random.some(columns, least: 3)
    var text = random.chance(20) ? "\u{FEFF}" : ""
    let names = columns.map { random.pick($0.names) }
    if random.chance(blankRows / 2) { text += blankRow(columns.count, &random) + end }
    text += names.joined(separator: ",") + end
    for _ in 0..<random.pick([0, 1, 12, 90]) {
      var cells = columns.map { column in
        quoted(random.chance(60) ? column.cells[0] : random.pick(column.cells), &random, share)
      }
      if random.chance(oddRows) {
        switch random.below(5) {
        case 0: cells.append("more")
        case 1: cells.removeLast()
        case 2: cells[0] = "a\"b"
        case 3: cells[0] = "\"a\"b"
        default: cells[0] = "\"open"
        }
      }
      let row =
        random.chance(blankRows)
        ? blankRow(columns.count, &random) : cells.joined(separator: ",")
      text +=
        row
        + (random.chance(5) ? random.pick(["\n", "\r\n", "\n\n", "\n\r"]) : end)
    }
    while random.chance(30), text.utf8.last == 0x0A { text.removeLast() }
    return damaged(Array(text.utf8), &random)
  }

  /// What spreadsheets leave behind: a row of nothing, mostly as wide as the table, and rows that only
  /// look like one.
  private static func blankRow(_ columns: Int, _ random: inout RandomSource) -> String {
    let count = random.chance(80) ? columns : random.within(1...columns + 2)
    let choices = random.pick([
      [""], ["", "\"\""], ["\"\""], ["", " ", "\t", "　", "\u{A0}", "\"\"", "\" \"", "\"\n\""],
      ["", "", "", "", "x"], ["", "\"\"", "\"\"\"\"", "、"],
    ])
    return (0..<count).map { _ in random.pick(choices) }.joined(separator: ",")
  }

  private static func damaged(_ text: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    var text = text
    guard random.chance(20), !text.isEmpty else { return text }
    for _ in 0..<random.within(1...3) {
      text[random.below(text.count)] = random.pick([0, 0xFF, 0x22, 0x0A, 0x0D, 0x2C, 0xE6, 0x80])
    }
    return text
  }

  private static func jsonLine(_ random: inout RandomSource) -> String {
    if random.chance(3) {
      return random.pick(["", "  ", "{", "[]", "{}", "{\"id\":\"x\"} y", "null"])
    }
    let values: [(keys: [String], values: [String])] = [
      (["id", "编号"], ["\"c1\"", "\"=c2\"", "\"a,b\"", "\"\"", "7", "null", "\"q\\\"q\""]),
      (
        ["years", "年限"],
        ["8", "4.9", "\"6年\"", "\"5\"", "-1", "1e1", "05", "null", "\"\"", "true"]
      ),
      (["level"], ["\"高级\"", "\"senior\"", "\" 中级\"", "\"高技\"", "null", "3"]),
      (["cadre"], ["false", "true", "\"是\"", "\"\"", "0", "null"]),
      (["quality"], ["true", "\"合格\"", "null", "{\"verdict\":\"合格\"}", "1"]),
      (
        ["contests", "竞赛"],
        [
          "[]", "[{\"tier\":\"city\",\"place\":3},{}]", "[{\"级别\":\"省级\",\"x\":1}]", "null",
          "[ {\"place\":null} , {\"tier\":\"city\"} ]", "[{\"tier\":\"town\"}]", "[1]", "\"无\"",
          "{}",
          "[{\"tier\":\"city\"}", "[{\"place\":1,\"place\":2}]",
        ]
      ), (["豁免"], ["[]", "[\"leading_cadre\"]", "null"]),
      (["remark", "note", "events"], ["\"x\"", "null", "[]", "1.5", "{\"a\":1}"]),
    ]
    var members: [String] = []
    for (keys, choices) in random.some(values, least: 5) {
      let value = random.chance(75) ? choices[0] : random.pick(choices)
      members.append("\"\(random.pick(keys))\":\(random.chance(10) ? " " : "")\(value)")
    }
    if random.chance(2), let first = members.first { members.append(first) }
    return (random.chance(5) ? " " : "") + "{" + members.joined(separator: ",") + "}"
      + (random.chance(5) ? " " : "")
  }

  static func jsonLines(_ random: inout RandomSource) -> [UInt8] {
    var text = ""
    for _ in 0..<random.pick([1, 5, 60]) {
      text += jsonLine(&random) + random.pick(["\n", "\n", "\r\n", "\n\n"])
    }
    if random.chance(30) { text.removeLast() }
    return damaged(Array(text.utf8), &random)
  }
}
