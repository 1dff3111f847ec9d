internal import PolicyLang
internal import PolicyRuntime

/// What people call a candidate in readable output: the id and, where the data give it, the name; the
/// line where there is no id.
struct CandidateName {
  private let identifier: Int?
  private let name: Int?
  private let language: Language

  init(_ program: IRProgram, _ language: Language) {
    let fields = program.records.first?.fields ?? []
    identifier = fields.firstIndex { $0.isIdentifier } ?? fields.firstIndex { $0.label.id == "id" }
    name = fields.firstIndex { $0.label.id == "name" && $0.type == .text }
    self.language = language
  }

  /// `A1 张三`, `数据第 3 行（没有编号） 王五`.
  func text(of row: CandidateReader.Row) -> String {
    var result = visible(row.candidate.id)
    if !hasID(row.candidate) {
      result =
        language == .chinese ? "数据第 \(row.row) 行（没有编号）" : "data row \(row.row) (without id)"
    }
    if let name, case .text(let text) = row.candidate.facts[name], !text.isEmpty {
      result += " " + visible(text)
    }
    return result
  }

  /// Whether the record says itself what it is called, so that its number does not stand for that.
  func hasID(_ candidate: Candidate) -> Bool {
    guard let identifier else { return false }
    switch candidate.facts[identifier] {
    case .text(let text): return !text.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }
    case .number: return true
    default: return false
    }
  }
}
