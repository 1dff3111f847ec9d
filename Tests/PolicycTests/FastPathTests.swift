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
      let data = MadeUpFile.csv(&random)
      if random.chance(30) { format += ["--keep", "年限"] }
      check(
        data, format, chunk: random.pick([16, 50, 333, 1 << 18]), threads: random.within(1...3))
    }
  }

  @Test(arguments: 0..<40)
  func jsonIsDecidedAlike(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 9_000)
    for _ in 0..<3 {
      check(
        MadeUpFile.jsonLines(&random), name: "人.jsonl",
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
