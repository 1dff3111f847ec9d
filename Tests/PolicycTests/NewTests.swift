import PolicyTestSupport
import Testing

@testable import PolicyLang
@testable import PolicyRuntime
@testable import policyc

/// Drafts check clean, pass their tests and leave open what nobody said.
@Suite("new") struct NewTests {
  let folder = Folder()

  private static var library: Library { PolicyLibrary(folders: []).library }
  private static let asked: [DraftQuestion] = [
    .places, .years, .level, .training, .money, .notice, .approver,
  ]
  private static let given: [DraftQuestion: String] = [
    .places: "25", .years: "6.5", .level: "技师", .training: "18个月", .money: "2万元", .notice: "7",
    .approver: "某市\"总工会\"党组",
  ]

  private static func answers(_ bits: Int) -> [DraftQuestion: DraftAnswer] {
    let levels = [
      IRLabel(id: "none", zh: "无", en: ""), IRLabel(id: "technician", zh: "技师", en: ""),
    ]
    var result: [DraftQuestion: DraftAnswer] = [:]
    for (index, question) in asked.enumerated() where bits >> index & 1 == 1 {
      result[question] = question.answer(given[question] ?? "", levels: levels)
    }
    return result
  }

  private static func isClean(_ text: String) -> Bool {
    DraftCheck.isClean(text, name: "draft.policy", library: library)
  }

  /// The open points of the figures that a draft leaves out.
  private static func openFigures(_ text: String) -> Int {
    let compiled = Compilation.compile(
      name: "draft.policy", bytes: Array(text.utf8), library: library)
    return compiled.program?.openPoints.count ?? -1
  }

