import PolicyTestSupport
import Testing

@testable import PolicyLang

/// What editors ask about a file: names, explanations, proposals, structure.
@Suite struct AuthoringTests {
  static let words = """
    词汇 words "词汇"
    主体 人(person) "Person" {
      字段 编号(id) "Id": 文本 标识
      字段 工龄(years) "Years of service": 年 小数2位 "累计"
      字段 技能等级(skill) "Skill": 等级 初级(junior) < 中级(middle) < 高级(senior)
      字段 地区(region) "Region": 选项 城区(city)、郊区(suburb)
      字段 党员(member) "Member": 是否
      字段 政治素质(quality) "Quality": 认定结果
      字段 奖项(awards) "Awards": 列表 { 字段 级别(tier) "Tier": 等级 市级 < 省级 }
    }
    """
  static let policy = """
    政策 lin "林市"
    使用 words

    参数 最低工龄 @第三条: 5年
    机构 市总 "市总工会"

    资格 基本条件 @第三条 {
      应当 工龄够 "累计": 工龄 至少 最低工龄
      不得 郊区的人 @第四条: 地区 是 郊区 {
        除外 高级工例外: 技能等级 至少 高级
      }
      应当 有成绩: 下列之一 {
        获过奖: 有 奖项 (其 级别 至少 市级)
        等级高: 技能等级 至少 中级
      }
      认定 政治素质 { 由 市总 }
      解读 成员算不算 "没有写": 是 另解 否
    }
    补助 津贴 @第五条: 一次性 5万元 { 给 个人 }
    译名 { 工龄够: service "Service" 最低工龄: floor }
    样例 甲 { 工龄: 6年 地区: 城区 技能等级: 高级 政治素质: 合格 党员: 是 奖项: [{ 级别: 省级 }] }
    测试 够: 甲 但 { 工龄: 5年 } 应得 符合
    测试 不够: 甲 但 { 工龄: 4年 } 应得 不符合 因 工龄够
    """

  static func check(_ text: String) -> CheckedFile {
    Compilation.check(
      name: "lin.policy", bytes: Array(text.utf8), library: Library(files: ["words": words]))
  }

  /// The offset of the n-th occurrence of a piece of text, and then so many characters on.
  static func offset(_ piece: String, _ text: String, nth: Int = 1, plus: Int = 0) -> Int {
    let bytes = Array(text.utf8)
    let wanted = Array(piece.utf8)
    var found = 0
    for start in bytes.indices where bytes[start...].starts(with: wanted) {
      found += 1
      if found == nth {
        return start + String(piece.prefix(plus)).utf8.count
      }
    }
    return -1
  }

  private func hover(_ piece: String, nth: Int = 1, _ language: Language = .chinese) -> HoverText? {
    let file = Self.check(Self.policy)
    return Hover.text(
      at: Self.offset(piece, Self.policy, nth: nth), in: file, language: language)
  }

  @Test func checkingForEditorsFindsWhatCompilingFinds() {
    for text in [Self.policy, "政策 x \"x\"\n应当 应当", "", "资格 {", Self.policy + "}"] {
      let bytes = Array(text.utf8)
      let library = Library(files: ["words": Self.words])
      let compiled = Compilation.compile(name: "lin.policy", bytes: bytes, library: library)
      #expect(Self.check(text).compiled.diagnostics == compiled.diagnostics)
    }
    #expect(!Self.check(Self.policy).compiled.hasErrors)
  }

  @Test func everyKeywordHasAMeaning() {
    #expect(KeywordMeaning.table.map { $0.keyword } == Keyword.allCases)
    for keyword in Keyword.allCases {
      let meaning = KeywordMeaning.text(keyword)
      #expect(!meaning.zh.isEmpty && !meaning.en.isEmpty, "\(keyword)")
      #expect(meaning.en.utf8.allSatisfy { $0 < 0x80 } || meaning.en.contains("Lagu"), "\(keyword)")
    }
  }

  // MARK: Explanations

