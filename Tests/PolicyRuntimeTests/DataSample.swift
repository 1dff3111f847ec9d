import PolicyLang
import PolicyRuntime
import Testing

/// A program with a field of every type, for reading data.
enum DataSample {
  static let program: IRProgram = {
    func label(_ id: String, _ zh: String, _ en: String) -> IRLabel {
      IRLabel(id: id, zh: zh, en: en)
    }
    var program = IRProgram(id: "p", title: "试", vocabulary: "v")
    program.enumerations = [
      IREnumeration(
        name: "等级", isOrdered: true,
        values: [
          label("junior", "初级工", "Junior"), label("senior", "高级工", "Senior"),
          label("senior_technician", "高级技师", "Senior technician"),
        ])
    ]
    program.records = [
      IRRecord(
        label: label("person", "人", "Person"),
        fields: [
          IRField(label: label("id", "编号", "ID"), type: .text, isIdentifier: true),
          IRField(label: label("active", "在职", "Active"), type: .boolean),
          IRField(label: label("years", "年限", "Years"), type: .number(.years), places: 2),
          IRField(label: label("count", "次数", "Count"), type: .number(.none)),
          IRField(label: label("grant", "补贴", "Grant"), type: .money),
          IRField(label: label("share", "占比", "Share"), type: .share, places: 1),
          IRField(label: label("born", "出生", "Born"), type: .date),
          IRField(label: label("skill", "技能等级", "Skill"), type: .enumeration(0)),
          IRField(label: label("quality", "素质", "Quality"), type: .judgement),
          IRField(label: label("contests", "竞赛成绩", "Contests"), type: .list(1)),
          IRField(label: label("waivers", "豁免", "Waivers"), type: .clauses),
          IRField(
            label: label("score", "得分", "Score"), type: .number(.points), places: 2,
            low: Rational(0),
            high: Rational(100)),
          IRField(label: label("unit", "单位", "Unit"), type: .text),
        ]),
      IRRecord(
        label: label("contest", "竞赛", "Contest"),
        fields: [
          IRField(label: label("level", "级别", "Level"), type: .enumeration(0)),
          IRField(label: label("place", "名次", "Place"), type: .number(.none)),
        ]),
      IRRecord(
        label: label("announced", "公布", "Announced"),
        fields: [
          IRField(label: label("on", "日期", "On"), type: .date),
          IRField(label: label("number", "文号", "Number"), type: .text),
        ]),
    ]
    program.events = [IREvent(label: label("announced", "公布", "Announced"), record: 2)]
    return program
  }()

  static func field(_ id: String) -> IRField {
    let fields = program.records[0].fields
    return fields.first { $0.label.id == id } ?? fields[0]
  }

  static func index(_ id: String) -> Int {
    program.records[0].fields.firstIndex { $0.label.id == id } ?? 0
  }

  /// What a reader makes of a text: `row 1 line 2: id` or `line 2: !P07xx column`.
  static func read(
    _ text: String, _ layout: DataLayout, keep: [String] = []
  ) -> (items: [String], rows: [CandidateReader.Row], warnings: [Diagnostic]) {
    var reader = CandidateReader(program, layout: layout, keep: keep)
    reader.feed(Array(text.utf8))
    var items: [String] = []
    var rows: [CandidateReader.Row] = []
    while true {
      switch reader.next() {
      case .candidate(let row):
        rows.append(row)
        items.append("\(row.row)@\(row.line) \(row.candidate.id)")
      case .reject(let reject):
        let problems = reject.problems.map { "!" + $0.kind.id + " " + $0.column }
        items.append("\(reject.row)@\(reject.line) \(reject.id)" + problems.joined())
      case .failure(let problem, let line): items.append("@\(line) failed \(problem.kind.id)")
      case .blank(let line): items.append("@\(line) blank")
      case .needsInput: reader.finish()
      case .end: return (items, rows, reader.takeWarnings())
      }
    }
  }
}
