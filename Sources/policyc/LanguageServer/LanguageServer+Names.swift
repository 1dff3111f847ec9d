internal import PolicyLang
internal import PolicyRuntime

// Where names are declared and used, and renaming.
extension LanguageServer {
  func definition(_ place: Place) -> String {
    let checked = workspace.check(place.document)
    let spans = NamePlaces.definition(at: place.offset, in: checked)
    if let file = usedFile(at: place.offset, checked) {
      return JSONWriter.written { $0.location(file) }
    }
    return JSONWriter.written { writer in
      writer.beginArray()
      for span in spans {
        if let location = workspace.location(span, in: checked) { writer.location(location) }
      }
      writer.endArray()
    }
  }

  /// The file that 使用, 扩展 or 基于 names at an offset.
  private func usedFile(at offset: Int, _ checked: CheckedFile) -> Location? {
    for statement in checked.parsed?.statements ?? [] {
      for slot in [SlotName.identifier, .base] {
        guard let name = statement.name(slot), name.span.lowerBound <= offset,
          offset <= name.span.upperBound
        else { continue }
        for (index, file) in checked.compiled.parsed.enumerated() where index > 0 {
          guard let header = file.statements.first, header.name(.identifier)?.text == name.text
          else { continue }
          return workspace.location(header.keywordSpan, in: checked)
        }
      }
    }
    return nil
  }

  func references(_ place: Place, _ params: JSONValue) -> String {
    let includes = params.at("context", "includeDeclaration")?.flag ?? true
    let found = places(of: place, includingDeclaration: includes)
    return JSONWriter.written { writer in
      writer.beginArray()
      for location in found { writer.location(location) }
      writer.endArray()
    }
  }

  /// Every place of the thing under the cursor, in this file, the files it uses, and the files of the
  /// workspace that use the same declaration.
  private func places(of place: Place, includingDeclaration: Bool) -> [Location] {
    let checked = workspace.check(place.document)
    guard let here = checked.occurrence(at: place.offset) else { return [] }
    var result: [Location] = []
    var seen = Set<Location>()
    for (file, declaration) in filesDeclaring(here.declaration, from: checked) {
      let spans = NamePlaces.references(
        to: declaration, in: file, includingDeclaration: includingDeclaration)
      for span in spans {
        guard let location = workspace.location(span, in: file),
          seen.insert(location).inserted
        else { continue }
        result.append(location)
      }
    }
    return result
  }

  /// The checks of all files that see a declaration, with its place in each.
  private func filesDeclaring(
    _ declaration: SourceSpan, from checked: CheckedFile
  ) -> [(file: CheckedFile, declaration: SourceSpan)] {
    var result = [(checked, declaration)]
    let source = checked.compiled.sources[declaration.file]
    var others: [CheckedFile] = []
    for document in workspace.open where document.path != checked.source.name {
      others.append(workspace.check(document))
    }
    for path in workspace.closedFiles() {
      if let file = workspace.checkFile(path) { others.append(file) }
    }
    for other in others {
      let files = other.compiled.sources.files
      guard let index = files.firstIndex(where: { $0.name == source.name }) else { continue }
      result.append(
        (
          other,
          SourceSpan(
            file: FileID(UInt16(clamping: index)), start: declaration.lowerBound,
            end: declaration.upperBound)
        ))
    }
    return result
  }

  func highlights(_ place: Place) -> String {
    let checked = workspace.check(place.document)
    let spans = NamePlaces.references(
      at: place.offset, in: checked, includingDeclaration: true)
    return JSONWriter.written { writer in
      writer.beginArray()
      for span in spans where span.file == FileID(0) {
        writer.beginObject()
        writer.key("range")
        writer.range(place.document.range(of: span))
        writer.key("kind")
        writer.integer(1)
        writer.endObject()
      }
      writer.endArray()
    }
  }

  // MARK: Rename

  func prepareRename(_ place: Place) throws(RPCError) -> String {
    let checked = workspace.check(place.document)
    guard let span = NamePlaces.renamed(at: place.offset, in: checked) else {
      throw RPCError(.requestFailed, refusal(.noName, language(of: checked)))
    }
    try refuseBuiltin(place, checked)
    return JSONWriter.written { writer in
      writer.beginObject()
      writer.key("range")
      writer.range(place.document.range(of: span))
      writer.key("placeholder")
      writer.string(checked.compiled.sources.text(span))
      writer.endObject()
    }
  }

  private func refuseBuiltin(_ place: Place, _ checked: CheckedFile) throws(RPCError) {
    guard let here = checked.occurrence(at: place.offset) else { return }
    let source = checked.compiled.sources[here.declaration.file]
    if source.name.hasPrefix("<policyc>/") || BuiltinCopy.isCopy(source.name) {
      let text = language(of: checked) == .chinese
      throw RPCError(
        .requestFailed,
        text ? "它声明在内置文件里，不能改名" : "it is declared in a built-in file and cannot be renamed")
    }
  }

  func rename(_ place: Place, _ params: JSONValue) throws(RPCError) -> String {
    let checked = workspace.check(place.document)
    guard let name = params["newName"]?.text else {
      throw RPCError(.invalidParams, "newName is missing")
    }
    try refuseBuiltin(place, checked)
    do throws(NamePlaces.Refusal) {
      _ = try NamePlaces.rename(at: place.offset, to: name, in: checked)
    } catch {
      throw RPCError(.requestFailed, refusal(error, language(of: checked)))
    }
    guard let here = checked.occurrence(at: place.offset) else { return "null" }
    let old = checked.compiled.sources.text(here.span)
    var edits: [String: [(ProtocolRange, String)]] = [:]
    var seen = Set<Location>()
    for (file, declaration) in filesDeclaring(here.declaration, from: checked) {
      let spans = NamePlaces.references(to: declaration, in: file, includingDeclaration: true)
      for span in spans where file.compiled.sources.text(span) == old {
        guard let location = workspace.location(span, in: file), seen.insert(location).inserted
        else { continue }
        edits[location.uri, default: []].append((location.range, name))
      }
    }
    return JSONWriter.written { $0.workspaceEdit(edits) }
  }

  private func refusal(_ refusal: NamePlaces.Refusal, _ language: Language) -> String {
    let isChinese = language == .chinese
    switch refusal {
    case .noName:
      return isChinese ? "这里没有可以改的名称" : "there is no name here that can be changed"
    case .notAName:
      return isChinese
        ? "不能用作名称：须是一个词，不是关键词或数字，编号用英文字母"
        : "not a name: one word, no keyword, no figure; ids in ASCII"
    case .taken: return isChinese ? "这个名称已经用了" : "the name is taken"
    }
  }
}
