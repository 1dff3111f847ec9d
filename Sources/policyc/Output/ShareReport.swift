internal import PolicyLang
internal import PolicyRuntime

/// An apportionment as a page, a table, or JSON.
struct ShareReport {
  let setup: EvaluationSetup
  let shares: UnitShares
  let language: Language

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  private var quota: IRLabel? {
    shares.rule.quota.map { setup.program.norms[$0].label }
  }

  private func name(_ unit: UnitShares.Unit) -> String {
    if case .text(let text) = unit.value { return text }
    guard let field = shares.rule.unitField else { return "" }
    return Wording(setup.program, language).text(
      of: unit.value, setup.program.records[0].fields[field].type)
  }

  private var tiedNames: [String] { shares.tied.map { name(shares.units[$0]) } }

  func page() -> String {
    var text = shares.rule.label[language]
    if let article = shares.rule.articles.first { text += say("（", " (") + article + say("）", ")") }
    text += say("：", ": ")
    if let total = shares.total {
      text += (quota.map { $0[language] + " " } ?? "") + say("\(total) 名，", "\(total) places, ")
    }
    text += say("\(shares.units.count) 个单位", "\(shares.units.count) units")
    if let method = shares.rule.method {
      text += say("，", ", ") + method.keyword.spelling(language)
    }
    text += "\n"
    for note in shares.open { text += say("存疑：", "open: ") + note[language] + "\n" }
    if !shares.open.isEmpty {
      return text + say("因此不给数字\n", "so there are no numbers\n")
    }
    for (index, unit) in shares.units.enumerated() {
      guard let places = shares.places, let claims = shares.claims else { break }
      text += "  " + visible(name(unit))
      for (factor, value) in zip(shares.rule.factors, unit.factors) {
        text += "  " + factor.label[language] + " " + value.description
      }
      text += say("  应得 ", "  claim ") + SelectionWording.figure(claims[index])
      text += say("  分得 \(places[index])\n", "  places \(places[index])\n")
    }
    if !shares.tied.isEmpty {
      text +=
        say("最后一名并列，按单位表先后给：", "equal claims to the last place, given by the order of the file: ")
        + tiedNames.map { visible($0) }.joined(separator: say("、", ", ")) + "\n"
    }
    return text
  }

  func table(excel: Bool) -> String {
    let end = excel ? "\r\n" : "\n"
    var heading = ["unit"]
    for factor in shares.rule.factors { heading.append(factor.label.id) }
    var text = (excel ? "\u{FEFF}" : "") + CSVText.line(heading + ["claim", "places"], end: end)
    for (index, unit) in shares.units.enumerated() {
      var cells = [name(unit)] + unit.factors.map { $0.description }
      cells.append(shares.claims.map { SelectionWording.figure($0[index]) } ?? "")
      cells.append(shares.places.map { "\($0[index])" } ?? "")
      text += CSVText.line(cells, end: end)
    }
    return text
  }

  func document() -> String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writer.key("apportionment")
    writer.string(shares.rule.label.id)
    writer.key("article")
    writer.string(shares.rule.articles.first ?? "")
    writer.key("quota")
    if let quota { writer.string(quota.id) } else { writer.null() }
    writer.key("total")
    if let total = shares.total { writer.raw("\(total)") } else { writer.null() }
    writer.key("method")
    if let method = shares.rule.method {
      writer.string(method.keyword.spelling(.english))
    } else {
      writer.null()
    }
    writer.key("units")
    writer.beginArray()
    for (index, unit) in shares.units.enumerated() {
      writer.beginObject()
      writer.key("unit")
      writer.string(name(unit))
      writer.key("factors")
      writer.beginObject()
      for (factor, value) in zip(shares.rule.factors, unit.factors) {
        writer.key(factor.label.id)
        writer.string(value.description)
      }
      writer.endObject()
      writer.key("claim")
      if let claims = shares.claims {
        writer.string(claims[index].description)
      } else {
        writer.null()
      }
      writer.key("places")
      if let places = shares.places { writer.raw("\(places[index])") } else { writer.null() }
      writer.endObject()
    }
    writer.endArray()
    writer.key("tied")
    writer.strings(tiedNames)
    writer.key("open")
    writer.strings(shares.open.map { $0[language] })
    writer.endObject()
    return writer.text + "\n"
  }
}

extension ApportionmentMethod {
  /// The word that writes the method.
  var keyword: Keyword {
    switch self {
    case .largestRemainder: .largestRemainder
    case .sainteLague: .sainteLague
    case .dHondt: .dHondt
    }
  }
}
