internal import PolicyLang
internal import PolicyRuntime

/// Where rejected rows go: to a file of their own, or to standard error. None is ever left out.
final class RejectSink {
  static let option = Option(
    name: "--rejects", value: .text(LocalText(zh: "文件", en: "FILE")),
    meaning: LocalText(
      zh: "读不出的行写到这里（.csv 或 .jsonl）；不写时显示在屏幕上",
      en: "write rows that cannot be read here (.csv or .jsonl), else they are shown"))

  private let session: Session
  private let dataName: String
  private let file: AtomicFile?
  private let isJSON: Bool
  private(set) var count = 0

  init(_ session: Session, dataName: String) throws(CommandFailure) {
    self.session = session
    self.dataName = dataName
    guard let path = session.arguments.value(RejectSink.option) else {
      file = nil
      isJSON = false
      return
    }
    isJSON = path.hasSuffix(".jsonl") || path.hasSuffix(".json")
    let opened = try accessing { () throws(FileProblem) in try AtomicFile(path: path) }
    file = opened
    if !isJSON {
      try accessing { () throws(FileProblem) in
        try opened.write("line,id,column,value,reason,code\n")
      }
    }
  }

  func take(_ reject: Reject) throws(CommandFailure) {
    count += 1
    guard let file else { return show(reject) }
    let text = isJSON ? json(reject) : csv(reject)
    try accessing { () throws(FileProblem) in try file.write(text) }
  }

  func commit() throws(CommandFailure) {
    guard let file else { return }
    try accessing { () throws(FileProblem) in try file.commit() }
  }

  private func show(_ reject: Reject) {
    for problem in reject.problems {
      var text = session.say(
        zh: "拒收：\(dataName) 第 \(reject.line) 行", en: "rejected: \(dataName):\(reject.line)")
      if !reject.id.isEmpty {
        text += session.say(zh: "（编号 \(visible(reject.id))）", en: " (id \(visible(reject.id)))")
      }
      if let place = PathLabels.eventPlace(problem.column, session.language) {
        text += session.say(zh: "，", en: ", ") + place
      } else if !problem.column.isEmpty {
        text += session.say(
          zh: "，列“\(visible(problem.column))”", en: ", column `\(visible(problem.column))`")
      }
      text += session.say(zh: "：", en: ": ") + problem.reason(in: session.language)
      session.console.writeError(text + " [" + problem.kind.id + "]\n")
    }
  }

  /// One line per rejected row: its first problem, further ones after its reason.
  private func csv(_ reject: Reject) -> String {
    guard let first = reject.problems.first else { return "" }
    let reason = reject.reason(in: session.language)
    let cells = ["\(reject.line)", reject.id, first.column, first.value, reason, first.kind.id]
    return CSVText.line(cells, end: "\n")
  }

  private func json(_ reject: Reject) -> String {
    guard let first = reject.problems.first else { return "" }
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("line")
    writer.integer(reject.line)
    writer.key("row")
    writer.integer(reject.row)
    if !reject.id.isEmpty {
      writer.key("id")
      writer.string(reject.id)
    }
    write(first, to: &writer)
    writer.key("problems")
    writer.beginArray()
    for problem in reject.problems {
      writer.beginObject()
      write(problem, to: &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.text + "\n"
  }

  private func write(_ problem: DataProblem, to writer: inout JSONWriter) {
    writer.key("column")
    writer.string(problem.column)
    writer.key("value")
    writer.string(problem.value)
    writer.key("reason")
    writer.string(problem.reason(in: session.language))
    writer.key("code")
    writer.string(problem.kind.id)
  }
}
