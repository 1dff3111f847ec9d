internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// What explanations say, and that no accepted program can make anything trap.
@Suite struct ExplanationTests {
  private func program() -> IRProgram {
    var maker = ProgramMaker()
    let least = maker.parameter("least", [(nil, maker.number(5, .years))])
    maker.require("frontline", .must, maker.compare(.atLeast, maker.field(.years), least))
    let ranks = maker.reading("ranks", [maker.levels([1, 2]), maker.levels([2])])
    let isCadre = maker.builder.add(.isMember(maker.field(.rank), ranks), .boolean)
    let kept = maker.exception("kept", maker.field(.retired))
    maker.require("cadre", .inPrincipleExclude, isCadre, exceptions: [kept])
    let placed = maker.builder.and([
      maker.its(.own), maker.compare(.atMost, maker.its(.place), maker.number(3)),
    ])
    let won = maker.named("won", maker.has(.atLeast, 1, where: placed))
    let long = maker.named("long", maker.yearsAtLeast(20))
    maker.require("skill", .must, maker.builder.or([won, long]))
    maker.require("quality", .must, maker.passes(.quality), judgement: .quality)
    return maker.finished
  }

  private let facts: [ProgramMaker.Field: Value] = [
    .years: .number(Rational(49, over: 10) ?? .zero), .rank: .value(1), .retired: .boolean(false),
    .contests: .list([
      CandidateMaker.contest([.own: .boolean(true), .place: .integer(2)]),
      CandidateMaker.contest([.own: .boolean(false), .place: .integer(1)]),
    ]),
  ]

  @Test func chinese() throws {
    let prepared = try PreparedPolicy(program(), asOf: CivilDate(text: "2026-05-01"))
    let text = try prepared.explain(CandidateMaker(facts).candidate, in: .chinese).rendered
    #expect(
      text == """
        c1：不符合
        样例政策（sample），基准日 2026-05-01

        前提
          · 参数 least名：5年（第三条）
          · 解读 ranks名：{中、高}（第四条）
            · 两种读法

        条款
          ✗ frontline名（第三条，应当）：不符合
            · 一线工作年限 至少 5年（实际 4.9年）：否
          ✗ cadre名（第三条，原则上不得）：有这种情形，但可以申请豁免
            · 行政级别 属于 {中、高}（实际 中）：是
            · 除外 kept名（第五条）：否
              · 退休：否
          ✓ skill名（第三条，应当）：符合
            · 下列之一：是
              · won名：是
                · 有 竞赛成绩（其 本行业 且 其 名次 至多 3）（共 2 项，符合 1 项）：是
                  · 第 1 项：名次 2，本行业 是：是
                  · 第 2 项：名次 1，本行业 否：否
              · long名：否
                · 一线工作年限 至少 20年（实际 4.9年）：否
          ? quality名（第三条，认定）：还不能确定
            ? 政治素质：还没有认定

        """)
  }

  @Test func english() throws {
    let prepared = try PreparedPolicy(program())
    var open = facts
    open[.years] = .integer(6)
    let text = try prepared.explain(CandidateMaker(open).candidate, in: .english).rendered
    for line in [
      "c1: needs judgement", "parameter least名: 5 years (第三条)",
      "✓ frontline名 (第三条, must): met", "一线工作年限 at least 5 years (actual: 6 years): yes",
      "is the case, but can be waived", "? 政治素质: not judged yet",
      "judgements still to be made: 政治素质",
    ] {
      #expect(text.contains(line), "\(line) in\n\(text)")
    }
  }

  @Test func otherReadingsAreNamed() throws {
    let prepared = try PreparedPolicy(program())
    var passing = facts
    passing[.years] = .integer(6)
    passing[.quality] = .passed
    let explanation = try prepared.explain(CandidateMaker(passing).candidate, in: .chinese)
    #expect(explanation.decision.outcome == .needsWaiver)
    #expect(explanation.remarks.map(\.text) == ["如果“ranks名”读作“{高}”，结论是：符合"])
  }

  /// Damaged programs that the verifier lets through are evaluated, explained and worded.
  @Test func acceptedProgramsNeverTrap() throws {
    let bytes = IREncoder.encode(ProgramMaker.everything)
    let sections = Array(bytes[41...])
    let candidates = [CandidateMaker().candidate, full]
    var state: UInt64 = 3
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var evaluated = 0
    for _ in 0..<700 {
      var changed = sections
      for _ in 0...random(2) { changed[random(changed.count)] ^= UInt8(1 << random(8)) }
      let file = Array(bytes[..<9]) + SHA256.digest(changed) + changed
      guard let program = try? IRDecoder.decode(file) else { continue }
      evaluated += 1
      for day in [nil, CivilDate(text: "2026-05-01")] {
        let prepared = try PreparedPolicy(program, asOf: day)
        for candidate in candidates {
          do {
            _ = try prepared.explain(candidate, in: .english).rendered
          } catch {
            let message = error.diagnostic(in: prepared.environment).message(in: .chinese)
            #expect(!message.isEmpty)
            // An ill-typed program must have been refused.
            if case .evaluation(let inner) = error { #expect(inner.kind != .ill, "\(inner)") }
          }
        }
      }
    }
    #expect(evaluated > 40)
  }

  private var full: Candidate {
    var maker = CandidateMaker(facts)
    maker.values[ProgramMaker.Field.birth.rawValue] = .day("1980-02-29")
    maker.values[ProgramMaker.Field.started.rawValue] = .day("2021-06-30")
    maker.values[ProgramMaker.Field.money.rawValue] = .integer(1_500)
    maker.values[ProgramMaker.Field.count.rawValue] = .integer(3)
    maker.values[ProgramMaker.Field.quality.rawValue] = .passed
    maker.events = [
      CaseEvent(event: 0, date: CivilDate(text: "2024-05-06"), attributes: Record([.unknown]))
    ]
    maker.waivers = ["skill", "nobody"]
    return maker.candidate
  }

  @Test func deepProgramsAreEvaluated() throws {
    var maker = ProgramMaker()
    var node = maker.field(.count)
    for _ in 0..<(IRVerifier.depthLimit - 10) {
      node = maker.builder.add(.minus(node), .number(.none))
    }
    maker.require("deep", .must, maker.compare(.above, node, maker.number(0)))
    let prepared = try PreparedPolicy(maker.finished)
    let candidate = CandidateMaker([.count: .integer(1)]).candidate
    #expect(try prepared.decide(candidate).outcome == .eligible)
    #expect(try prepared.decide(CandidateMaker().candidate).missing == ["count"])
    #expect(try prepared.explain(candidate, in: .chinese).rendered.contains("deep名"))
  }
}
