import Testing

@testable import PolicyLang

@Suite struct KeywordTableTests {
  @Test func tableFollowsTheCases() {
    #expect(Keyword.spellings.count == Keyword.allCases.count)
    for keyword in Keyword.allCases {
      #expect(Keyword.spellings[Int(keyword.rawValue)].keyword == keyword)
    }
  }

  /// 是 is both the comparison and the value; the place tells them apart.
  @Test func spellingsAreUnique() {
    let entries = Keyword.spellings.filter { $0.keyword != .yes }
    #expect(Set(entries.map { $0.zh }).count == entries.count)
    #expect(Set(Keyword.spellings.map { $0.en }).count == Keyword.spellings.count)
  }

  @Test func synonymsAreNoKeywords() {
    let words = Set(Keyword.spellings.flatMap { [$0.zh, $0.en] })
    var seen = Set<String>()
    for synonym in Keyword.synonyms {
      #expect(!words.contains(synonym.spelling), "\(synonym.spelling)")
      #expect(seen.insert(synonym.spelling).inserted, "\(synonym.spelling)")
    }
  }

  @Test func everySpellingIsRead() {
    for entry in Keyword.spellings {
      for spelling in [entry.zh, entry.en] where spelling != "'s" {
        let source = SourceFile(name: "keyword", text: spelling)
        let first = Lexer.lex(source, file: FileID(0)).tokens[0]
        let expected: Keyword =
          entry.keyword == .yes && spelling == entry.zh ? .equal : entry.keyword
        #expect(first.kind == .keyword(expected), "\(spelling)")
        #expect(first.span.upperBound == spelling.utf8.count, "\(spelling)")
      }
    }
  }

  /// A keyword of several words must not swallow two that can stand side by side.
  @Test func phrasesHoldNoTwoKeywordsThatMeet() {
    let words = Set(Keyword.spellings.map { $0.en })
    var found: [String] = []
    for entry in Keyword.spellings {
      let parts = entry.en.split(separator: " ").map { String($0) }
      for cut in 1..<max(parts.count, 2) where parts.count > 1 {
        let first = parts[..<cut].joined(separator: " ")
        let second = parts[cut...].joined(separator: " ")
        if words.contains(first), words.contains(second) { found.append(entry.en) }
      }
    }
    // What follows these first words is always a value, never the second keyword.
    #expect(
      found.sorted() == [
        "as for", "in principle attest", "in principle exclude", "in principle must", "is not",
        "not in",
        "takes from",
      ])
  }

  @Test func everyFormHasItsKeywordOnce() {
    for block in Block.allCases {
      let keywords = Forms.forms(in: block).map { $0.keyword }
      #expect(Set(keywords).count == keywords.count, "\(GrammarText.production(block))")
    }
  }
}
