internal import PolicyLang

// Facts of regions. 以上 and 以下 include the figure, 不满 does not, as in article 1259 of the Civil Code.
extension EligibilityWording {
  /// - Parameter list: the list whose elements are spoken about.
  func text(_ fact: RegionFact, below list: [String]?) -> String {
    switch fact.subject {
    case .fact(let path, let label):
      let name = name(path, label, below: list)
      let range = range(fact.range, path, below: list)
      guard case .values(let values, false) = fact.range else {
        return name + (list == nil || language == .english ? " " : "") + range
      }
      if case .flag(let flag)? = values.first, values.count == 1 {
        if list == nil { return name + say("：", ": ") + range }
        return flag ? name : say("非", "not ") + name
      }
      if list == nil { return name + " " + range }
      return name + say(isSpan(range) ? "" : "为", " ") + range
    case .count(let label, let path, let least, let elements):
      return count(name(path, label, below: nil), least, elements, path, fact.range)
    case .presence(let label, let path):
      let name = name(path, label, below: nil)
      if case .holds(false) = fact.range { return say("没有记载 ", "no record of ") + name }
      return say("有 ", "a record of ") + name
    case .condition(let policy, let node):
      let prepared = policies[policy]
      let text = Wording(prepared.program, language, environment: prepared.environment)
        .text(of: node)
      if case .holds(false) = fact.range { return say("不成立：", "not: ") + text }
      return text
    }
  }

  /// Whether words say from where or up to where: `市级以上`.
  private func isSpan(_ words: String) -> Bool { words.hasSuffix("以上") || words.hasSuffix("以下") }

  /// The label of either vocabulary; both where they differ.
  private func name(_ path: [String], _ label: IRLabel, below list: [String]?) -> String {
    var names: [String] = []
    for known in fields(path, below: list) where !names.contains(known.field.label[language]) {
      names.append(known.field.label[language])
    }
    return names.isEmpty ? label[language] : names.joined(separator: "/")
  }

  private func range(_ range: RegionFact.Range, _ path: [String], below list: [String]?) -> String {
    let known = fields(path, below: list).first
    var parts: [String] = []
    let orAbsent: Bool
    switch range {
    case .holds(let holds): return LiteralValue.boolean(holds).spelling(language)
    case .intervals(let intervals, let absent):
      orAbsent = absent
      for interval in intervals { parts.append(text(interval, known)) }
    case .values(let values, let absent):
      orAbsent = absent
      if !values.isEmpty { parts.append(text(values, known, isInside: list != nil)) }
    }
    if orAbsent { parts.append(say("没有记载", "not recorded")) }
    return parts.joined(separator: say(" 或 ", " or "))
  }

  private func text(_ interval: RegionFact.Interval, _ known: (policy: Int, field: IRField)?)
    -> String
  {
    guard let known else { return "…" }
    let wording = Wording(policies[known.policy].program, language)
    func words(_ value: Value) -> String { wording.text(of: value, known.field.type) }
    let isDuration: Bool
    var isCounted = known.field.places == 0
    switch known.field.type {
    case .number(let unit): isDuration = [.years, .age, .months, .days].contains(unit)
    case .money, .share:
      isDuration = false
      isCounted = false
    default: isDuration = false
    }
    if let low = interval.low, let high = interval.high, low == high { return words(low) }
    switch (interval.low, interval.below) {
    case (nil, nil): return say("不论多少", "any")
    case (let low?, nil):
      if isDate(known.field.type) { return words(low) + say(" 起", " or later") }
      if isDuration { return say("满", "at least ") + words(low) }
      return language == .chinese ? words(low) + "以上" : "at least " + words(low)
    case (nil, let below?):
      if isDate(known.field.type), let high = interval.high {
        return words(high) + say(" 以前（含当日）", " or earlier")
      }
      if isCounted, !isDuration, let high = interval.high {
        return language == .chinese ? words(high) + "以下" : "at most " + words(high)
      }
      return say("不满", "below ") + words(below)
    case (let low?, let below?):
      if isDate(known.field.type), let high = interval.high {
        return words(low) + say(" 至 ", " to ") + words(high)
      }
      if isCounted, !isDuration, let high = interval.high {
        return words(low) + say(" 至 ", " to ") + words(high)
      }
      if isDuration {
        return say("满\(words(low))不满\(words(below))", both(words(low), words(below)))
      }
      return say("\(words(low))以上、不满\(words(below))", both(words(low), words(below)))
    }
  }

