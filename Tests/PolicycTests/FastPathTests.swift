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

  private func eval(
    _ data: [UInt8], _ name: String, _ more: [String], policy: String? = nil
  ) -> Outcome {
    unlink(folder.at("r.jsonl"))
    let ran = policyc(
      [
        "eval", policy ?? folder.policy(), folder.write(name, data), "--rejects",
        folder.at("r.jsonl"),
      ] + more)
    return Outcome(code: ran.code, out: ran.out, err: ran.err, rejects: folder.read("r.jsonl"))
  }

  private func check(
    _ data: [UInt8], name: String = "人.csv", _ format: [String], chunk: Int, threads: Int,
    policy: String? = nil
  ) {
    let expected = eval(data, name, format + ["--reference"], policy: policy)
    let fast = eval(
      data, name, format + ["--chunk", "\(chunk)", "--threads", "\(threads)"], policy: policy)
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

  /// By a policy that looks into lists, so that what their columns say decides.
  @Test(arguments: 0..<40)
  func listsAreDecidedAlike(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 14_000)
    let policy = listedPolicy()
    let formats = [
      ["-f", "csv"], ["-f", "csv", "--columns", "missing,id,pending"], ["-f", "csv"],
    ]
    for _ in 0..<3 {
      check(
        MadeUpFile.csv(&random), random.pick(formats), chunk: random.pick([50, 333, 1 << 18]),
        threads: random.within(1...2), policy: policy)
      check(
        MadeUpFile.jsonLines(&random), name: "人.jsonl", random.pick(formats),
        chunk: random.pick([100, 1000, 1 << 18]), threads: 1, policy: policy)
    }
  }

  /// Many rows that lack something, of which most are like rows before them: what is absent of those is
  /// remembered, whatever their other facts are.
  @Test func absentFactsAreRemembered() {
    let policy = listedPolicy()
    var random = RandomSource(seed: 77)
    var rows = ["编号,年限,技能,干部,素质,竞赛.1.级别,竞赛.1.名次,竞赛.2.级别,竞赛.2.名次"]
    for row in 0..<6_000 {
      rows.append(
        [
          "c\(row)", random.pick(["", "\(random.below(120)).\(random.below(10))"]),
          random.pick(["初级", "高级", "中级", ""]), random.pick(["是", "否", ""]),
          random.pick(["合格", "不合格", ""]), random.pick(["", "市级", "省级", "无"]),
          random.pick(["", "2", "3", "4"]), random.pick(["", "市级", "省级"]),
          random.pick(["", "1"]),
        ].joined(separator: ","))
    }
    check(
      Array((rows.joined(separator: "\n") + "\n").utf8), ["-f", "csv"], chunk: 1 << 15, threads: 2,
      policy: policy)
  }

  /// A law makes a fact matter or not by facts that no clause reads: what is remembered of one row is not
  /// said of another.
  @Test func absentFactsDependOnLaws() {
    folder.write(
      "law_words.policy",
      """
      词汇 law_words "有规律的词汇"
      主体 人(person) "Person" {
        字段 编号(id) "ID": 文本
        字段 出生日期(birth_date) "Birth date": 日期
        字段 年龄(age) "Age": 年 整数
        字段 工龄(years) "Years": 年 小数1位
        字段 干部(cadre) "Cadre": 是否
        推导 年龄: 周岁(出生日期、基准日)
        恒有 工龄较长(years_longer): 干部 或 工龄 至少 5年
        恒有 年龄不为负(age_not_negative): 年龄 至少 0年
      }

      """)
    let policy = folder.write(
      "law.policy",
      """
      政策 law "有规律的政策"
      使用 law_words
      资格 基本条件 @第一条 {
        应当 工龄够: 工龄 至少 5年
        应当 年龄够: 年龄 至少 18年
      }

      """)
    var random = RandomSource(seed: 5)
    var rows = ["编号,出生日期,年龄,工龄,干部"]
    for row in 0..<4_000 {
      rows.append(
        [
          "c\(row)", random.pick(["", "1990-01-01", "2020-02-29"]),
          random.pick(["", "", "", "36", "40"]), random.pick(["", "", "4", "6"]),
          random.pick(["是", "否", ""]),
        ].joined(separator: ","))
    }
    let data = Array((rows.joined(separator: "\n") + "\n").utf8)
    let format = ["-f", "csv", "--as-of", "2026-05-01"]
    check(data, format, chunk: 1 << 14, threads: 1, policy: policy)
  }

  private func listedPolicy() -> String {
    _ = folder.policy()
    return folder.write(
      "listed.policy",
      """
      政策 listed "看列表的政策"
      使用 demo_words
      机构 评委会 "评审委员会" @第三条
      资格 基本条件 @第三条 {
        应当 年限够: 年限 至少 5年
        应当 获奖: 有 竞赛 (其 级别 至少 省级 且 其 名次 至多 3) 或 技能 是 高级
        认定 素质 { 由 评委会 }
      }
      资格 不参与 @第四条 {
        原则上不得 领导干部: 干部 且 计数 竞赛 (其 级别 是 市级) 少于 2
      }

      """)
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

  /// Rows with nothing in them, by every way through the kernels: with and without quotation marks,
  /// carriage returns, rows of other widths and marks where none may stand.
  @Test(arguments: ["\n", "\r\n", "\r"])
  func blankRowsArePassedOver(_ end: String) {
    let rows = ["c1,8,高级", ",,", "c2,,", " ,,　", ",6,", "c3,2,"]
    let shapes: [[String]] = [
      [], ["c4,\"9\",高级", "\"\",\"\",\" \""], [",", ",,,", " "], ["c\"5,1,", ",,"],
    ]
    for more in shapes {
      let lines = [",,", "id,年限,技能"] + rows + more + [",,"]
      let data = Array((lines.joined(separator: end) + end).utf8)
      let expected = eval(data, "人.csv", ["-f", "csv", "--reference"])
      let blanks = lines.filter { $0.allSatisfy { " ,\"　".contains($0) } }.count
      #expect(expected.err.contains("有 \(blanks) 个空行没有算，第一个在第 1 行"), "\(expected.err)")
      #expect(expected.err.contains("读入 \(lines.count - 1 - blanks) 行"), "\(expected.err)")
      // The rows keep their numbers in the file.
      #expect(expected.out.contains("\n5,"), "\(expected.out)")
      for chunk in 16...(data.count + 2) {
        let fast = eval(data, "人.csv", ["-f", "csv", "--chunk", "\(chunk)"])
        #expect(fast == expected, "\(chunk) \(lines)")
      }
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
