import PolicyTestSupport
import Testing

@testable import PolicyLang

/// `Grammar.md` says what the parser does: its tables and productions are written from the sources.
@Suite(.serialized) struct GrammarTests {
  private static let page = "Grammar.md"

  private func expect(_ name: String, _ text: String, _ location: SourceLocation = #_sourceLocation)
  {
    let problem = MarkedSection.problem(in: Self.page, name: name, expected: text)
    #expect(problem == nil, "\(problem ?? "")", sourceLocation: location)
  }

  @Test func keywordTable() {
    var text =
      "| 中文 | English | 中文 | English | 中文 | English |\n| --- | --- | --- | --- | --- | --- |\n"
    let entries = Keyword.spellings
    for start in stride(from: 0, to: entries.count, by: 3) {
      text += "|"
      for entry in entries[start..<min(start + 3, entries.count)] {
        text += " \(entry.zh) | \(entry.en) |"
      }
      text += "\n"
    }
    expect("keywords", text)
  }

  @Test func synonyms() {
    var text = "| 写作 · written | 改为 · rewritten to |\n| --- | --- |\n"
    for keyword in Keyword.allCases {
      let words = Keyword.synonyms.filter { $0.keyword == keyword }.map { $0.spelling }
      guard !words.isEmpty else { continue }
      text +=
        "| \(words.joined(separator: ", ")) | \(keyword.spelling(.chinese)) · \(keyword.spelling(.english)) |\n"
    }
    expect("synonyms", text)
  }

  @Test(arguments: [Language.chinese, .english])
  func statements(language: Language) {
    var text = "```ebnf\n"
    for block in Block.allCases where block != .names {
      text += GrammarText.block(block, language: language)
    }
    expect(language == .chinese ? "statements zh" : "statements en", text + "```\n")
  }

  @Test(arguments: [Language.chinese, .english])
  func productions(language: Language) {
    let text = "```ebnf\n" + productions(in: language).joined(separator: "\n") + "\n```\n"
    expect(language == .chinese ? "productions zh" : "productions en", text)
  }

  /// Every name on a right-hand side is defined somewhere on the page.
  @Test func nothingIsLeftUndefined() throws {
    let page = try #require(Repository.text(Self.page))
    var defined = Set<String>()
    var used = Set<String>()
    for line in page.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count > 1, words[1] == "=" { defined.insert(String(words[0])) }
    }
    for language in Language.allCases {
      for block in Block.allCases where block != .names {
        used.formUnion(nonterminals(GrammarText.block(block, language: language)))
      }
      for production in productions(in: language) { used.formUnion(nonterminals(production)) }
    }
    #expect(used.subtracting(defined).sorted() == [])
  }

  // MARK: Productions in doc comments

  /// The productions of the parser's doc comments, in the order of files and lines.
  private func productions(in language: Language) -> [String] {
    var result: [String] = []
    let files = [
      "Parser", "Parser+Heads", "Parser+Expressions", "Parser+Lists", "Parser+Types",
      "Parser+Samples",
    ]
    for file in files {
      var open: String?
      let text = Repository.text("Sources/PolicyLang/Parsing/\(file).swift") ?? ""
      for line in text.split(separator: "\n") {
        let trimmed = line.drop { $0 == " " }
        guard trimmed.hasPrefix("/// ") else {
          open = nil
          continue
        }
        let content = String(trimmed.dropFirst(4))
        if let begun = open {
          open = begun + "\n" + content
        } else if isProduction(content) {
          open = content
        }
        if let done = open, done.hasSuffix(" ;") {
          result.append(spelled(done, in: language))
          open = nil
        }
      }
    }
    return result
  }

  private func isProduction(_ line: String) -> Bool {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[1] == "=" else { return false }
    return words[0].allSatisfy { $0.isLowercase || $0 == "_" }
  }

  /// The doc comments quote Chinese keywords; the English page shows their partners.
  private func spelled(_ production: String, in language: Language) -> String {
    guard language == .english else { return production }
    var result = ""
    for (index, piece) in production.split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard index % 2 == 1 else {
        result += piece
        continue
      }
      // 是 is the value only where a value stands.
      let isValue = production.hasPrefix("primary")
      let entry = Keyword.spellings.first {
        $0.zh == piece[...] && $0.keyword != (isValue ? .equal : .yes)
      }
      result += "\"" + (entry?.en ?? (piece == "、" ? "," : String(piece))) + "\""
    }
    return result
  }

  private func nonterminals(_ text: String) -> Set<String> {
    var result = Set<String>()
    for (index, piece) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    where index % 2 == 0 {
      for word in piece.split(whereSeparator: { !($0.isLowercase || $0 == "_") }) {
        result.insert(String(word))
      }
    }
    return result
  }
}
