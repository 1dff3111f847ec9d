internal import PolicyLang

/// What a variable of the formulas stands for.
enum VariableRole: Hashable {
  /// A scalar of the candidate: positions in the shared records, more than one below a record value.
  /// A path that begins with -2 stands for whether the fact is given.
  case fact([Int])
  /// A scalar of one element of a list, the list by its number.
  case element(list: Int, [Int])
  /// A scalar of a known element (from 0) of a known list, for questions about one candidate.
  case place(list: Int, position: Int, [Int])
  /// A condition that is not analysed: the number of its term. Inside a list, with the list's number.
  case opaque(term: Int, list: Int?)
  /// Whether a list is given.
  case presence(list: Int)
  /// At least so many elements of a list meet a condition on elements.
  case count(list: Int, Formula, Int64)
  /// Connects all that is said about one list.
  case marker(list: Int)
  /// A second copy of another variable, for questions about two candidates that differ in it.
  case copy(Int)
}

/// A list of the candidate.
struct ListInfo {
  /// Where it stands in the shared candidate record.
  let path: [Int]
  /// The shared record of its elements.
  let record: Int
  var marker = -1
  var presence: Int?
  /// The variables that say something about the number of its elements.
  var counts: [Int] = []
  /// The variables of one element.
  var elements: [Int] = []
}

/// The variables of a space, their domains, and the lists.
struct VariableTable {
  struct Variable {
    let role: VariableRole
    var domain: Domain
  }
  private(set) var variables: [Variable] = []
  private var index: [VariableRole: Int] = [:]
  var lists: [ListInfo] = []

  subscript(variable: Int) -> Variable { variables[variable] }
  var count: Int { variables.count }

  func find(_ role: VariableRole) -> Int? { index[role] }

  mutating func add(_ role: VariableRole, _ domain: Domain) -> Int {
    if let known = index[role] { return known }
    variables.append(Variable(role: role, domain: domain))
    index[role] = variables.count - 1
    if case .element(let list, _) = role { lists[list].elements.append(variables.count - 1) }
    if case .opaque(_, let list?) = role { lists[list].elements.append(variables.count - 1) }
    return variables.count - 1
  }

  mutating func cut(_ variable: Int, at value: Int64) {
    variables[variable].domain.cut(at: value)
  }

  mutating func setDomain(_ variable: Int, _ domain: Domain) {
    variables[variable].domain = domain
  }
}