  @Test func figuresAreSpelledOut() {
    #expect(hover("5万元")?.lines == ["= 50 000.00 元"])
    #expect(hover("5万元", .english)?.lines == ["= CNY 50 000.00"])
    #expect(hover("5年")?.lines == ["= 60 个月"])
    let wording = FigureWording(.chinese)
    #expect(wording.lines(for: .money(Rational(1_234_567))) == ["= 1 234 567.00 元"])
    #expect(wording.lines(for: .money(Rational(-5000))) == ["= -5 000.00 元"])
    #expect(wording.lines(for: .money(Rational(999))) == ["= 999.00 元"])
    let third = Rational(1, over: 3).map { LiteralValue.share($0, asPercent: false) }
    #expect(third.map { wording.lines(for: $0) } == ["= 1/3 ≈ 33.33%"])
    let day = CivilDate(year: 2026, month: 11, day: 21).map { LiteralValue.date($0) }
    #expect(day.map { wording.lines(for: $0) } == ["2026-11-21 星期六"])
  }

  @Test func namesAreExplained() throws {
    let field = try #require(hover("工龄 至少"))
    #expect(field.title == "工龄 · Years of service (years)")
    #expect(field.lines.contains("数，最多 2 位小数，单位：年"))
    #expect(field.lines.contains("累计"))
    let figure = try #require(hover("最低工龄", nth: 2))
    #expect(figure.title == "最低工龄 (floor)")
    #expect(figure.lines == ["= 5年", "= 60 个月", "依据：第三条"])
    let level = try #require(hover("高级\n"))
    #expect(level.lines.first == "“技能等级”的第 3 级，共 3 级")
    let clause = try #require(hover("工龄够", nth: 3))
    #expect(clause.title == "工龄够 · Service (service)")
    #expect(clause.code == "应当 工龄够 \"累计\": 工龄 至少 最低工龄")
    #expect(clause.lines.contains("依据：第三条"))
  }

  @Test func keywordsAndCitationsAreExplained() throws {
    let keyword = try #require(hover("应当"))
    #expect(keyword.title == "应当 · must")
    #expect(keyword.lines.first == KeywordMeaning.text(.must).zh)
    #expect(keyword.code == "应当 名称 @条: 条件 { … }")
    let citation = try #require(hover("@第四条"))
    #expect(citation.title == "第四条")
    #expect(citation.lines == ["本文件依据它的有：郊区的人、高级工例外"])
    let text = Self.policy.replacing("应当 工龄够", with: "必须 工龄够")
    let synonym = Hover.text(
      at: Self.offset("必须", text), in: Self.check(text), language: .chinese)
    #expect(synonym?.lines.last == "“必须”会被整理为“应当”")
  }

  // MARK: Names

  private func texts(_ spans: [SourceSpan], _ file: CheckedFile) -> [String] {
    spans.map {
      file.compiled.sources.text($0) + "@\(file.source.position(at: $0.lowerBound).line)"
    }
  }

  @Test func namesLeadToTheirDeclarations() {
    let file = Self.check(Self.policy)
    let places: [(String, Int, FileID)] = [
      ("最低工龄", 2, FileID(0)), ("工龄 至少", 1, FileID(1)), ("郊区 {", 1, FileID(1)),
      ("市总 }", 1, FileID(0)), ("甲 但", 1, FileID(0)), ("工龄够", 3, FileID(0)),
      ("政治素质", 1, FileID(1)), ("级别 至少", 1, FileID(1)), ("省级", 1, FileID(1)),
    ]
    for (piece, nth, target) in places {
      let spans = NamePlaces.definition(
        at: Self.offset(piece, Self.policy, nth: nth), in: file)
      #expect(spans.count == 1, "\(piece)")
      #expect(spans.first?.file == target, "\(piece)")
      if let span = spans.first {
        #expect(piece.hasPrefix(file.compiled.sources.text(span)), "\(piece)")
      }
    }
    #expect(NamePlaces.definition(at: Self.offset("应当", Self.policy), in: file).isEmpty)
  }

