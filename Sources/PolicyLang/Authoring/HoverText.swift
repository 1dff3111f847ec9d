/// What an editor shows about the thing under the cursor, as plain pieces.
public struct HoverText: Hashable, Sendable {
  /// What it is about.
  public let span: SourceSpan
  /// The name or word, with its other names.
  public let title: String
  /// A piece of policy text that shows it: the declaration, or the form of a statement.
  public let code: String?
  /// One remark each.
  public let lines: [String]
}

/// Explains names, keywords, figures and citations.
public enum Hover {
  public static func text(
    at offset: Int, in file: CheckedFile, language: Language
  ) -> HoverText? {
    if let occurrence = file.occurrence(at: offset),
      let declaration = file.declaration(of: occurrence)
    {
      return NameHover(file, language).text(of: declaration, at: occurrence.span)
    }
    guard let token = file.token(at: offset) else { return nil }
    switch token.kind {
    case .keyword(let keyword): return word(keyword, token.span, nil, offset, file, language)
    case .synonym(let keyword):
      return word(
        keyword, token.span, file.compiled.sources.text(token.span), offset, file, language)
    case .literal(let value):
      return HoverText(
        span: token.span, title: value.spelling(language), code: nil,
        lines: FigureWording(language).lines(for: value))
    case .citation: return citation(token.span, file, language)
    default: return nil
    }
  }

  private static func word(
    _ keyword: Keyword, _ span: SourceSpan, _ written: String?, _ offset: Int,
    _ file: CheckedFile, _ language: Language
  ) -> HoverText {
    let isChinese = language == .chinese
    var lines = [KeywordMeaning.text(keyword)[language]]
    if let written {
      let right = keyword.spelling(file.language)
      lines.append(
        isChinese
          ? "“\(written)”会被整理为“\(right)”" : "formatting rewrites `\(written)` as `\(right)`")
    }
    var code: String?
    if let block = FileContext.block(at: offset, in: file),
      let form = Forms.form(keyword, in: block)
    {
      code = GrammarText.sentence(form, language: file.language)
    }
    return HoverText(
      span: span, title: keyword.spelling(.chinese) + " · " + keyword.spelling(.english),
      code: code, lines: lines)
  }

  private static func citation(
    _ span: SourceSpan, _ file: CheckedFile, _ language: Language
  ) -> HoverText? {
    let written = String(file.compiled.sources.text(span).dropFirst())
    guard let citation = Citation.read(written, span: span) else { return nil }
    var named: [String] = []
    for declaration in file.ownDeclarations
    where declaration.articles.contains(citation) && declaration.branch == nil {
      if declaration.space == .option || named.contains(declaration.name.text) { continue }
      named.append(declaration.name.text)
    }
    let shown = named.prefix(12).joined(separator: language == .chinese ? "、" : ", ")
    let rest = named.count > 12 ? " …" : ""
    let line =
      language == .chinese ? "本文件依据它的有：" + shown + rest : "cited here by: " + shown + rest
    return HoverText(
      span: span, title: citation.spelling(language), code: nil, lines: named.isEmpty ? [] : [line])
  }
}

/// Explains what a name stands for.
private struct NameHover {
  private let file: CheckedFile
  private let language: Language
  private var isChinese: Bool { language == .chinese }

  init(_ file: CheckedFile, _ language: Language) {
    self.file = file
    self.language = language
  }

  func text(of declaration: Declaration, at span: SourceSpan) -> HoverText {
    var title = declaration.name.text
    if let english = file.english(of: declaration) { title += " · " + english }
    if let id = file.id(of: declaration) { title += " (" + id + ")" }
    return HoverText(
      span: span, title: title, code: code(of: declaration), lines: lines(declaration))
  }

  private func code(of declaration: Declaration) -> String {
    if let branch = declaration.branch {
      return declaration.name.text + ": " + short(branch.condition.span)
    }
    return FileOutline.firstLine(of: declaration.statement, file.compiled.sources)
  }

  private func short(_ span: SourceSpan) -> String {
    var result = ""
    var isBlank = false
    for character in file.compiled.sources.text(span) {
      if character == " " || character == "\n" || character == "\r\n" {
        isBlank = true
        continue
      }
      if result.utf8.count > 200 { return result + "…" }
      if isBlank { result += " " }
      isBlank = false
      result.append(character)
    }
    return result
  }

  private func lines(_ declaration: Declaration) -> [String] {
    var result: [String] = []
    let statement = declaration.statement
    switch declaration.space {
    case .field:
      if case .type(let type)? = statement.slot(.type)?.value {
        result += TypeLines(file, language).lines(for: type)
      }
      if let meaning = statement.text(.meaning) { result.append(meaning) }
      if let container = declaration.container, statement.block == .fields {
        result.append((isChinese ? "属于：" : "part of: ") + container.text)
      }
    case .option: result += TypeLines(file, language).lines(forValue: declaration)
    case .type:
      if case .type(let type)? = statement.slot(.type)?.value {
        result += TypeLines(file, language).lines(for: type)
      }
    case .parameter: result += parameter(statement)
    case .reading: result += reading(statement)
    case .clause, .exception:
      result.append(KeywordMeaning.text(statement.keyword)[language])
    default: break
    }
    if declaration.space != .field, declaration.space != .type, declaration.branch == nil {
      for note in statement.notes { result.append(note.text) }
    }
    if let branch = declaration.branch {
      for note in branch.notes { result.append(note.text) }
    }
    if !declaration.articles.isEmpty {
      var places = ""
      for citation in declaration.articles {
        places += (places.isEmpty ? "" : isChinese ? "、" : ", ") + citation.spelling(language)
      }
      result.append((isChinese ? "依据：" : "article: ") + places)
    }
    let source = file.compiled.sources[declaration.name.span.file]
    if declaration.name.span.file != FileID(0) {
      result.append((isChinese ? "声明在 " : "declared in ") + source.name)
    }
    return result
  }

  private func parameter(_ statement: Statement) -> [String] {
    if let expression = statement.expression(.value) { return value(expression, prefix: "= ") }
    var result: [String] = []
    var date = ""
    for slot in statement.slots {
      guard case .expression(let expression) = slot.value else { continue }
      if slot.name == .date { date = short(expression.span) }
      if slot.name == .amount {
        let from = isChinese ? "自 \(date)：" : "from \(date): "
        result += value(expression, prefix: from)
      }
    }
    return result
  }

  private func value(_ expression: Expression, prefix: String) -> [String] {
    guard case .literal(let literal) = expression.kind else {
      return [prefix + short(expression.span)]
    }
    let lines = FigureWording(language).lines(for: literal)
    return [prefix + literal.spelling(language)] + lines
  }

  private func reading(_ statement: Statement) -> [String] {
    var chosen: String?
    var others: [String] = []
    for slot in statement.slots {
      guard case .expression(let expression) = slot.value else { continue }
      if chosen == nil {
        chosen = short(expression.span)
      } else {
        others.append(short(expression.span))
      }
    }
    for detail in statement.details where detail.keyword == .readAs || detail.keyword == .otherwise
    {
      guard let name = detail.name else { continue }
      if chosen == nil { chosen = name.text } else { others.append(name.text) }
    }
    guard let chosen else { return [] }
    var result = [(isChinese ? "取：" : "chosen: ") + chosen]
    if !others.isEmpty {
      let list = others.joined(separator: isChinese ? "；" : "; ")
      result.append((isChinese ? "另解：" : "alternatively: ") + list)
    }
    return result
  }
}
