internal import PolicyLang

/// What a body does in a policy, by which it is known in another.
struct BodyRoles {
  let norm: Int
  let label: IRLabel
  /// Its name in full, where the policy gives one.
  let fullName: String
  var isIssuer = false
  /// The events of stages it carries out, and whether it interprets the policy.
  var works = Set<String>()
  /// The ids of its duties.
  var duties = Set<String>()

  /// All bodies of a policy, in its order.
  static func all(_ side: ComparedSide) -> [BodyRoles] {
    let program = side.program
    var result: [BodyRoles] = []
    for norm in program.norms(.body) {
      result.append(
        BodyRoles(
          norm: norm, label: program.norms[norm].label, fullName: program.norms[norm].note))
    }
    func place(_ norm: Int?) -> Int? { result.firstIndex { $0.norm == norm } }
    for norm in program.norms.indices {
      let statement = program.norms[norm]
      switch statement.kind {
      case .stage:
        guard let place = place(statement.norm(.body)) else { continue }
        for event in side.events(norm) { result[place].works.insert(event) }
      case .interpreter:
        if let place = place(statement.norm(.target)) { result[place].works.insert("(interprets)") }
      case .duties:
        guard let place = place(statement.norm(.target)) else { continue }
        for child in statement.children where program.norms.indices.contains(child) {
          result[place].duties.insert(program.norms[child].label.id)
        }
      default: continue
      }
    }
    if let issuer = issuer(among: result, program) { result[issuer].isIssuer = true }
    return result
  }

  /// The body whose full name the policy names as its issuer, or an office of that body.
  private static func issuer(among bodies: [BodyRoles], _ program: IRProgram) -> Int? {
    let names = program.norms(.issuer).flatMap { program.norms[$0].texts(.text) }
    var best: (place: Int, length: Int)?
    for (place, body) in bodies.enumerated() {
      for name in [body.fullName, body.label.zh] where !name.isEmpty {
        let length = name.utf8.count
        guard names.contains(where: { TextSearch.holds($0, name) }) else { continue }
        if length > best?.length ?? 0 { best = (place, length) }
      }
    }
    return best?.place
  }

  /// Whether two bodies are the same by their names. `市总工会` is another body in another city, so an
  /// issuer is the same as somebody who is none only where both are named in full.
  func isCalled(like other: BodyRoles) -> Bool {
    if !fullName.isEmpty, fullName == other.fullName { return true }
    if isIssuer != other.isIssuer { return false }
    return label.id == other.label.id || label.zh == other.label.zh
  }

  /// Whether two policies name the same issuer.
  static func areOfOneIssuer(_ a: IRProgram, _ b: IRProgram) -> Bool {
    let first = a.norms(.issuer).flatMap { a.norms[$0].texts(.text) }
    let second = b.norms(.issuer).flatMap { b.norms[$0].texts(.text) }
    return !first.isEmpty && first.contains { second.contains($0) }
  }

  /// How sure it is that two bodies play the same part; nothing below `Aligner.threshold` counts.
  func likeness(_ other: BodyRoles) -> Int {
    if isIssuer != other.isIssuer { return 0 }
    var result = isIssuer ? 40 : 0
    if label.id == other.label.id { result += 10 }
    if label.zh == other.label.zh { result += 6 }
    if !fullName.isEmpty, fullName == other.fullName { result += 6 }
    result += 6 * works.intersection(other.works).count
    result += 3 * duties.intersection(other.duties).count
    return result
  }
}

/// Finding a text in another without Foundation.
enum TextSearch {
  static func holds(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.utf8), Array(part.utf8))
    guard !part.isEmpty, part.count <= text.count else { return false }
    for start in 0...(text.count - part.count) where text[start] == part[0] {
      if text[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }
}
