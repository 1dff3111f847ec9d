import PolicyTestSupport
import Testing

@testable import PolicyLang
@testable import PolicyRuntime
@testable import policyc

@Suite("doc") struct DocTests {
  let folder = Folder()

  // MARK: The page

  @Test("every format says the same in both languages", arguments: ["zh", "en"])
  func formats(_ language: String) {
    let path = folder.policy()
    let text = policyc(["doc", path, "--lang", language])
    #expect(text.code == 0 && text.err.isEmpty)
    let page = policyc(["doc", path, "--lang", language, "-f", "html"]).out
    let markdown = policyc(["doc", path, "--lang", language, "-f", "markdown"]).out
    let json = policyc(["doc", path, "--lang", language, "-f", "json"]).out
    for wanted in language == "zh"
      ? ["示例政策", "年限够", "应当：年限至少5年", "第四条第二款", "另有读法", "一问一答", "文件没有写"]
      : [
        "示例政策", "Enough years", "required: Years: at least 5 years", "other readings",
        "does not say",
      ]
    {
      #expect(text.out.contains(wanted) && page.contains(wanted), "\(wanted)")
      if wanted != "另有读法", wanted != "other readings", wanted != "一问一答" {
        #expect(json.contains(wanted), "\(wanted)")
      }
      #expect(markdown.contains(wanted), "\(wanted)")
    }
    #expect(page.contains("<html lang=\"\(language == "zh" ? "zh-CN" : "en")\">"))
    #expect(!page.contains("http") && !page.contains("<script"))
    #expect((try? JSONReader.read(Array(json.utf8))) != nil)
  }

  @Test("the name of the output file says the format; one half can be had alone")
  func outputs() {
    let path = folder.policy()
    for (name, start) in [
      ("a.html", "<!doctype html>"), ("a.md", "# 示例政策"), ("a.json", "{"), ("a.txt", "示例政策"),
    ] {
      let ran = policyc(["doc", path, "-o", folder.at(name)])
      #expect(ran.code == 0 && ran.out.isEmpty)
      #expect(folder.read(name).hasPrefix(start), "\(name)")
    }
    let questions = policyc(["doc", path, "--part", "questions"]).out
    #expect(questions.contains("要满足哪些基本条件？") && !questions.contains("谁该做什么\n"))
    let page = policyc(["doc", path, "--part", "page"]).out
    #expect(!page.contains("要满足哪些基本条件？") && page.contains("谁符合条件"))
  }

  @Test("texts of a policy cannot become markup")
  func escaping() {
    _ = folder.policy()
    let path = folder.write(
      "demo.policy",
      Samples.policy.replacing("示例政策", with: "<b>&政策|*")
        .replacing("中级算不算", with: "</script><i>"))
    let page = policyc(["doc", path, "-f", "html"]).out
    #expect(page.contains("&lt;b&gt;&amp;政策") && !page.contains("<b>&") && !page.contains("<i>"))
    #expect(policyc(["doc", path, "-f", "markdown"]).out.contains("\\<b\\>&政策\\|\\*"))
  }

  @Test("what is assumed by --set is said")
  func settings() {
    let path = folder.policy()
    let ran = policyc(["doc", path, "--set", "最低年限=8年", "-f", "html"])
    #expect(ran.out.contains("假设 最低年限=8年") && ran.out.contains("年限至少8年"))
    #expect(!ran.out.contains("年限至少5年"))
  }

  private static let shipped = ["national", "changzhou", "haidian", "tongliao"]

