import PolicyTestSupport
import Testing

@testable import PolicyLang

/// What is said at once while somebody types, against a whole check of the same text.
@Suite struct TypingCheckTests {
  /// A text that is edited, with what is said at once about it.
  private struct Typist {
    private var typing: TypingCheck?
    private var bytes: [UInt8]
    private var difference: EditedRange?

    init(_ base: CheckedFile) {
      typing = TypingCheck(base)
      bytes = base.source.bytes
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func edit(_ range: Range<Int>, _ text: String) -> [Diagnostic]? {
      let new = Array(text.utf8)
      bytes.replaceSubrange(range, with: new)
      if difference == nil {
        difference = EditedRange(
          start: range.lowerBound, oldEnd: range.upperBound,
          newEnd: range.lowerBound + new.count)
      } else {
        difference?.add(range, length: new.count)
      }
      return difference.flatMap { typing?.diagnostics(of: bytes, $0) }
    }
  }

  /// Diagnostics as text, so that places in different compilations compare.
  private func shown(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { diagnostic in
      let span = diagnostic.span.map { "\($0.file.raw):\($0.start)-\($0.end)" } ?? ""
      let related = diagnostic.related.map { "\($0.span.start)" }.joined(separator: ",")
      let fixes = diagnostic.fixIts.map { $0.edits.map { $0.replacement }.joined() }.joined()
      return "\(diagnostic.kind.id) \(span) \(diagnostic.message(in: .chinese))"
        + " \(diagnostic.help(in: .chinese)) \(diagnostic.article ?? "") \(related) \(fixes)"
    }
  }

  /// Typing a line into a clause block, character by character, says at every step what a check says.
  @Test(arguments: [
    "应当 新条款 @第九条: 一线工作年限 至少 3年",
    "不得 新的人 @第九条: 行政级别 至少 正处级",
    "应当 新条款 @第九条: 有 至少 3名 推荐专家 (其 高级 且 非 其 本单位)",
    "应当 新条款: 下列之一 { 甲项: 一线工作年限 至少 3年  乙项: 领衔市级创新工作室 }",
    "存疑 某事 \"没有写清\"",
    "解读 新读法 \"可以两样读\": {退休} 另解 {延聘}",
    "认定 没有的力 { 由 某个机构 }",
    "应当一线工作年限至少5年",
  ])
  func typingSaysWhatACheckSays(line: String) throws {
    let text = Repository.text("policies/changzhou.policy") ?? ""
    let base = Shipped.check("changzhou", text)
    let place = AuthoringTests.offset("  应当 ", text)
    var typist = Typist(base)
    _ = typist.edit(place..<place, "\n")
    var offset = place
    var agreed = 0
    for character in "  " + line {
      let quick = typist.edit(offset..<offset, String(character))
      offset += String(character).utf8.count
      let now = typist.text
      let whole = Shipped.check("changzhou", now).compiled.diagnostics
      let found = try #require(quick)
      if shown(found) == shown(whole) { agreed += 1 }
      // Errors are the same at every step; remarks about the whole policy may come later.
      let errors = { (all: [Diagnostic]) in
        Set(self.shown(all.filter { $0.kind.severity == .error }))
      }
      // An open brace reaches into what follows, which only a whole check reads.
      let open = now.filter { $0 == "{" }.count - now.filter { $0 == "}" }.count
      if open == 0 { #expect(errors(found) == errors(whole), "\(String(now.utf8.count)) \(line)") }
    }
    #expect(agreed * 2 >= line.count, "\(agreed) of \(line.count)")
  }

  /// Random small edits in shipped policies: places stay inside the text, errors of the writing are those of
  /// a whole check wherever brackets stay balanced.
  @Test(arguments: ["changzhou", "haidian", "national", "tongliao"])
  func randomEditsAreFollowed(name: String) throws {
    let text = Repository.text("policies/\(name).policy") ?? ""
    let base = Shipped.check(name, text)
    var random = RandomSource(seed: 99)
    let pieces = ["", "应", "应当", "5年", " ", "\n", ":", "至少", "某名", "@第九条", "。", "#", "\""]
    var compared = 0
    var agreed = 0
    for _ in 0..<60 {
      let scalars = Array(text.unicodeScalars)
      let index = random.below(scalars.count)
      var prefix = ""
      prefix.unicodeScalars.append(contentsOf: scalars[..<index])
      var removed = ""
      removed.unicodeScalars.append(
        contentsOf: scalars[index..<min(scalars.count, index + random.below(4))])
      if removed.contains(where: { "{}()[]\"“”\n#".contains($0) }) { continue }
      let start = prefix.utf8.count
      var typist = Typist(base)
      let range = start..<(start + removed.utf8.count)
      guard let quick = typist.edit(range, random.pick(pieces)) else { continue }
      let now = typist.text
      let count = now.utf8.count
      for diagnostic in quick {
        if let span = diagnostic.span, span.file == FileID(0) { #expect(span.upperBound <= count) }
      }
      let whole = Shipped.check(name, now).compiled.diagnostics
      compared += 1
      let errors = { (all: [Diagnostic]) in
        Set(self.shown(all.filter { $0.kind.severity == .error }))
      }
      if errors(quick) == errors(whole) { agreed += 1 }
    }
    #expect(compared > 30)
    #expect(agreed * 10 >= compared * 7, "\(agreed) of \(compared)")
  }

  @Test func differencesAddUp() {
    var random = RandomSource(seed: 5)
    for _ in 0..<300 {
      let old = (0..<40).map { UInt8($0) }
      var new = old
      var difference: EditedRange?
      for _ in 0..<(1 + random.below(4)) {
        let start = random.below(new.count + 1)
        let end = min(new.count, start + random.below(6))
        let piece = Array(repeating: UInt8(99), count: random.below(6))
        new.replaceSubrange(start..<end, with: piece)
        if difference == nil {
          difference = EditedRange(start: start, oldEnd: end, newEnd: start + piece.count)
        } else {
          difference?.add(start..<end, length: piece.count)
        }
      }
      guard let difference else { continue }
      #expect(old[..<difference.start] == new[..<difference.start])
      #expect(old[difference.oldEnd...].elementsEqual(new[difference.newEnd...]))
    }
  }
}
