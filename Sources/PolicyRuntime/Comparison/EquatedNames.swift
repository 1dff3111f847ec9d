public import PolicyLang

/// Two names that a comparison takes for the same thing, because the thing plays the same part in either
/// document. What is equal by that is no difference, and people must be told.
public struct EquatedNames: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable { case body, event }

  public let kind: Kind
  /// What either document calls it; for a body with its full name, where it gives one.
  public let a: LocalText
  public let b: LocalText
}

extension PolicyComparison {
  /// The bodies that are joined under two names, then events that count as one.
  static func equated(
    _ bodies: [(a: Int, b: Int)], _ concepts: [ComparedConcept], _ a: IRProgram, _ b: IRProgram
  ) -> [EquatedNames] {
    var result: [EquatedNames] = []
    for pair in bodies {
      let (first, second) = (a.norms[pair.a], b.norms[pair.b])
      if first.label.zh == second.label.zh, first.note == second.note { continue }
      result.append(EquatedNames(kind: .body, a: name(first), b: name(second)))
    }
    func add(_ first: [Int], _ second: [Int]) {
      let (names, others) = (events(first, a), events(second, b))
      // The order in which triggers are named means nothing.
      let (ids, otherIDs) = (Set(names.map { $0.id }), Set(others.map { $0.id }))
      if ids.isEmpty || otherIDs.isEmpty || ids == otherIDs { return }
      let found = EquatedNames(kind: .event, a: joined(names), b: joined(others))
      if !result.contains(found) { result.append(found) }
    }
    for concept in concepts {
      guard let one = concept.a, let other = concept.b else { continue }
      for attribute in one.attributes
      where !concept.differences.contains(where: { $0.key == attribute.key }) {
        guard case .conferral(let first, _) = attribute.term.value,
          case .conferral(let second, _)? = other[attribute.key]?.value
        else { continue }
        add([first], [second])
      }
      if concept.differences.contains(where: { $0.key == .trigger }) { continue }
      add(one.effects.first?.events ?? [], other.effects.first?.events ?? [])
    }
    return result
  }

  private static func name(_ body: IRNorm) -> LocalText {
    let note = body.note
    if note.isEmpty || note == body.label.zh { return body.label.text }
    return LocalText(
      zh: body.label.zh + "（" + note + "）", en: body.label[.english] + " (" + note + ")")
  }

  private static func events(_ events: [Int], _ program: IRProgram) -> [IRLabel] {
    events.filter { program.events.indices.contains($0) }.map { program.events[$0].label }
  }

  private static func joined(_ labels: [IRLabel]) -> LocalText {
    .joined(labels.map { $0.text })
  }
}
