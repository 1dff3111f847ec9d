public import PolicyLang

/// A policy held against the text of its document.
public struct TraceReport: Sendable {
  public let document: SourceDocument
  public let claims: [PolicyClaim]
  /// Whether only figures were compared, because the policy cites articles and the text has none.
  public let comparesFiguresOnly: Bool
  /// The claims that cite each place itself, by place.
  public internal(set) var citing: [[Int]]
  /// The places that each claim cites, by claim.
  public internal(set) var cited: [[Int]]
  /// What became of each place that rules are cited by.
  public internal(set) var coverage: [Int: Coverage] = [:]
  public internal(set) var figures: [Figure]
  /// The figures of the document that answer for each figure of a claim, by claim and figure.
  public internal(set) var answers: [[[Int]]]
  public internal(set) var findings: [Diagnostic] = []
  /// How many citations name another document than this one.
  public internal(set) var citationsElsewhere = 0
  /// How many figures belong to other documents.
  var figuresElsewhere = 0

  public enum Coverage: Hashable, Sendable {
    case ruled
    /// Cited by recitals only.
    case recital
    /// Cited by open points only.
    case open
    case uncovered
  }

  /// A figure of the document.
  public struct Figure: Sendable {
    public let place: Int
    public let span: SourceSpan
    public let value: FigureValue
    public internal(set) var state: State
    let bound: FigureBound?
    let isFirm: Bool
    let range: Range<Int>

    public enum State: Hashable, Sendable {
      /// A clause that cites the place has it.
      case used
      /// A name or an explanation mentions it, or a figure that a clause refers to.
      case mentioned
      /// It may as well be a name or a manner of speaking, or stands where no rule is.
      case idle
      case unused
    }
  }

  /// Nothing is missing: every citation exists, every article and item is covered, every figure
  /// is used, and every figure of the policy is in its article. How the document numbers itself does
  /// not count.
  public var isComplete: Bool {
    !findings.contains { finding in
      finding.kind.severity > .note && !TraceReport.aboutNumbering.contains(finding.kind)
    }
  }

  private static let aboutNumbering: Set<DiagnosticKind> = [
    .documentNumberLeaps, .documentNumberRepeats, .documentStartsLate, .documentStartsInMiddle,
  ]

  /// Articles, or headings where there are none, that are covered, and all of them.
  public var articleCount: (covered: Int, all: Int) { count(document.articles) }

  /// The same for items; only those that must be cited by themselves can be uncovered.
  public var itemCount: (covered: Int, all: Int) {
    count(
      document.places.indices.filter {
        if case .item = document.places[$0].part { true } else { false }
      })
  }

  private func count(_ places: [Int]) -> (covered: Int, all: Int) {
    (places.count { coverage[$0] != .uncovered }, places.count)
  }

  /// The figures of claims that were looked for, and those that were found.
  public var claimCount: (found: Int, all: Int) {
    var (found, all) = (0, 0)
    for claim in answers {
      all += claim.count
      found += claim.count { !$0.isEmpty }
    }
    return (found, all - figuresElsewhere)
  }
}

extension TraceReport {
  /// A part of a place's own words: a figure, or what stands between figures.
  public struct Piece: Sendable {
    public let text: String
    /// The index of the figure.
    public let figure: Int?
  }

  /// The own words of a place as the file writes them, without page numbers and markup, with a line
  /// break between paragraphs.
  /// - Parameter source: the file of the document.
  public func pieces(of place: Int, in source: SourceFile) -> [Piece] {
    var result: [Piece] = []
    for words in document.places[place].words {
      if !result.isEmpty { result.append(Piece(text: "\n", figure: nil)) }
      var start = words.lowerBound
      for (index, figure) in figures.enumerated()
      where figure.place == place && words.contains(figure.range.lowerBound) {
        // Figures follow one another in the order of the text.
        guard figure.range.lowerBound >= start else { continue }
        add(start..<figure.range.lowerBound, nil, source, &result)
        add(figure.range, index, source, &result)
        start = figure.range.upperBound
      }
      add(start..<words.upperBound, nil, source, &result)
    }
    return result
  }

  private func add(
    _ range: Range<Int>, _ figure: Int?, _ source: SourceFile, _ result: inout [Piece]
  ) {
    guard !range.isEmpty else { return }
    let content = document.content
    var text = ""
    var last: UInt32?
    for index in range {
      let (start, end) = (content.starts[index], content.ends[index])
      // Several characters may stand for one of the file, and an entity for one of several letters.
      if start == last, end > start { continue }
      last = start
      if end > start, end - start <= 4 {
        let span = SourceSpan(file: document.file, start: Int(start), end: Int(end))
        text += source.text(span)
      } else {
        text.unicodeScalars.append(content[index])
      }
    }
    result.append(Piece(text: text, figure: figure))
  }

  /// The claims that have a figure of the document.
  public func claims(having figure: Int) -> [Int] {
    claims.indices.filter { claim in answers[claim].contains { $0.contains(figure) } }
  }
}
