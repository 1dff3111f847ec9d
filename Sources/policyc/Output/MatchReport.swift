internal import PolicyLang
internal import PolicyRuntime

/// What became of one candidate under one policy.
enum MatchResult {
  /// With the smallest change that would make the candidate eligible; `nil` where it was not looked for.
  case decided(Decision, Remedies?)
  /// The data hold a value that this policy does not know.
  case unreadable(field: IRLabel, value: IRLabel)

  var isEligible: Bool {
    if case .decided(let decision, _) = self { return decision.outcome == .eligible }
    return false
  }
}

/// Turns the results of `match` into text, in one of its formats.
///
/// A row is put together of parts, one for each policy, so that parts that many rows share are made
/// once.
protocol MatchReport {
  func begin() -> String
  var frame: MatchFrame { get }
  /// Whether rows begin with what people call the candidate instead of the id alone.
  var showsNames: Bool { get }
  /// An id as this format writes it.
  func id(_ id: String) -> String
  /// What a row says about one policy, the id included where it stands there.
  func part(_ policy: Int, _ id: String, _ result: MatchResult) -> String
  /// What stands in the list of policies met.
  func name(_ policy: Int) -> String
  /// Whether parts say more of a decision than outcome, clauses and what is absent.
  func showsMore(_ policy: Int, _ outcome: Outcome) -> Bool
  func end(_ counts: MatchCounts) -> String
}

/// What stands around the parts of a row.
struct MatchFrame {
  /// Whether the parts follow the id and a list of the policies met.
  var hasList = false
  var open = ""
  var afterID = ""
  /// In place of the list where no policy is met.
  var none = ""
  /// Before the list, and between its names.
  var met = ""
  var comma = ""
  var close = ""
  /// Between two parts.
  var between = ""
  var end = ""
  /// How many bytes of `open` part a row from the one before.
  var separatorLength = 0
}

extension MatchReport {
  /// - Parameters:
  ///   - id: as this format writes it.
  ///   - parts: one for each policy, in their order.
  ///   - met: the policies met.
  func row(_ id: String, _ parts: [String], met: [Int]) -> String {
    var text = ""
    if frame.hasList {
      text += frame.open + id + frame.afterID
      if met.isEmpty {
        text += frame.none
      } else {
        text += frame.met + met.map { name($0) }.joined(separator: frame.comma)
      }
      text += frame.close
    }
    return text + parts.joined(separator: frame.between) + frame.end
  }
}

/// How many qualify, by policy and by the number of policies.
struct MatchCounts {
  private(set) var candidates = 0
  var rejects = 0
  /// For each policy how many qualify.
  private(set) var eligible: [Int] = []
  /// How many qualify for 0, 1, 2 … policies.
  private(set) var byNumber: [Int] = []

  init(policies: Int = 0) {
    guard policies > 0 else { return }
    eligible = Array(repeating: 0, count: policies)
    byNumber = Array(repeating: 0, count: policies + 1)
  }

  /// - Parameter met: the policies that one candidate meets.
  mutating func add(met: [Int]) {
    candidates += 1
    for policy in met { eligible[policy] += 1 }
    byNumber[met.count] += 1
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: MatchCounts) {
    candidates += other.candidates
    for index in other.eligible.indices { eligible[index] += other.eligible[index] }
    for index in other.byNumber.indices { byNumber[index] += other.byNumber[index] }
  }

  /// Adds rows counted by policy and by the number of policies.
  mutating func add(_ met: UnsafePointer<UInt64>, _ byNumber: UnsafePointer<UInt64>) {
    for index in eligible.indices { eligible[index] += Int(met[index]) }
    for index in self.byNumber.indices {
      self.byNumber[index] += Int(byNumber[index])
      candidates += Int(byNumber[index])
    }
  }

  mutating func clear() { self = MatchCounts(policies: eligible.count) }
}

extension MatchResult {
  /// Why there is no decision.
  static func reason(_ field: IRLabel, _ value: IRLabel, _ language: Language) -> String {
    language == .chinese
      ? "无法判定，这份政策没有“\(field.zh)”的“\(value.zh)”"
      : "no decision: the policy has no `\(value[.english])` of `\(field[.english])`"
  }
}
