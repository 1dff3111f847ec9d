internal import PolicyLang

/// Two subsidies for the same thing and the same recipient, with different amounts.
struct PaymentQuestion {
  let first: Subsidy
  let second: Subsidy
  /// Both are due and their amounts differ.
  let conflict: NodeID
}

// Two amounts for one candidate where nothing says which counts.
extension Reviewer {
  /// Pairs that graduate an amount by the same facts: paid on the same event or in the same term, at
  /// the same rhythm, to the same recipient for the same purpose, each under a condition of its own
  /// about the same facts, and without 与 between them.
  func paymentQuestions() -> [PaymentQuestion] {
    var result: [PaymentQuestion] = []
    let subsidies = MoneyRules(original).subsidies
    for (place, first) in subsidies.enumerated() where !first.conditions.isEmpty {
      for second in subsidies.dropFirst(place + 1) where areAlike(first, second) {
        guard let a = first.amount, let b = second.amount, a.type == b.type else { continue }
        var parts: [NodeID] = []
        for condition in first.conditions + second.conditions { parts.append(condition.node) }
        parts.append(builder.add(.compare(.notEqual, a.node, b.node), .boolean))
        let conflict = builder.and(parts)
        roots.append(conflict)
        result.append(PaymentQuestion(first: first, second: second, conflict: conflict))
      }
    }
    return result
  }

  private func areAlike(_ a: Subsidy, _ b: Subsidy) -> Bool {
    guard a.trigger == b.trigger, a.term == b.term, a.rhythm == b.rhythm,
      a.recipient == b.recipient, a.purposes == b.purposes, a.trigger != nil || a.term != nil,
      a.bound == nil, b.bound == nil
    else { return false }
    for relation in a.relations where relation.other == b.norm { return false }
    for relation in b.relations where relation.other == a.norm { return false }
    let facts = self.facts(of: a)
    return !facts.isEmpty && facts == self.facts(of: b)
  }

  /// The fields of the candidate that the conditions of a subsidy read.
  private func facts(of subsidy: Subsidy) -> [Int] {
    var conditions: [NodeID] = []
    for condition in subsidy.conditions { conditions.append(condition.node) }
    let reached = original.reachable(from: conditions)
    var facts: [Int] = []
    for (index, isReached) in reached.enumerated() where isReached {
      switch original.nodes[index].operation {
      case .field(0, let field): facts.append(field)
      case .events, .holdsHonour, .termEnded, .hasOutcome: return []
      default: continue
      }
    }
    return facts.sorted()
  }

  func review(_ payments: [PaymentQuestion], in base: ReviewSpace) {
    for question in payments {
      let names = LocalText.joined([
        .quoted(question.first.label, question.first.articles),
        .quoted(question.second.label, question.second.articles),
      ])
      switch example(of: question.conflict, in: base) {
      case .nobody: continue
      case .undecided: leaveOpen(names)
      case .found(let candidate):
        let (first, second) = (place(of: question.first), place(of: question.second))
        var related: [RelatedPlace] = []
        if let first {
          related.append(RelatedPlace(first, LocalText(zh: "另一笔在这里", en: "the other is here")))
        }
        report(
          Diagnostic(
            .amountsConflict, at: second, [names, words(candidate)],
            article: question.second.articles.first, related: related))
      }
    }
  }

  private func place(of subsidy: Subsidy) -> SourceSpan? {
    outline.norms.indices.contains(subsidy.norm) ? outline.norms[subsidy.norm] : nil
  }
}
