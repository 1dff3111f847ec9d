import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// What a page says is what applies, is complete, and is plain Chinese or English.
@Suite("Documents in prose") struct DocumentProseTests {
  private static let shipped = ComparisonCase.shipped

  private static func policy(_ option: Int? = nil) throws -> PreparedPolicy {
    let policy = try ComparisonCase.policy(
      text: """
        政策 city "某市办法"
        使用 craftsman
        资格 基本要求 @第一条 {
          解读 产业的作用 @第一条 "写的是聚焦" {
            读作 作为重点 {
              优先 聚焦重点产业 @第一条: 重点产业
            }
            另解 作为门槛 {
              应当 属于重点产业 @第一条: 重点产业
            }
          }
          当 申报途径 是 自荐 {
            优先 自荐者有称号 @第二条: 有 工匠称号
          }
        }
        """)
    guard let option else { return policy }
    return policy.choosing(option, of: 0)
  }

  private static func section(_ document: PolicyDocument, _ id: String) -> DocumentSection? {
    (document.sections + document.questions).first { $0.id == id }
  }

  private static func statements(_ section: DocumentSection?) -> [DocumentStatement] {
    section?.blocks.flatMap { $0.statements } ?? []
  }

  private static func named(
    _ name: String, in statements: [DocumentStatement]
  ) -> DocumentStatement? {
    for statement in statements {
      if statement.title == name { return statement }
      if let inner = named(name, in: statement.details) { return inner }
    }
    return nil
  }

