import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// The page of a policy and its questions and answers say what the policy says, figure by figure.
@Suite("Documents") struct DocumentTests {
  static let shipped = ComparisonCase.shipped

  static func document(
    _ policy: PreparedPolicy, _ language: Language = .chinese
  ) -> PolicyDocument {
    DocumentWriter(policy, language).document
  }

  /// Everything that is said, without the marks of any format.
  static func texts(
    _ sections: [DocumentSection], _ language: Language = .chinese
  ) -> [String] {
    var result: [String] = []
    for section in sections {
      result.append(section.title)
      for block in section.blocks {
        for statement in block.statements { add(statement, to: &result, language) }
      }
    }
    return result
  }

  /// English pages write the numbers of articles in digits.
  private static func add(
    _ statement: DocumentStatement, to result: inout [String], _ language: Language
  ) {
    result += [statement.title, statement.text, statement.note]
    if language == .chinese { result.append(statement.citation) }
    for detail in statement.details { add(detail, to: &result, language) }
  }

  static func texts(
    _ document: PolicyDocument, _ language: Language = .chinese
  ) -> [String] {
    var result = [document.title]
    for fact in document.facts { add(fact, to: &result, language) }
    return result + texts(document.sections, language) + texts(document.questions, language)
  }

  /// `50,000` as `50000`.
  private static func ungrouped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    func isDigit(_ place: Int) -> Bool {
      scalars.indices.contains(place) && (0x30...0x39).contains(scalars[place].value)
    }
    for (place, scalar) in scalars.enumerated() {
      if scalar == ",", isDigit(place - 1), isDigit(place + 1) { continue }
      result.append(scalar)
    }
    return String(result)
  }

  /// The lines of a policy before its tests, without comments.
  private static func source(_ id: String) throws -> String {
    let text = try #require(Repository.text("policies/\(id).policy"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in line.hasPrefix("#") ? "" : String(line) }.joined(separator: "\n")
  }

  @Test("no figure that the policy does not have", arguments: shipped, Language.allCases)
  func nothingInvented(_ id: String, _ language: Language) throws {
    let known = FigureScan.figures(try Self.source(id))
    for text in Self.texts(Self.document(try ComparisonCase.policy(id), language), language) {
      for figure in FigureScan.figures(Self.ungrouped(text)) {
        #expect(known.contains(figure), "\(figure) in \(text)")
      }
    }
  }

  /// Every number that clauses, figures, readings and norms compute with, in thousandths.
  private static func figures(of program: IRProgram) -> Set<Int> {
    var roots: [NodeID] = []
    for parameter in program.parameters { roots += parameter.values.map { $0.value } }
    for reading in program.readings { roots += reading.options.compactMap { $0.value } }
    for requirement in program.requirements { roots.append(requirement.satisfied) }
    var result = Set<Int>()
    for norm in program.norms {
      for attribute in norm.attributes {
        if case .node(let node) = attribute.value { roots.append(node) }
        if case .constant(.number(let number), _) = attribute.value {
          result.insert(thousandths(number))
        }
      }
    }
    for (index, isRead) in program.reachable(from: roots).enumerated() where isRead {
      guard case .constant(.number(let number)) = program.nodes[index].operation else { continue }
      // `有 创新成果` is at least one of them and names no figure.
      if number == .one, program.nodes[index].type == .number(.none) { continue }
      result.insert(thousandths(number))
    }
    return result
  }

  private static func thousandths(_ number: Rational) -> Int {
    Int((number.multiplied(by: Rational(1000)) ?? .zero).floor)
  }

  @Test("every figure of the policy, on the page and on the page in English", arguments: shipped)
  func nothingLeftOut(_ id: String) throws {
    let policy = try ComparisonCase.policy(id)
    let wanted = Self.figures(of: policy.program)
    #expect(wanted.count > 2)
    for language in Language.allCases {
      var said = Set<Int>()
      for text in Self.texts(Self.document(policy, language).sections, language) {
        said.formUnion(FigureScan.figures(Self.ungrouped(text)))
      }
      for figure in wanted { #expect(said.contains(figure), "\(figure) in \(language)") }
    }
  }

  @Test("every clause, payment, duty, stage, reading and open point by name", arguments: shipped)
  func everyName(_ id: String) throws {
    let policy = try ComparisonCase.policy(id)
    let program = policy.program
    let document = Self.document(policy)
    let page = Self.texts(document.sections)
    let questions = Self.texts(document.questions)
    let clauses = ClauseWording(policy, .chinese)
    for clause in program.requirements {
      if clauses.isInForce(clause) {
        #expect(page.contains(clause.label.zh) && questions.contains(clause.label.zh))
      } else {
        // Under another reading: said there.
        #expect(page.contains { $0.contains(clause.label.zh) }, "\(clause.label.zh)")
      }
    }
    for norm in program.norms {
      switch norm.kind {
      case .subsidy, .honour, .stage, .quota, .target, .revocation, .training, .considers,
        .recital:
        #expect(
          page.contains(norm.label.zh) && questions.contains(norm.label.zh), "\(norm.label.zh)")
      case .duties:
        for child in norm.children {
          let name = program.norms[child].label.zh
          #expect(page.contains(name) && questions.contains(name), "\(name)")
        }
      default: continue
      }
    }
    for reading in program.readings {
      #expect(page.contains(reading.label.zh) && questions.contains(reading.label.zh))
    }
    for point in program.openPoints {
      // One without a name of its own goes by what it stands in; its remark says what it is.
      let wanted = point.label.id == "unstated" ? point.note : point.label.zh
      #expect(page.contains(wanted) && questions.contains(wanted), "\(wanted)")
    }
  }

  @Test("whatever is said about a clause or a norm has its article", arguments: shipped)
  func articles(_ id: String) throws {
    let document = Self.document(try ComparisonCase.policy(id))
    for section in document.sections {
      for block in section.blocks {
        guard case .list(let statements) = block else { continue }
        for statement in statements
        where statement.mark != .silent && !statement.title.isEmpty && section.id != "open"
          && statement.title != "在程序里"
        {
          #expect(!statement.citation.isEmpty, "\(section.id): \(statement.title)")
        }
      }
    }
  }

  /// Figures outside of texts, citations and tests, which the page is to follow.
  private static func places(_ source: String) -> [Range<Int>] {
    let scalars = Array(source.unicodeScalars)
    var allowed = Array(repeating: true, count: scalars.count)
    var isQuoted = false
    var isCited = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == "@" { isCited = true }
      if scalar == " " || scalar == "\n" || scalar == ":" { isCited = false }
      if scalar == "\n" { isQuoted = false }
      allowed[index] = !isQuoted && !isCited
    }
    return FigureScan.matches(source).map { $0.range }.filter { allowed[$0.lowerBound] }
  }

  @Test("another figure in the policy is another page", arguments: shipped)
  func seededChanges(_ id: String) throws {
    let text = try Self.source(id)
    let end = try #require(text.firstRange(of: "\n样例 "))
    let head = String(text[..<end.lowerBound])
    let before = Self.texts(Self.document(try ComparisonCase.policy(id)))
    var changed = 0
    for place in Self.places(head) {
      var scalars = Array(text.unicodeScalars)
      // A digit that is neither the old one nor makes a date or a share impossible.
      let digit = scalars[place.upperBound - 1]
      scalars[place.upperBound - 1] = digit == "2" ? "1" : "2"
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      guard let program = FixtureRunner.compile(text: String(view)).program else { continue }
      let after = Self.texts(Self.document(try PreparedPolicy(program)))
      changed += 1
      #expect(after != before, "figure at \(place) of \(id)")
    }
    #expect(changed >= 3)
  }

  @Test("what is taken over from another policy says so, what replaces it does not")
  func inherited() throws {
    let policy = try ComparisonCase.policy(
      text: """
        政策 city "某市办法" 基于 tongliao
        替换 参数 最低一线年限 @第二条: 6年
        替换 名额 科尔沁工匠 @第一条: 每年 约 30名
        删除 不守诚信
        """)
    let document = Self.document(policy)
    func statement(_ name: String) -> DocumentStatement? {
      for section in document.sections {
        for block in section.blocks {
          for said in block.statements where said.title == name { return said }
        }
      }
      return nil
    }
    #expect(statement("最低一线年限")?.citation == "第二条")
    #expect(statement("最低一线年限")?.text == "6年")
    #expect(statement("一线经历")?.citation == "沿用 tongliao 第三条")
    #expect(statement("科尔沁工匠")?.citation == "第一条")
    #expect(statement("培育经费")?.citation == "沿用 tongliao 第十四条、第十条")
    #expect(statement("公示")?.citation == "沿用 tongliao 第八条")
    let texts = Self.texts(document)
    #expect(texts.contains { $0.contains("删除了 tongliao 的不得") })
    #expect(!Self.texts(document.questions).contains("不守诚信"))
  }

  private static let bare = """
    政策 bare "空"
    使用 craftsman
    资格 基本要求 @第一条 { 认定 政治素质 }
    补助 奖金 @第二条: 一次性 1万元 { 触发 授奖 }
    撤销 退出 @第三条 { 触发 撤销决定  后果 追回 奖金 全部 }
    """

  @Test("what the document leaves out is said")
  func silences() throws {
    let texts = Self.texts(Self.document(try ComparisonCase.policy(text: Self.bare)))
    for wanted in [
      "发文机关", "从哪天起施行", "目的和依据", "由谁认定", "名额", "怎样排序", "培育期", "给谁", "税、来源、用途", "谁该做什么",
      "由谁批准", "事由", "由谁解释", "程序分几步", "证书和待遇",
    ] {
      #expect(texts.contains("文件没有写：" + wanted), "\(wanted)")
    }
    // Once it is written, it is no silence any more.
    let written = Self.bare.replacing("{ 触发 授奖 }", with: "{ 触发 授奖  给 个人  税 税后  来源 \"专项\" }")
    let more = Self.texts(Self.document(try ComparisonCase.policy(text: written)))
    #expect(!more.contains("文件没有写：给谁") && more.contains("文件没有写：用途"))
  }

  @Test("what other readings would change is what they change")
  func consequences() throws {
    let policy = try ComparisonCase.policy("tongliao")
    let texts = Self.texts(Self.document(policy).sections)
    #expect(texts.contains("若取“每项都作门槛”"))
    #expect(texts.contains { $0.hasPrefix("另有 在项目中起重要作用：应当：") })
    #expect(texts.contains("不再有 形成创新成果"))
    #expect(texts.contains { $0.contains("退休职工") && $0.contains("在职情况是延聘或退休返聘") })
  }

  @Test("a figure that is set is what the page says")
  func settings() throws {
    let program = try ComparisonCase.policy("tongliao").program
    var settings = Settings()
    settings.setParameter(0, Rational(9))
    let texts = Self.texts(Self.document(try PreparedPolicy(program, settings: settings)))
    #expect(texts.contains("应当：一线工作年限至少9年"))
    #expect(!texts.contains { $0.contains("至少5年") })
  }

  @Test("prose drops blanks between characters and keeps them beside letters")
  func prose() {
    #expect(Prose.tight("一线工作年限 至少 5年") == "一线工作年限至少5年")
    #expect(Prose.tight("沿用 national 第三条") == "沿用 national 第三条")
    #expect(Prose.tight("at least 5 years") == "at least 5 years")
    #expect(Prose.tight(" 年 ") == " 年 ")
    #expect(Prose.tight("公布 的 发生日 + 1年") == "公布的发生日 + 1年")
  }
}
