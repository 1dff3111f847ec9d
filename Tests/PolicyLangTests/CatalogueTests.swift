import PolicyTestSupport
import Testing

@testable import PolicyLang

/// Every message has an id, a page that explains it, and an example that really causes it.
@Suite struct CatalogueTests {
  private static let ids = DiagnosticKind.all.map { $0.id }
  /// The kinds that compiling a policy file can cause; `ReviewTests` tries those of the review.
  private static let policyIDs = ids.filter { id in
    id < "P0600" && !DiagnosticKind.reviewKinds.contains { $0.id == id }
  }

  @Test func idsAreUniqueAndWellFormed() {
    #expect(Set(Self.ids).count == Self.ids.count)
    for id in Self.ids {
      #expect(id.utf8.count == 5 && id.hasPrefix("P") && Int(id.dropFirst()) != nil, "\(id)")
    }
  }

  @Test(arguments: DiagnosticKind.all)
  func wordingFollowsTheRules(kind: DiagnosticKind) {
    for text in [kind.zh, kind.en, kind.helpZh, kind.helpEn] where !text.isEmpty {
      #expect(!text.hasSuffix(".") && !text.hasSuffix("。"), "\(kind.id): \(text)")
    }
    #expect(kind.helpZh.isEmpty == kind.helpEn.isEmpty, "\(kind.id)")
    for number in 0..<6 {
      let mark = "{\(number)}"
      #expect(
        (kind.zh + kind.helpZh).contains(mark) == (kind.en + kind.helpEn).contains(mark),
        "\(kind.id) uses \(mark) in one language only")
    }
  }

  @Test(arguments: DiagnosticKind.all)
  func hasAPage(kind: DiagnosticKind) throws {
    let text = try #require(Repository.text(DiagnosticPage.path(kind.id)), "\(kind.id) has no page")
    #expect(text.hasPrefix("# \(kind.id) "))
    for wording in [kind.zh, kind.en] {
      #expect(text.contains(Self.shown(wording)), "\(kind.id) does not show: \(wording)")
    }
  }

  /// A message with dots for what varies.
  private static func shown(_ template: String) -> String {
    var result = template
    for number in 0..<6 {
      result = result.split(separator: "{\(number)}", omittingEmptySubsequences: false).joined(
        separator: "…")
    }
    return result
  }

  @Test func everyPageHasAKind() {
    for path in Repository.files(under: "docs/diagnostics", ending: ".md") {
      let name =
        path.split(separator: "/").last?.split(separator: ".").first.map { String($0) } ?? ""
      guard name.hasPrefix("P") else { continue }
      #expect(Self.ids.contains(name), "\(path)")
    }
  }

  @Test func everyKindIsUsed() {
    var names: [String: String] = [:]
    var sources = ""
    for path in Repository.files(under: "Sources", ending: ".swift") {
      let text = Repository.text(path) ?? ""
      var words = text.split(whereSeparator: { " \n\t:(".contains($0) })[...]
      while let word = words.popFirst() {
        guard word == "let", let name = words.first else { continue }
        let next = words.dropFirst().prefix(3)
        if next.contains("DiagnosticKind"), let id = next.last { names[String(name)] = String(id) }
      }
      if !path.contains("Catalogue") { sources += text }
    }
    for name in names.keys.sorted() {
      let isUsed = sources.contains("." + name)
      #expect(isUsed, "\(name) is never reported")
    }
  }

  @Test(arguments: policyIDs)
  func badExampleCausesIt(id: String) throws {
    let page = try #require(DiagnosticPage(id: id))
    // A page cannot show bytes that are no text; a fixture then does.
    let isCaused =
      !page.bad.isEmpty
      || FixtureRunner.fixtures("bad").contains { path in
        FixtureRunner.compile(path).diagnostics.contains { $0.kind.id == id }
      }
    #expect(isCaused, "nothing causes \(id)")
    for example in page.bad {
      let compiled = FixtureRunner.compile(text: example, with: page.files)
      #expect(
        compiled.diagnostics.contains { $0.kind.id == id },
        "\(id) is not caused by\n\(example)\n\(FixtureRunner.rendered(compiled))")
    }
  }

  @Test(arguments: policyIDs)
  func goodExampleDoesNot(id: String) throws {
    let page = try #require(DiagnosticPage(id: id))
    #expect(!page.good.isEmpty, "\(id) shows no good example")
    for example in page.good {
      let compiled = FixtureRunner.compile(text: example, with: page.files)
      let wrong = compiled.diagnostics.filter { $0.kind.severity == .error || $0.kind.id == id }
      #expect(wrong.isEmpty, "\(example)\n\(FixtureRunner.rendered(compiled))")
    }
  }
}

/// Policy files kept under `Tests/Fixtures`.
@Suite struct FixtureTests {
  @Test(arguments: FixtureRunner.fixtures("bad"))
  func badFixtureIsExplained(path: String) {
    let compiled = FixtureRunner.compile(path)
    #expect(!compiled.diagnostics.isEmpty, "\(path) has nothing wrong")
    let text =
      FixtureRunner.rendered(compiled, language: .chinese) + "\n---\n\n"
      + FixtureRunner.rendered(compiled, language: .english)
    let problem = Expectation.problem(
      of: text, against: String(path.dropLast(".policy".count)) + ".expected")
    #expect(problem == nil, "\(problem ?? "")")
  }

  @Test(arguments: FixtureRunner.fixtures("good"))
  func goodFixtureIsClean(path: String) {
    let compiled = FixtureRunner.compile(path)
    let wrong = compiled.diagnostics.filter { $0.kind.severity > .note }
    #expect(wrong.isEmpty, "\(FixtureRunner.rendered(compiled))")
  }

  /// Repairs that a message offers lead to text that parses and no longer has that fault.
  @Test(arguments: FixtureRunner.fixtures("bad"))
  func repairsHelp(path: String) {
    let compiled = FixtureRunner.compile(path)
    for diagnostic in compiled.diagnostics {
      for fix in diagnostic.fixIts {
        guard let file = fix.edits.first?.span.file, file.raw == 0 else { continue }
        var bytes = compiled.sources[file].bytes
        for edit in fix.edits.sorted(by: { $0.span.start > $1.span.start }) {
          bytes.replaceSubrange(
            edit.span.lowerBound..<edit.span.upperBound, with: Array(edit.replacement.utf8))
        }
        let repaired = FixtureRunner.compile(
          text: String(decoding: bytes, as: UTF8.self))
        #expect(
          repaired.diagnostics.count < compiled.diagnostics.count,
          "\(path): \(fix.label.en)\n\(FixtureRunner.rendered(repaired))")
      }
    }
  }
}
