internal import PolicyLang

/// Text inside HTML and SVG.
enum MarkupText {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Text inside Markdown.
enum MarkdownText {
  /// Text without anything that Markdown would read as more than text.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "|", "*", "_", "<", ">", "`", "[", "]", "\\", "#": result += "\\"
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

/// Chinese words on an English page: marked, so that a screen reader says them in Chinese.
enum LanguageMarks {
  /// Escaped text whose Chinese stands in `<span lang="zh">` on a page in another language.
  static func escaped(_ text: String, on page: Language) -> String {
    if page == .chinese || !isChinese(text) { return MarkupText.escaped(text) }
    var result = ""
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let isHere = isHan(scalars[index])
      var end = index
      var next = index
      // Digits and signs between two Chinese words belong to them.
      while next < scalars.count,
        isHere
          ? isHan(scalars[next]) || isInside(scalars[next])
          : !isHan(scalars[next])
      {
        next += 1
        if !isHere || isHan(scalars[next - 1]) { end = next }
      }
      var run = String.UnicodeScalarView()
      run.append(contentsOf: scalars[index..<end])
      let words = MarkupText.escaped(String(run))
      result += isHere ? "<span lang=\"zh\">" + words + "</span>" : words
      index = end
    }
    return result
  }

  static func isChinese(_ text: String) -> Bool { text.unicodeScalars.contains { isHan($0) } }

  /// What comes before a remark: on an English page that it is the writer's, where it is in Chinese.
  static func remark(_ note: String, on page: Language) -> String {
    page == .english && isChinese(note) ? "in the writer's words: " : ""
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3001...0x303F, 0x3400...0x9FFF, 0xFF01...0xFF60, 0x20000...0x3FFFF: true
    default: false
    }
  }

  private static func isInside(_ scalar: Unicode.Scalar) -> Bool {
    (0x21...0x7E).contains(scalar.value) && scalar != "<" || scalar == "“" || scalar == "”"
  }
}
