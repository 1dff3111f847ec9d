public import PolicyLang

/// One thing that can be drawn on a scale across policies: a threshold, a length, an amount.
public struct TableDimension: Hashable, Sendable {
  /// A stable name: the field, or section and attribute of a concept.
  public let id: String
  public let label: LocalText
  public let meaning: Meaning
  /// One for each policy.
  public let measures: [Measure]
  /// Levels at which policies stand of which neither asks more than the other.
  public var mixedLevels: [Int] = []

  public enum Meaning: Hashable, Sendable {
    /// A higher level asks more of the candidate.
    case stricter
    /// A higher level gives more.
    case generous
    /// Higher is neither.
    case neutral
  }

  public struct Measure: Hashable, Sendable {
    /// 0 where the policy asks or gives nothing; then 1 for the lowest figure among the policies, 2 for
    /// the next. `nil` where it has no place on the scale; `unplaced` says why.
    public let level: Int?
    /// The figure, a number or the place of an ordered value; `nil` where there is none.
    public let figure: Rational?
    public let text: LocalText
    public let articles: [String]
    /// Whether the figure binds: not where it is one way among others, or holds in principle.
    public let isCertain: Bool
    public var unplaced: Unplaced?

    static let silent = Measure(
      level: 0, figure: nil, text: LocalText(zh: "未规定", en: "nothing said"), articles: [],
      isCertain: true)
  }

  /// Why a policy has no place on a scale.
  public enum Unplaced: String, Hashable, Sendable {
    /// The policy leaves the figure open.
    case open
    /// The figure is of another kind: a year's number beside one of a cohort.
    case otherBasis = "other_basis"
    /// It asks more than some others of some people, and less of others.
    case crossing
    /// The search did not settle it.
    case undecided
  }

  /// Policies have as many levels as there are different figures.
  public var levels: Int {
    var highest = 0
    for measure in measures { highest = max(highest, measure.level ?? 0) }
    return highest
  }
}

/// Reads what can be measured.
enum DimensionReader {
  private struct Reading {
    let figure: Rational?
    let text: LocalText
    let articles: [String]
    let isCertain: Bool
    var isComparable = true
  }

  // MARK: Eligibility

  /// The thresholds of the clauses by field.
  static func clauses(_ policies: [PreparedPolicy]) -> [TableDimension] {
    var order: [String] = []
    var labels: [String: LocalText] = [:]
    var isLowerStricter: [String: Bool] = [:]
    var readings: [String: [Int: Reading]] = [:]
    for (index, policy) in policies.enumerated() {
      for threshold in ThresholdReader(policy).thresholds() {
        let id = threshold.field + (threshold.excludes ? ".excluded" : "")
        if readings[id] == nil {
          order.append(id)
          labels[id] = threshold.label
          isLowerStricter[id] = threshold.excludes
        }
        let known = readings[id]?[index]
        // Of several thresholds on one field the strictest counts.
        if let known, let figure = known.figure,
          threshold.excludes ? figure <= threshold.figure : figure >= threshold.figure
        {
          continue
        }
        readings[id, default: [:]][index] = Reading(
          figure: threshold.figure, text: threshold.text, articles: threshold.articles,
          isCertain: threshold.isCertain)
      }
    }
    var result: [TableDimension] = []
    for id in order {
      var cells: [Reading?] = []
      for index in policies.indices { cells.append(readings[id]?[index]) }
      result.append(
        dimension(
          id, labels[id] ?? LocalText(id), .stricter, cells,
          reversed: isLowerStricter[id] ?? false))
    }
    return result
  }

  // MARK: Figures of concepts

  static func figures(
    _ rows: [ComparisonTable.Row], _ policies: [PreparedPolicy]
  ) -> [TableDimension] {
    var result: [TableDimension] = []
    for row in rows {
      for attribute in row.attributes where attribute.key == .amount || attribute.key == .length {
        var cells: [Reading?] = []
        var isMeasured = false
        let basis = attribute.key == .amount ? self.basis(row, policies) : []
        for (index, term) in attribute.cells.enumerated() {
          guard let term else {
            cells.append(nil)
            continue
          }
          let figure = figure(term.value, policies[index].environment)
          isMeasured = isMeasured || figure != nil
          // With how often it is paid or filled, where that is said.
          let shown = row.cells[index]?.figureTerm(attribute.key) ?? term.value
          cells.append(
            Reading(
              figure: figure,
              text: LocalText(
                zh: TermWording(policies[index], .chinese).text(shown, attribute.key),
                en: TermWording(policies[index], .english).text(shown, attribute.key)),
              articles: term.articles, isCertain: term.isSettled,
              isComparable: basis.isEmpty || basis[index]))
        }
        guard isMeasured, let concept = row.cells.compactMap({ $0 }).first else { continue }
        let meaning: TableDimension.Meaning =
          switch row.section {
          case .money, .quota: .generous
          case .procedure: .stricter
          default: .neutral
          }
        result.append(
          dimension(
            "\(row.section.id).\(concept.label.id).\(attribute.key.rawValue)",
            LocalText(zh: concept.label.zh, en: concept.label[.english]), meaning, cells,
            reversed: false))
      }
    }
    return result
  }

