internal import PolicyLang

/// What is asked about alternatives that divide the values of one expression among them.
struct BandQuestions {
  let premise: Premise
  let place: SourceSpan
  /// The expression whose values they divide.
  let value: NodeID
  /// Some alternative lies above the value and some below it, and none holds it.
  let gap: NodeID
  /// The same for each pair of bounds that are one and the same figure, which neither includes.
  let pointGap: NodeID
}

extension Reviewer {
  /// The bounds that an alternative sets for a value.
  private struct Bounds {
    var lower: (node: NodeID, isInclusive: Bool)?
    var upper: (node: NodeID, isInclusive: Bool)?
  }

  /// Writes the questions about every group of named alternatives of a clause that demands something.
  func bandQuestions() -> [BandQuestions] {
    var result: [BandQuestions] = []
    for (requirement, place) in zip(original.requirements, outline.clauses)
    where !requirement.strength.excludes {
      var condition = requirement.condition
      while case .named(_, let inner) = original.nodes[condition.index].operation {
        condition = inner
      }
      guard case .or(let members) = original.nodes[condition.index].operation,
        members.allSatisfy({ isNamed($0) })
      else { continue }
      let premise = Premise(
        node: requirement.satisfied, label: requirement.label, articles: requirement.articles,
        span: place.statement.name?.span)
      for value in values(boundedIn: members[0]) {
        var bounds: [Bounds] = []
        for member in members {
          if let own = self.bounds(of: value, in: member) { bounds.append(own) }
        }
        guard bounds.count == members.count, bounds.count > 1 else { continue }
        result.append(
          question(value, bounds, premise, place.statement.name?.span ?? place.statement.span))
      }
    }
    return result
  }

  private func question(
    _ value: NodeID, _ bounds: [Bounds], _ premise: Premise, _ span: SourceSpan
  ) -> BandQuestions {
    var outside: [NodeID] = []
    var above: [NodeID] = []
    var below: [NodeID] = []
    var points: [NodeID] = []
    for own in bounds {
      var inside: [NodeID] = []
      if let lower = own.lower {
        let meets = builder.add(
          .compare(lower.isInclusive ? .atLeast : .above, value, lower.node), .boolean)
        inside.append(meets)
        below.append(builder.not(meets))
        for other in bounds {
          guard let upper = other.upper, !upper.isInclusive, !lower.isInclusive else { continue }
          let isLower = builder.add(.compare(.equal, value, lower.node), .boolean)
          let isUpper = builder.add(.compare(.equal, value, upper.node), .boolean)
          points.append(builder.and([isLower, isUpper]))
        }
      }
      if let upper = own.upper {
        let meets = builder.add(
          .compare(upper.isInclusive ? .atMost : .below, value, upper.node), .boolean)
        inside.append(meets)
        above.append(builder.not(meets))
      }
      outside.append(builder.not(builder.and(inside)))
    }
    let gap = builder.and(outside + [builder.or(above), builder.or(below)])
    let pointGap = builder.and([gap, builder.or(points)])
    roots += [gap, pointGap]
    return BandQuestions(
      premise: premise, place: span, value: value, gap: gap, pointGap: pointGap)
  }

  private func isNamed(_ node: NodeID) -> Bool {
    if case .named = original.nodes[node.index].operation { return true }
    return false
  }

  // MARK: Bounds

  /// The figures that must lie within bounds wherever a condition holds.
  private func values(boundedIn condition: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    for part in conjuncts(of: condition) {
      guard let (value, _) = bound(part), !result.contains(value) else { continue }
      result.append(value)
    }
    return result
  }

  private func bounds(of value: NodeID, in condition: NodeID) -> Bounds? {
    var result = Bounds()
    for part in conjuncts(of: condition) {
      guard let (own, bounds) = bound(part), own == value else { continue }
      // Two lower bounds in one alternative: not a band.
      if bounds.lower != nil, result.lower != nil { return nil }
      if bounds.upper != nil, result.upper != nil { return nil }
      if let lower = bounds.lower { result.lower = lower }
      if let upper = bounds.upper { result.upper = upper }
    }
    return result.lower == nil && result.upper == nil ? nil : result
  }

  private func conjuncts(of condition: NodeID) -> [NodeID] {
    var seen: Set<NodeID> = []
    var result: [NodeID] = []
    var open = [condition]
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch original.nodes[next.index].operation {
      case .named(_, let inner): open.append(inner)
      case .and(let parts): open += parts.reversed()
      default: result.append(next)
      }
    }
    return result
  }

  private func bound(_ condition: NodeID) -> (value: NodeID, Bounds)? {
    guard
      case .compare(let comparison, let left, let right) =
        original.nodes[condition.index].operation, isFigure(original.nodes[left.index].type)
    else { return nil }
    let isTurned = !varies(left)
    let (value, limit) = isTurned ? (right, left) : (left, right)
    guard varies(value), !varies(limit) else { return nil }
    switch isTurned ? comparison.mirrored : comparison {
    case .atLeast: return (value, Bounds(lower: (limit, true)))
    case .above: return (value, Bounds(lower: (limit, false)))
    case .atMost: return (value, Bounds(upper: (limit, true)))
    case .below: return (value, Bounds(upper: (limit, false)))
    case .equal: return (value, Bounds(lower: (limit, true), upper: (limit, true)))
    case .notEqual: return nil
    }
  }

  private func isFigure(_ type: IRType) -> Bool {
    switch type {
    case .number, .money, .share, .date, .calendarYear: true
    case .enumeration(let index): original.enumerations[index].isOrdered
    default: false
    }
  }

  /// Whether a value depends on the candidate.
  private func varies(_ node: NodeID) -> Bool {
    let reached = original.reachable(from: [node])
    for (index, isReached) in reached.enumerated() where isReached {
      switch original.nodes[index].operation {
      case .field, .events: return true
      default: continue
      }
    }
    return false
  }
}
