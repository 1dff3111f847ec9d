internal import PolicyLang
internal import PolicyRuntime

/// Any number of policies side by side, before the sheet becomes text, a page or data.
struct CompareSheet {
  let setups: [EvaluationSetup]
  let language: Language
  let columns: [Column]
  let sections: [Section]
  let dimensions: [TableDimension]
  /// Clause by clause, settled by the solver.
  let strictness: [TableDimension]

  /// A policy, with the mark that stands for it in tables and pictures.
  struct Column {
    /// 甲, 乙 … or A, B …
    let mark: String
    /// The id of the policy; with a number where two versions of one policy are compared.
    let id: String
    let title: String
    /// Who issued it; empty where it does not say.
    let issuer: String
  }

  struct Section {
    /// Stable, for data and links.
    let id: String
    let title: String
    let rows: [Row]
    /// Long lists of what only one policy has are kept apart from what can be compared.
    let folds: Bool

    var shared: [Row] { folds ? rows.filter { $0.owner == nil } : rows }
    var folded: [Row] { folds ? rows.filter { $0.owner != nil } : [] }
  }

  struct Row {
    /// Stable: the id of the clause, statement or reading in the first policy that has it.
    let id: String
    /// The kind of thing: `clause`, the section of a concept, `reading`, `open_point`.
    let kind: String
    let title: String
    let differs: Bool
    /// `nil` where a policy says nothing.
    let cells: [Cell?]
    let points: [Point]

    func titled(_ title: String) -> Row {
      Row(
        id: id, kind: kind, title: title, differs: differs,
        // A name that was the row's is still no news in a cell.
        cells: cells.map { cell in
          var cell = cell
          if cell?.name == self.title { cell?.name = title }
          return cell
        }, points: points)
    }

    func renamed(_ id: String) -> Row {
      Row(id: id, kind: kind, title: title, differs: differs, cells: cells, points: points)
    }

    /// The only policy that has it.
    var owner: Int? {
      let present = cells.indices.filter { cells[$0] != nil }
      return present.count == 1 ? present[0] : nil
    }

    /// Points that say something the first line does not and are listed for each policy: those that
    /// differ, and those that mean the same in other words.
    var moreThatDiffers: [Point] { more.filter { !$0.isOneWording } }
    /// Points that all who have the row put in the same words.
    var moreInCommon: [Point] {
      more.filter { point in
        point.isOneWording && !isInTitle(point)
      }
    }

    /// Whether nothing differs and yet the policies do not use the same words: another name for what
    /// plays the same part.
    var isByRole: Bool {
      if differs { return false }
      let said = cells.compactMap { $0 }
      if said.contains(where: { $0.text != said[0].text }) { return true }
      return points.contains { !$0.differs && !$0.isOneWording }
    }

    /// 兼顾（推荐） says already how strong it is and to which stage it belongs.
    private func isInTitle(_ point: Point) -> Bool {
      guard let text = point.cells.compactMap({ $0 }).first?.text else { return false }
      switch point.key {
      case .strength: return title.hasPrefix(text)
      case .stage: return title.hasSuffix("（" + text + "）") || title.hasSuffix("(" + text + ")")
      default: return false
      }
    }

    private var more: [Point] {
      // What kind of figure it is says the section.
      points.filter { $0.key != .kind }.filter { point in
        point.cells.indices.contains { index in
          guard let cell = point.cells[index] else { return false }
          return !(cells[index]?.text.contains(cell.text) ?? false)
        }
      }
    }
  }

  /// One respect in which things of a row can be compared.
  struct Point {
    let key: AttributeKey
    let title: String
    let differs: Bool
    let cells: [Cell?]

    /// Whether one line says it for every policy that has it.
    var isOneWording: Bool {
      if differs { return false }
      let said = cells.compactMap { $0 }
      return said.allSatisfy { $0.text == said[0].text && $0.state == said[0].state }
    }
  }

  struct Cell {
    /// What the policy calls it.
    var name: String
    var text: String
    let articles: [String]
    let state: State
    var value: TermValue?

    enum State: String {
      case settled
      /// Another reading gives something else.
      case contested
      /// The policy names the point and leaves it open.
      case open
    }
  }

  /// How many things are compared: the same in all, different, in one policy only.
  var counts: (all: Int, same: Int, differing: Int, alone: Int) {
    let rows = sections.filter { $0.id != CompareSheet.readings }.flatMap { $0.rows }
    let (same, alone) = (rows.count { !$0.differs }, rows.count { $0.owner != nil })
    return (rows.count, same, rows.count - same - alone, alone)
  }

  /// Whether something is the same only by the part that differently named things play.
  var hasRoles: Bool {
    sections.filter { $0.id != CompareSheet.readings }.flatMap { $0.rows }.contains { row in
      row.isByRole || row.owner == nil && row.points.contains { !$0.differs && !$0.isOneWording }
    }
  }

  static let readings = "readings"

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  var title: String {
    say("政策并排对照：", "Policies side by side: ")
      + columns.map { $0.title }.joined(separator: say("、", ", "))
  }

  /// Which cells of a row stand out: those that do not say what most of the others say.
  /// Where no wording is the most common, all do.
  static func standingOut(_ cells: [Cell?], differs: Bool) -> [Bool] {
    if !differs { return cells.map { _ in false } }
    let texts = cells.map { $0.map { $0.text + $0.state.rawValue } ?? "" }
    let counts = texts.map { text in texts.count { $0 == text } }
    let most = counts.max() ?? 0
    let leaders = Set(zip(texts, counts).filter { $1 == most }.map { $0.0 })
    if leaders.count != 1 || most == cells.count { return cells.map { _ in true } }
    return texts.map { !leaders.contains($0) }
  }

  // MARK: Words

  /// A cell in one line: `5000元（第十六条）`, `未规定`.
  func line(_ cell: Cell?, of title: String) -> String {
    guard let cell else { return silence }
    var result = cell.name.isEmpty || cell.name == title ? "" : cell.name + say("：", ": ")
    result += cell.text
    if cell.state == .contested { result += say("，存疑", ", in doubt") }
    return result + cited(cell.articles)
  }

  /// Articles in brackets; empty without any.
  func cited(_ articles: [String]) -> String {
    if articles.isEmpty { return "" }
    return say("（", " (") + articles.joined(separator: say("、", ", ")) + say("）", ")")
  }

  var silence: String { say("未规定", "nothing said") }

  /// What introduces points that are the same wherever they stand.
  func common(_ row: Row) -> String {
    if row.owner != nil { return say("另有", "also") }
    return row.cells.contains { $0 == nil }
      ? say("写了的都一样", "the same where said") : say("都一样", "the same in all")
  }

  /// Points in one line, each with what the first policy that has it says.
  func line(_ points: [Point]) -> String {
    var parts: [String] = []
    for point in points {
      guard let cell = point.cells.compactMap({ $0 }).first else { continue }
      parts.append(point.title + " " + cell.text + (cell.state == .contested ? doubt : ""))
    }
    return parts.joined(separator: say("；", "; "))
  }

  private var doubt: String { say("（存疑）", " (in doubt)") }

  /// The mark with the title, and with the id where titles do not tell policies apart.
  func name(_ column: Column) -> String {
    let isAlone = columns.count { $0.title == column.title } == 1
    return column.mark + " " + column.title
      + (isAlone ? "" : say("（", " (") + column.id + say("）", ")"))
  }
}
