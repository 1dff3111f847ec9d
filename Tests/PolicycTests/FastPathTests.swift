import Glibc
import PolicyTestSupport
import Testing

@testable import policyc

/// The way through kernels and columns against the way through the reference reader and interpreter:
/// the same output, rejects, messages and exit code, whatever the file looks like.
@Suite struct FastPathTests {
  let folder = Folder()

  private struct Outcome: Equatable {
    let code: Int32
    let out: String
    let err: String
    let rejects: String
  }

  private func eval(_ data: [UInt8], _ name: String, _ more: [String]) -> Outcome {
    unlink(folder.at("r.jsonl"))
    let ran = policyc(
      ["eval", folder.policy(), folder.write(name, data), "--rejects", folder.at("r.jsonl")] + more)
    return Outcome(code: ran.code, out: ran.out, err: ran.err, rejects: folder.read("r.jsonl"))
  }

  private func check(
    _ data: [UInt8], name: String = "人.csv", _ format: [String], chunk: Int, threads: Int
  ) {
    let expected = eval(data, name, format + ["--reference"])
    let fast = eval(
      data, name, format + ["--chunk", "\(chunk)", "--threads", "\(threads)"])
    let shown = String(decoding: data.prefix(2000), as: UTF8.self)
    #expect(fast == expected, "\(shown.debugDescription)")
  }

  // MARK: Made-up files

  private static let columns: [(names: [String], cells: [String])] = [
    (["id", "编号"], ["c1", "=c2", "编号3", "", " ", "007", "c,4", "c\"5", "-5", "＋1"]),
    (["姓名", "name"], ["王伟", "李,静", "张\"三\"", "-x", "甲\n乙", "", "é"]),
    (["年限", "years"], ["8", "5.0", "4.9年", "4.95", "-1", " 6", "６", "", "100000", "x", "1e3"]),
    (["技能", "level"], ["高级", "senior", " 中级", "初级", "高技", "", "　"]),
    (["干部", "cadre"], ["是", "否", "true", "FALSE", "1", "0", "", "是 ", "yes"]),
    (["素质", "quality"], ["合格", "不合格", "pass", "", "{\"verdict\":\"合格\"}", "good"]),
    (["竞赛", "contests"], ["", "", "", "无", "[{\"tier\":\"city\"}]", "x"]),
    (["豁免"], ["", "", "", "leading_cadre", "nonsense"]),
    (["备注"], ["", "好", "a,b", "长长长长长长长长长长长长"]),
  ]

  private func quoted(_ cell: String, _ random: inout RandomSource, _ share: Int) -> String {
    let must = cell.utf8.contains { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }
    if !must, !random.chance(share) { return cell }
    var result = "\""
    for character in cell.unicodeScalars {
      result += character == "\"" ? "\"\"" : String(character)
    }
    return result + "\""
  }

  private func csv(_ random: inout RandomSource) -> [UInt8] {
    let share = random.pick([0, 0, 5, 100])
    let end = random.pick(["\n", "\n", "\r\n", "\r"])
    let oddRows = random.pick([0, 0, 3, 30])
    let columns = random.some(Self.columns, least: 3)
    var text = random.chance(20) ? "\u{FEFF}" : ""
    let names = columns.map { random.pick($0.names) }
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
      text +=
        cells.joined(separator: ",")
        + (random.chance(5) ? random.pick(["\n", "\r\n", "\n\n", "\n\r"]) : end)
    }
    while random.chance(30), text.utf8.last == 0x0A { text.removeLast() }
    return damaged(Array(text.utf8), &random)
  }

  private func damaged(_ text: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    var text = text
    guard random.chance(20), !text.isEmpty else { return text }
    for _ in 0..<random.within(1...3) {
      text[random.below(text.count)] = random.pick([0, 0xFF, 0x22, 0x0A, 0x0D, 0x2C, 0xE6, 0x80])
    }
    return text
  }

  @Test(arguments: 0..<40)
  func csvIsDecidedAlike(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 4_000)
    let formats: [[String]] = [
      ["-f", "csv"], ["-f", "csv", "--columns", "id,decision,violated"],
      ["-f", "csv", "--columns", "decision,id,unknown,waivable,violated", "--excel"],
      ["-f", "csv", "--as-of", "2026-05-01", "--columns", "as_of,missing,id,policy"],
      ["-f", "jsonl"], ["-f", "json"], [],
    ]
    for _ in 0..<3 {
      var format = random.pick(formats)
      let data = csv(&random)
      if random.chance(30) { format += ["--keep", "年限"] }
      check(
        data, format, chunk: random.pick([16, 50, 333, 1 << 18]), threads: random.within(1...3))
    }
  }

  private func jsonLine(_ random: inout RandomSource) -> String {
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

  @Test(arguments: 0..<40)
  func jsonIsDecidedAlike(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 9_000)
    for _ in 0..<3 {
      var text = ""
      for _ in 0..<random.pick([1, 5, 60]) {
        text += jsonLine(&random) + random.pick(["\n", "\n", "\r\n", "\n\n"])
      }
      if random.chance(30) { text.removeLast() }
      check(
        damaged(Array(text.utf8), &random), name: "人.jsonl",
        random.pick([["-f", "csv"], ["-f", "csv", "--columns", "id,decision,violated"], []]),
        chunk: random.pick([16, 100, 1000, 1 << 18]), threads: random.within(1...3))
    }
  }

  /// A border after every byte: within quotation marks, in CRLF, in a character, in the header.
  @Test func everyBorderIsTheSame() {
    let lines = [
      "\u{FEFF}id,年限,姓名,技能,干部,素质", "c1,8,\"甲\r\n乙, \"\"丙\"\"\",高级,否,合格",
      "\"c,2\",4.9,\"\",senior,否,合格", "", "c3,x,\"\",高级,是,合格", "c4,,\"未完\",高级,否,",
    ]
    let data = Array(lines.joined(separator: "\r\n").utf8)
    let expected = eval(data, "人.csv", ["-f", "csv", "--keep", "姓名", "--reference"])
    #expect(expected.out.contains("\"甲\r\n乙, \"\"丙\"\"\""))
    for chunk in 16...(data.count + 2) {
      let fast = eval(data, "人.csv", ["-f", "csv", "--keep", "姓名", "--chunk", "\(chunk)"])
      #expect(fast == expected, "\(chunk)")
    }
  }

  @Test func otherEncodingsComeThrough() {
    // 编号 and the rest in GB 18030.
    let header: [UInt8] = [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC4, 0xEA, 0xCF, 0xDE, 0x0A]
    let data = header + Array("c1,8\nc2,3\n".utf8)
    for chunk in [16, 17, 18, 64] {
      check(data, ["-f", "csv"], chunk: chunk, threads: 2)
    }
  }
}
