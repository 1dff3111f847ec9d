import Glibc
import PolicyRuntime
import PolicyTestSupport
import Testing

@testable import policyc

@Suite struct CompareTests {
  private static let shipped = ["national", "changzhou", "haidian", "tongliao"]

  private func run(_ more: [String], _ policies: [String] = shipped) -> Ran {
    policyc(["compare"] + policies + more)
  }

  // MARK: Forms

  @Test func textHasEverySection() {
    let ran = run([])
    #expect(ran.code == 0 && ran.err.isEmpty)
    for name in ["谁能入选", "名额", "遴选", "培育", "资金和待遇", "程序", "撤销", "职责", "施行和解释", "存疑与解读"] {
      #expect(ran.out.contains("\n\(name)\n"), "\(name)")
    }
    #expect(ran.out.contains("＝ 一线经历\n"))
    #expect(ran.out.contains("甲  每年 5万元（第十四条）\n"))
    #expect(ran.out.contains("乙丙  未规定\n"))
  }

  @Test func markdownTablesHaveOneWidth() {
    let ran = run(["-f", "markdown"])
    #expect(ran.code == 0)
    let rows = ran.out.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count > 80)
    for row in rows {
      var columns = -1
      var previous: Character = " "
      for character in row {
        if character == "|", previous != "\\" { columns += 1 }
        previous = character
      }
      #expect(columns == 5, "\(row)")
    }
  }

  @Test func pageIsWellFormedAndStandsAlone() {
    for more in [["-f", "html"], ["-f", "html", "--lang", "en"]] {
      let ran = run(more)
      #expect(ran.code == 0)
      #expect(ran.out.hasPrefix("<!doctype html>\n") && ran.out.hasSuffix("</html>\n"))
      #expect(Markup.problem(ran.out) == nil)
      for outside in ["<script", "<link", "src=", "@import", "url("] {
        #expect(!ran.out.contains(outside), "\(outside)")
      }
      #expect(ran.out.contains("<svg class=\"themed\" viewBox="))
      #expect(ran.out.contains("data-label="))
      #expect(ran.out.contains("A4 landscape"))
      #expect(ran.out.contains("prefers-color-scheme: dark"))
      let tables = ran.out.split(separator: "<table ").count - 1
      #expect(tables == 10)
      #expect(ran.out.split(separator: "<caption ").count - 1 == tables)
      // Every head says what it heads, and colour alone says nothing.
      #expect(!ran.out.contains("<th>"))
      for cell in ran.out.split(separator: "<td ").dropFirst() {
        if cell.split(separator: ">")[0].contains("class=\"x") { #expect(cell.contains("≠")) }
      }
    }
    let two = run(["-f", "html"], ["national", "changzhou"])
    #expect(!two.out.contains("landscape"))
    #expect(Markup.problem(two.out) == nil)
  }

  @Test("marks of a strip never overlap")
  func picture() {
    #expect(circles(of: run(["-f", "html"]).out, each: 4) > 40)
    let folder = Folder()
    let text = Repository.text("policies/changzhou.policy") ?? ""
    let own = (0..<20).map { index in
      folder.write("own\(index).policy", text.replacing("5000元", with: "\(5000 + 100 * index)元"))
    }
    #expect(circles(of: run(["-f", "html"], own).out, each: 20) == 60)
  }

  /// How many marks a page has, after checking that none covers another.
  private func circles(of page: String, each: Int) -> Int {
    var circles = 0
    for part in page.split(separator: "<svg") {
      var placed: [(Int, Int)] = []
      for piece in part.split(separator: "<circle ").dropFirst() {
        let quoted = piece.split(separator: "\"")
        guard quoted.count > 3, let x = Int(quoted[1]), let y = Int(quoted[3]) else {
          Issue.record("a circle without a place: \(piece.prefix(60))")
          continue
        }
        circles += 1
        for (otherX, otherY) in placed {
          let (dx, dy) = (x - otherX, y - otherY)
          #expect(dx * dx + dy * dy >= 22 * 22)
        }
        #expect((11...389).contains(x))
        placed.append((x, y))
      }
    }
    // All policies on every strip.
    #expect(circles % each == 0)
    return circles
  }

  @Test func csvIsATable() throws {
    let ran = run(["-f", "csv", "--excel"])
    #expect(ran.out.hasPrefix("\u{FEFF}section,concept,attribute,title,differs,national,"))
    let rows = try CSVRows.read(ran.out)
    #expect(rows.count > 200)
    #expect(rows.allSatisfy { $0.count == 5 + 3 * 4 })
    let keys = rows.map { $0[0] + "/" + $0[1] + "/" + $0[2] }
    #expect(Set(keys).count == keys.count)
    let fund = try #require(rows.first { $0[1] == "training_fund" && $0[2] == "amount" })
    #expect(fund[4] == "true")
    #expect(Array(fund[5...7]) == ["5万元", "第十四条", "50000"])
    #expect(Array(fund[8...10]) == ["", "", ""])
    #expect(fund[16] == "10000")
  }

  @Test func jsonHasTypedValues() throws {
    let ran = run(["-f", "json"])
    let json = try JSONReader.read(Array(ran.out.utf8))
    let policies = try #require(json["policies"]?.elements)
    #expect(policies.compactMap { $0["id"]?.text } == Self.shipped)
    for policy in policies { #expect(policy["policy_hash"]?.text?.isEmpty == false) }
    let fund = try #require(row("money", "training_fund", in: json))
    #expect(fund["differs"] == .boolean(true))
    #expect(fund["policies"]?["changzhou"] == .null)
    let amount = try #require(
      fund["attributes"]?.elements.first { $0["attribute"]?.text == "amount" })
    let value = try #require(amount["policies"]?["national"]?["value"])
    #expect(value["type"]?.text == "money")
    #expect(value["number"]?.text == "50000")
    #expect(value["unit"]?.text == "CNY")
    let dimensions = try #require(json["dimensions"]?.elements)
    #expect(dimensions.contains { $0["dimension"]?.text == "frontline_years" })
    let quota = try #require(
      dimensions.first { $0["dimension"]?.text == "quota.national_craftsmen.amount" })
    #expect(quota["policies"]?["changzhou"]?["level"] == .null)
    #expect(quota["policies"]?["changzhou"]?["unplaced"]?.text == "other_basis")
    let strictness = try #require(json["strictness"]?.elements)
    #expect(strictness.first?["dimension"]?.text == "eligibility")
    #expect(strictness.contains { $0["dimension"]?.text == "clause.skill" })
  }

  private func row(_ section: String, _ concept: String, in json: JSONValue) -> JSONValue? {
    let found = json["sections"]?.elements.first { $0["section"]?.text == section }
    return found?["rows"]?.elements.first { $0["concept"]?.text == concept }
  }

  // MARK: What was written down beforehand

  /// Each line of the differences outside eligibility names a thing in either policy; the row with that
  /// name must say what is written down, in the cell of that policy, with its article.
  @Test(arguments: [
    "national-changzhou", "national-haidian", "national-tongliao", "changzhou-haidian",
    "changzhou-tongliao", "haidian-tongliao",
  ])
  func everyFigureStandsInItsCell(name: String) throws {
    let pair = name.split(separator: "-").map { String($0) }
    let rows = try CSVRows.read(run(["-f", "csv"], pair).out)
    let text = try #require(Repository.text("Tests/Fixtures/differences/\(name).txt"))
    var probed = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "|").map { trimmed($0) }
      guard parts.count == 6, ["quota", "money", "training"].contains(parts[0]) else { continue }
      let names = parts[1].split(separator: "/", omittingEmptySubsequences: false)
      let title = names.first { !$0.isEmpty } ?? ""
      let other = names.last { !$0.isEmpty } ?? ""
      for (side, expected) in [(5, parts[3]), (8, parts[4])] {
        let candidates = rows.filter { row in
          row[3].hasPrefix(title) || row[3].hasPrefix(other)
        }
        let wanted = expected == "未规定" ? "" : expected
        let isFound = candidates.contains { row in
          // What is no quota is called a target.
          let text = row[side].hasPrefix("目标 ") ? String(row[side].dropFirst(3)) : row[side]
          let shown = text.isEmpty ? "" : text + "（" + row[side + 1] + "）"
          return shown == wanted && (parts[2] == "整项" ? row[2].isEmpty : !row[2].isEmpty)
            && row[4] == "true"
        }
        #expect(isFound, "\(name): \(parts[1]) \(parts[2]): \(expected)")
        probed += 1
      }
    }
    #expect(probed >= 6)
  }

  private func trimmed(_ text: Substring) -> String {
    var result = text
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return String(result)
  }

  /// What is put in one line for all must be what each of them says.
  @Test func nothingIsSaidOfAllThatHoldsOfOne() {
    let out = run([]).out
    #expect(!out.contains("都一样：选出什么"))
    #expect(out.contains("        丁  科尔沁工匠（第七条）\n"))
    // The bodies do the same duty; they are not the same body.
    #expect(
      out.contains(
        """
        ≠ 支持培训研修
            甲丁  应当（第十二条）
            乙丙  未规定
            ≈ 由谁
                甲  全总（第十二条）
                乙丙  未规定
                丁  市总工会（第十二条）

        """))
    #expect(out.contains("具体 遇 收到异议 则 核实异议\n"))
    #expect(out.contains("另有：触发 工作室优异；给谁 工作室；"))
    // 申报 and 专家打分 are in one of them only.
    #expect(run([], ["changzhou", "tongliao"]).out.contains("≠ 培育程序\n"))
  }

  /// Under the reading that money is kept, no row says that it is taken back.
  @Test func recoveryFollowsTheReading() {
    let kept = run([]).out
    #expect(kept.contains("    甲  停止培育、收回证书、终止待遇（第二十二条）\n"))
    let taken = run(["--set", "已付经费追回=是"]).out
    #expect(taken.contains("    甲  停止培育、收回证书、终止待遇、追回（第二十二条）\n"))
  }

  @Test func everyCellHasItsArticle() throws {
    for row in try CSVRows.read(run(["-f", "csv"]).out) where row[0] != "scope" {
      for side in stride(from: 5, to: row.count, by: 3) where !row[side].isEmpty {
        #expect(!row[side + 1].isEmpty, "\(row[0]) \(row[3]): \(row[side])")
      }
    }
  }

  @Test func noRowIsEmptyAndNoTitleComesTwice() throws {
    for pair in [Self.shipped, ["national", "haidian"], ["tongliao", "changzhou"]] {
      var seen = Set<String>()
      for row in try CSVRows.read(run(["-f", "csv"], pair).out) {
        let cells = stride(from: 5, to: row.count, by: 3).map { row[$0] }
        #expect(cells.contains { !$0.isEmpty }, "\(row)")
        if row[2].isEmpty { #expect(seen.insert(row[0] + row[3]).inserted, "\(row[0]) \(row[3])") }
      }
    }
  }

  // MARK: Many, and other kinds of files

  @Test func twentyPoliciesStandSideBySide() throws {
    let folder = Folder()
    let text = try #require(Repository.text("policies/changzhou.policy"))
    let own = (0..<20).map { index in
      folder.write("own\(index).policy", text.replacing("5000元", with: "\(5000 + 100 * index)元"))
    }
    let ran = run(["-f", "csv"], own)
    #expect(ran.code == 0)
    let rows = try CSVRows.read(ran.out)
    let differing = rows.filter { $0[4] == "true" }
    #expect(differing.map { $0[2] } == ["", "amount"])
    for index in 0..<20 { #expect(differing[1][5 + 3 * index] == "\(5000 + 100 * index)元") }
    let page = run(["-f", "html"], own)
    #expect(page.code == 0 && Markup.problem(page.out) == nil)
    #expect(run([], own).out.contains("  20  changzhou_20  "))
  }

  @Test func keywordLanguagesAndCompiledFilesMakeNoDifference() throws {
    let folder = Folder()
    let text = try #require(Repository.text("policies/changzhou.policy"))
    let own = folder.write("own.policy", text)
    let before = run([], ["national", own])
    #expect(before.code == 0)
    #expect(policyc(["fmt", own, "--keywords", "en"]).code == 0)
    #expect(folder.read("own.policy").contains("policy changzhou"))
    #expect(run([], ["national", own]).out == before.out)
    let compiled = folder.at("own.pir")
    #expect(policyc(["compile", own, "-o", compiled]).code == 0)
    #expect(run([], ["national", compiled]).out == before.out)
    // The source and what was made of it are one policy.
    #expect(run([], [own, compiled]).err.contains("P0846"))
  }

  @Test func languageAndDayAreThoseAskedFor() {
    let ran = run(["--lang", "en", "--as-of", "2026-05-01"])
    #expect(ran.code == 0)
    #expect(ran.out.contains("\nWho is eligible\n") && ran.out.contains("as of 2026-05-01"))
    #expect(run(["--as-of", "2026-13-01"]).code == 2)
    let data = run(["-f", "json", "--as-of", "2026-05-01"])
    #expect(data.out.contains("\"as_of\": \"2026-05-01\""))
  }

  // MARK: Settings

  @Test func settingsApplyWhereTheyAreKnown() throws {
    let ran = run(["-f", "csv", "--set", "min_frontline_years=3年"])
    #expect(ran.code == 0)
    #expect(ran.out.contains("一线工作年限 至少 3年"))
    let unknown = run(["--set", "没有这个=3"])
    #expect(unknown.code == 2 && unknown.out.isEmpty)
    #expect(unknown.err.contains("没有这个"))
  }

  @Test func aVersionOfOnesOwnDiffersOnlyWhereItWasChanged() throws {
    let folder = Folder()
    let text = try #require(Repository.text("policies/changzhou.policy"))
    let own = folder.write("own.policy", text.replacing("5000元", with: "6000元"))
    let ran = run(["-f", "csv"], ["changzhou", own])
    #expect(ran.code == 0)
    let rows = try CSVRows.read(ran.out)
    let differing = rows.filter { $0[4] == "true" }
    #expect(
      differing.map { $0[1] + "/" + $0[2] } == ["certificate_grant/", "certificate_grant/amount"])
    #expect(differing.last.map { [$0[5], $0[8], $0[10]] } == ["5000元", "6000元", "6000"])
    #expect(ran.out.hasPrefix("section,concept,attribute,title,differs,changzhou,"))
    #expect(ran.out.contains(",changzhou_2,"))
  }

  // MARK: What cannot be compared

  @Test func badCallsAreExplained() {
    let one = policyc(["compare", "national"])
    #expect(one.code == 2 && one.err.contains("P0845"))
    let none = policyc(["compare"])
    #expect(none.code == 2 && !none.err.isEmpty)
    let twice = policyc(["compare", "national", "changzhou", "national"])
    #expect(twice.code == 2 && twice.err.contains("P0846") && twice.out.isEmpty)
    let folder = Folder()
    let foreign = policyc(["compare", "national", folder.policy(), "--path", folder.path])
    #expect(foreign.code == 2 && foreign.err.contains("P0847") && foreign.out.isEmpty)
    let missing = policyc(["compare", "national", "nowhere.policy"])
    #expect(missing.code == 3 && missing.err.contains("nowhere.policy") && missing.out.isEmpty)
    let broken = policyc(["compare", "national", folder.write("broken.policy", "政策 x \"坏的\"\n名额")])
    #expect(broken.code == 1 && !broken.err.isEmpty && broken.out.isEmpty)
    let notText = policyc([
      "compare", "national", folder.write("bytes.policy", [0xFF, 0x00, 0x80]),
    ])
    #expect(notText.code != 0 && !notText.err.isEmpty && notText.out.isEmpty)
    let wrong = policyc(["compare", "national", "changzhou", "-f", "xml"])
    #expect(wrong.code == 2)
  }
}

