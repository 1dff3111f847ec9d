import PolicyTestSupport
import Testing

@testable import PolicyLang

/// Whatever is typed, the front end answers: no crash, every message can be shown, formatting is stable.
@Suite struct RobustnessTests {
  private static let shipped = Repository.files(under: "policies", ending: ".policy")

  /// Parses, formats and renders; formatted text must format to itself.
  private func exercise(_ bytes: [UInt8]) {
    let read = SourceText.read(name: "broken.policy", bytes: bytes, id: FileID(0))
    let file = Parser.parse(read.file, file: FileID(0))
    var sources = SourceMap()
    _ = sources.add(read.file)
    let diagnostics = read.diagnostics + file.diagnostics
    let text = TextRenderer(sources: sources, language: .chinese).render(diagnostics)
    let json = JSONRenderer(sources: sources, language: .english).render(diagnostics)
    #expect(text.isEmpty == diagnostics.isEmpty && !json.isEmpty)
    for diagnostic in diagnostics {
      guard let span = diagnostic.span else { continue }
      #expect(span.upperBound <= read.file.bytes.count + 1)
    }
    guard let formatted = Formatter.format(file, source: read.file, language: file.language) else {
      return
    }
    let again = SourceFile(name: "again.policy", text: formatted)
    let reparsed = Parser.parse(again, file: FileID(0))
    #expect(Formatter.format(reparsed, source: again, language: file.language) == formatted)
  }

  @Test(arguments: shipped)
  func damagedPolicies(path: String) throws {
    let bytes = try #require(Repository.bytes(path))
    let pieces = [
      "{", "}", "(", ")", "：", "、", "。", "\"", "@", "或", "且", "5年", "\u{202E}", "#", "\n", "其",
    ]
    for seed in 0..<40 {
      var random = RandomSource(seed: UInt64(seed))
      var damaged = bytes
      for _ in 0..<random.within(1...4) {
        let place = random.below(damaged.count)
        switch random.below(3) {
        case 0: damaged.removeSubrange(place..<min(damaged.count, place + random.below(40)))
        case 1: damaged.insert(contentsOf: Array(random.pick(pieces).utf8), at: place)
        default: damaged = Array(damaged[..<place])
        }
        if damaged.isEmpty { break }
      }
      exercise(damaged)
    }
  }

  @Test func randomPoliciesKeepTheirShape() throws {
    for seed in 0..<60 {
      let text = RandomPolicy(seed: UInt64(seed)).text
      let source = SourceFile(name: "random.policy", text: text)
      let file = Parser.parse(source, file: FileID(0))
      let chinese = try #require(
        Formatter.format(file, source: source, language: .chinese), "\(text)")
      exercise(Array(chinese.utf8))
      let first = SourceFile(name: "zh.policy", text: chinese)
      let english = try #require(
        Formatter.format(
          Parser.parse(first, file: FileID(0)), source: first, language: .english))
      let second = SourceFile(name: "en.policy", text: english)
      let back = Formatter.format(
        Parser.parse(second, file: FileID(0)), source: second, language: .chinese)
      let difference = TextDifference.between(expected: chinese, actual: back ?? "not formatted")
      #expect(difference == nil, "\(difference ?? "")")
    }
  }

  @Test(arguments: [
    String(repeating: "(", count: 50_000), String(repeating: "{", count: 50_000),
    String(repeating: "非 ", count: 50_000), String(repeating: "-", count: 50_000),
    String(repeating: "[", count: 50_000), String(repeating: "资格 甲 {", count: 5_000),
    String(repeating: "甲 的 ", count: 20_000), "甲" + String(repeating: " 且 甲", count: 20_000),
    "甲" + String(repeating: " + 1", count: 20_000), String(repeating: "@", count: 50_000),
  ])
  func longAndDeepText(content: String) {
    exercise(Array("政策 demo \"示例\"\n资格 甲 {\n  应当 乙: \(content)\n}\n".utf8))
    exercise(Array(content.utf8))
  }
}
