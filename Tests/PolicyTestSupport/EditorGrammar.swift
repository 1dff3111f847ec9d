internal import PolicyLang

/// The files for editors that are written from the keyword table: a TextMate grammar for highlighting
/// without the language server, and brackets, quotes and words.
public enum EditorGrammar {
  /// `editors/vscode/syntaxes/policy.tmLanguage.json`.
  public static var textMate: String {
    var lines = [
      "{",
      "  \"name\": \"Policy\",",
      "  \"scopeName\": \"source.policy\",",
      "  \"fileTypes\": [\"policy\"],",
      "  \"patterns\": [",
      rule("comment.line.number-sign.policy", "#.*$") + ",",
    ]
    for (open, close) in [("\"", "[\"\u{FF02}]"), ("[“”]", "”"), ("「", "」")] {
      lines.append(
        "    { \"name\": \"string.quoted.policy\", \"begin\": \(quoted(open)), \"end\": "
          + quoted("\(close)|$") + " },")
    }
    lines.append(
      rule("entity.other.attribute-name.citation.policy", "@[^\\s\"#,:;<=>@{}。“「，：；＜＝＞｛｝、]*") + ",")
    // The id of a Chinese name, which may be spelled like an English keyword.
    lines.append(rule("entity.name.policy", "(?<=\\p{Han}[:：(（])\\s*[a-z]\\w*") + ",")
    for group in groups {
      lines.append(rule(group.scope, word(alternatives(group.words))) + ",")
    }
    lines.append(
      rule("constant.numeric.policy", "(?<![\\p{Han}\\w])[0-9０-９][0-9０-９.%/\\-\\p{Han}]*"))
    lines += ["  ]", "}", ""]
    return lines.joined(separator: "\n")
  }

  /// `editors/vscode/language-configuration.json`.
  public static var configuration: String {
    let pairs = [("{", "}"), ("(", ")"), ("[", "]"), ("｛", "｝"), ("（", "）"), ("【", "】")]
    let quotes = [("\"", "\""), ("“", "”"), ("「", "」")]
    func list(_ pairs: [(String, String)]) -> String {
      pairs.map { "[\(quoted($0.0)), \(quoted($0.1))]" }.joined(separator: ", ")
    }
    return """
      {
        "comments": { "lineComment": "#" },
        "brackets": [\(list(pairs))],
        "autoClosingPairs": [\(list(pairs + quotes))],
        "surroundingPairs": [\(list(pairs + quotes))],
        "wordPattern": { "pattern": "[\\\\p{Script=Han}\\\\w]+", "flags": "u" },
        "indentationRules": {
          "increaseIndentPattern": "[{｛]\\\\s*(#.*)?$",
          "decreaseIndentPattern": "^\\\\s*[}｝]"
        }
      }

      """
  }

  private static var groups: [(scope: String, words: [String])] {
    var starters: [Keyword] = []
    var types: [Keyword] = []
    var others: [Keyword] = []
    let firstType = Keyword.textType.rawValue
    let lastType = Keyword.recordType.rawValue
    let firstOperator = Keyword.and.rawValue
    var operators: [Keyword] = []
    for keyword in Keyword.allCases {
      if (firstType...lastType).contains(keyword.rawValue) {
        types.append(keyword)
      } else if Forms.startsStatement(keyword) {
        starters.append(keyword)
      } else if keyword.rawValue >= firstOperator {
        operators.append(keyword)
      } else {
        others.append(keyword)
      }
    }
    return [
      ("keyword.control.policy", spellings(starters)),
      ("storage.type.policy", spellings(types)),
      ("keyword.operator.policy", spellings(operators)),
      ("keyword.other.policy", spellings(others)),
      ("keyword.other.synonym.policy", Keyword.synonyms.map { $0.spelling }),
    ]
  }

  private static func spellings(_ keywords: [Keyword]) -> [String] {
    keywords.map { $0.spelling(.chinese) }
      + keywords.map { $0.spelling(.english) }.filter { $0 != "'s" }
  }

  /// The words as one pattern, longer ones first, each once.
  private static func alternatives(_ words: [String]) -> String {
    var seen = Set<String>()
    let unique = words.filter { seen.insert($0).inserted }
    let sorted = unique.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }
    return sorted.map { $0.element.split(separator: " ").joined(separator: "\\s+") }
      .joined(separator: "|")
  }

  private static func word(_ pattern: String) -> String {
    "(?<![\\p{Han}\\w])(?:\(pattern))(?![\\p{Han}\\w])"
  }

  private static func rule(_ scope: String, _ pattern: String) -> String {
    "    { \"name\": \(quoted(scope)), \"match\": \(quoted(pattern)) }"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
