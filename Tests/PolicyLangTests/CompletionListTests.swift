import PolicyTestSupport
import Testing

@testable import PolicyLang

/// What is proposed while writing.
@Suite struct CompletionListTests {
  /// Completes at `‸` in a text, which is taken out.
  private func complete(_ marked: String, files: [String] = []) -> [String] {
    let pieces = marked.split(separator: "‸", omittingEmptySubsequences: false)
    let text = pieces.joined()
    return Completion.list(
      at: pieces[0].utf8.count, in: AuthoringTests.check(text), files: files
    ).items.map { $0.text }
  }

  /// The small policy with a line put into its 资格 block.
  private func inBlock(_ line: String) -> String {
    AuthoringTests.policy.replacing("  认定 政治素质", with: "  " + line + "\n  认定 政治素质")
  }

  @Test func statementsAreThoseOfTheBlock() {
    let top = complete(AuthoringTests.policy + "\n‸")
    #expect(top.contains("资格") && top.contains("补助") && top.contains("测试"))
    #expect(!top.contains("除外") && !top.contains("must"))
    let clauses = complete(inBlock("‸"))
    #expect(clauses.contains("应当") && clauses.contains("原则上不得") && clauses.contains("解读"))
    #expect(!clauses.contains("补助"))
    let details = complete(inBlock("应当 新条款: 党员 { ‸ }"))
    #expect(details.contains("除外") && !details.contains("应当"))
  }

  @Test func namesFollowTheGrammar() {
    let condition = complete(inBlock("应当 新条款: ‸"))
    #expect(condition.prefix(3) == ["编号", "工龄", "技能等级"])
    #expect(condition.contains("最低工龄") && condition.contains("有") && condition.contains("下列之一"))
    #expect(complete(inBlock("应当 新条款: 满足 ‸")).starts(with: ["工龄够", "郊区的人"]))
    #expect(complete(inBlock("认定 ‸")) == ["政治素质"])
    #expect(complete(inBlock("认定 政治素质 { 由 ‸ }")) == ["市总"])
    #expect(complete(inBlock("免除 新: 党员") + "\n").isEmpty == false)
    #expect(complete(inBlock("应当 新条款: 有 奖项 (其 ‸")) == ["级别"])
    #expect(complete(inBlock("应当 新条款: 奖项 的 ‸")) == ["级别"])
    #expect(complete("政策 a \"a\"\n使用 ‸", files: ["craftsman"]) == ["craftsman"])
  }

  @Test func valuesAreThoseOfTheField() {
    #expect(complete(inBlock("应当 新条款: 技能等级 至少 ‸")).starts(with: ["初级", "中级", "高级"]))
    #expect(complete(inBlock("应当 新条款: 地区 属于 {‸")) == ["城区", "郊区"])
    #expect(complete(inBlock("应当 新条款: 地区 属于 {城区、‸}")) == ["城区", "郊区"])
    #expect(complete(inBlock("应当 新条款: 党员 是 ‸")).starts(with: ["是", "否"]))
    #expect(complete(inBlock("应当 新条款: 有 奖项 (其 级别 是 ‸)")).starts(with: ["市级", "省级"]))
    let facts = AuthoringTests.policy + "\n样例 乙 { 地区: ‸ }"
    #expect(complete(facts) == ["城区", "郊区", "未知"])
    #expect(complete(AuthoringTests.policy + "\n样例 乙 { ‸ }").starts(with: ["编号", "工龄"]))
    #expect(complete(AuthoringTests.policy + "\n测试 丙: 甲 应得 ‸").contains("待豁免"))
    #expect(complete(AuthoringTests.policy + "\n测试 丙: 甲 应得 不符合 因 ‸").contains("郊区的人"))
  }

  @Test func articlesAndUnitsAreCompletedInPlace() {
    #expect(complete(inBlock("应当 新条款 @‸: 党员")).starts(with: ["@第六条", "@第三条", "@第四条"]))
    let units = complete(inBlock("应当 新条款: 工龄 至少 3‸"))
    #expect(units.contains("3年") && units.contains("3个月") && units.contains("3万元"))
    let text = inBlock("应当 新条款: 工龄 至少 3")
    let offset = AuthoringTests.offset("至少 3", text, plus: 4)
    let list = Completion.list(at: offset, in: AuthoringTests.check(text))
    #expect(list.replaced.upperBound - list.replaced.lowerBound == 1)
  }

  @Test func nothingIsProposedInTextsAndComments() {
    #expect(complete("政策 a \"‸").isEmpty)
    #expect(complete("政策 a \"某‸市\"").isEmpty)
    #expect(complete("政策 a \"a\" # 某‸").isEmpty)
  }

  @Test func englishFilesGetEnglishWords() {
    let list = complete("policy a \"A\"\nuse words\n\neligibility basic @art.3 {\n  ‸\n}")
    #expect(list.contains("must") && list.contains("in principle exclude") && !list.contains("应当"))
  }

  /// Whatever word stands in a shipped policy is among the proposals at its place, with the text before
  /// it left as it is and the word cut down to its first character.
  @Test(arguments: ["changzhou", "haidian", "national", "tongliao"])
  func whatWasWrittenIsProposed(name: String) {
    let file = Shipped.check(name)
    var asked = 0
    var seen = 0
    var missing: [String] = []
    for token in file.parsed?.tokens ?? [] {
      let text = file.compiled.sources.text(token.span)
      switch token.kind {
      case .keyword: break
      case .word:
        guard let known = file.occurrence(at: token.span.lowerBound), known.span == token.span,
          known.role == .use
        else { continue }
      default: continue
      }
      seen += 1
      guard seen % 3 == 0, let first = text.first else { continue }
      asked += 1
      let offset = token.span.lowerBound + String(first).utf8.count
      let list = Completion.list(
        at: offset, in: file, files: ["craftsman", "workdays", "national"])
      if !list.items.contains(where: { $0.text == text }) {
        missing.append("\(file.source.position(at: token.span.lowerBound).line):\(text)")
      }
    }
    #expect(asked > 200)
    #expect(missing.count * 100 < asked * 3, "\(missing.count) of \(asked): \(missing)")
  }

  /// No offset of a broken file is asked about in vain or trips anything.
  @Test func anyPlaceCanBeAskedAbout() {
    var random = RandomSource(seed: 7)
    let bytes = Array(AuthoringTests.policy.utf8)
    for _ in 0..<40 {
      var broken = bytes
      for _ in 0..<3 {
        let start = random.below(broken.count)
        broken.removeSubrange(start..<min(broken.count, start + random.below(12)))
      }
      let text = String(decoding: broken, as: UTF8.self)
      let file = AuthoringTests.check(text)
      let count = file.source.bytes.count
      for _ in 0..<40 {
        let offset = random.below(count + 2)
        let list = Completion.list(at: offset, in: file)
        #expect(list.replaced.lowerBound <= offset)
        _ = Hover.text(at: offset, in: file, language: .english)
        _ = NamePlaces.references(at: offset, in: file, includingDeclaration: true)
      }
      _ = TokenRoles.marks(of: file)
      _ = FileOutline.entries(of: file)
    }
  }
}
