public import PolicyLang

/// Where a declaration comes from in a policy that is based on others.
public struct Provenance: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The policy itself declares it, and nothing of that name was there before.
    case added
    /// The policy itself declares it in place of what an ancestor declares.
    case replaced
    /// An ancestor declares it.
    case inherited
  }

  /// The id of the ancestor that declares it; `nil`: the policy itself.
  public let policy: String?
  /// The id of the ancestor whose declaration it replaces.
  public let replaces: String?

  public var kind: Kind { policy != nil ? .inherited : replaces != nil ? .replaced : .added }
}

extension IRProgram {
  /// `nil` in a policy that is based on no other, where everything is its own.
  public func provenance(_ origin: IROrigin) -> Provenance? {
    if ancestors.isEmpty { return nil }
    return Provenance(
      policy: ancestor(origin.policy)?.id, replaces: ancestor(origin.replaced)?.id)
  }

  /// An article with the ancestor that it is an article of: `沿用 national 第三条`.
  public func citation(
    _ articles: [String], _ origin: IROrigin, in language: Language
  ) -> String {
    let first = articles.first ?? ""
    guard let policy = declaringPolicy(origin) else { return first }
    let words = (language == .chinese ? "沿用 " : "from ") + visible(policy)
    return first.isEmpty ? words : words + " " + first
  }

  /// All articles: `沿用 national 第三条、第四条`; empty where there is none and nothing is taken over.
  public func citations(
    _ articles: [String], _ origin: IROrigin, in language: Language
  ) -> String {
    var parts = [citation(articles, origin, in: language)]
    if parts[0].isEmpty { parts = [] }
    parts += articles.dropFirst()
    return parts.joined(separator: language == .chinese ? "、" : ", ")
  }
}

extension JSONWriter {
  /// The keys `from` and `replaces`, each only where there is something to say.
  public mutating func origin(_ origin: IROrigin, in program: IRProgram) {
    if let policy = program.declaringPolicy(origin) {
      key("from")
      string(policy)
    }
    if let other = program.ancestor(origin.replaced) {
      key("replaces")
      string(other.id)
    }
  }
}
