import Foundation
import Testing

@testable import policyc

/// `policyc match`: every candidate against every policy in one pass.
@Suite struct MatchTests {
  private let folder = Folder()

  /// Two policies over one vocabulary, the second with a field of its own and another threshold.
  private func policies() -> (String, String) {
    let first = folder.policy()
    let second = folder.write(
      "other.policy",
      """
      政策 other "另一市"
      使用 demo_words
      字段 本市户籍(local) "Local": 是否
      参数 最低年限 @第二条: 3年
      资格 基本条件 @第二条 {
        应当 年限够: 年限 至少 最低年限
        应当 本地: 本市户籍
      }
      译名 {
        最低年限: minimum_years "Least years"
        年限够: enough_years "Enough years"
        本地: is_local "Local"
      }

      """)
    return (first, second)
  }

  private static let roster = """
    id,年限,技能,干部,素质,本市户籍
    c1,8,高级,否,合格,是
    c2,4,高级,否,合格,是
    c3,8,高级,是,合格,否
    c4,2,初级,否,合格,否
    c5,,高级,否,合格,是

    """

  @Test func textSaysWhereAndWhatIsLacking() {
    let (first, second) = policies()
    let data = folder.write("people.csv", Self.roster)
    let ran = policyc(["match", data, first, second])
    #expect(ran.code == 0, "\(ran.err)")
    #expect(
      ran.out == """
        c1：符合 demo、other
        c2：符合 other
          demo 不符合：违反 年限够（第三条）；最少改变：年限 达到 5年（第三条“年限够”，现在 4年）
        c3：一份也不符合
          demo 待豁免：须豁免 领导干部（第四条第二款）；最少改变：取得对“领导干部”的豁免（第四条第二款）
          other 不符合：违反 本地（第二条）；最少改变：本市户籍 改为 是（第二条“本地”，现在 否）
        c4：一份也不符合
          demo 不符合：违反 年限够（第三条）、等级够（第三条）；最少改变：年限 达到 5年（第三条“年限够”，现在 2年）；并且 技能 改为 高级（第三条“等级够”，现在 初级）
          other 不符合：违反 年限够（第二条）、本地（第二条）；最少改变：年限 达到 3年（第二条“年限够”，现在 2年）；并且 本市户籍 改为 是（第二条“本地”，现在 否）
        c5：一份也不符合
          demo 待补：未明 年限够（第三条）；待补 年限；最少改变：补充 年限：至少 5年（第三条“年限够”，现在 没有记载）
          other 待补：未明 年限够（第二条）；待补 年限；最少改变：补充 年限：至少 3年（第二条“年限够”，现在 没有记载）

        共 5 人
          demo（示例政策）：1 人符合
          other（另一市）：2 人符合
          符合 2 份的 1 人，符合 1 份的 1 人，一份也不符合的 3 人

        """)
    #expect(ran.err == "读入 5 行 = 判定 5 + 拒收 0\n")
  }

  /// Decisions are those of `eval`, policy by policy.
  @Test func agreesWithEval() {
    let (first, second) = policies()
    let data = folder.write("people.csv", Self.roster)
    let table = policyc(["match", data, first, second, "-f", "csv", "--brief", "-q"])
    #expect(table.code == 0)
    let lines = table.out.split(separator: "\n").map(String.init)
    #expect(
      lines.first
        == "id,policy,decision,violated,waivable,unknown,missing,pending,change,note")
    #expect(lines.count == 11)
    for (place, path) in [first, second].enumerated() {
      let eval = policyc(["eval", path, data, "-f", "csv", "-q"])
      let own = eval.out.split(separator: "\n").dropFirst().map(String.init)
      #expect(own.count == 5)
      for (row, line) in own.enumerated() {
        // id,decision,… against id,policy,decision,…
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        let matched = lines[1 + 2 * row + place]
          .split(separator: ",", omittingEmptySubsequences: false)
        #expect(cells[0] == matched[0])
        #expect(Array(cells[1..<7]) == Array(matched[2..<8]), "\(line) \(matched)")
        #expect(matched[8].isEmpty && matched[9].isEmpty)
      }
    }
  }

  @Test func jsonLinesAndDocument() {
    let (first, second) = policies()
    let data = folder.write("people.csv", Self.roster)
    let lines = policyc(["match", data, first, second, "-f", "jsonl"]).out
    #expect(lines.split(separator: "\n").count == 5)
    #expect(
      lines.hasPrefix(#"{"id":"c1","eligible":["demo","other"],"matches":[{"policy":"demo","#))
    #expect(
      lines.contains(
        #""change":[{"field":"years","from":4,"to":5,"need":"at_least","clause":"enough_years","#))
    let document = policyc(["match", data, first, second, "-f", "json"]).out
    #expect(document.contains(#""policy_hash":""#))
    #expect(
      document.contains(
        #""counts":{"rows":5,"decisions":5,"rejects":0,"eligible":{"demo":1,"other":2},"#
          + #""by_number":[3,1,1]}"#))
  }

  @Test func settingsGoWhereTheyAreKnown() {
    let (first, second) = policies()
    let data = folder.write("people.csv", Self.roster)
    let ran = policyc(
      [
        "match", data, first, second, "--brief", "--set", "哪些等级=中级、高级", "--set", "最低年限=9年",
      ])
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.out.contains("demo（示例政策）：0 人符合"))
    #expect(ran.err.contains("本次假设（demo）："))
    #expect(ran.err.contains("本次假设（other）：最低年限=9年"))
    let unknown = policyc(["match", data, first, second, "--set", "最低年线=9年"])
    #expect(unknown.code == 2 && unknown.err.contains("最低年限"))
  }

  // MARK: Bad input

  @Test func rejectsAndUnknownColumns() {
    let (first, second) = policies()
    let data = folder.write(
      "people.csv", "id,年限,技能,本市户籍,户口\nc1,8,高级,是,x\nc2,很多,高级,是,x\n")
    let ran = policyc(["match", data, first, second, "--brief"])
    #expect(ran.code == 1)
    #expect(ran.out.contains("c1："))
    #expect(!ran.out.contains("c2："))
    #expect(ran.err.contains("户口"))
    #expect(ran.err.contains("第 3 行"))
    #expect(ran.err.hasSuffix("读入 2 行 = 判定 1 + 拒收 1\n"))
    // A column that only one of the policies has is no unknown column.
    #expect(!ran.err.contains("本市户籍"))
  }

  @Test func aPolicyGivenTwiceIsRefused() {
    let (first, second) = policies()
    let data = folder.write("people.csv", Self.roster)
    let ran = policyc(["match", data, first, second, first])
    #expect(ran.code == 2 && ran.err.contains("P0840") && ran.err.contains("demo"))
    #expect(ran.out.isEmpty)
  }

  @Test func otherSubjectsAndFieldsAreRefused() {
    let (first, _) = policies()
    let data = folder.write("people.csv", Self.roster)
    folder.write(
      "studio_words.policy",
      """
      词汇 studio_words "工作室词汇"
      主体 工作室(studio) "Studio" {
        字段 编号(id) "ID": 文本
        字段 年限(years) "Years": 年 小数1位
      }

      """)
    let studio = folder.write(
      "studio.policy",
      "政策 studio \"工作室\"\n使用 studio_words\n资格 基本条件 @第一条 { 应当 够久: 年限 至少 1年 }\n")
    let subjects = policyc(["match", data, first, studio])
    #expect(subjects.code == 2 && subjects.err.contains("P0841"))
    #expect(subjects.err.contains("人") && subjects.err.contains("工作室"))
    let third = folder.write(
      "third.policy",
      "政策 third \"第三市\"\n使用 demo_words\n字段 本市户籍(local): 文本\n"
        + "资格 基本条件 @第一条 { 应当 够久: 年限 至少 1年  应当 本地: 本市户籍 是 \"是\" }\n")
    let (one, other) = policies()
    let fields = policyc(["match", data, one, other, third])
    #expect(fields.code == 2 && fields.err.contains("P0842") && fields.err.contains("本市户籍"))
  }

  /// A value that one policy added is none that the others know; they say so and the rest goes on.
  @Test func aValueThatAPolicyDoesNotKnow() {
    let (first, _) = policies()
    let wider = folder.write(
      "wider.policy",
      """
      政策 wider "更细的市"
      使用 demo_words
      补充 技能: 特级
      资格 基本条件 @第一条 { 应当 等级够: 技能 至少 高级 }

      """)
    let data = folder.write("people.csv", "id,年限,技能,干部,素质\nc1,8,特级,否,合格\nc2,8,高级,否,合格\n")
    let ran = policyc(["match", data, first, wider])
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.out.contains("c1：符合 wider\n  demo 无法判定，这份政策没有“技能”的“特级”\n"))
    #expect(ran.out.contains("c2：符合 demo、wider\n"))
  }

  @Test func swappedFilesAreSaid() {
    let (first, second) = policies()
    let data = folder.write("people.csv", Self.roster)
    #expect(policyc(["match", first, second, data]).err.contains("P0825"))
    #expect(policyc(["match", first, second]).err.contains("P0826"))
    #expect(policyc(["match", data]).code == 2)
  }

  /// Who is who, for somebody who reads the list: names, rows without an id, ids that stand twice.
  @Test func peopleAreNamedAndDoubledIdsSaid() {
    let (first, second) = policies()
    let data = folder.write(
      "people.csv",
      "id,姓名,年限,技能,干部,素质,本市户籍\nc1,张三,8,高级,否,合格,是\n,李四,8,高级,否,合格,是\nc1,王五,8,高级,否,合格,是\n"
    )
    let ran = policyc(["match", data, first, second])
    #expect(ran.out.contains("c1 张三：符合 demo、other\n"))
    #expect(ran.out.contains("数据第 2 行（没有编号） 李四：符合"))
    #expect(ran.err.contains("P0747") && ran.err.contains("c1（第 2、4 行）"), "\(ran.err)")
    let english = policyc(["match", data, first, second, "--lang", "en"])
    #expect(english.out.contains("data row 2 (without id) 李四: qualifies"))
    // Data keep the number of the row, by which `explain --id` finds it.
    #expect(policyc(["match", data, first, second, "-f", "csv"]).out.contains("\n2,demo,eligible"))
  }

  @Test func withoutARemedyTheReasonIsSaid() {
    folder.write("demo_words.policy", Samples.vocabulary)
    let nobody = folder.write(
      "nobody.policy",
      "政策 nobody \"无\"\n使用 demo_words\n资格 基本 @一 { 应当 久: 年限 至少 9年  应当 短: 年限 至多 5年 }\n")
    let many = folder.write(
      "many.policy",
      """
      政策 many "多"
      使用 demo_words
      字段 甲项(f1): 是否
      字段 乙项(f2): 是否
      字段 丙项(f3): 是否
      字段 丁项(f4): 是否
      资格 基本 @一 { 应当 一: 甲项  应当 二: 乙项  应当 三: 丙项  应当 四: 丁项 }

      """)
    let data = folder.write(
      "people.csv", "id,年限,f1,f2,f3,f4\nc1,7,否,否,否,否\nc2,7,是,是,是,否\n")
    let ran = policyc(["match", data, nobody, many])
    #expect(ran.out.components(separatedBy: "条款互相矛盾，没有人能符合").count == 3, "\(ran.out)")
    #expect(ran.out.contains("改变 3 项以内，都不能使结论成为符合"))
    #expect(ran.out.contains("最少改变：丁项 改为 是"))
    let english = policyc(["match", data, nobody, many, "--lang", "en"])
    #expect(english.out.contains("the clauses conflict, so that nobody is eligible"))
  }
}
