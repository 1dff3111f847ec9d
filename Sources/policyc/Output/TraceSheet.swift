internal import PolicyLang
internal import PolicyRuntime

/// What every form of a trace report shows, in words.
struct TraceSheet {
  let report: TraceReport
  let compiled: Compiled
  /// The files of the policy, and the document after them.
  let sources: SourceMap
  let setup: EvaluationSetup
  let document: SourceFile
  let path: String
  let language: Language
  /// The ids and English names of 译名, by name.
  private let labels: [String: (id: String, en: String)]

  init(
    report: TraceReport, compiled: Compiled, sources: SourceMap, setup: EvaluationSetup,
    document: SourceFile, path: String, language: Language
  ) {
    self.report = report
    self.compiled = compiled
    self.sources = sources
    self.setup = setup
    self.document = document
    self.path = path
    self.language = language
    var labels: [String: (id: String, en: String)] = [:]
    for file in compiled.parsed {
      for statement in file.statements where statement.keyword == .names {
        for entry in statement.translations where labels[entry.name.text] == nil {
          labels[entry.name.text] = (entry.id.text, entry.english?.text ?? "")
        }
      }
    }
    self.labels = labels
  }

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  // MARK: Names

  func name(of place: Int) -> String { report.document.name(of: place)[language] }

  /// The stable id of a claim, or its name.
  func id(of claim: Int) -> String {
    let claim = report.claims[claim]
    if claim.name.isEmpty { return claim.keyword.spelling(.english) }
    return claim.id ?? labels[claim.name]?.id ?? claim.name
  }

  /// `应当 一线经历`, in English with the English name.
  func title(of claim: Int) -> String {
    let claim = report.claims[claim]
    let word = claim.keyword.spelling(language)
    var name = claim.name
    if language == .english, let english = labels[name]?.en, !english.isEmpty { name = english }
    return name.isEmpty ? word : word + " " + name
  }

  /// The line of a claim in its file.
  func line(of span: SourceSpan) -> Int { sources[span.file].position(at: span.lowerBound).line }

  /// The claims that cite a place or something in it, once each, in the order of the policy.
  func claims(inside place: Int) -> [Int] {
    var result = Set<Int>()
    var waiting = [place]
    while let next = waiting.popLast() {
      result.formUnion(report.citing[next])
      waiting += report.document.places[next].children
    }
    return result.sorted()
  }

  /// The same without those that stand in the braces of another one of them.
  func outermost(_ claims: [Int]) -> [Int] {
    let all = Set(claims)
    return claims.filter { claim in
      var parent = report.claims[claim].parent
      while let next = parent {
        if all.contains(next) { return false }
        parent = report.claims[next].parent
      }
      return true
    }
  }

  func word(_ coverage: TraceReport.Coverage) -> String {
    switch coverage {
    case .ruled: say("有规则", "ruled")
    case .recital: say("宣示", "recital")
    case .open: say("存疑", "open point")
    case .uncovered: say("没有规则引用", "not covered")
    }
  }

  // MARK: Counts

  /// What was compared, a line for each thing.
  var counts: [(text: String, isGood: Bool)] {
    var lines: [(String, Bool)] = []
    if let stranger { lines.append((stranger, false)) }
    if !report.comparesFiguresOnly {
      let articles = report.articleCount
      lines.append(coverage(articles, "条", "articles"))
      let items = report.itemCount
      if items.all > 0 { lines.append(coverage(items, "项", "items")) }
    }
    let claims = report.claimCount
    let lacking = claims.all - claims.found
    let isWhole = lacking == 0 || report.comparesFiguresOnly
    lines.append((policyFigures(claims.all, lacking), isWhole))
    let states = report.figures.map { $0.state }
    let unused = states.count { $0 == .unused }
    let mentioned = states.count { $0 == .mentioned }
    let all = states.count { $0 == .used } + mentioned + unused
    var line = documentFigures(all, unused)
    if mentioned > 0 {
      line += say("（\(mentioned) 个写在名称或说明里）", " (\(mentioned) in names or explanations)")
    }
    lines.append((line, unused == 0))
    if report.citationsElsewhere > 0 {
      lines.append(
        (
          say(
            "引用别的来源文件的 \(report.citationsElsewhere) 处没有核对",
            "\(report.citationsElsewhere) citations of other documents were not compared"), true
        ))
    }
    if let ancestor = setup.program.ancestors.first {
      lines.append(
        (
          say(
            "从 \(ancestor.id) 继承的条款依据的是它的原文，没有核对",
            "what is inherited from \(ancestor.id) cites its document and was not compared"),
          true
        ))
    }
    return lines
  }

  /// That the text seems to be another document, which explains everything else.
  private var stranger: String? {
    report.findings.first { $0.kind == .anotherDocument }?.message(in: language)
  }

  private func documentFigures(_ all: Int, _ unused: Int) -> String {
    if report.comparesFiguresOnly {
      return unused == 0
        ? say("文本的 \(all) 个数字政策里都有", "the policy has all \(all) figures of the text")
        : say(
          "文本的 \(all) 个数字，\(unused) 个政策里没有",
          "\(unused) of \(all) figures of the text are not in the policy")
    }
    return unused == 0
      ? say("原文条文的 \(all) 个数字都有着落", "all \(all) figures of the articles are accounted for")
      : say(
        "原文条文的 \(all) 个数字，\(unused) 个没有用到",
        "\(unused) of \(all) figures of the articles are not used")
  }

  private func policyFigures(_ all: Int, _ lacking: Int) -> String {
    if lacking == 0 {
      return say("政策的 \(all) 个数字原文里都有", "the text says all \(all) figures of the policy")
    }
    return report.comparesFiguresOnly
      ? say(
        "政策的 \(all) 个数字，\(lacking) 个文本没有提到",
        "the text does not mention \(lacking) of \(all) figures of the policy")
      : say(
        "政策的 \(all) 个数字，\(lacking) 个在所引的条文里找不到",
        "\(lacking) of \(all) figures of the policy are not where it cites them")
  }

  private func coverage(
    _ count: (covered: Int, all: Int), _ zh: String, _ en: String
  ) -> (String, Bool) {
    let lacking = count.all - count.covered
    if lacking == 0 {
      return (say("\(count.all) \(zh)都有着落", "all \(count.all) \(en) are covered"), true)
    }
    return (
      say(
        "\(count.all) \(zh)里有 \(lacking) \(zh)没有规则引用",
        "\(lacking) of \(count.all) \(en) are not covered"),
      false
    )
  }

  /// The result in one line.
  var verdict: String {
    let renderer = TextRenderer(sources: sources, language: language)
    let summary = renderer.summary(report.findings)
    return path + say("：", ": ")
      + (summary.isEmpty ? say("核对一致", "agrees with the policy") : summary)
  }
}
