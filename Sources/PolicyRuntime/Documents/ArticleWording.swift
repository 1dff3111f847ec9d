internal import PolicyLang

/// Places of a Chinese document as an English page writes them: `第四条(一)3` is `Art. 4(1)3`.
enum ArticleWording {
  static func text(_ article: String, _ language: Language) -> String {
    if language == .chinese { return article }
    return known(article) ?? numbered(Array(article.unicodeScalars)) ?? article
  }

  private static func known(_ article: String) -> String? {
    switch article {
    case "通知": "covering notice"
    case "文末版记": "imprint at the end"
    case "附件": "annex"
    case "前言", "导语": "preamble"
    case "落款": "signature"
    default: nil
    }
  }

  /// `nil` for anything but numbered places, which then stays as it is.
  private static func numbered(_ scalars: [Unicode.Scalar]) -> String? {
    var result = ""
    var rest = scalars[...]
    while let scalar = rest.first {
      rest = rest.dropFirst()
      switch scalar {
      case "第":
        guard let end = rest.firstIndex(where: { unit($0) != nil }), let word = unit(rest[end]),
          let number = number(rest[..<end])
        else { return nil }
        result += (result.isEmpty ? "" : ", ") + word + " " + number
        rest = rest[(end + 1)...]
      case "(", "（":
        guard let end = rest.firstIndex(where: { $0 == ")" || $0 == "）" }),
          let number = number(rest[..<end])
        else { return nil }
        result += "(" + number + ")"
        rest = rest[(end + 1)...]
      case "0"..."9":
        var digits = String(scalar)
        while let next = rest.first, (0x30...0x39).contains(next.value) {
          digits.unicodeScalars.append(next)
          rest = rest.dropFirst()
        }
        // Right behind the number of an article they would read as part of it.
        let follows = result.unicodeScalars.last.map { (0x30...0x39).contains($0.value) } ?? false
        result += follows ? "(" + digits + ")" : digits
      default: return nil
      }
    }
    return result.isEmpty ? nil : result
  }

  private static func unit(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "章": "Chapter"
    case "节": "Section"
    case "条": "Art."
    case "款": "para."
    case "项": "item"
    case "目": "sub-item"
    default: nil
    }
  }

  private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    guard let value = ChineseNumeral.read(scalars), value.isInteger else { return nil }
    return value.description
  }
}
