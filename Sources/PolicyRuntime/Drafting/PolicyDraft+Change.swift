internal import PolicyLang

// A draft as a change to another policy.
extension PolicyDraft {
  func change(of base: IRProgram) -> String {
    var text =
      say(
        """
        # \(id)：写成对 \(base.id)（\(base.title)）的改动。没有写到的条款照旧。
        # “#”后面是说明，不起作用。写好后运行：policyc check \(id).policy

        """,
        """
        # \(id), as a change to \(base.id) (\(base.title)). Whatever is not mentioned stays as it is.
        # What follows a `#` is a comment. When done, run: policyc check \(id).policy

        """) + "\n"
    text += "\(word(.policy)) \(id) \(titleText) \(word(.basedOn)) \(base.id)\n"
    if let issuer = quoted(.issuer) { text += "\(word(.issuer)) \(issuer)\n" }
    let (done, left) = replacements(in: base)
    if let body = ownBody(base), done.contains(where: { PolicyDraft.holds($0, body + " ") }) {
      text += "\(word(.body)) \(body)\n"
    }
    text += say(
      "\n# 一、改数字：写“替换”，名称不变，冒号后面写新值。\n",
      "\n# 1. To change a figure, write `replace`, its name and the new value.\n")
    for statement in done { text += statement + "\n" }
    if done.isEmpty {
      for parameter in base.parameters.prefix(3) { text += example(parameter, base) }
    }
    for question in left {
      text += say(
        "# 还要自己写进来：\(question.prompt.zh) \(noted(question))\(place(question, base))\n",
        "# Still to be worked in by you: \(question.prompt.en) "
          + "\(noted(question))\(place(question, base))\n")
    }
    text += rest(base)
    let remarks = inheritedRemarks(base, replaced: done.joined(separator: "\n"))
    if !remarks.isEmpty {
      text +=
        say(
          """

          # 四、\(base.id) 的机关自己做的事、自己的钱，草稿还照样沿用着。逐条看：本地另有规定的，写“替换”；
          # 没有的，去掉下面那一行开头的“#”；别处还用到它的，check 会指出来。

          """,
          """

          # 4. What the bodies behind \(base.id) do themselves, and their own money, is still taken over.
          # Replace what is otherwise with you; to leave something out, take away the `#` in front of its line
          # (`check` says where it is still used).

          """) + remarks.map { $0 + "\n" }.joined()
    }
    if !tests.isEmpty {
      text += say("\n# 五、测试：样例沿用原政策的。\n", "\n# 5. Tests; the sample is that of the base.\n")
      for test in tests { text += test + "\n" }
    }
    return text
  }

  /// The clauses in which the figure of an answer stands that could not be worked in.
  private func place(_ question: DraftQuestion, _ base: IRProgram) -> String {
    let id: String
    switch question {
    case .level: id = "skill_level"
    case .years: id = "frontline_years"
    default: return ""
    }
    guard let field = PolicyDraft.field(id, in: base) else { return "" }
    var names: [String] = []
    for requirement in base.requirements {
      let reached = base.reachable(from: [requirement.satisfied])
      for (index, node) in base.nodes.enumerated() where reached[index] {
        if node.operation == .field(scope: 0, index: field), !names.contains(requirement.label.zh) {
          names.append(requirement.label.zh)
        }
      }
    }
    if names.isEmpty { return "" }
    return say("（原来写在“", " (now in `") + names.joined(separator: say("”“", "`, `"))
      + say("”里，写“替换 应当 …”）", "`; write `replace must …`)")
  }

  private func rest(_ base: IRProgram) -> String {
    let names = base.requirements.map { $0.label.zh }.joined(separator: say("、", ", "))
    let first = base.requirements.first.map { "# \(word(.remove)) \($0.label.zh)\n" } ?? ""
    return say(
      "\n# 二、去掉不适用的条款：写“删除”和条款名称。\n" + first
        + """

        # 三、增加本地的条款：写在“资格”里，@后面写依据的条文。
        # 资格 本地条件 @第三条 {
        #   应当 会籍在本地: 工会会籍 是 本地
        # }

        # 现有的条款：\(names)

        """,
      "\n# 2. To leave a clause out, write `remove` and its name.\n" + first
        + """

        # 3. To add a clause, write it in an `eligibility` block; the article it rests on follows the @.
        # eligibility local_conditions @第三条 {
        #   must local_member: union_membership is local
        # }

        # The clauses there are: \(names)

        """)
  }