  @Test func allUsesAreFound() {
    let file = Self.check(Self.policy)
    let clause = NamePlaces.references(
      at: Self.offset("工龄够", Self.policy), in: file, includingDeclaration: true)
    #expect(texts(clause, file) == ["工龄够@8", "工龄够@20", "service@20", "工龄够@23"])
    let field = NamePlaces.references(
      at: Self.offset("技能等级", Self.policy), in: file, includingDeclaration: false)
    #expect(
      texts(field.filter { $0.file == FileID(0) }, file).map { $0.suffix(2) } == ["10", "14", "21"])
  }

  @Test func renamingKeepsTheMeaning() throws {
    let file = Self.check(Self.policy)
    for (piece, name) in [
      ("最低工龄", "工龄下限"), ("工龄够", "年限够"), ("甲", "样例甲"), ("获过奖", "得过奖"), ("市总", "总会"),
      ("service", "tenure"),
    ] {
      let edits = try NamePlaces.rename(
        at: Self.offset(piece, Self.policy), to: name, in: file)
      #expect(!edits.isEmpty)
      var bytes = Array(Self.policy.utf8)
      for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
        bytes.replaceSubrange(edit.span.lowerBound..<edit.span.upperBound, with: Array(name.utf8))
      }
      let renamed = Self.check(String(decoding: bytes, as: UTF8.self))
      #expect(
        renamed.compiled.diagnostics.map { $0.kind } == file.compiled.diagnostics.map { $0.kind })
      #expect(renamed.occurrences.count == file.occurrences.count)
      #expect(renamed.program?.nodes == file.program?.nodes || piece == "获过奖", "\(piece)")
    }
  }

  @Test func impossibleNamesAreRefused() {
    let file = Self.check(Self.policy)
    let place = Self.offset("工龄够", Self.policy)
    for (name, refusal) in [
      ("应当", NamePlaces.Refusal.notAName), ("5年", .notAName), ("两个 词", .notAName),
      ("", .notAName), ("a\u{200B}b", .notAName), ("有成绩", .taken), ("#", .notAName),
    ] {
      #expect(throws: refusal) { try NamePlaces.rename(at: place, to: name, in: file) }
    }
    #expect(throws: NamePlaces.Refusal.notAName) {
      try NamePlaces.rename(at: Self.offset("service", Self.policy), to: "年限", in: file)
    }
    #expect(throws: NamePlaces.Refusal.noName) {
      try NamePlaces.rename(at: Self.offset("应当", Self.policy), to: "x", in: file)
    }
  }

  // MARK: Structure

  @Test func theOutlineNestsAsTheFileDoes() {
    let entries = FileOutline.entries(of: Self.check(Self.policy))
    #expect(
      entries.map { $0.title } == [
        "lin", "最低工龄", "市总", "基本条件", "津贴", "甲", "够", "不够",
      ])
    #expect(
      entries[3].children.map { $0.title } == ["工龄够", "郊区的人", "有成绩", "政治素质", "成员算不算"])
    #expect(entries[3].children[1].children.map { $0.title } == ["高级工例外"])
    #expect(entries[3].children[1].detail == "第四条")
  }

  @Test func valuesAreShownBehindNames() {
    let file = Self.check(Self.policy)
    let hints = ValueHints.hints(in: 0..<Int.max, of: file)
    #expect(hints.map { $0.text } == [" = 5年"])
    #expect(hints.first?.offset == Self.offset("最低工龄\n", Self.policy, plus: 4))
  }

  @Test(arguments: ["national", "changzhou", "haidian", "tongliao", "craftsman", "workdays"])
  func shippedFilesAreHighlightedWithoutOverlap(name: String) throws {
    let file = Shipped.check(name)
    let marks = TokenRoles.marks(of: file)
    var end = 0
    for mark in marks {
      #expect(mark.span.lowerBound >= end)
      end = mark.span.upperBound
    }
    // Every word of a shipped file is known for what it is, but for free words.
    let names = marks.filter { $0.role == .name }
    #expect(names.count * 12 < marks.count, "\(names.count) of \(marks.count)")
    for fold in FileOutline.folds(of: file) {
      #expect(
        file.source.line(at: fold.span.lowerBound) < file.source.line(at: fold.span.upperBound))
    }
  }
}

/// The shipped policies, checked with each other as library.
enum Shipped {
  static func check(_ name: String) -> CheckedFile {
    check(name, Repository.text("policies/\(name).policy") ?? "")
  }

  static func check(_ name: String, _ text: String) -> CheckedFile {
    var files: [String: String] = [:]
    for id in ["national", "changzhou", "haidian", "tongliao", "craftsman", "workdays"] {
      files[id] = Repository.text("policies/\(id).policy")
    }
    return Compilation.check(
      name: name + ".policy", bytes: Array(text.utf8), library: Library(files: files))
  }
}
