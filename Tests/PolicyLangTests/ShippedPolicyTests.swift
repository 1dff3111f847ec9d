import PolicyLang
import PolicyTestSupport
import Testing

/// What must hold of the files that are shipped and of the examples in the guide.
@Suite struct ShippedPolicyTests {
  static let files = [
    "policies/craftsman.policy", "policies/national.policy", "policies/changzhou.policy",
    "policies/haidian.policy", "policies/tongliao.policy", "policies/workdays.policy",
  ]
  static let policies = ["national", "changzhou", "haidian", "tongliao"]

  @Test(arguments: files) func checksClean(_ path: String) throws {
    let compiled = Self.compile(try #require(Repository.bytes(path)), named: path)
    let problems = compiled.diagnostics.filter { $0.kind.severity > .note }
    #expect(problems.map { $0.message(in: .english) } == [])
  }

  @Test(arguments: files) func isLaidOut(_ path: String) throws {
    let text = try #require(Repository.text(path))
    #expect(try Self.format(text, named: path, .chinese) == text)
  }

  /// English keywords lose nothing: back in Chinese every byte is the same.
  @Test(arguments: files) func keywordsTurnBackAndForth(_ path: String) throws {
    let text = try #require(Repository.text(path))
    let english = try Self.format(text, named: path, .english)
    #expect(english != text)
    #expect(try Self.format(english, named: path, .english) == english)
    #expect(try Self.format(english, named: path, .chinese) == text)
  }

  /// The hash names the meaning: keyword language, layout and comments do not change it.
  @Test(arguments: policies) func hashIgnoresSpelling(_ id: String) throws {
    let path = "policies/\(id).policy"
    let text = try #require(Repository.text(path))
    let english = try Self.format(text, named: path, .english)
    let loose = "# a remark\n" + text.split(separator: "\n").joined(separator: "\n\n\n")
    let hashes = [text, english, loose].map {
      Self.compile(Array($0.utf8), named: path).program?.contentHash
    }
    let first = try #require(hashes[0])
    #expect(hashes == [first, first, first])
    let other = text.replacing("5年", with: "6年")
    #expect(Self.compile(Array(other.utf8), named: path).program?.contentHash != first)
  }

  /// Every piece of policy in the guide compiles as printed.
  @Test func guideExamplesCompile() throws {
    let guide = try #require(Repository.text("README.zh.md"))
    let examples = Self.blocks(of: "policy", in: guide)
    #expect(examples.count >= 6)
    for example in examples {
      let whole = example.hasPrefix("政策") ? example : "政策 guide \"例\"\n使用 craftsman\n" + example
      let compiled = Self.compile(Array(whole.utf8), named: "policies/guide.policy")
      let problems = compiled.diagnostics.filter {
        $0.kind.severity > .note && $0.kind != .noClauses
      }
      #expect(problems.map { $0.message(in: .chinese) } == [], "\(example)")
    }
  }

  /// The text of the fenced blocks of one kind.
  private static func blocks(of kind: String, in markdown: String) -> [String] {
    var result: [String] = []
    var open: [Substring]?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = open {
        if line == "```" {
          result.append(lines.joined(separator: "\n"))
          open = nil
        } else {
          open = lines + [line]
        }
      } else if line == "```" + kind {
        open = []
      }
    }
    return result
  }

  static func format(_ text: String, named path: String, _ language: Language) throws
    -> String
  {
    let source = SourceFile(name: path, text: text)
    let parsed = Parser.parse(source, file: FileID(0))
    return try #require(Formatter.format(parsed, source: source, language: language))
  }

  private static func compile(_ bytes: [UInt8], named path: String) -> Compiled {
    let library = Library { id, _ in
      Repository.bytes("policies/\(id).policy").map { ("policies/\(id).policy", $0) }
    }
    return Compilation.compile(name: path, bytes: bytes, library: library)
  }
}
