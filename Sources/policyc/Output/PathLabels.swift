internal import PolicyLang

/// Names the paths of facts by their labels: `contests.1.place` is 竞赛成绩.1.名次.
struct PathLabels {
  let program: IRProgram
  let language: Language

  func label(_ path: String) -> String {
    var words: [String] = []
    var record: Int? = 0
    for part in path.split(separator: ".") {
      let id = String(part)
      guard let index = record, program.records.indices.contains(index),
        let field = program.records[index].fields.first(where: { $0.label.id == id })
      else {
        words.append(id)
        continue
      }
      words.append(field.label[language])
      switch field.type {
      case .list(let next), .record(let next): record = next
      default: record = nil
      }
    }
    return words.joined(separator: ".")
  }
}