  @Test("every combination of what is given and what is not", arguments: Language.allCases)
  func combinations(_ language: Language) {
    let all = (1 << Self.asked.count) - 1
    let none = Self.openFigures(PolicyDraft(id: "city", language: language).text)
    for bits in 0...all where language == .chinese || bits % 5 == 0 || bits == all {
      let answers = Self.answers(bits)
      #expect(answers.count == bits.nonzeroBitCount)
      let draft = PolicyDraft(id: "city", language: language, answers: answers)
      let text = draft.text
      #expect(Self.isClean(text), "\(bits)\n\(text)")
      // Each answer settles one open point, the approver two: who it is, and who approves a removal.
      let approver = bits >> 6 & 1
      #expect(
        Self.openFigures(text) == none - bits.nonzeroBitCount - approver, "\(bits)\n\(text)")
      if language == .chinese {
        for (question, word) in [
          (DraftQuestion.places, "25名"), (.years, "6.5年"), (.level, "至少 技师"), (.training, "18个月"),
          (.money, "2万元"), (.notice, "7个工作日"), (.approver, "某市“总工会”党组"),
        ] {
          #expect(text.contains(word) == (answers[question] != nil), "\(word)")
        }
      }
    }
  }

  @Test("nothing invented: without answers every figure of the programme is open")
  func nothingInvented() throws {
    let text = PolicyDraft(id: "city", language: .chinese).text
    let program = try #require(
      Compilation.compile(name: "city.policy", bytes: Array(text.utf8), library: Self.library)
        .program)
    for norm in program.norms {
      for attribute in norm.attributes {
        guard case .node(let node) = attribute.value else { continue }
        if case .constant(.number) = program.nodes[node.index].operation {
          Issue.record("a figure in \(norm.kind) \(norm.label.zh)")
        }
      }
    }
    #expect(program.parameters.isEmpty)
    let page = policyc(["new", "city", "-o", folder.at("city.policy")])
    #expect(page.code == 0)
    #expect(policyc(["doc", folder.at("city.policy")]).out.contains("待定"))
  }

  @Test(
    "as a change to each shipped policy",
    arguments: ["national", "changzhou", "haidian", "tongliao"]
  )
  func changes(_ base: String) throws {
    let source = try #require(BuiltinPolicies.text(base))
    let compiled = Compilation.compile(
      name: "\(base).policy", bytes: Array(source.utf8), library: Self.library)
    let program = try #require(compiled.program)
    var open: [DraftQuestion: DraftAnswer] = [:]
    for question in Self.asked { open[question] = .open }
    for answers in [[:], Self.answers(127), open] {
      let draft = PolicyDraft(id: "city", language: .chinese, base: program, answers: answers)
      let settled = draft.settled { Self.isClean($0) }
      #expect(Self.isClean(settled.text), "\(settled.text)")
      // What could not be worked in is a comment that holds the answer.
      for question in settled.noted {
        #expect(settled.text.contains("# 还要自己写进来：" + question.prompt.zh))
      }
      if !answers.isEmpty {
        #expect(settled.text.contains("替换 参数 最低一线年限 @"))
        #expect(settled.noted.count < answers.count)
      }
    }
  }

  @Test("flags in any form, and what cannot be an answer")
  func flags() {
    let path = folder.at("dalian.policy")
    let ran = policyc([
      "new", "dalian", "-o", path, "--places", "20人", "--years", "五年", "--training", "2",
      "--money", "20000", "--notice", "5日", "--level", "senior", "--title", "大连工匠",
      "--issuer", "大连市总工会", "--approver", "待定",
    ])
    #expect(ran.code == 0, "\(ran.err)")
    let text = folder.read("dalian.policy")
    for wanted in [
      "政策 dalian \"大连工匠\"", "发文机关 \"大连市总工会\"", "每年 20名", "5年", "至少 高级工", "5个工作日", "每年 2万元",
      "合计 4万元", "存疑 由谁审定",
    ] {
      #expect(text.contains(wanted), "\(wanted)")
    }
    #expect(policyc(["test", path]).code == 0)
    for (flag, wrong) in [
      ("--places", "许多"), ("--places", "0"), ("--places", "2.5"), ("--years", "5名"),
      ("--years", "-3"), ("--level", "博士"), ("--level", "无"), ("--training", "很长"),
      ("--training", "400年"), ("--money", "5年"), ("--notice", "1年"), ("--notice", "５.5"),
    ] {
      let ran = policyc(["new", "other", "-o", folder.at("other.policy"), flag, wrong])
      #expect(ran.code == 2 && ran.err.contains("P0851") && ran.err.contains(flag), "\(ran.err)")
      #expect(!Folder.allNames(folder.path).contains("other.policy"))
    }
  }

  // MARK: At a terminal

  private func typed(
    _ lines: String, _ words: [String], at path: String
  ) -> Ran {
    policyc(
      ["new", "city", "-o", path] + words, input: Array(lines.utf8), atTerminal: true)
  }

  @Test("ten questions; a bad answer is asked again with an example")
  func questions() {
    let path = folder.at("city.policy")
    let ran = typed(
      "某市工匠\n某市总工会\n\n三十\n多\n30名\n8年\n技师\n2年\n\n5个工作日\n待定\n", [], at: path)
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.err.contains("1/10 ") && ran.err.contains("10/10 "))
    // 三十 is a number of people; 多 is not a number of years.
    #expect(ran.err.contains("P0851") && ran.err.contains("例如：5年"))
    let text = folder.read("city.policy")
    #expect(text.contains("每年 30名") && text.contains("参数 最低一线年限 @第三条: 30年") == false)
    #expect(text.contains("政策 city \"某市工匠\"") && text.contains("每年 未定 \"金额待定\""))
  }

  @Test("with a base, Enter keeps its figures")
  func questionsWithBase() {
    let path = folder.at("city.policy")
    let ran = typed("\n\nnosuch\ntongliao\n\n6年\n\n\n\n\n\n", [], at: path)
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.err.contains("nosuch") && ran.err.contains("照 tongliao"))
    let text = folder.read("city.policy")
    #expect(text.contains("基于 tongliao") && text.contains("替换 参数 最低一线年限 @第三条: 6年"))
    #expect(!text.contains("替换 名额"))
  }

  @Test("when the input ends nothing is written, and nothing is asked without a terminal")
  func ending() {
    let path = folder.at("city.policy")
    let stopped = typed("某市工匠\n某市", [], at: path)
    #expect(stopped.code == 3 && stopped.err.contains("没有写文件"))
    #expect(Folder.allNames(folder.path).isEmpty)
    let quiet = typed("", ["--quiet"], at: path)
    #expect(quiet.code == 0 && quiet.err.isEmpty)
    let other = folder.at("other.policy")
    let answered = typed("", ["--years", "5年"], at: other)
    #expect(answered.code == 0 && !answered.err.contains("/10"))
    let piped = policyc(["new", "city", "-o", folder.at("piped.policy")], input: Array("x\n".utf8))
    #expect(piped.code == 0 && !piped.err.contains("1/10"))
  }

  @Test("a parameter that is left open takes its type from where it is used")
  func openParameter() throws {
    let text = """
      政策 p "p"
      发文机关 "x"
      使用 craftsman
      参数 最低年限 @第一条: 未定
      参数 分步 @第一条: 自 2024-01-01: 未定、自 2026-01-01: 3年
      资格 基本要求 @第一条 {
        应当 甲: 一线工作年限 至少 最低年限
        应当 乙: 一线工作年限 至少 分步
      }
      样例 人 { 一线工作年限: 5年 }
      测试 数字待定: 人 于 2026-05-01 应得 待补
      """
    let program = try #require(
      Compilation.compile(name: "p.policy", bytes: Array(text.utf8), library: Self.library).program)
    #expect(program.requirements.count == 2)
    #expect(program.parameters.map { $0.type } == [.number(.years), .number(.years)])
    let day = try #require(CivilDate(year: 2026, month: 5, day: 1))
    let policy = try PreparedPolicy(program, asOf: day)
    let page = DocumentWriter(policy, .chinese).document
    #expect(page.sections.contains { $0.id == "open" })
  }
}
