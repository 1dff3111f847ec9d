/// Writes forms as text: EBNF lines for `Grammar.md`, "expected …" for messages, hints for editors.
public enum GrammarText {
  /// One statement as a line of EBNF, such as `"税" ( "税前" | "税后" | expression ) ;`.
  public static func line(_ form: Form, language: Language) -> String {
    var pieces = ["\"" + form.keyword.spelling(language) + "\""]
    switch form.head {
    case .none: break
    case .cites: break
    case .declares, .refers: pieces.append("head")
    case .labels: pieces.append("labels")
    }
    if !form.content.isEmpty { pieces.append(text(form.content, language)) }
    if form.head == .cites { pieces.append("{ citation } { text }") }
    if let details = form.details {
      pieces.append("[ \"{\" { " + production(details) + " } \"}\" ]")
    }
    return join(pieces)
  }

  /// The production of one block: all its statements.
  public static func block(_ block: Block, language: Language) -> String {
    var text = production(block) + " =\n"
    for (position, form) in Forms.forms(in: block).enumerated() {
      text += (position == 0 ? "    " : "  | ") + line(form, language: language) + "\n"
    }
    return text + "  ;\n"
  }

  /// The name of a block's production.
  public static func production(_ block: Block) -> String {
    switch block {
    case .policyFile: "policy_statement"
    case .vocabularyFile: "vocabulary_statement"
    case .calendarFile: "calendar_statement"
    case .subject: "subject_part"
    case .fields: "field"
    case .names: "translation"
    case .table: "table_row"
    case .eligibility: "eligibility_part"
    case .clause: "clause_part"
    case .attest: "attest_part"
    case .reading: "alternative"
    case .quota: "quota_part"
    case .apportionment: "apportionment_part"
    case .scoring: "scoring_part"
    case .selection: "selection_part"
    case .round: "round_part"
    case .training: "training_part"
    case .subsidy: "subsidy_part"
    case .honour: "honour_part"
    case .duties: "duty"
    case .procedure: "procedure_part"
    case .stage: "stage_part"
    case .revocation: "revocation_part"
    case .cohorts: "note"
    case .bar: "bar_part"
    }
  }

  /// The word that opens a block, for messages that say where a statement belongs.
  public static func opener(of block: Block) -> LocalText {
    switch block {
    case .policyFile: return LocalText(zh: "政策文件的最外层", en: "the top level of a policy file")
    case .vocabularyFile: return LocalText(zh: "词汇文件的最外层", en: "the top level of a vocabulary file")
    case .calendarFile: return LocalText(zh: "日历文件的最外层", en: "the top level of a calendar file")
    default: break
    }
    var zh = ""
    var en = ""
    for outer in Block.allCases {
      for form in Forms.forms(in: outer) where form.details == block {
        let spelled = "“" + form.keyword.spelling(.chinese) + "”"
        if zh.split(separator: "、").contains(where: { $0 == spelled }) { continue }
        zh += (zh.isEmpty ? "" : "、") + spelled
        en += (en.isEmpty ? "" : ", ") + "`" + form.keyword.spelling(.english) + "`"
      }
    }
    return LocalText(zh: zh + "的花括号里", en: "the braces of " + en)
  }

  /// What the rows of an alternative start with.
  static func alternatives(_ rows: [[Part]]) -> LocalText {
    var zh = ""
    var en = ""
    for row in rows {
      guard let first = row.first else { continue }
      zh += (zh.isEmpty ? "" : " 或 ") + start(first, .chinese)
      en += (en.isEmpty ? "" : " or ") + start(first, .english)
    }
    return LocalText(zh: zh, en: en)
  }

  static func choice(_ keywords: [Keyword]) -> LocalText {
    var zh = ""
    var en = ""
    for keyword in keywords {
      zh += (zh.isEmpty ? "" : "或") + "“" + keyword.spelling(.chinese) + "”"
      en += (en.isEmpty ? "" : " or ") + "`" + keyword.spelling(.english) + "`"
    }
    return LocalText(zh: zh, en: en)
  }