  private func noted(_ question: DraftQuestion) -> String {
    switch answers[question] {
    case .open: word(.unstated)
    case .text: quoted(question) ?? ""
    case .figure(let value): value.spelling(language)
    case .level: levelName ?? ""
    case nil: ""
    }
  }

  private func example(_ parameter: IRParameter, _ base: IRProgram) -> String {
    guard let node = parameter.values.last?.value else { return "" }
    let value = Wording(base, language).text(of: node)
    return "# " + head(.parameter, parameter.label, parameter.articles) + ": " + value + "\n"
  }

  /// `替换 参数 最低一线年限 @第三条`.
  private func head(_ keyword: Keyword, _ label: IRLabel, _ articles: [String]) -> String {
    let cited = articles.map { " @" + $0 }.joined()
    return word(.replace) + " " + word(keyword) + " " + label.zh + cited
  }

  // MARK: Replacements

  /// What is replaced, and the answers for which the base has no place of its own.
  private func replacements(in base: IRProgram) -> ([String], [DraftQuestion]) {
    var done: [String] = []
    var left: [DraftQuestion] = []
    for question in DraftQuestion.allCases where answers[question] != nil {
      switch question {
      case .title, .issuer, .base: continue
      default: break
      }
      if !noted.contains(question), let statement = replacement(question, base) {
        done.append(statement)
      } else {
        left.append(question)
      }
    }
    return (done, left)
  }

  private func replacement(_ question: DraftQuestion, _ base: IRProgram) -> String? {
    let value = figure(question) ?? word(.unstated)
    switch question {
    case .years: return parameter(base, value)
    case .places:
      guard let quota = PolicyDraft.quota(in: base) else { return nil }
      let norm = base.norms[quota]
      let pieces = [norm.keyword(.rhythm), norm.keyword(.exactness)].compactMap { $0 }
      // The number is asked for a year.
      guard norm.children.isEmpty, norm.keyword(.rhythm) == .yearly, norm.node(.tolerance) == nil,
        norm.keyword(.hard) == nil, norm.constant(.endYear) == nil
      else { return nil }
      let since = norm.year(.year).map { year in
        " " + word(.from) + " " + LiteralValue.calendarYear(year).spelling(language)
      }
      let words = pieces.map { word($0) }.joined(separator: " ")
      return head(.quota, norm.label, norm.articles) + ": " + words + " " + value + (since ?? "")
    case .level: return level(base)
    case .training:
      guard let term = base.norms(.training).first, let block = block(term, base) else {
        return nil
      }
      let norm = base.norms[term]
      let generally = norm.keyword(.qualifier).map { word($0) + " " } ?? ""
      return head(.training, norm.label, norm.articles) + ": " + generally + value + block
    case .money:
      let yearly = base.norms(.subsidy).first { subsidy in
        base.norms[subsidy].keyword(.rhythm) == .yearly
          && base.norms[subsidy].constant(.interval) == nil
          && base.children(subsidy, .during).first != nil
      }
      guard let yearly, let block = block(yearly, base) else { return nil }
      let norm = base.norms[yearly]
      return head(.subsidy, norm.label, norm.articles) + ": " + word(.yearly) + " " + value + block
    case .notice: return notice(base, value)
    case .approver: return approver(base)
    case .title, .issuer, .base: return nil
    }
  }

  /// The figure that years at the front line are held against.
  private func parameter(_ base: IRProgram, _ value: String) -> String? {
    guard let field = PolicyDraft.field("frontline_years", in: base) else { return nil }
    for requirement in base.requirements {
      guard
        case .compare(.atLeast, let left, let right) =
          base.nodes[requirement.condition.index].operation,
        base.nodes[left.index].operation == .field(scope: 0, index: field),
        case .parameter(let index) = base.nodes[right.index].operation
      else { continue }
      let parameter = base.parameters[index]
      return head(.parameter, parameter.label, parameter.articles) + ": " + value
    }
    return nil
  }

