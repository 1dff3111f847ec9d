// The form of a statement in the words of its reader, for help texts: 应当 名称 @条: 条件 { … }.
extension GrammarText {
  /// How a statement is written, with a plain word for each piece. What may be left out stands in `[…]`.
  public static func sentence(_ form: Form, language: Language) -> String {
    let isChinese = language == .chinese
    var text = form.keyword.spelling(language)
    switch form.head {
    case .none: break
    case .declares: text += isChinese ? " 名称 @条" : " name @art.N"
    case .refers(let space): text += " " + noun(of: space)[language]
    case .labels: text += isChinese ? " 名称、名称" : " name, name"
    case .cites: break
    }
    append(words(form.content, language), to: &text)
    if form.head == .cites { text += isChinese ? " @条" : " @art.N" }
    if form.details != nil { text += " { … }" }
    return text
  }

  /// A kind of named thing, as messages call it: 机构, a body.
  public static func noun(of space: Space) -> LocalText {
    switch space {
    case .field: LocalText(zh: "字段", en: "field")
    case .type: LocalText(zh: "类型", en: "type")
    case .event: LocalText(zh: "事件", en: "event")
    case .body: LocalText(zh: "机构", en: "body")
    case .clause: LocalText(zh: "条款", en: "clause")
    case .judgement: LocalText(zh: "认定项目", en: "judgement")
    case .list: LocalText(zh: "列表", en: "list")
    case .quota: LocalText(zh: "名额", en: "quota")
    case .training: LocalText(zh: "培育期", en: "term")
    case .subsidy: LocalText(zh: "补助", en: "subsidy")
    case .honour: LocalText(zh: "荣誉", en: "honour")
    case .stage: LocalText(zh: "阶段", en: "stage")
    case .sample: LocalText(zh: "样例", en: "sample")
    case .outcome: LocalText(zh: "结果", en: "outcome")
    case .round: LocalText(zh: "轮次", en: "round")
    case .recipient: LocalText(zh: "受款人", en: "recipient")
    case .option: LocalText(zh: "选项", en: "value")
    case .revocation: LocalText(zh: "撤销", en: "revocation")
    case .bar: LocalText(zh: "禁入", en: "bar")
    case .ground: LocalText(zh: "事由", en: "ground")
    case .value, .scoring, .selection, .procedure, .parameter, .reading, .open, .table, .definition,
      .test, .recital, .duty, .document, .unit, .any, .limit, .apportionment, .cohort, .factor,
      .eligibility, .exception, .consideration:
      LocalText(zh: "名称", en: "name")
    }
  }

  private static func words(_ parts: [Part], _ language: Language) -> String {
    var text = ""
    for part in parts { append(words(part, language), to: &text) }
    return text
  }

  private static func words(_ part: Part, _ language: Language) -> String {
    switch part {
    case .word(let keyword): keyword.spelling(language)
    case .colon: ":"
    case .slot(let name, let content): words(name, content, language)
    case .optional(let parts): "[" + words(parts, language) + "]"
    case .either(let rows): "(" + rowWords(rows, " | ", language) + ")"
    case .any(let rows): "[" + rowWords(rows, "] [", language) + "]"
    case .separated(let parts): words(parts, language) + (language == .chinese ? "、…" : ", …")
    }
  }

  private static func rowWords(
    _ rows: [[Part]], _ separator: String, _ language: Language
  ) -> String {
    var text = ""
    for row in rows { text += (text.isEmpty ? "" : separator) + words(row, language) }
    return text
  }

  private static func words(
    _ name: SlotName, _ content: Content, _ language: Language
  ) -> String {
    switch content {
    case .expression, .operand: return meaning(name)[language]
    case .name(let space): return noun(of: space)[language]
    case .names(let space):
      let noun = noun(of: space)[language]
      return language == .chinese ? noun + "、" + noun : noun + ", " + noun
    case .labels: return language == .chinese ? "名称、名称" : "name, name"
    case .text: return language == .chinese ? "\"说明\"" : "\"text\""
    case .keyword(let keywords):
      var text = ""
      for keyword in keywords { text += (text.isEmpty ? "" : "|") + keyword.spelling(language) }
      return text
    case .type: return language == .chinese ? "类型" : "type"
    case .literal: return language == .chinese ? "数字" : "figure"
    case .bands: return language == .chinese ? "范围" : "band"
    case .facts: return language == .chinese ? "{ 字段: 值 }" : "{ field: value }"
    case .history: return language == .chinese ? "{ 事件 日期 }" : "{ event date }"
    case .identifier: return language == .chinese ? "编号" : "id"
    }
  }

  /// What an expression stands for, by its place.
  private static func meaning(_ name: SlotName) -> LocalText {
    switch name {
    case .condition, .subset: LocalText(zh: "条件", en: "condition")
    case .amount: LocalText(zh: "数额", en: "amount")
    case .date, .endDate: LocalText(zh: "日期", en: "date")
    case .length: LocalText(zh: "期限", en: "period")
    case .share: LocalText(zh: "比例", en: "share")
    case .number: LocalText(zh: "人数", en: "number")
    case .weight: LocalText(zh: "权重", en: "weight")
    case .body: LocalText(zh: "机构", en: "body")
    default: LocalText(zh: "值", en: "value")
    }
  }

  /// Joins with a blank, save before a colon and at the start.
  private static func append(_ piece: String, to text: inout String) {
    if piece.isEmpty { return }
    text += text.isEmpty || piece.hasPrefix(":") || piece.hasPrefix("[:") ? piece : " " + piece
  }
}
