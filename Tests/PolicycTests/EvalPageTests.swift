import PolicyTestSupport
import Testing

@testable import policyc

/// `eval --report`: its figures against figures worked out from the table of decisions, whichever way
/// the records went.
@Suite struct EvalPageTests {
  let folder = Folder()

  private static let header = "id,姓名,地区,单位,年限,技能,干部,素质\n"

  private func vocabulary() -> String {
    folder.write(
      "demo_words.policy",
      Samples.vocabulary.replacing(
        "字段 年限", with: "字段 地区(region) \"Region\": 文本\n  字段 单位(employer) \"Employer\": 文本\n  字段 年限"))
    return folder.write("demo.policy", Samples.policy)
  }

  private func rows(_ count: Int, _ seed: UInt64) -> [[String]] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { number in
      [
        "c\(number)", "王\(number)", random.pick(["甲区", "乙区", "乙区", " 乙区 ", "丙区", ""]),
        "第\(random.below(40))厂", random.pick(["8", "5", "4.9", "2", ""]),
        random.pick(["高级", "高级", "中级", ""]), random.pick(["否", "否", "是", ""]),
        random.pick(["合格", "合格", "不合格", ""]),
      ]
    }
  }

  private func csv(_ rows: [[String]]) -> String {
    Self.header + rows.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private func json(_ rows: [[String]]) -> String {
    let keys = Self.header.split(separator: "\n")[0].split(separator: ",")
    return rows.map { row in
      "{"
        + zip(keys, row).map { key, cell in
          "\"\(key)\":" + (cell.isEmpty ? "null" : key == "年限" ? cell : "\"\(cell)\"")
        }.joined(separator: ",") + "}\n"
    }.joined()
  }

  private func page(_ data: String, _ more: [String] = []) -> String {
    let ran = policyc(
      ["eval", vocabulary(), data, "-f", "csv", "--report", folder.at("报告.html"), "-q"] + more)
    #expect(ran.code == 0, "\(ran.err)")
    return folder.read("报告.html")
  }

  /// The cells of the table rows below a heading.
  private func table(_ page: String, _ heading: String) -> [[String]] {
    guard let start = page.firstRange(of: "<h2>" + heading) else { return [] }
    let part = page[start.upperBound...]
    let body = part.split(separator: "<tbody>", maxSplits: 1, omittingEmptySubsequences: false)[1]
    let rows = body.split(separator: "</tbody>", omittingEmptySubsequences: false)[0]
    return rows.split(separator: "</tr>").compactMap { row in
      let cells = row.split(separator: "</td>").compactMap { cell -> String? in
        guard cell.contains("<td") else { return nil }
        return cell.split(separator: ">", omittingEmptySubsequences: false).last.map(String.init)
      }
      return cells.isEmpty ? nil : cells
    }
  }

  @Test func theFunnelIsThatOfTheTable() {
    let data = folder.write("人.csv", csv(rows(700, 1)))
    let html = page(data)
    let lines = policyc(["eval", folder.at("demo.policy"), data, "-f", "csv", "-q"]).out
      .split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    #expect(lines.count == 700)
    let clauses = [
      ("enough_years", "年限够"), ("enough_level", "等级够"), ("quality", "素质"),
      ("leading_cadre", "领导干部"),
    ]
    var left = lines
    let funnel = table(html, "逐条筛选")
    #expect(funnel.count == clauses.count)
    for (row, (id, name)) in zip(funnel, clauses) {
      let lists = [2, 3, 4].map { column in
        left.count { $0[column].split(separator: ";").contains { $0 == id || $0 == name } }
      }
      left = left.filter { line in
        ![2, 3, 4].contains { line[$0].split(separator: ";").contains { $0 == id || $0 == name } }
      }
      #expect(row[0].hasPrefix(name))
      #expect(
        Array(row[1...]) == ["\(left.count)"] + ["\(lists.reduce(0, +))"] + lists.map { "\($0)" },
        "\(name)")
    }
    #expect(left.count == lines.count { $0[1] == "eligible" })
    let near = lines.count { line in
      [2, 3, 4].reduce(0) { $0 + line[$1].split(separator: ";").count } == 1
    }
    #expect(near > 20 && html.contains("\(near) 人只差一条"))
  }

  @Test func groupsAddUp() {
    let people = rows(500, 2)
    let html = page(folder.write("人.csv", csv(people)))
    let regions = table(html, "按地区")
    #expect(
      regions.map { $0[0] }
        == ["乙区", "甲区", "丙区", "（空）"].sorted { one, other in
          let counts = [one, other].map { name in
            people.count { row in
              let region = row[2].split(separator: " ").joined()
              return (region.isEmpty ? "（空）" : region) == name
            }
          }
          return counts[0] > counts[1]
        })
    let employers = table(html, "按单位")
    #expect(employers.count == 21)
    #expect(employers.last?[0] == "其余 20 个")
    #expect(html.contains("列出人数最多的 20 个"))
    for group in [regions, employers] {
      #expect(group.reduce(0) { $0 + (Int($1[1]) ?? 0) } == 500)
      for row in group {
        #expect(row[2...6].reduce(0) { $0 + (Int($1) ?? 0) } == Int(row[1]))
      }
    }
  }

  /// The same page, whichever way the records go and however many threads there are.
  @Test func everyWayGivesTheSamePage() {
    let people = rows(1_200, 3)
    for (name, text) in [("人.csv", csv(people)), ("人.jsonl", json(people))] {
      let data = folder.write(name, text)
      let expected = page(data, ["--reference", "--keep", "姓名"])
      for more in [[], ["--chunk", "700"], ["--chunk", "4000", "--threads", "3"]] {
        #expect(page(data, more + ["--keep", "姓名"]) == expected, "\(name) \(more)")
      }
    }
    // JSON Lines say what CSV says.
    let one = page(folder.write("a.csv", csv(people)))
    let other = page(folder.write("a.jsonl", json(people)))
    #expect(one.replacing("a.csv", with: "") == other.replacing("a.jsonl", with: ""))
  }

  @Test func nobodyIsNamedUnlessAskedFor() {
    let data = folder.write("人.csv", csv(rows(200, 4)))
    let html = page(data, ["--keep", "姓名"])
    #expect(html.contains("c1") && !html.contains("王"))
    #expect(html.contains("只写编号"))
    let named = page(data, ["--report-show", "姓名"])
    #expect(named.contains("王") && named.contains("注意保护个人信息"))
    #expect(!html.contains("http://") || !html.contains("src="))
    #expect(html.contains("，不符合：年限 达到 5年"))
  }

  @Test func groupsAreChosen() {
    let data = folder.write("人.csv", csv(rows(100, 5)))
    let html = page(data, ["--report-by", "技能"])
    #expect(html.contains("<h2>按技能") && !html.contains("<h2>按地区"))
    let wrong = policyc([
      "eval", folder.at("demo.policy"), data, "--report", folder.at("x.html"), "--report-by", "县",
    ])
    #expect(wrong.code == 2 && wrong.err.contains("县"))
    #expect(!Folder.allNames(folder.path).contains("x.html"))
    let lonely = policyc(["eval", folder.at("demo.policy"), data, "--report-by", "技能"])
    #expect(lonely.code == 2 && lonely.err.contains("--report"))
    // A file without regions has no such section.
    let plain = page(folder.write("无.csv", "id,年限\nc1,8\nc2,3\n"))
    #expect(!plain.contains("<h2>按"))
  }

  @Test func inEnglishAndEmpty() {
    let data = folder.write("人.csv", csv(rows(50, 6)))
    let english = page(data, ["--lang", "en"])
    #expect(english.contains("<h2>Clause by clause") && english.contains("<h2>By Region"))
    #expect(page(folder.write("空.csv", Self.header)).contains("没有判定一行"))
  }

  @Test func interruptedRunsLeaveNoPage() {
    let data = folder.write("人.csv", csv(rows(500, 7)))
    var calls = 0
    let ran = policyc(
      [
        "eval", vocabulary(), data, "-f", "csv", "-o", folder.at("结果.csv"), "--report",
        folder.at("报告.html"), "--chunk", "512",
      ],
      isInterrupted: {
        calls += 1
        return calls > 20
      })
    #expect(ran.code == 3)
    #expect(!Folder.allNames(folder.path).contains { $0.contains("报告") || $0.contains("结果") })
  }

  // MARK: Bounded memory

  /// Groups are given up and begin anew; sums stay right and no group lacks more than is said.
  @Test(arguments: 0..<20)
  func groupsInBoundedMemory(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 77)
    let table = GroupTable(limit: 16)
    var exact: [String: [Int]] = [:]
    for _ in 0..<3_000 {
      let name = random.chance(60) ? "大\(random.below(4))" : "小\(random.below(400))"
      let outcome = random.below(5)
      table.add(name, outcome)
      exact[name, default: [0, 0, 0, 0, 0]][outcome] += 1
    }
    let (shown, others, _) = table.largest(4)
    #expect(table.dropped > 0 && table.count <= 16)
    #expect(shown.reduce(0) { $0 + $1.total } + others.reduce(0, +) == 3_000)
    for group in shown {
      let all = exact[group.name]?.reduce(0, +) ?? 0
      #expect(group.total <= all && all <= group.total + table.lost)
    }
    #expect(Set(shown.map { $0.name }) == ["大0", "大1", "大2", "大3"])
  }
}