  private func level(_ base: IRProgram) -> String? {
    guard let field = PolicyDraft.field("skill_level", in: base) else { return nil }
    let least = levelName ?? word(.unstated)
    let name = base.records[0].fields[field].label
    let condition =
      (language == .chinese ? name.zh : name.id) + " " + word(.atLeast) + " " + least
    var isRead = false
    for requirement in base.requirements {
      if case .compare(.atLeast, let left, _) =
        base.nodes[requirement.condition.index].operation,
        base.nodes[left.index].operation == .field(scope: 0, index: field),
        requirement.applies == nil, requirement.exceptions.isEmpty, requirement.lifts.isEmpty
      {
        return head(.must, requirement.label, requirement.articles) + ": " + condition
      }
      for (index, reached) in base.reachable(from: [requirement.satisfied]).enumerated()
      where reached && base.nodes[index].operation == .field(scope: 0, index: field) {
        isRead = true
      }
    }
    // A second clause about the same fact would leave open which of them counts.
    if isRead { return nil }
    return say(
      "资格 技能等级要求 @第三条 {\n  应当 技能等级达标: \(condition)\n}",
      "eligibility skill_requirement @art.3 {\n  must skill_reached: \(condition)\n}")
  }

  /// The quota that a selection fills, else the first.
  private static func quota(in base: IRProgram) -> Int? {
    for selection in base.norms(.selection) {
      for fills in base.children(selection, .fills) {
        if let target = base.norms[fills].norm(.target), base.norms[target].kind == .quota {
          return target
        }
      }
    }
    return base.norms(.quota).first
  }

  private func notice(_ base: IRProgram, _ value: String) -> String? {
    for stage in base.norms(.stage) {
      let norm = base.norms[stage]
      guard let start = norm.event(.startEvent), let end = norm.event(.endEvent),
        base.events[start].label.id == "notice_opened",
        let body = norm.norm(.body), let block = block(stage, base)
      else { continue }
      let isForeign = foreignBodies(base).contains(body)
      let own = isForeign ? ownBody(base) : nil
      return head(.stage, norm.label, norm.articles) + ": " + (own ?? base.norms[body].label.zh)
        + " "
        + word(.from) + " " + name(base.events[start].label) + " " + word(.to) + " "
        + name(base.events[end].label) + " " + word(.atLeast) + " " + value + block
    }
    return nil
  }

  private func approver(_ base: IRProgram) -> String? {
    guard let name = quoted(.approver) else { return nil }
    for stage in base.norms(.stage) {
      let norm = base.norms[stage]
      guard let event = norm.event(.event), base.events[event].label.id == "party_group_review",
        let body = norm.norm(.body)
      else { continue }
      let approver = base.norms[body]
      return head(.body, approver.label, approver.articles) + " " + name
    }
    return nil
  }

  /// An event or a field, which have ids that any file may use.
  private func name(_ label: IRLabel) -> String { language == .chinese ? label.zh : label.id }

  // MARK: Blocks

  /// The block of a statement that is replaced, written anew; `nil` where it says what cannot be.
  private func block(_ norm: Int, _ base: IRProgram) -> String? {
    var lines: [String] = []
    for child in base.norms[norm].children {
      guard base.norms.indices.contains(child), let line = line(child, base) else { return nil }
      lines.append("  " + line + "\n")
    }
    return lines.isEmpty ? "" : " {\n" + lines.joined() + "}"
  }

  private func line(_ index: Int, _ base: IRProgram) -> String? {
    let norm = base.norms[index]
    let wording = Wording(base, language)
    switch norm.kind {
    case .starts, .trigger:
      return norm.event(.event).map { word(norm.kind) + " " + name(base.events[$0].label) }
    case .completes, .condition:
      // In English the words of a condition are labels, which a file cannot use.
      guard language == .chinese, let node = norm.node(.condition) else { return nil }
      return word(norm.kind) + " " + wording.text(of: node)
    case .during:
      return norm.norm(.target).map { word(.during) + " " + base.norms[$0].label.zh }
    case .paysTo:
      return norm.text(.recipient).map { id in
        word(.paysTo) + " " + name(BuiltInRecipient.label(id))
      }
    // Another body's purse is not the draft's.
    case .source where ownBody(base) != nil:
      return norm.text(.text).map {
        "# " + word(.source) + " \"" + visible($0) + "\"" + say("，这是原政策的，照自己的文件写", ", of the base")
      }
    case .purpose, .source:
      return norm.text(.text).map { word(norm.kind) + " \"" + visible($0) + "\"" }
    case .must:
      guard let event = norm.event(.event), let response = norm.event(.response),
        norm.attributes.count == 2
      else { return nil }
      return word(.must) + " " + norm.label.zh + ": " + word(.upon) + " "
        + name(base.events[event].label) + " " + word(.then) + " "
        + name(base.events[response].label)
    default: return nil
    }
  }
}