  /// Which amounts are of one kind: those as often as most, of equally many kinds the first.
  private static func basis(
    _ row: ComparisonTable.Row, _ policies: [PreparedPolicy]
  ) -> [Bool] {
    var texts: [String?] = []
    for (index, cell) in row.cells.enumerated() {
      texts.append(
        cell.map {
          let rhythm = $0[.rhythm].map {
            TermWording(policies[index], .chinese).text($0.value, .rhythm)
          }
          return $0.kind.spelling(.chinese) + (rhythm ?? "")
        })
    }
    var best: String?
    for case let text? in texts {
      if texts.count(where: { $0 == text }) > texts.count(where: { $0 == best }) || best == nil {
        best = text
      }
    }
    return texts.map { $0 == best }
  }

  private static func figure(_ value: TermValue, _ environment: Environment) -> Rational? {
    if case .phrase(let parts) = value {
      for part in parts {
        if let figure = DirectionRule.figure(part, environment) { return figure.0 }
      }
      return nil
    }
    return DirectionRule.figure(value, environment)?.0
  }

  private static func dimension(
    _ id: String, _ label: LocalText, _ meaning: TableDimension.Meaning, _ cells: [Reading?],
    reversed: Bool
  ) -> TableDimension {
    var figures: [Rational] = []
    for cell in cells {
      if let cell, cell.isComparable, let figure = cell.figure, !figures.contains(figure) {
        figures.append(figure)
      }
    }
    figures.sort { reversed ? $0 > $1 : $0 < $1 }
    var measures: [TableDimension.Measure] = []
    for cell in cells {
      guard let cell else {
        measures.append(.silent)
        continue
      }
      let place = cell.isComparable ? cell.figure.flatMap { figures.firstIndex(of: $0) } : nil
      measures.append(
        TableDimension.Measure(
          level: place.map { $0 + 1 }, figure: cell.figure, text: cell.text,
          articles: cell.articles, isCertain: cell.isCertain,
          unplaced: place != nil ? nil : cell.figure == nil ? .open : .otherBasis))
    }
    return TableDimension(id: id, label: label, meaning: meaning, measures: measures)
  }
}

extension Concept {
  /// A figure with how often it is due.
  fileprivate func figureTerm(_ key: AttributeKey) -> TermValue? {
    guard key == .amount, let amount = self[.amount], !amount.isOpen else { return nil }
    guard let rhythm = self[.rhythm], rhythm.value != .keyword(.once) else { return nil }
    return .phrase([rhythm.value, amount.value])
  }
}

extension ConceptSection {
  /// The name in data, which never changes.
  public var id: String {
    switch self {
    case .scope: "scope"
    case .quota: "quota"
    case .priority: "priority"
    case .selection: "selection"
    case .training: "training"
    case .money: "money"
    case .honour: "honour"
    case .procedure: "procedure"
    case .revocation: "revocation"
    case .duties: "duties"
    }
  }

  public func text(_ language: Language) -> String {
    let (zh, en) = words
    return language == .chinese ? zh : en
  }

  private var words: (zh: String, en: String) {
    switch self {
    case .scope: ("施行和解释", "Force and interpretation")
    case .quota: ("名额", "Numbers")
    case .priority: ("优先和兼顾", "Preferences")
    case .selection: ("评分和排序", "Scoring and ranking")
    case .training: ("培育期", "Training")
    case .money: ("资金", "Money")
    case .honour: ("证书和待遇", "Certificates and benefits")
    case .procedure: ("程序", "Procedure")
    case .revocation: ("退出和撤销", "Revocation")
    case .duties: ("职责", "Duties")
    }
  }
}
