internal import PolicyLang
internal import PolicyRuntime

/// The standard columns of a table of decisions in Chinese words, for people and not for programs.
struct ChineseCells {
  private let paths: PathLabels

  init(program: IRProgram) { paths = PathLabels(program: program, language: .chinese) }

  private static let headings = [
    ("id", "编号"), ("decision", "结果"), ("violated", "违反"), ("waivable", "待豁免"),
    ("unknown", "未明"), ("missing", "缺的事实"), ("pending", "待认定"), ("policy", "政策"),
    ("as_of", "基准日"), ("waived", "已豁免"), ("excepted", "例外"), ("held", "成立的选项"),
    ("articles", "依据"), ("contested", "换一种解读"), ("in_force", "在有效期内"),
    ("barred", "禁入"),
  ]

  func heading(_ column: String) -> String? {
    ChineseCells.headings.first { $0.0 == column }?.1
  }

  /// A cell; `nil` for a column that is the same in every language.
  func text(_ column: String, _ decision: Decision) -> String? {
    switch column {
    case "decision": return decision.outcome.keyword.spelling(.chinese)
    case "violated": return clauses(decision.violated)
    case "waivable": return clauses(decision.waivable)
    case "unknown": return clauses(decision.unknown)
    case "waived": return clauses(decision.waived)
    case "missing": return joined(decision.missing.map { paths.label($0) })
    case "pending": return joined(decision.pending.map { paths.label($0) })
    case "excepted": return parts(decision.excepted)
    case "held": return parts(decision.held)
    case "in_force": return decision.inForce.map { $0 ? "是" : "否" } ?? ""
    case "barred":
      return joined(decision.barred.map { $0.label.zh + "至" + $0.until.description })
    case "contested":
      return joined(
        decision.contested.map {
          $0.readingLabel.zh + "＝" + $0.optionLabel.zh + "：" + $0.outcome.keyword.spelling(.chinese)
        })
    default: return nil
    }
  }

  private func clauses(_ findings: [ClauseFinding]) -> String {
    joined(findings.map { $0.label.zh })
  }

  private func parts(_ findings: [PartFinding]) -> String {
    joined(findings.map { $0.clause.label.zh + "/" + $0.part.zh })
  }

  private func joined(_ words: [String]) -> String { words.joined(separator: "；") }
}
