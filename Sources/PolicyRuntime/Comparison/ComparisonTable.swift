public import PolicyLang

/// Any number of policies side by side: a row for each thing that any of them declares.
public struct ComparisonTable: Sendable {
  public let policies: [PreparedPolicy]
  /// The clauses of eligibility, in the order of the first policy that has each.
  public let clauses: [ClauseRow]
  /// Everything else, by section.
  public let rows: [Row]
  /// What can be drawn on a scale.
  public let dimensions: [TableDimension]
  /// How strict the policies are: as a whole, then clause by clause in the order of `clauses`, without
  /// clauses that nobody can break.
  public let strictness: [TableDimension]

  /// A clause of eligibility in each policy, as positions in its `requirements`.
  public struct ClauseRow: Hashable, Sendable {
    public let cells: [Int?]
    /// Whether it is built alike in all policies: same facts, same figures, same strength.
    public let differs: Bool
  }

  public struct Row: Hashable, Sendable {
    public let section: ConceptSection
    /// In the order of the policies; `nil` where a policy says nothing.
    public let cells: [Concept?]
    public let differs: Bool
    /// What any of them says about it.
    public let attributes: [AttributeRow]
  }

  public struct AttributeRow: Hashable, Sendable {
    public let key: AttributeKey
    public let cells: [DeclaredTerm?]
    public let differs: Bool
  }

  public init(_ policies: [PreparedPolicy]) {
    self.policies = policies
    let maker = TableMaker(policies)
    clauses = maker.clauseRows()
    rows = maker.rows()
    dimensions = DimensionReader.clauses(policies) + DimensionReader.figures(rows, policies)
    let scale = StrictnessScale(policies)
    var strictness = [scale.overall()]
    for row in clauses {
      if let dimension = scale.clauses(row) { strictness.append(dimension) }
    }
    self.strictness = strictness
  }

  /// What a cell says in words: figure and article, 未规定 or 未定.
  public func text(_ row: Row, of policy: Int, _ language: Language) -> String {
    guard policies.indices.contains(policy), row.cells.indices.contains(policy) else { return "" }
    return TermWording(policies[policy], language).cell(row.cells[policy]?.summary, .whole)
  }

  public func text(_ row: AttributeRow, of policy: Int, _ language: Language) -> String {
    guard policies.indices.contains(policy), row.cells.indices.contains(policy) else { return "" }
    return TermWording(policies[policy], language).cell(row.cells[policy], row.key)
  }

  /// The clause as its policy has it, with its strength and articles.
  public func text(_ row: ClauseRow, of policy: Int, _ language: Language) -> String {
    guard policies.indices.contains(policy), row.cells.indices.contains(policy) else { return "" }
    let program = policies[policy].program
    guard let index = row.cells[policy], program.requirements.indices.contains(index) else {
      return TermWording(policies[policy], language).cell(nil, .whole)
    }
    let clause = program.requirements[index]
    let wording = Wording(program, language, environment: policies[policy].environment)
    let word = clause.strength.keyword.spelling(language)
    let colon = language == .chinese ? "：" : ": "
    let text = word + colon + wording.text(of: clause.condition)
    if clause.articles.isEmpty { return text }
    return language == .chinese
      ? text + "（" + clause.articles.joined(separator: "、") + "）"
      : text + " (" + clause.articles.joined(separator: ", ") + ")"
  }
}

/// Brings the pairs of each two policies together into rows.
struct TableMaker {
  private let policies: [PreparedPolicy]
  private let concepts: [[Concept]]
  /// `comparisons[i][j]` for i < j.
  private var comparisons: [[Int: PolicyComparison]] = []

  init(_ policies: [PreparedPolicy]) {
    self.policies = policies
    let numbers = TermNumbers()
    concepts = policies.map { ConceptReader.concepts($0.environment, numbers) }
    for first in policies.indices {
      var row: [Int: PolicyComparison] = [:]
      for second in policies.indices where second > first {
        row[second] = PolicyComparison(
          policies[first], concepts[first], policies[second], concepts[second], numbers)
      }
      comparisons.append(row)
    }
  }

