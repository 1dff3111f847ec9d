import PolicyTestSupport
import Testing

@testable import PolicyLang

extension Array {
  fileprivate func sampled(each step: Int) -> [Element] {
    stride(from: 0, to: count, by: step).map { self[$0] }
  }
}

/// A brace that is forgotten causes one message, at the statement that lacks it, and the repair that
/// comes with it is right.
@Suite struct MissingBraceTests {
  private static let policies = Repository.files(under: "policies", ending: ".policy")

  /// The same policy in both keyword languages.
  private static func texts(_ path: String) throws -> [String] {
    let source = SourceFile(name: "whole.policy", text: Repository.text(path) ?? "")
    let parsed = Parser.parse(source, file: FileID(0))
    return try Language.allCases.map { language in
      try #require(Formatter.format(parsed, source: source, language: language))
    }
  }

  private static func errors(_ text: String) -> [Diagnostic] {
    Parser.parse(SourceFile(name: "damaged.policy", text: text), file: FileID(0)).diagnostics
      .filter { $0.kind.severity == .error }
  }

  private static func applying(_ fix: FixIt, to text: String) -> String {
    var bytes = Array(text.utf8)
    for edit in fix.edits.sorted(by: { $0.span.start > $1.span.start }) {
      bytes.replaceSubrange(
        edit.span.lowerBound..<edit.span.upperBound, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct Block {
    let head: SourceSpan
    /// Where the braces stand, and where the head ends.
    let open: Int
    let close: Int
    let headEnd: Int
  }

  /// The blocks of a text whose braces stand at the ends of lines.
  private static func blocks(_ text: String) -> [Block] {
    let parsed = Parser.parse(SourceFile(name: "whole.policy", text: text), file: FileID(0))
    var found: [Block] = []
    func collect(_ statements: [Statement]) {
      for statement in statements {
        collect(statement.details)
        let first =
          statement.details.first?.span.lowerBound
          ?? statement.translations.first?.name.span.lowerBound
        guard let first,
          let place = parsed.tokens.firstIndex(where: { $0.span.lowerBound >= first }),
          place > 1, parsed.tokens[place - 1].kind == .leftBrace
        else { continue }
        found.append(
          Block(
            head: statement.keywordSpan, open: parsed.tokens[place - 1].span.lowerBound,
            close: statement.span.upperBound - 1,
            headEnd: parsed.tokens[place - 2].span.upperBound))
      }
    }
    collect(parsed.statements)
    return found
  }

  /// Takes a brace out of each block of a policy and looks at the one error that must follow.
  private static func takeOut(
    _ brace: (Block) -> Int, of path: String, _ kind: DiagnosticKind, at place: (Block) -> Int,
    _ look: (_ repaired: String, _ text: String) -> Void = { _, _ in }
  ) throws {
    for (position, text) in try texts(path).enumerated() {
      // The braces of the other language are the same: a few are enough.
      for block in blocks(text).sampled(each: position == 0 ? 1 : 5) {
        var bytes = Array(text.utf8)
        bytes.remove(at: brace(block))
        let damaged = String(decoding: bytes, as: UTF8.self)
        let errors = errors(damaged)
        let shown = "\(path) \(block.head.start) \(errors.map { $0.message(in: .english) })"
        #expect(errors.count == 1, "\(shown)")
        guard let error = errors.first else { continue }
        #expect(error.kind == kind, "\(shown)")
        #expect(error.span?.lowerBound == place(block), "\(shown)")
        let repaired = applying(try #require(error.fixIts.first), to: damaged)
        #expect(Self.errors(repaired).isEmpty, "\(shown)")
        look(repaired, text)
      }
    }
  }

  @Test(arguments: policies)
  func missingOpeningBrace(path: String) throws {
    try Self.takeOut(\.open, of: path, .missingBrace, at: \.headEnd) { repaired, text in
      #expect(repaired.filter { $0 != " " } == text.filter { $0 != " " }, "\(path)")
    }
  }

  @Test(arguments: policies)
  func missingClosingBrace(path: String) throws {
    try Self.takeOut(\.close, of: path, .unclosedStatement, at: \.open)
  }

  /// Both braces forgotten: still one message, and the repair adds both.
  @Test func bothBracesMissing() throws {
    let text = """
      政策 demo "示例"
      资格 甲 @第三条
        认定 政治素质
        应当 乙: 真
      名额 丙 @第四条: 每年 5名
      """
    let errors = Self.errors(text)
    #expect(errors.map { $0.kind.id } == ["P0219"])
    let repaired = Self.applying(try #require(errors.first?.fixIts.first), to: text)
    #expect(repaired.contains("资格 甲 @第三条 {\n") && repaired.contains("应当 乙: 真\n}\n名额"))
    #expect(Self.errors(repaired).isEmpty, "\(repaired)")
  }

  /// A brace too many after a whole block is that, and no head without its brace.
  @Test func strayBraceStaysStray() {
    let text = """
      政策 demo "示例"
      资格 甲 @第三条 {
        认定 政治素质
      }
      }
      名额 丙 @第四条: 每年 5名
      存疑 丁
      """
    #expect(Self.errors(text).map { $0.kind.id } == ["P0211"])
  }

  /// What stands in the wrong block, in a text whose braces are all there, is told to be misplaced.
  @Test func misplacedStaysMisplaced() {
    let text = """
      政策 demo "示例"
      资格 甲 @第三条 {
        认定 政治素质 {
          由 评审委员会
          应当 乙: 真
        }
      }
      """
    #expect(Self.errors(text).map { $0.kind.id } == ["P0204"])
  }
}
