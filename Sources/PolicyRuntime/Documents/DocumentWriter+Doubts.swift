internal import PolicyLang

// What a document leaves in doubt, in the words of the page.
extension DocumentWriter {
  /// Each once: several figures of one statement may be open in the same words, and then say which.
  var doubts: [Doubt] {
    var result: [Doubt] = []
    var aspects: [[String]] = []
    var point = 0
    for doubt in DoubtWording(policy, language).doubts {
      if doubt.isReading {
        result.append(doubt)
        aspects.append([])
        continue
      }
      let (named, aspect) = self.named(doubt, point)
      point += 1
      let own = aspect.map { [$0] } ?? []
      guard let place = result.firstIndex(where: { $0.isSame(named) }) else {
        result.append(named)
        aspects.append(own)
        continue
      }
      for aspect in own where !aspects[place].contains(aspect) { aspects[place].append(aspect) }
    }
    for (place, words) in aspects.enumerated() where !words.isEmpty {
      let doubt = result[place]
      // A remark of the writer says more than the name of the figure.
      if !program.openPoints.contains(where: { $0.note == doubt.text && !$0.note.isEmpty }) {
        result[place] = doubt.saying(
          say("", "not stated: ") + joined(words) + say("没有写明", ""), doubt.name)
      }
    }
    return result
  }

  /// An open point under the name of the statement whose figure it is, and which figure that is.
  private func named(_ doubt: Doubt, _ point: Int) -> (Doubt, String?) {
    for (index, norm) in program.norms.enumerated() {
      for attribute in norm.attributes {
        guard case .node(let node) = attribute.value, program.nodes.indices.contains(node.index),
          case .unstated(point) = program.nodes[node.index].operation
        else { continue }
        let holder = program.norms.firstIndex { $0.children.contains(index) }
        let name =
          norm.label[language].isEmpty ? holder.map { self.name($0) } ?? "" : norm.label[language]
        let title = name.isEmpty ? factName(norm.kind) : name
        return (doubt.saying(doubt.text, title), aspect(attribute.name, of: norm.kind))
      }
    }
    return (doubt, nil)
  }

  private func aspect(_ slot: SlotName, of kind: Keyword) -> String {
    switch (kind, slot) {
    case (.item, .weight): say("权重", "the weights")
    case (.item, .marks): say("分值", "the marks")
    case (.combine, _): say("怎样合成", "how marks are combined")
    case (.missingScore, _): say("缺分怎么办", "what a missing mark does")
    case (.ties, _): say("并列怎么办", "what decides a tie")
    case (.rank, _): say("怎样排序", "how candidates are ranked")
    case (.approver, _): say("由谁批准", "who approves it")
    case (.effect, _): say("期限", "for how long")
    case (.issued, _): say("日期", "the day")
    case (.stage, .length): say("时间长短", "how long it lasts")
    case (_, .length): say("时间长短", "how long")
    case (_, .amount): say("数额", "how much")
    case (_, .date): say("截止日", "the last day")
    case (_, .method): say("方法", "the method")
    default: keyword(kind)
    }
  }

  /// A reading: what is taken and what else may be, then the question as the writer puts it.
  func reading(_ index: Int, _ doubt: Doubt) -> DocumentStatement {
    let reading = program.readings[index]
    let chosen = policy.environment.options[index]
    var others: [String] = []
    for (place, option) in reading.options.enumerated() where place != chosen {
      others.append("“" + name(of: option) + "”")
    }
    var text = ""
    if reading.options.indices.contains(chosen) {
      text = say("采用“", "taken as “") + name(of: reading.options[chosen]) + "”"
    }
    if !others.isEmpty {
      text +=
        say("，也可以读作", "; it can also be read as ") + others.joined(separator: say("或", " or "))
    }
    return statement(
      doubt.name, text, doubt.articles, doubt.origin, note: reading.note, mark: .contested)
  }

  /// An option by its own words, or by its value where it has none.
  func name(of option: IRReadingOption) -> String {
    guard let node = option.value else { return option.label[language] }
    return prose(terms.text(.node(node), .whole))
  }

  /// An open point or one not seen. An English page says of the writer's remark that it is one.
  func point(_ doubt: Doubt, _ mark: DocumentStatement.Mark) -> DocumentStatement {
    let isUnseen = mark == .unseen
    let isOwn = program.openPoints.contains { $0.note == doubt.text && !$0.note.isEmpty }
    if language == .english, isOwn {
      return statement(
        doubt.name, isUnseen ? "not seen" : "left open", doubt.articles, doubt.origin,
        note: doubt.text, mark: mark)
    }
    let text = isUnseen ? say("没有看到：", "not seen: ") + doubt.text : doubt.text
    return statement(doubt.name, text, doubt.articles, doubt.origin, mark: mark)
  }
}

extension Doubt {
  /// The same in other words.
  fileprivate func saying(_ text: String, _ name: String) -> Doubt {
    Doubt(
      label: label, name: name, text: text, note: note, articles: articles, origin: origin,
      kind: kind)
  }

  fileprivate func isSame(_ other: Doubt) -> Bool {
    name == other.name && text == other.text && articles == other.articles && kind == other.kind
  }
}