  func rows() -> [ComparisonTable.Row] {
    let grouped = TableMaker.group(concepts.map { $0.count }) { first, second in
      comparisons[first][second]?.pairs ?? []
    }
    var result: [ComparisonTable.Row] = []
    for section in ConceptSection.allCases {
      for members in grouped {
        var cells: [Concept?] = []
        for (policy, member) in members.enumerated() {
          cells.append(member.map { concepts[policy][$0] })
        }
        guard let present = cells.compactMap({ $0 }).first, present.section == section else {
          continue
        }
        // Judgements of which no document says who or what are rows of the clauses alone.
        if present.kind == .attest, cells.allSatisfy({ $0?.attributes.isEmpty ?? true }) {
          continue
        }
        result.append(row(members, cells, section))
      }
    }
    return result
  }

  private func row(
    _ members: [Int?], _ cells: [Concept?], _ section: ConceptSection
  ) -> ComparisonTable.Row {
    var keys = Set<AttributeKey>()
    for first in policies.indices {
      for second in policies.indices where second > first {
        guard let x = members[first], let y = members[second],
          let comparison = comparisons[first][second]
        else { continue }
        for compared in comparison.concepts {
          guard compared.a == concepts[first][x], compared.b == concepts[second][y] else {
            continue
          }
          for difference in compared.differences { keys.insert(difference.key) }
        }
      }
    }
    let isMissing = cells.contains { $0 == nil }
    var attributes: [ComparisonTable.AttributeRow] = []
    for key in AttributeKey.allCases {
      var terms: [DeclaredTerm?] = []
      for cell in cells { terms.append(cell?[key]) }
      guard terms.contains(where: { $0 != nil }) else { continue }
      attributes.append(
        ComparisonTable.AttributeRow(key: key, cells: terms, differs: keys.contains(key)))
    }
    return ComparisonTable.Row(
      section: section, cells: cells, differs: isMissing || !keys.isEmpty, attributes: attributes)
  }

  func clauseRows() -> [ComparisonTable.ClauseRow] {
    let numbers = TermNumbers()
    var shapes: [[ClauseShape]] = []
    for (index, policy) in policies.enumerated() {
      var reader = ClauseReader(policy.environment, numbers, side: index)
      shapes.append(reader.clauses())
    }
    let grouped = TableMaker.group(shapes.map { $0.count }) { first, second in
      var pairs: [(a: Int, b: Int)] = []
      for pair in ClauseAligner(shapes[first], shapes[second]).pairs() {
        if let one = pair.a, let other = pair.b { pairs.append((one, other)) }
      }
      return pairs
    }
    var result: [ComparisonTable.ClauseRow] = []
    for members in grouped {
      var forms = Set<String>()
      for (policy, member) in members.enumerated() {
        guard let member else {
          forms.insert("-")
          continue
        }
        let shape = shapes[policy][member]
        forms.insert(shape.isActive ? "\(shape.whole)" : "-")
      }
      // A clause that no policy has under the chosen readings is no row.
      if forms == ["-"] { continue }
      result.append(ComparisonTable.ClauseRow(cells: members, differs: forms.count > 1))
    }
    return result
  }

  /// Rows of what corresponds: each policy's things join the rows in which most of the earlier
  /// policies have a partner of theirs.
  static func group(
    _ counts: [Int], _ pairs: (Int, Int) -> [(a: Int, b: Int)]
  ) -> [[Int?]] {
    var rows: [[Int?]] = []
    for (policy, count) in counts.enumerated() {
      var votes = Array(repeating: Array(repeating: 0, count: count), count: rows.count)
      for earlier in 0..<policy {
        for pair in pairs(earlier, policy) {
          guard let row = rows.firstIndex(where: { $0[earlier] == pair.a }) else { continue }
          votes[row][pair.b] += 1
        }
      }
      var isPlaced = Array(repeating: false, count: count)
      for (row, column) in Assignment.best(votes, columns: count).enumerated() {
        rows[row].append(column)
        if let column { isPlaced[column] = true }
      }
      for index in 0..<count where !isPlaced[index] {
        rows.append(Array(repeating: nil, count: policy) + [index])
      }
    }
    return rows
  }
}
