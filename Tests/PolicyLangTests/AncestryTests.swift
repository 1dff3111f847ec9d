import PolicyTestSupport
import Testing

@testable import PolicyLang

/// Where the declarations of a policy come from that is based on others, three levels deep.
@Suite struct AncestryTests {
  private static let folder = "Tests/Fixtures/inheritance/"

  private static func text(_ id: String, _ language: Language) throws -> String {
    let path = folder + id + ".policy"
    let text = try #require(Repository.text(path))
    return try ShippedPolicyTests.format(text, named: path, language)
  }

  private static func compile(_ id: String, _ language: Language = .chinese) throws -> IRProgram {
    var files: [String: String] = [:]
    for name in ["terms", "nation", "province", "city"] { files[name] = try text(name, language) }
    let compiled = Compilation.compile(
      name: id + ".policy", bytes: Array((files[id] ?? "").utf8), library: Library(files: files))
    #expect(compiled.diagnostics.filter { $0.kind.severity == .error }.isEmpty)
    return try #require(compiled.program)
  }

  /// The policy at hand, its base and the base's base, each by id.
  private func origin(_ origin: IROrigin, _ program: IRProgram) -> String {
    (program.ancestor(origin.policy)?.id ?? program.id)
      + (program.ancestor(origin.replaced).map { " for " + $0.id } ?? "")
  }

  @Test func everyDeclarationKnowsItsPolicy() throws {
    let city = try Self.compile("city")
    #expect(city.ancestors.map { $0.id } == ["province", "nation"])
    #expect(city.ancestors.map { $0.title } == ["某省办法", "全国办法"])
    #expect(city.parameters.map { origin($0.origin, city) } == ["province for nation", "nation"])
    #expect(city.readings.map { origin($0.origin, city) } == ["nation"])
    #expect(
      city.requirements.map { $0.label.id + " " + origin($0.origin, city) } == [
        "enough_years nation", "enough_level city for nation",
        "leading_cadre province for nation", "local_person city",
      ])
    for norm in city.norms {
      let wanted = norm.kind == .effective || norm.label.zh == "本市条件" ? "city" : "nation"
      #expect(origin(norm.origin, city) == wanted, "\(norm.label.id)")
    }
    let removal = try #require(city.removals.first)
    #expect(city.removals.count == 1)
    #expect(removal.label.id == "dishonest_person" && removal.articles == ["第四条"])
    #expect(city.ancestor(removal.policy)?.id == "nation")
    #expect(city.ancestor(removal.by)?.id == "province")
  }

  /// Seen from the middle, the same change is the policy's own.
  @Test func theMiddleChangesByItself() throws {
    let province = try Self.compile("province")
    #expect(province.ancestors.map { $0.id } == ["nation"])
    #expect(origin(province.parameters[0].origin, province) == "province for nation")
    #expect(province.removals.count == 1 && province.removals[0].by == nil)
    let nation = try Self.compile("nation")
    #expect(nation.ancestors.isEmpty && nation.removals.isEmpty)
    #expect(nation.requirements.allSatisfy { $0.origin == IROrigin() })
  }

  /// A block written anew replaces the clauses that it still has and removes the others.
  @Test func aReplacedBlockAccountsForItsClauses() throws {
    var files: [String: String] = [:]
    for name in ["terms", "nation"] { files[name] = try Self.text(name, .chinese) }
    let city = """
      政策 other "另一市" 基于 nation
      替换 资格 不参与 @第六条 { 不得 失信的人: 失信 }
      """
    let program = try #require(
      Compilation.compile(
        name: "other.policy", bytes: Array(city.utf8), library: Library(files: files)
      ).program)
    let clause = try #require(
      program.requirements.first { $0.label.id == "dishonest_person" })
    #expect(clause.articles == ["第六条"])
    #expect(clause.origin == IROrigin(replaced: 0))
    #expect(program.removals.map { $0.label.id } == ["leading_cadre"])
    #expect(program.removals.map { $0.articles } == [["第四条"]])
  }

  @Test(arguments: ["nation", "province", "city"])
  func theHashIgnoresTheKeywordLanguage(_ id: String) throws {
    let english = try Self.compile(id, .english)
    #expect(english.contentHash == (try Self.compile(id)).contentHash)
    #expect(try IRDecoder.decode(IREncoder.encode(english)) == english)
  }

  /// What comes from elsewhere is other content, though it decides alike.
  @Test func theOriginBelongsToTheContent() throws {
    var city = try Self.compile("city")
    let hash = city.contentHash
    city.requirements[0].origin = IROrigin()
    #expect(city.contentHash != hash)
  }
}