  /// A kind of name, as messages call it.
  public static func name(of space: Space) -> LocalText {
    switch space {
    case .field: LocalText(zh: "字段的名称", en: "the name of a field")
    case .type: LocalText(zh: "类型", en: "a type")
    case .event: LocalText(zh: "事件的名称", en: "the name of an event")
    case .body: LocalText(zh: "机构的名称", en: "the name of a body")
    case .clause: LocalText(zh: "条款的名称", en: "the name of a clause")
    case .judgement: LocalText(zh: "认定项目的名称", en: "the name of a judgement")
    case .list: LocalText(zh: "列表的名称", en: "the name of a list")
    case .quota: LocalText(zh: "名额的名称", en: "the name of a quota")
    case .training: LocalText(zh: "培育期的名称", en: "the name of a term")
    case .subsidy: LocalText(zh: "补助的名称", en: "the name of a subsidy")
    case .honour: LocalText(zh: "荣誉的名称", en: "the name of an honour")
    case .stage: LocalText(zh: "阶段的名称", en: "the name of a stage")
    case .sample: LocalText(zh: "样例的名称", en: "the name of a sample")
    case .outcome: LocalText(zh: "结果的名称", en: "the name of an outcome")
    case .round: LocalText(zh: "轮次的名称", en: "the name of a round")
    case .recipient: LocalText(zh: "受款人", en: "a recipient")
    case .option: LocalText(zh: "一个选项", en: "a value")
    case .value, .scoring, .selection, .procedure, .revocation, .parameter, .reading, .open,
      .table, .definition, .test, .recital, .duty, .document, .unit, .any, .bar, .limit, .ground,
      .apportionment, .cohort, .factor, .eligibility, .exception, .consideration:
      LocalText(zh: "名称", en: "a name")
    }
  }

  // MARK: EBNF

  private static func text(_ parts: [Part], _ language: Language) -> String {
    var pieces: [String] = []
    for part in parts { pieces.append(text(part, language)) }
    return join(pieces)
  }

  private static func text(_ part: Part, _ language: Language) -> String {
    switch part {
    case .word(let keyword): "\"" + keyword.spelling(language) + "\""
    case .colon: "\":\""
    case .slot(_, let content): text(content, language)
    case .optional(let parts): "[ " + text(parts, language) + " ]"
    case .either(let rows): "( " + rowsText(rows, language) + " )"
    case .any(let rows): "{ " + rowsText(rows, language) + " }"
    case .separated(let parts):
      text(parts, language) + " { \"" + (language == .chinese ? "、" : ",") + "\" "
        + text(parts, language) + " }"
    }
  }

  private static func rowsText(_ rows: [[Part]], _ language: Language) -> String {
    var result = ""
    for row in rows { result += (result.isEmpty ? "" : " | ") + text(row, language) }
    return result
  }

  private static func text(_ content: Content, _ language: Language) -> String {
    switch content {
    case .expression: "expression"
    case .operand: "operand"
    case .name: "name"
    case .names, .labels: "names"
    case .text: "text"
    case .keyword(let keywords):
      keywords.count == 1
        ? keywordsText(keywords, language) : "( " + keywordsText(keywords, language) + " )"
    case .type: "type"
    case .literal: "literal"
    case .bands: "bands"
    case .facts: "facts"
    case .history: "history"
    case .identifier: "id"
    }
  }

  private static func keywordsText(_ keywords: [Keyword], _ language: Language) -> String {
    var result = ""
    for keyword in keywords {
      result += (result.isEmpty ? "" : " | ") + "\"" + keyword.spelling(language) + "\""
    }
    return result
  }

  private static func start(_ part: Part, _ language: Language) -> String {
    switch part {
    case .optional(let parts), .separated(let parts):
      parts.first.map { start($0, language) } ?? ""
    case .either(let rows), .any(let rows):
      rows.first?.first.map { start($0, language) } ?? ""
    case .slot(_, .expression), .slot(_, .operand):
      language == .chinese ? "一个值或条件" : "a value or a condition"
    case .slot(_, .name(let space)), .slot(_, .names(let space)): name(of: space)[language]
    case .slot(_, .literal): language == .chinese ? "数字" : "a figure"
    case .slot(_, .text): language == .chinese ? "引号里的文字" : "quoted text"
    case .word(let keyword): choice([keyword])[language]
    case .slot(_, .keyword(let keywords)): choice(keywords)[language]
    case .colon, .slot: text(part, language)
    }
  }

  private static func join(_ pieces: [String]) -> String {
    var result = ""
    for piece in pieces where !piece.isEmpty { result += (result.isEmpty ? "" : " ") + piece }
    return result
  }
}
