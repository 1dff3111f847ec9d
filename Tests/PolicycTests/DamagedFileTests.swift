import Glibc
import PolicyLang
import Testing

@testable import policyc

/// Files that are broken in every way: what is sound is decided, the rest is reported, and no row is
/// lost.
@Suite struct DamagedFileTests {
  let folder = Folder()
  private let good = "c1,8,高级,否,合格\n"

  private func eval(_ data: [UInt8], _ more: [String] = []) -> Ran {
    let people = folder.write("人.csv", data)
    return policyc(
      ["eval", folder.policy(), people, "-f", "csv", "--columns", "id,decision"] + more)
  }

  private func expect(
    _ data: [UInt8], decided: Int, rejected: Int, _ code: String, _ more: [String] = [],
    _ location: SourceLocation = #_sourceLocation
  ) {
    for options in [[], ["--threads", "3", "--chunk", "64"], ["--reference"]] {
      let ran = eval(data, options + more)
      #expect(
        ran.err.contains("读入 \(decided + rejected) 行 = 判定 \(decided) + 拒收 \(rejected)"),
        "\(options) \(ran.err.suffix(400))", sourceLocation: location)
      #expect(ran.out.split(separator: "\n").count == decided + 1, sourceLocation: location)
      #expect(ran.code == (rejected == 0 ? 0 : 1), sourceLocation: location)
      if rejected > 0 { #expect(ran.err.contains(code), sourceLocation: location) }
    }
  }

  private func text(_ rows: String...) -> [UInt8] {
    Array((Samples.header + rows.joined()).utf8)
  }

  @Test func truncatedCharacter() {
    expect(
      text(good) + [0x63, 0x32, 0x2C, 0x38, 0x2C, 0xE9, 0xAB, 0x0A] + Array(good.utf8), decided: 2,
      rejected: 1, "P07")
    expect(
      text(good) + Array("c2,8,".utf8) + [0xE9, 0xAB] + Array(",否,合格\n".utf8) + Array(good.utf8),
      decided: 2, rejected: 1, "P07")
  }

  @Test func quoteThatNeverCloses() {
    expect(text(good, good, "c2,\"8,高级,否,合格\n", good, good), decided: 2, rejected: 1, "P07")
  }

  @Test func markInTheMiddle() {
    expect(text(good, "c2,8\",高级,否,合格\n", good), decided: 2, rejected: 1, "P07")
    expect(text(good, "c2,\"8\"x,高级,否,合格\n", good), decided: 2, rejected: 1, "P07")
  }

  @Test func hugeCell() {
    let huge = "c2,\"" + String(repeating: "九", count: 600_000) + "\",高级,否,合格\n"
    expect(text(good, huge, good), decided: 2, rejected: 1, "P07")
  }

  @Test func hugeRecord() {
    let huge = String(repeating: "c2,8,高级,否,合格,", count: 700_000) + "\n"
    expect(text(good, huge, good), decided: 2, rejected: 1, "P07")
  }

  @Test func nulBytes() {
    expect(text(good, "c\u{0}2,8\u{0},高级,否,合格\n", good), decided: 2, rejected: 1, "P07")
    let ran = eval(text("c\u{0}2,8,高级,否,合格\n"))
    #expect(ran.out.contains("c\u{0}2,eligible"))
  }

  @Test func tenThousandColumns() {
    let more = (0..<10_000).map { ",x\($0)" }.joined()
    let empty = String(repeating: ",", count: 10_000)
    let data = Array(
      ("id,年限,技能,干部,素质" + more + "\nc1,8,高级,否,合格" + empty + "\nc2,8,高级,否,合格\n").utf8)
    expect(data, decided: 1, rejected: 1, "P07", ["--quiet"])
  }

  @Test func headerTwice() {
    expect(text(good, Samples.header, good), decided: 2, rejected: 1, "P07")
  }

  @Test func wrongNumberOfCells() {
    expect(text(good, "c2,8,高级\n", good, "c3,8,高级,否,合格,多\n"), decided: 2, rejected: 2, "P07")
  }

  @Test func endWithinTheLastLine() {
    expect(text(good, "c2,8,高级,否"), decided: 1, rejected: 1, "P07")
    expect(text(good, "c2,8,高级,否,合格"), decided: 2, rejected: 0, "")
  }

  @Test func mixedLineEndsAndBlankLines() {
    expect(text("\n\r\n", good, "\n\r", "c2,8,高级,否,合格\r", good), decided: 3, rejected: 0, "")
  }

  /// A byte order mark before a figure is a blank, before an id part of it; neither costs a row.
  @Test func markInTheMiddleOfTheFile() {
    expect(text(good, "\u{FEFF}c2,8,高级,否,合格\n", good), decided: 3, rejected: 0, "")
    expect(text(good, "c2,\u{FEFF}8,高级,否,合格\n", good), decided: 3, rejected: 0, "")
  }

  // MARK: Runs that end early

  @Test func interruptedRunsLeaveNoFile() {
    let people = folder.write("人.csv", Samples.header + String(repeating: good, count: 500))
    for threads in ["1", "3"] {
      let calls = Counter()
      let ran = policyc(
        [
          "eval", folder.policy(), people, "-f", "csv", "-o", folder.at("结果.csv"), "--chunk", "256",
          "--threads", threads,
        ],
        isInterrupted: {
          calls.value += 1
          return calls.value > 20
        })
      #expect(ran.code == 3)
      #expect(ran.err.contains("已中断：读到第"))
      #expect(ran.err.contains("没有写出结果文件"))
      #expect(!Folder.allNames(folder.path).contains { $0.contains("结果") })
    }
  }

  private final class Counter {
    var value = 0
  }

  @Test func aFullDiskIsSaid() {
    let people = folder.write("人.csv", Samples.header + good)
    let ran = policyc(["eval", folder.policy(), people, "-f", "csv", "-o", "/dev/full"])
    #expect(ran.code == 3)
    #expect(ran.err.contains("磁盘已满"))
    #expect(ran.err.contains("中途停下"))
  }

  @Test func aClosedPipeIsSaid() {
    let people = folder.write("人.csv", Samples.header + good)
    let ran = policyc(["eval", folder.policy(), people], outputFails: true)
    #expect(ran.code == 3)
    #expect(ran.err.contains("中途停下：读到第 1 行"))
  }

  @Test func idsThatStandTwiceAreNamed() {
    var rows = ""
    for number in 0..<3000 { rows += "c\(9000 - number),8,高级,否,合格\n" }
    let ran = eval(text(rows, "c8000,8,高级,否,合格\n\"c7000\",8,高级,否,合格\n"), ["--threads", "2"])
    #expect(ran.err.contains("c8000（第 1002、3002 行）"))
    #expect(ran.err.contains("c7000（第 2002、3003 行）"))
    #expect(!eval(text(rows)).err.contains("重复"))
  }

  /// Beyond a number of rows memory would grow with the file: what was looked at is said.
  @Test func idsAreLookedForInSoManyRows() {
    let ids = DuplicateIDs(rowLimit: 4)
    for (line, id) in ["a", "b", "a", "c"].enumerated() { ids.add(id, line: line + 2) }
    #expect(ids.limit == nil)
    ids.add("b", line: 6)
    #expect(ids.limit == 4)
    #expect(ids.warning?.arguments.first?.zh.contains("a（第 2、4 行）") == true)
    #expect(ids.warning?.arguments.first?.zh.contains("b") == false)
  }
}
