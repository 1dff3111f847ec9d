/// A policy that another is based on, directly or through others.
public struct IRAncestor: Hashable, Sendable {
  public var id: String
  public var title: String
  public init(id: String, title: String) {
    self.id = id
    self.title = title
  }
}

/// In which policy a declaration stands, and whose declaration it took the place of.
public struct IROrigin: Hashable, Sendable {
  /// The ancestor that declares it, as an index of `IRProgram.ancestors`; `nil`: the policy itself.
  public var policy: Int?
  /// The ancestor whose declaration of that name it replaces.
  public var replaced: Int?
  public init(policy: Int? = nil, replaced: Int? = nil) {
    self.policy = policy
    self.replaced = replaced
  }
}

/// A declaration that a change left out (删除), or that a replaced block no longer holds.
public struct IRRemoval: Hashable, Sendable {
  /// The keyword with which it was declared.
  public var kind: Keyword
  public var label: IRLabel
  public var articles: [String]
  /// The ancestor that declared it.
  public var policy: Int
  /// The ancestor that left it out; `nil`: the policy itself.
  public var by: Int?
  public init(kind: Keyword, label: IRLabel, articles: [String], policy: Int, by: Int?) {
    self.kind = kind
    self.label = label
    self.articles = articles
    self.policy = policy
    self.by = by
  }
}

extension IRProgram {
  /// The id of the ancestor in which something is declared; `nil`: the policy itself declares it.
  public func declaringPolicy(_ origin: IROrigin) -> String? { ancestor(origin.policy)?.id }

  /// An ancestor by index; `nil` for the policy itself.
  public func ancestor(_ index: Int?) -> IRAncestor? {
    guard let index, ancestors.indices.contains(index) else { return nil }
    return ancestors[index]
  }
}