/// Whether markup is balanced, with every attribute quoted.
private enum Markup {
  private static let void = ["meta", "br", "input", "rect", "line", "circle", "path"]

  static func problem(_ text: String) -> String? {
    var open: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      if rest[..<start].contains(">"), open.last != "style" { return "a bare >" }
      guard let end = rest[start...].firstIndex(of: ">") else { return "no end of a tag" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return "</\(tag)> closes nothing" }
        continue
      }
      if tag.count(where: { $0 == "\"" }) % 2 != 0 { return "<\(tag)> has an odd quote" }
      let name = String(tag.prefix { $0 != " " && $0 != "/" })
      if !tag.hasSuffix("/"), !void.contains(name) { open.append(name) }
    }
    return open.isEmpty ? nil : "never closed: \(open)"
  }
}

/// CSV as any reader would take it apart.
private enum CSVRows {
  struct Unclosed: Error {}

  static func read(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var previousWasQuote = false
    for scalar in text.unicodeScalars where scalar != "\r" && scalar != "\u{FEFF}" {
      if isQuoted {
        if scalar == "\"" {
          isQuoted = false; previousWasQuote = true
        } else {
          cell.unicodeScalars.append(scalar)
        }
        continue
      }
      switch scalar {
      case "\"":
        if previousWasQuote { cell.append("\"") }
        isQuoted = true
      case ",":
        row.append(cell)
        cell = ""
      case "\n":
        rows.append(row + [cell])
        row = []
        cell = ""
      default: cell.unicodeScalars.append(scalar)
      }
      previousWasQuote = false
    }
    if isQuoted || !row.isEmpty { throw Unclosed() }
    return Array(rows.dropFirst())
  }
}

extension JSONValue {
  fileprivate var elements: [JSONValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  fileprivate var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