  /// A page without what is marked as Chinese, its title and its style.
  private func unmarked(_ page: String) -> String {
    var result = ""
    var rest = page[...]
    for (open, close) in [("<title>", "</title>"), ("<style>", "</style>")] {
      guard let start = rest.firstRange(of: open), let end = rest.firstRange(of: close) else {
        continue
      }
      rest = rest[..<start.lowerBound] + rest[end.upperBound...]
    }
    while let start = rest.firstRange(of: "<span lang=\"zh\">") {
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: "</span>") else { break }
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  @Test("an English page marks every Chinese word", arguments: shipped)
  func languages(_ id: String) {
    let page = policyc(["doc", id, "--lang", "en", "-f", "html"]).out
    #expect(page.contains("<span lang=\"zh\">"))
    for scalar in unmarked(page).unicodeScalars {
      #expect(!(0x3400...0x9FFF).contains(scalar.value), "\(scalar)")
    }
    for landmark in ["<nav aria-label", "<main>", "</main>\n<footer>", "<html lang=\"en\">"] {
      #expect(page.contains(landmark), "\(landmark)")
    }
    let chinese = policyc(["doc", id, "--lang", "zh", "-f", "html"]).out
    #expect(!chinese.contains("lang=\"zh\""))
  }

  @Test("remarks in Chinese are said to be the writer's on English pages")
  func remarks() {
    let path = folder.policy()
    let text = policyc(["doc", "national", "--lang", "en", "-f", "markdown"]).out
    #expect(text.contains("in the writer's words: “突破现有先进水平”"))
    #expect(policyc(["doc", path, "--lang", "en"]).code == 0)
    let page = policyc(["doc", "national", "--lang", "en", "-f", "html"]).out
    #expect(page.contains("in the writer's words: <span lang=\"zh\">突破现有先进水平</span>"))
  }

  @Test("the policy above by its title; its id where it cannot be found")
  func superior() {
    let text = policyc(["doc", "tongliao", "-f", "markdown"]).out
    #expect(text.contains("- **上级**：大国工匠人才培育工程\n") && !text.contains("：national"))
    let path = folder.write(
      "city.policy", "政策 city \"某市办法\"\n使用 craftsman\n上级 somewhere\n")
    #expect(policyc(["doc", path]).out.contains("上级：somewhere"))
  }

  // MARK: Letters

  private static let roster =
    Samples.roster + "\n" + """
      c6,6,初级,是,不合格
      c7,,,是,
      c8,8,高级,,合格

      """

  private func objects(_ text: String) throws -> [JSONValue] {
    try text.split(separator: "\n").map { try JSONReader.read(Array($0.utf8)) }
  }

  private func strings(_ value: JSONValue?) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let values): values.flatMap { strings($0) }
    case .object(let members): members.flatMap { strings($0.value) }
    default: []
    }
  }

  private func texts(_ value: JSONValue?, _ key: String) -> [String] {
    guard case .array(let values)? = value else { return [] }
    return values.flatMap { strings($0[key]) }
  }

  /// The first level of the part with a title.
  private func part(_ letter: JSONValue, _ title: String) -> JSONValue? {
    guard case .array(let parts)? = letter["parts"] else { return nil }
    return parts.first { strings($0["title"]) == [title] }?["statements"]
  }

  @Test("letters say what eval says, for every kind of decision")
  func lettersAgree() throws {
    let path = folder.policy()
    let people = folder.write("people.csv", Self.roster)
    let decisions = try objects(policyc(["eval", path, people, "-f", "jsonl", "--contested"]).out)
    let letters = try objects(policyc(["doc", path, "--letters", people, "-f", "json"]).out)
    #expect(decisions.count == 8 && letters.count == 8)
    let program = try #require(
      Compilation.compile(
        name: folder.at("demo.policy"), bytes: Array(Samples.policy.utf8),
        library: PolicyLibrary(folders: [folder.path]).library
      ).program)
    let labels = PathLabels(program: program, language: .chinese)
    var kinds = Set<String>()
    for (decision, letter) in zip(decisions, letters) {
      #expect(decision["id"] == letter["id"])
      #expect(decision["decision"] == letter["decision"])
      kinds.formUnion(strings(decision["decision"]))
      for (key, title) in [
        ("violated", "没有满足的条款"), ("waivable", "原则上要求而没有满足的条款，可以申请豁免"), ("unknown", "还不能确定的条款"),
      ] {
        let wanted = texts(decision[key], "clause").map { id in
          program.requirements.first { $0.label.id == id }?.label.zh ?? id
        }
        #expect(texts(part(letter, title), "title") == wanted, "\(strings(letter["id"])) \(key)")
        let articles = texts(decision[key], "article")
        #expect(
          texts(part(letter, title), "citation").filter { !$0.isEmpty } == articles,
          "\(strings(letter["id"])) \(key)")
      }
      #expect(
        texts(part(letter, "要补的材料"), "title")
          == strings(decision["missing"]).map { labels.label($0) })
      #expect(
        texts(part(letter, "要等的认定"), "title")
          == strings(decision["pending"]).map { labels.label($0) })
      let other = strings(letter["parts"]).filter { $0.hasPrefix("条文另有读法") }
      #expect(other.count == texts(decision["contested"], "reading").count)
    }
    #expect(kinds.count == 5)
  }

  @Test(
    "a letter by name, with the value at fault, and by when: as the procedure has it, else open")
  func deadline() {
    let open = folder.policy()
    let people = folder.write("people.csv", "id,姓名,年限,技能,干部,素质\nc1,张三,,高级,否,合格\nc2,李四,4,高级,否,合格\n")
    let silent = policyc(["doc", open, "--letters", people]).out
    #expect(silent.contains("张三（编号 c1），您好：") && silent.contains("文件没有写：最迟什么时候补齐"))
    #expect(silent.contains("年限至少5年（实际4年）：否"))
    let policy =
      Samples.policy + """
        程序 申报程序 @第五条 {
          阶段 申报 @第五条: 评委会 完成 申报 { 以内 10日 自 部署 }
        }
        事件 申报(applied) "Applied"
        事件 部署(deployed) "Deployed"

        """
    let path = folder.write("demo.policy", policy)
    let stated = policyc(["doc", path, "--letters", people])
    #expect(stated.out.contains("自“部署”起10日内，申报（第五条）"), "\(stated.err)")
    #expect(!stated.out.contains("最迟什么时候补齐"))
    // Once the limit has begun, the letter says the day.
    let begun = folder.write(
      "begun.jsonl",
      """
      {"id":"c1","name":"张三","level":"高级","cadre":false,"quality":"合格",\
      "events":[{"event":"deployed","on":"2026-04-07"}]}

      """)
    let counted = folder.write(
      "counted.policy",
      policy.replacing("使用 demo_words", with: "使用 demo_words\n使用 workdays"))
    let dated = policyc(["doc", counted, "--letters", begun]).out
    #expect(dated.contains("最迟：2026-04-17，申报（第五条）"), "\(dated)")
    #expect(policyc(["procedure", counted, begun]).out.contains("2026-04-17"))
    // A last day that no calendar helps to count is left to the words of the policy.
    #expect(policyc(["doc", path, "--letters", begun]).out.contains("自“部署”起10日内"))
  }

  @Test("a letter says of a clause only what decided it, with the writer's remark")
  func whatDecided() throws {
    let path = folder.write(
      "good.policy",
      """
      政策 good "某市“好手”办法"
      使用 craftsman
      资格 基本条件 @第一条 {
        应当 经历合适 @第一条 "满五年，或者满三年并且愿意":
          一线工作年限 至少 5年 或 (一线工作年限 至少 3年 且 愿意参加公益活动)
      }
      """)
    let people = folder.write("one.csv", "编号,一线工作年限,愿意参加公益活动\nA,4,否\n")
    let letter = policyc(["doc", path, "--letters", people]).out
    #expect(letter.contains("《某市“好手”办法》申报情况通知"))
    #expect(letter.contains("满五年，或者满三年并且愿意"))
    #expect(letter.contains("愿意参加公益活动：否"))
    #expect(letter.contains("一线工作年限至少5年（实际4年）：否"))
    #expect(!letter.contains("下列之一") && !letter.contains("下列全部"))
    #expect(!letter.contains("（实际4年）：是"))
  }

  @Test("a letter says nothing of a reading that was not taken")
  func readings() {
    let people = folder.write("people.csv", "编号,姓名,行政级别,在职情况,一线工作年限\nc1,张三,正处级,在职,\n")
    let letter = policyc(["doc", "tongliao", "--letters", people]).out
    #expect(letter.contains("领导干部：原则上不得有这种情形（可以豁免）：行政级别至少副处级"))
    #expect(letter.contains("行政级别至少副处级（实际正处级）：是"))
    #expect(!letter.contains("延聘的前两类人"))
    #expect(letter.contains("一线工作年限至少5年（没有记载）：不清楚"))
    let other = policyc(["doc", "tongliao", "--letters", people, "--set", "除外的范围=及于三类人"]).out
    #expect(other.contains("免除：延聘的前两类人（第四条第二款）：否"))
    let english = policyc(["doc", "tongliao", "--letters", people, "--lang", "en"]).out
    #expect(english.contains("Dear 张三 (id c1),") && !english.contains("第四条"))
  }

  @Test("rejects are reported, and the file appears whole or not at all")
  func rejects() {
    let path = folder.policy()
    let people = folder.write("people.csv", Samples.header + "c1,8,高级,否,合格\nc2,八,高级,否,合格\n")
    let out = folder.at("notices.html")
    let ran = policyc(["doc", path, "--letters", people, "-o", out])
    #expect(ran.code == 1)
    #expect(ran.err.contains("第 3 行") && ran.err.contains("读入 2 行 = 通知 1 + 拒收 1"))
    let page = folder.read("notices.html")
    #expect(page.contains("c1") && !page.contains("c2") && page.hasSuffix("</html>\n"))
    let stopped = policyc(
      ["doc", path, "--letters", people, "-o", folder.at("no.html")], isInterrupted: { true })
    #expect(stopped.code == 3)
    #expect(Folder.allNames(folder.path).allSatisfy { !$0.contains("no.html") })
    #expect(policyc(["doc", path, "--letters", people, "--part", "page"]).code == 2)
  }
}
