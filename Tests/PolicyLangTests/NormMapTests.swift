import PolicyLang
import PolicyTestSupport
import Testing

/// Every norm of the four source documents is encoded, and the map that says where is true.
@Suite struct NormMapTests {
  private struct Norm {
    let id: String
    let jurisdiction: String
    let article: String
  }

  private struct Entry {
    let norm: String
    let jurisdiction: String
    let kind: String
    let name: String
  }

  /// The rows of a tab-separated fixture below its header.
  private static func rows(_ name: String) throws -> [[String]] {
    let text = try #require(Repository.text("Tests/Fixtures/norms/\(name)"))
    var result: [[String]] = []
    for line in text.split(separator: "\n").dropFirst() {
      result.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
    }
    return result
  }

  private static func norms() throws -> [Norm] {
    try rows("norm-ids.tsv").map { Norm(id: $0[0], jurisdiction: $0[1], article: $0[2]) }
  }

  private static func entries() throws -> [Entry] {
    try rows("norms-map.tsv").map {
      Entry(norm: $0[0], jurisdiction: $0[1], kind: $0[2], name: $0[3])
    }
  }

  private static func program(_ id: String) throws -> IRProgram {
    let library = Library { id, _ in
      Repository.text("policies/\(id).policy").map { (id + ".policy", Array($0.utf8)) }
    }
    let text = try #require(Repository.text("policies/\(id).policy"))
    let compiled = Compilation.compile(
      name: id + ".policy", bytes: Array(text.utf8), library: library)
    return try #require(compiled.program, "\(id) does not compile")
  }

  @Test func everyNormIsMapped() throws {
    var mapped = Set<String>()
    for entry in try NormMapTests.entries() { mapped.insert(entry.norm) }
    for norm in try NormMapTests.norms() {
      #expect(mapped.contains(norm.id), "\(norm.id) (\(norm.article)) is encoded nowhere")
    }
  }

  @Test func noEntryIsAboutAnUnknownNorm() throws {
    var places: [String: String] = [:]
    for norm in try NormMapTests.norms() { places[norm.id] = norm.jurisdiction }
    for entry in try NormMapTests.entries() {
      #expect(places[entry.norm] == entry.jurisdiction, "\(entry.norm) \(entry.name)")
    }
  }

  @Test(arguments: ["national", "changzhou", "haidian", "tongliao"])
  func everyNameIsDeclared(jurisdiction: String) throws {
    let declared = Declared(try NormMapTests.program(jurisdiction))
    for entry in try NormMapTests.entries() where entry.jurisdiction == jurisdiction {
      #expect(
        declared.articles(entry.kind, entry.name) != nil,
        "\(jurisdiction) declares no \(entry.kind) \(entry.name) for \(entry.norm)")
    }
  }

  /// At least one of a norm's declarations cites the article in which the norm stands.
  @Test(arguments: ["national", "changzhou", "haidian", "tongliao"])
  func everyNormCitesItsArticle(jurisdiction: String) throws {
    let declared = Declared(try NormMapTests.program(jurisdiction))
    let entries = try NormMapTests.entries()
    for norm in try NormMapTests.norms() where norm.jurisdiction == jurisdiction {
      guard let article = norm.article.articleNumber else { continue }
      var cited: [String] = []
      for entry in entries where entry.norm == norm.id {
        cited += declared.articles(entry.kind, entry.name) ?? []
      }
      #expect(
        cited.contains { $0.articleNumber == article }, "\(norm.id): \(article) not in \(cited)")
    }
  }
}

/// What a compiled policy declares: the articles of each declaration by kind and name.
private struct Declared {
  private var articles: [String: [String]] = [:]

  init(_ program: IRProgram) {
    for requirement in program.requirements {
      let kind = requirement.judgement == nil ? "clause" : "attest"
      add(kind, requirement.label, requirement.articles)
      for exception in requirement.exceptions + requirement.lifts {
        add("exception", exception.label, exception.articles)
      }
    }
    for condition in program.conditions where condition.kind == .branch {
      add("branch", condition.label, condition.articles)
    }
    for parameter in program.parameters { add("parameter", parameter.label, parameter.articles) }
    for reading in program.readings { add("reading", reading.label, reading.articles) }
    for point in program.openPoints where !point.isImplied {
      add("open", point.label, point.articles)
    }
    for norm in program.norms { add(norm) }
  }

  func articles(_ kind: String, _ name: String) -> [String]? { articles[kind + " " + name] }

  private mutating func add(_ kind: String, _ label: IRLabel, _ cited: [String]) {
    articles[kind + " " + label.zh, default: []] += cited
    articles[kind + " " + label.id, default: []] += cited
  }

  private mutating func add(_ norm: IRNorm) {
    let kind: String? =
      switch norm.kind {
      case .recital: "recital"
      case .body: "body"
      case .eligibility: "eligibility"
      case .considers: "consideration"
      case .quota: "quota"
      case .target: "target"
      case .cohorts: "cohorts"
      case .apportion: "apportionment"
      case .factor: "factor"
      case .scoring: "scoring"
      case .selection: "selection"
      case .stage: "stage"
      case .training: "training"
      case .honour: "honour"
      case .subsidy: "subsidy"
      case .revocation: "revocation"
      case .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot, .may, .encourage, .striveFor:
        "duty"
      default: nil
      }
    if let kind { return add(kind, norm.label, norm.articles) }
    switch norm.kind {
    case .prefer:
      // Among clauses a wish about people, among duties something a body does first.
      add("prefer", norm.label, norm.articles)
      add("duty", norm.label, norm.articles)
    case .balance:
      for attribute in norm.attributes {
        if case .text(let word) = attribute.value {
          add("balance", IRLabel(id: word, zh: word, en: ""), norm.articles)
        }
      }
    default:
      let word = norm.kind.spelling(.chinese)
      add("header", IRLabel(id: word, zh: word, en: ""), norm.articles)
    }
  }
}

extension String {
  /// `第四条` of `第四条(二)1`; nothing for parts that are no articles.
  fileprivate var articleNumber: String? {
    guard hasPrefix("第"), let end = firstIndex(of: "条") else { return nil }
    return String(self[...end])
  }
}
