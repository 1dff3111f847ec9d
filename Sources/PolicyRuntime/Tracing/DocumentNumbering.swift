internal import PolicyLang

/// What is odd in how a document numbers itself: leaps, repetitions, a text that starts in the middle.
struct DocumentNumbering {
  let document: SourceDocument
  private(set) var findings: [Diagnostic] = []

  /// Findings that a policy has written down as an open point are repeated as notes.
  /// - Parameter noted: the name of the open point about a place, if any.
  static func findings(_ document: SourceDocument, noted: (Int) -> String?) -> [Diagnostic] {
    var numbering = DocumentNumbering(document: document)
    numbering.check(document.articles, isMain: true, noted)
    numbering.check(
      document.places.indices.filter {
        if case .chapter = document.places[$0].part { true } else { false }
      }, isMain: false, noted)
    for place in document.places.indices {
      if case .paragraph = document.places[place].part { continue }
      for style in SourceDocument.ItemStyle.allCases {
        for list in numbering.lists(in: place, style) {
          numbering.check(list, isMain: false, noted)
        }
      }
      // Articles of an annex count for themselves.
      if case .annex = document.places[place].part {
        numbering.check(
          document.places[place].children.filter { document.places[$0].part.isArticle },
          isMain: false, noted)
      }
    }
    return numbering.findings
  }

  /// The lists of items in a place. One that an unnumbered paragraph interrupts goes on after it.
  private func lists(in place: Int, _ style: SourceDocument.ItemStyle) -> [[Int]] {
    let children = document.places[place].children
    var groups = [children]
    for child in children {
      if case .paragraph = document.places[child].part {
        groups.append(document.places[child].children)
      }
    }
    var result: [[Int]] = []
    for group in groups {
      let items = group.filter {
        if case .item(_, style) = document.places[$0].part { true } else { false }
      }
      guard let first = items.first else { continue }
      if let before = result.last?.last, number(before).number + 1 == number(first).number {
        result[result.count - 1] += items
      } else {
        result.append(items)
      }
    }
    return result
  }

  private mutating func check(_ places: [Int], isMain: Bool, _ noted: (Int) -> String?) {
    let numbers = places.map { number($0) }
    guard let first = numbers.first else { return }
    if isMain, let start = rotation(numbers) {
      report(
        .documentStartsInMiddle, places[0], [name(places[0]), name(places[start])], noted)
      return
    }
    if first.number != 1 {
      report(.documentStartsLate, places[0], [name(places[0])], noted)
    }
    for index in numbers.indices.dropFirst() {
      let (before, now) = (numbers[index - 1], numbers[index])
      let isNext =
        now.number == before.number + 1 && (now.inserted ?? 1) == 1
        || now.number == before.number && now.inserted == (before.inserted ?? 0) + 1
      if isNext { continue }
      let kind: DiagnosticKind =
        now.number > before.number + 1 ? .documentNumberLeaps : .documentNumberRepeats
      report(kind, places[index], [name(places[index - 1]), name(places[index])], noted)
    }
  }

  private mutating func report(
    _ kind: DiagnosticKind, _ place: Int, _ arguments: [LocalText], _ noted: (Int) -> String?
  ) {
    let span = document.span(of: place)
    if let open = noted(place) {
      findings.append(
        Diagnostic(.documentNumberNoted, at: span, [arguments.last ?? "", LocalText(open)]))
    } else {
      findings.append(Diagnostic(kind, at: span, arguments))
    }
  }

  /// Where numbering starts again when the end of the document stands before its beginning:
  /// 五 六 七 一 二 三 四.
  private func rotation(_ numbers: [(number: Int, inserted: Int?)]) -> Int? {
    guard let first = numbers.first, first.number > 1 else { return nil }
    guard let start = numbers.firstIndex(where: { $0.number == 1 }), start > 0 else { return nil }
    let head = numbers[..<start].map { $0.number }
    let tail = numbers[start...].map { $0.number }
    func isRising(_ part: [Int]) -> Bool {
      for index in part.indices.dropFirst() where part[index] != part[index - 1] + 1 {
        return false
      }
      return true
    }
    guard isRising(head), isRising(tail), let last = tail.last else { return nil }
    return last == first.number - 1 ? start : nil
  }

  private func number(_ place: Int) -> (number: Int, inserted: Int?) {
    switch document.places[place].part {
    case .article(let number, let inserted): (number, inserted)
    case .chapter(let number), .section(let number), .heading(let number), .paragraph(let number),
      .item(let number, _):
      (number, nil)
    case .annex(let number): (number ?? 1, nil)
    case .front, .closing: (1, nil)
    }
  }

  private func name(_ place: Int) -> LocalText { document.name(of: place) }
}