  @Test("a preference inside a reading counts where that reading is taken")
  func preferences() throws {
    let chosen = DocumentTests.document(try Self.policy())
    let said = Self.named(
      "聚焦重点产业", in: Self.statements(Self.section(chosen, "eligibility")))
    #expect(said?.text == "优先：重点产业" && said?.mark == .contested)
    #expect(said?.details.contains { $0.text == "取决于解读“产业的作用”" } == true)
    let doubts = DocumentTests.texts(chosen.sections)
    #expect(doubts.contains("不再有 聚焦重点产业"))
    #expect(doubts.contains("另有 属于重点产业：应当：重点产业"))

    let other = DocumentTests.document(try Self.policy(1))
    for section in other.sections + other.questions where section.id != "interpretations" {
      #expect(Self.named("聚焦重点产业", in: Self.statements(section)) == nil, "\(section.id)")
    }
    #expect(
      Self.named("属于重点产业", in: Self.statements(Self.section(other, "eligibility"))) != nil)
    #expect(DocumentTests.texts(other.sections).contains("另有 聚焦重点产业：优先：重点产业"))
  }

  @Test("a preference for some people says for whom")
  func conditionalPreference() throws {
    let document = DocumentTests.document(try Self.policy())
    let said = Self.named(
      "自荐者有称号", in: Self.statements(Self.section(document, "eligibility")))
    #expect(said?.text == "优先（申报途径是自荐的）：有工匠称号" && said?.mark == .stated)
  }

  @Test("no signs and words of the language itself", arguments: shipped, Language.allCases)
  func plain(_ id: String, _ language: Language) throws {
    let document = DocumentTests.document(try ComparisonCase.policy(id), language)
    for text in DocumentTests.texts(document, language) {
      for sign in ["{", "}", "`", "（其", "且其", "非其", "(its", "unstated", "未定（", "  "] {
        #expect(!text.contains(sign), "\(sign) in \(text)")
      }
    }
  }

  @Test("conditions in words")
  func conditions() throws {
    let zh = DocumentTests.texts(DocumentTests.document(try ComparisonCase.policy("national")))
    #expect(zh.contains("应当：至少有3名推荐专家（非本单位，同行，高级）"))
    #expect(zh.contains("应当：有工匠称号（授予层级是省、部、行业或国家）"))
    let city = DocumentTests.texts(DocumentTests.document(try ComparisonCase.policy("changzhou")))
    #expect(
      city.contains(
        "应当：（市级以上劳动竞赛，且有重大项目（发挥重要作用）），或者有科技奖项（授予层级是市、省、部、行业或国家）"))
    #expect(zh.contains("“培育期”已满，且考评的结果是合格"))
    #expect(zh.contains("应当：推荐报送的报送数不超过推荐报送的分配数"))
    let changzhou = try ComparisonCase.policy("changzhou")
    #expect(
      DocumentTests.texts(DocumentTests.document(changzhou, .english), .english)
        .contains("about 300 people, in all, 2024 to 2028"))
    let policy = try ComparisonCase.policy("national")
    let en = DocumentTests.texts(DocumentTests.document(policy, .english), .english)
    #expect(
      en.contains("required: Recommending experts: at least 3 (not Own employer; Peer; Senior)"))
    #expect(en.contains("50,000 yuan, yearly") && en.contains("target: about 1,000 people, yearly"))
    #expect(en.contains("Fraud, Breach of discipline or law, Otherwise unsuitable"))
  }

  @Test("what a stage asks comes with its remark, and with its article where that is another")
  func stages() throws {
    let national = Self.statements(
      Self.section(DocumentTests.document(try ComparisonCase.policy("national")), "procedure"))
    #expect(Self.named("通知内容齐全", in: national)?.note == "任务、数量、进度、要求四样")
    #expect(Self.named("增加推荐单位", in: national)?.text == "可以")
    let haidian = Self.statements(
      Self.section(DocumentTests.document(try ComparisonCase.policy("haidian")), "procedure"))
    #expect(Self.named("违反程序推荐", in: haidian)?.citation == "第十一条")
    let notice = try #require(Self.named("公示", in: haidian))
    #expect(notice.details.contains { $0.text == "在综合评审、实地核查之后" })
    // The order that another reading gives is told with the readings.
    #expect(!notice.details.contains { $0.text.contains("党组审议") })
    #expect(Self.named("党组审议", in: haidian)?.details.count == 1)
    let tongliao = Self.statements(
      Self.section(DocumentTests.document(try ComparisonCase.policy("tongliao")), "procedure"))
    #expect(
      Self.named("公示", in: tongliao)?.details.contains { $0.text == "当天不算，从第二天数起" }
        == true)
  }

  @Test("under each body all that it does", arguments: shipped)
  func actors(_ id: String) throws {
    let policy = try ComparisonCase.policy(id)
    let program = policy.program
    let section = try #require(Self.section(DocumentTests.document(policy), "duties"))
    var said: [String: [String]] = [:]
    var body = ""
    for block in section.blocks {
      switch block {
      case .heading(let heading): body = heading.title
      case .list(let statements):
        var words: [String] = []
        for statement in statements {
          for said in [statement] + statement.details { words += [said.title, said.text] }
        }
        said[body] = words
      default: continue
      }
    }
    func expect(_ norm: Int, by index: Int?) {
      guard let index else { return }
      let (body, name) = (program.norms[index].label.zh, program.norms[norm].label.zh)
      #expect(said[body]?.contains { $0.contains(name) } == true, "\(body): \(name)")
    }
    var expected = 0
    for (index, norm) in program.norms.enumerated() {
      switch norm.kind {
      case .stage:
        expect(index, by: norm.norm(.body))
        for child in norm.children where program.norms[child].kind == .must {
          expect(child, by: norm.norm(.body))
        }
      case .honour: expect(index, by: norm.norm(.body))
      case .duties: for child in norm.children { expect(child, by: norm.norm(.target)) }
      case .revocation:
        for child in program.children(index, .approver) {
          expect(index, by: program.norms[child].norm(.body))
        }
      case .interpreter:
        let name = norm.norm(.target).map { program.norms[$0].label.zh } ?? ""
        #expect(said[name]?.contains("解释") == true)
      default: continue
      }
      expected += 1
    }
    #expect(expected > 10)
  }

  @Test("a doubt stands with the question that it is about")
  func places() throws {
    for (id, doubt, question) in [
      ("national", "小项的作用", "q-forces"), ("national", "从哪天起算", "q-training"),
      ("national", "已付经费追回", "q-organisation"), ("haidian", "优胜与名次的区别", "q-recommendation"),
      ("haidian", "小项的作用", "q-forces"), ("tongliao", "首日计入", "q-process"),
      ("haidian", "公示", "q-process"),
    ] {
      let document = DocumentTests.document(try ComparisonCase.policy(id))
      let holders = document.questions.filter { section in
        Self.statements(section).contains { $0.title == doubt }
      }
      #expect(holders.map { $0.id } == [question], "\(id) \(doubt)")
    }
  }

  @Test("an open figure says which figure is open, under the name it has in the language")
  func openFigures() throws {
    let policy = try ComparisonCase.policy("national")
    let zh = Self.statements(Self.section(DocumentTests.document(policy), "open"))
    #expect(zh.filter { $0.title == "公示" }.map { $0.text } == ["时间长短没有写明"])
    #expect(
      zh.filter { $0.title == "专家打分表" }.map { $0.text } == ["权重、怎样合成、缺分怎么办没有写明"])
    let en = Self.statements(Self.section(DocumentTests.document(policy, .english), "open"))
    #expect(
      en.contains { $0.title == "Public notice" && $0.text == "not stated: how long it lasts" })
    for said in en {
      #expect(!said.title.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) })
    }
  }

  @Test("what a removal does comes with the writer's remark")
  func removal() throws {
    let document = DocumentTests.document(try ComparisonCase.policy("haidian"))
    let said = Self.statements(Self.section(document, "revocation"))
    #expect(Self.named("移送", in: said)?.note == "情节严重的")
    #expect(Self.named("取消推荐资格", in: said)?.text == "推荐单位（期限：没有写明）")
    #expect(Self.named("追回", in: said)?.text == "个人奖励（全部）")
  }

  @Test("each part of a quota has its name and its remark")
  func partsOfQuota() throws {
    let policy = try ComparisonCase.policy(
      text: """
        政策 city "某市办法"
        使用 craftsman
        名额 招收 @第一条: 每年 24名 {
          其中 女职工 "不少于四名": 至少 4名 条件 性别 是 女
          其中 同一单位 @第二条: 至多 3名 每个 单位
        }
        """)
    let document = DocumentTests.document(policy)
    let statements = document.sections.flatMap { section in section.blocks.flatMap { $0.statements }
    }
    let women = Self.named("其中：女职工", in: statements)
    #expect(women?.note == "不少于四名" && women?.text.hasPrefix("至少4名") == true)
    #expect(Self.named("其中：同一单位", in: statements)?.articles == ["第二条"])
  }

  @Test("places of a document in English")
  func articles() {
    for (article, wanted) in [
      ("第四条(一)3", "Art. 4(1)3"), ("第二十五条", "Art. 25"), ("第四条第二款", "Art. 4, para. 2"),
      ("第十五条2", "Art. 15(2)"), ("通知", "covering notice"), ("第三章", "Chapter 3"),
      ("第x条", "第x条"), ("附则", "附则"), ("第四条（二）12", "Art. 4(2)12"), ("第", "第"), ("", ""),
    ] {
      #expect(ArticleWording.text(article, .english) == wanted, "\(article)")
      #expect(ArticleWording.text(article, .chinese) == article)
    }
  }

  @Test("long figures are grouped, years and days are not")
  func grouping() {
    #expect(Prose.grouped("50000 yuan, from 2026") == "50,000 yuan, from 2026")
    #expect(Prose.grouped("about 1000 people") == "about 1,000 people")
    #expect(Prose.grouped("2025-05-12, 0.12345") == "2025-05-12, 0.12345")
    #expect(Prose.grouped("1234567 yuan; 200 people") == "1,234,567 yuan; 200 people")
  }
}
