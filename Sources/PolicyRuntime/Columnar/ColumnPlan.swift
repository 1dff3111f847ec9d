public import PolicyLang

/// Which facts a batch holds, and how each is stored: the fields that the clauses of one or several
/// policies read, and no others.
///
/// Rows are domain 0. Every list that a condition looks into is a domain of its own, whose elements
/// stand one after the other, those of a row together.
public struct ColumnPlan: Sendable {
  /// One field, of the candidate or of the elements of a list.
  public struct Column: Sendable {
    /// The domain the field belongs to: an index into `ColumnPlan.domains`.
    public let domain: Int
    /// Field indices from the record of the domain down: one, or more inside nested records.
    public let path: [Int]
    public let field: IRField
    public let storage: ColumnStorage
    /// A number `n` is stored as `n × scale`, which must be whole; 1 for everything else. Dates are
    /// stored as day numbers, calendar years as they are, days of the year as `month × 32 + day`.
    public let scale: Int64
    /// The texts that conditions compare with, in the order of their codes; empty for other types.
    public internal(set) var words: [String]
  }

  /// The rows, or the elements of one list.
  public struct Domain: Sendable {
    /// The domain whose records hold the list; `nil` for the rows.
    public let parent: Int?
    /// Field indices from a record of the parent to the list.
    public let path: [Int]
    /// The record of the elements: an index into the records of `ColumnPlan.program`.
    public let record: Int
    /// The columns of this domain: indices into `ColumnPlan.columns`.
    public internal(set) var columns: [Int] = []
    /// The lists inside its elements: indices into `ColumnPlan.domains`.
    public internal(set) var lists: [Int] = []
  }

  /// The program whose records and enumerations the plan speaks of: the policy's own, or the union of
  /// several vocabularies.
  public let program: IRProgram
  public private(set) var domains: [Domain]
  public private(set) var columns: [Column] = []
  /// The candidate's fields that hold waivers.
  public let waiverFields: [Int]

  init(_ program: IRProgram) {
    self.program = program
    domains = [Domain(parent: nil, path: [], record: 0)]
    let fields = program.records.first?.fields ?? []
    waiverFields = fields.indices.filter { fields[$0].type == .clauses }
  }

  /// The column of a field that the plan already has.
  func column(_ domain: Int, _ path: [Int]) -> Int? {
    domains[domain].columns.first { columns[$0].path == path }
  }

  /// The domain of a list that the plan already has.
  func list(_ parent: Int, _ path: [Int]) -> Int? {
    domains[parent].lists.first { domains[$0].path == path }
  }

  /// The column of a field, made when there is none; `nil` where its type has no column.
  mutating func addColumn(_ domain: Int, _ path: [Int]) -> Int? {
    if let known = column(domain, path) { return known }
    guard let field = field(domain, path),
      let (storage, scale) = ColumnStorage.of(field, in: program)
    else { return nil }
    columns.append(
      Column(
        domain: domain, path: path, field: field, storage: storage, scale: scale, words: []))
    domains[domain].columns.append(columns.count - 1)
    return columns.count - 1
  }

  /// The domain of a list, made when there is none.
  mutating func addList(_ parent: Int, _ path: [Int]) -> Int? {
    if let known = list(parent, path) { return known }
    guard case .list(let record)? = field(parent, path)?.type else { return nil }
    domains.append(Domain(parent: parent, path: path, record: record))
    domains[parent].lists.append(domains.count - 1)
    return domains.count - 1
  }

  /// Notes that a condition compares a text column with `word`; `false` when there are too many.
  mutating func addWord(_ word: String, to column: Int) -> Bool {
    if self.word(word, of: column) != nil { return true }
    guard columns[column].words.count < 250 else { return false }
    columns[column].words.append(word)
    return true
  }

  /// The place of a text among those that conditions compare with, byte for byte.
  func word(_ word: String, of column: Int) -> Int? {
    columns[column].words.firstIndex { $0.utf8.elementsEqual(word.utf8) }
  }

  /// The record that declares a column's field, and the field's place in it.
  func owner(of column: Int) -> (record: Int, field: Int)? {
    let (domain, path) = (columns[column].domain, columns[column].path)
    guard let last = path.last else { return nil }
    if path.count == 1 { return (domains[domain].record, last) }
    guard case .record(let inner)? = field(domain, Array(path.dropLast()))?.type else { return nil }
    return (inner, last)
  }

  /// The domains from the rows down to one of them.
  func chain(to domain: Int) -> [Int] {
    var chain = [domain]
    while let parent = domains[chain[0]].parent { chain.insert(parent, at: 0) }
    return chain
  }

  /// The declaration of a field, through nested records.
  func field(_ domain: Int, _ path: [Int]) -> IRField? {
    var record = domains[domain].record
    var found: IRField?
    for index in path {
      if let found {
        guard case .record(let inner) = found.type else { return nil }
        record = inner
      }
      guard program.records.indices.contains(record),
        program.records[record].fields.indices.contains(index)
      else { return nil }
      found = program.records[record].fields[index]
    }
    return found
  }
}

extension ColumnPlan {
  /// What one policy reads, in its own vocabulary.
  public init(_ policy: PreparedPolicy) {
    self.init(policy.program)
    var planner = ColumnPlanner(policy, VocabularyLink(union: nil))
    planner.extend(&self)
  }

  /// What several policies read, in the vocabulary that they share.
  /// - Parameter vocabulary: made of the programs of `policies`, in the same order.
  /// - Parameter left: policies, by their place, whose facts are not wanted.
  public init(
    _ policies: [PreparedPolicy], _ vocabulary: UnionVocabulary, leavingOut left: Set<Int> = []
  ) {
    self.init(vocabulary.program)
    for (index, policy) in policies.enumerated() where !left.contains(index) {
      var planner = ColumnPlanner(policy, VocabularyLink(union: (vocabulary, index)))
      planner.extend(&self)
    }
  }
}
