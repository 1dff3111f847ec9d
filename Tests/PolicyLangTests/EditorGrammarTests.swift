import PolicyTestSupport
import Testing

@testable import PolicyLang

/// The files for editors are those that the keyword table makes;
/// `POLICY_UPDATE_EXPECTATIONS=1 swift test --filter EditorGrammarTests` writes them anew.
@Suite struct EditorGrammarTests {
  @Test func highlightingFollowsTheKeywordTable() {
    let problem = Expectation.problem(
      of: EditorGrammar.textMate, against: "editors/vscode/syntaxes/policy.tmLanguage.json")
    #expect(problem == nil, "\(problem ?? "")")
  }

  @Test func bracketsAndWordsAreThoseOfTheLanguage() {
    let problem = Expectation.problem(
      of: EditorGrammar.configuration, against: "editors/vscode/language-configuration.json")
    #expect(problem == nil, "\(problem ?? "")")
  }

  /// Each keyword stands in the grammar as a whole word.
  @Test func noKeywordIsLeftOut() {
    let grammar = EditorGrammar.textMate
    for keyword in Keyword.allCases where keyword != .of {
      for language in Language.allCases {
        let word = keyword.spelling(language).split(separator: " ").joined(separator: "\\\\s+")
        let found = ["(?:\(word)|", "|\(word)|", "|\(word))", "(?:\(word))"].contains {
          grammar.contains($0)
        }
        #expect(found, "\(keyword.spelling(language))")
      }
    }
  }
}
