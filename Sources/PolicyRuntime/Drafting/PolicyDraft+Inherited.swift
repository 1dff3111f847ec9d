internal import PolicyLang

// What a draft takes over that the body behind the base does under its own name.
extension PolicyDraft {
  /// The own body of the draft, where the issuer that was answered can be a name.
  func ownBody(_ base: IRProgram) -> String? {
    guard case .text(let issuer)? = answers[.issuer], PolicyDraft.isName(issuer),
      !base.norms.contains(where: { $0.label.zh == issuer })
    else { return nil }
    return issuer
  }

  /// The bodies of the base that are its issuer or belong to it.
  func foreignBodies(_ base: IRProgram) -> Set<Int> {
    var names = base.norms(.issuer).flatMap { base.norms[$0].texts(.text) }
    var result = Set<Int>()
    let bodies = base.norms(.body)
    for body in bodies where names.contains(base.norms[body].note) {
      result.insert(body)
      names.append(base.norms[body].label.zh)
    }
    for body in bodies {
      let norm = base.norms[body]
      let words = [norm.note, norm.label.zh]
      if names.contains(where: { name in words.contains { PolicyDraft.holds($0, name) } }) {
        result.insert(body)
      }
    }
    return result
  }

  /// One line of comment for everything taken over that names such a body or a purse of its own.
  func inheritedRemarks(_ base: IRProgram, replaced: String) -> [String] {
    let foreign = foreignBodies(base)
    var parents: [Int: Int] = [:]
    for (index, norm) in base.norms.enumerated() {
      for child in norm.children { parents[child] = index }
    }
    var lines: [String] = []
    func add(_ index: Int, _ what: String) {
      let norm = base.norms[index]
      guard !norm.label.zh.isEmpty,
        !PolicyDraft.holds(replaced, word(norm.kind) + " " + norm.label.zh)
      else { return }
      let line =
        "# " + word(.remove) + " " + norm.label.zh + "    # " + word(norm.kind)
        + say("，", ", ") + what
      if !lines.contains(line) { lines.append(line) }
    }
    // A body is no rule, and who interprets the base is not taken over.
    let silent: Set<Keyword> = [.body, .issuer, .interpreter]
    for (index, norm) in base.norms.enumerated() where !silent.contains(norm.kind) {
      if norm.kind == .source, let text = norm.text(.text), let parent = parents[index] {
        add(parent, word(.source) + " " + visible(text))
        continue
      }
      for attribute in norm.attributes {
        guard case .norm(let body) = attribute.value, foreign.contains(body) else { continue }
        let name = base.norms[body].label.zh
        if norm.kind == .duties {
          for child in norm.children { add(child, name) }
        } else {
          // What has no name of its own belongs to the statement around it.
          add(norm.label.zh.isEmpty ? parents[index] ?? index : index, name)
        }
      }
    }
    return lines
  }

  /// Whether a text may stand as a name.
  static func isName(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, scalars.count <= 40, Lexer.literal(text) == nil,
      !(0x30...0x39).contains(first.value)
    else { return false }
    for scalar in scalars {
      switch scalar.value {
      case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: continue
      default: return false
      }
    }
    return !Keyword.spellings.contains { $0.zh == text || $0.en == text }
      && !Keyword.synonyms.contains { $0.spelling == text }
  }

  /// Whether a text holds another.
  static func holds(_ text: String, _ part: String) -> Bool {
    let (all, wanted) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
    guard !wanted.isEmpty, all.count >= wanted.count else { return false }
    return (0...(all.count - wanted.count)).contains { all[$0...].starts(with: wanted) }
  }
}