  private func both(_ low: String, _ below: String) -> String { "at least \(low), below \(below)" }

  private func isDate(_ type: IRType) -> Bool {
    switch type {
    case .date, .calendarYear, .monthDay: true
    default: false
    }
  }

  /// - Parameter isInside: whether elements of a list are spoken about, where few words are best.
  private func text(
    _ values: [RegionValue], _ known: (policy: Int, field: IRField)?, isInside: Bool
  ) -> String {
    let or = isInside ? say("或", " or ") : say("、", " or ")
    var words: [String] = []
    for value in values { words.append(text(value)) }
    guard let known, case .enumeration(let index) = known.field.type,
      policies[known.policy].program.enumerations.indices.contains(index)
    else { return words.joined(separator: or) }
    let enumeration = policies[known.policy].program.enumerations[index]
    var places: [Int] = []
    for value in values {
      guard case .named(let label) = value,
        let place = enumeration.values.firstIndex(where: { $0.id == label.id })
      else { return words.joined(separator: or) }
      places.append(place)
    }
    places.sort()
    let last = enumeration.values.count - 1
    func name(_ place: Int) -> String { enumeration.values[place][language] }
    if enumeration.isOrdered, places.count > 1, let low = places.first, let high = places.last,
      high - low == places.count - 1
    {
      if high == last { return say(name(low) + "以上", name(low) + " or above") }
      // The lowest level often is “无”, so that “以下” includes having none.
      if low == 0 { return say(name(high) + "以下", name(high) + " or below") }
      return name(low) + say("至", " to ") + name(high)
    }
    // Shorter the other way round.
    if !isInside, places.count > 2, places.count <= last,
      places.count * 2 > enumeration.values.count
    {
      var others: [String] = []
      for place in enumeration.values.indices where !places.contains(place) {
        others.append(name(place))
      }
      return say("不是", "other than ") + others.joined(separator: say("、", " and "))
    }
    return words.joined(separator: or)
  }

  private func text(_ value: RegionValue) -> String {
    switch value {
    case .named(let label): label[language]
    case .flag(let flag): LiteralValue.boolean(flag).spelling(language)
    case .judgement(let passed): passed ? say("合格", "passed") : say("不合格", "failed")
    case .text(let text): say("“", "“") + visible(text) + "”"
    case .otherText: say("别的", "anything else")
    }
  }

  /// `竞赛成绩里有省级以上、名次前3名的`.
  private func count(
    _ list: String, _ least: Int64, _ elements: [[RegionFact]], _ path: [String],
    _ range: RegionFact.Range
  ) -> String {
    var kinds: [String] = []
    for box in elements {
      var parts: [String] = []
      for fact in box { parts.append(text(fact, below: path)) }
      if !parts.isEmpty { kinds.append(parts.joined(separator: say("且", ", "))) }
    }
    let what = kinds.joined(separator: say("，或者", "; or "))
    var holds = true
    if case .holds(false) = range { holds = false }
    if language == .english {
      let with = what.isEmpty ? "" : " with " + what
      if least == 1 { return (holds ? "some " : "no ") + list + with }
      return (holds ? "at least \(least) " : "fewer than \(least) ") + list + with
    }
    if what.isEmpty {
      if least == 1 { return (holds ? "有" : "没有") + list }
      return list + (holds ? "满" : "不满") + "\(least)" + CountWord.chinese(list)
    }
    if least == 1 { return list + "里" + (holds ? "有" : "没有") + what + "的" }
    return list + "里" + what + "的" + (holds ? "满" : "不满") + "\(least)" + CountWord.chinese(list)
  }
}
