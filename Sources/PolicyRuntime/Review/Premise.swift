internal import PolicyLang

/// A condition that a review takes for granted, and what it is called where it turns out to matter.
struct Premise {
  let node: NodeID
  let label: IRLabel
  let articles: [String]
  let span: SourceSpan?
}

/// Whether some record meets a goal.
enum Possibility {
  case possible
  /// Certain: no record does, and these premises (positions in the list that was given) are why;
  /// without any one of them some record would, or might.
  case impossible(because: [Int])
  case undecided
}
