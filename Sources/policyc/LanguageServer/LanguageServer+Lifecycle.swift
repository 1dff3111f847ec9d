internal import PolicyLang
internal import PolicyRuntime

/// What the client sends as `initializationOptions`.
struct ServerOptions {
  /// A file of example candidates for the remarks beside clauses.
  var candidates: String?
  var asOf: CivilDate?
}

/// What the client says it can do, as far as it matters.
struct ClientAbilities {
  var refreshesLenses = false
  var showsMarkdown = true
  var hasSymbolTree = true
}

extension LanguageServer {
  func initialize(_ params: JSONValue) {
    let abilities = params["capabilities"] ?? .null
    let encodings = abilities.at("general", "positionEncodings")?.elements.compactMap { $0.text }
    workspace.encoding = PositionEncoding.chosen(among: encodings ?? [])
    client.refreshesLenses = abilities.at("workspace", "codeLens", "refreshSupport")?.flag ?? false
    if let formats = abilities.at("textDocument", "hover", "contentFormat")?.elements {
      client.showsMarkdown = formats.contains { $0.text == "markdown" }
    }
    client.hasSymbolTree =
      abilities.at("textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")?.flag
      ?? false
    for folder in params["workspaceFolders"]?.elements ?? [] { addRoot(folder["uri"]) }
    if workspace.roots.isEmpty { addRoot(params["rootUri"]) }
    let own = params["initializationOptions"] ?? .null
    if chosenLanguage == nil { chosenLanguage = Session.named(own["language"]?.text) }
    options.candidates = own["candidates"]?.text
    if let text = own["asOf"]?.text { options.asOf = try? SettingReader.date(text) }
  }

  func addRoot(_ uri: JSONValue?) {
    guard let path = uri?.text.flatMap({ FileURI.path($0) }), !workspace.roots.contains(path) else {
      return
    }
    workspace.roots.append(path)
  }

  /// The answer to `initialize`.
  var capabilities: String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("capabilities")
    writer.beginObject()
    writer.key("positionEncoding")
    writer.string(workspace.encoding.rawValue)
    writer.key("textDocumentSync")
    writer.raw(#"{"openClose":true,"change":2,"save":{"includeText":false}}"#)
    for name in [
      "hoverProvider", "definitionProvider", "declarationProvider", "referencesProvider",
      "documentHighlightProvider", "documentSymbolProvider", "workspaceSymbolProvider",
      "foldingRangeProvider", "documentFormattingProvider", "inlayHintProvider",
    ] {
      writer.key(name)
      writer.boolean(true)
    }
    writer.key("completionProvider")
    writer.raw(#"{"triggerCharacters":["@"," ","{",":","：","、"],"resolveProvider":false}"#)
    writer.key("renameProvider")
    writer.raw(#"{"prepareProvider":true}"#)
    writer.key("codeActionProvider")
    writer.raw(#"{"codeActionKinds":["quickfix","source.fixAll"]}"#)
    writer.key("codeLensProvider")
    writer.raw(#"{"resolveProvider":false}"#)
    writer.key("executeCommandProvider")
    writer.beginObject()
    writer.key("commands")
    writer.strings(ServerCommand.allCases.map { $0.rawValue })
    writer.endObject()
    writer.key("semanticTokensProvider")
    writer.beginObject()
    writer.key("legend")
    writer.beginObject()
    writer.key("tokenTypes")
    writer.strings(SemanticLegend.types)
    writer.key("tokenModifiers")
    writer.strings(SemanticLegend.modifiers)
    writer.endObject()
    writer.key("full")
    writer.boolean(true)
    writer.key("range")
    writer.boolean(true)
    writer.endObject()
    writer.key("workspace")
    writer.raw(#"{"workspaceFolders":{"supported":true,"changeNotifications":true}}"#)
    writer.endObject()
    writer.key("serverInfo")
    writer.beginObject()
    writer.key("name")
    writer.string("policyc")
    writer.key("version")
    writer.string(ProgramVersion.text)
    writer.endObject()
    writer.endObject()
    return writer.text
  }
}
