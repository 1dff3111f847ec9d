import PolicyTestSupport
import Testing

@testable import PolicyLang

/// Each rule of the verifier, broken once.
@Suite struct IRVerifierTests {
  private func refusal(_ change: (inout ProgramMaker) -> Void) -> IRRefusal? {
    var maker = ProgramMaker()
    change(&maker)
    return refusal(of: maker.finished)
  }

  private func refusal(of program: IRProgram) -> IRRefusal? {
    do {
      try IRVerifier.verify(program)
      return nil
    } catch {
      return error
    }
  }

  @Test func acceptsWhatTheCompilerMakes() {
    #expect(refusal(of: ProgramMaker.everything) == nil)
    #expect(refusal { _ in } == nil)
  }

  @Test func operandsStandBeforeTheirUse() {
    var program = ProgramMaker().finished
    program.nodes = [
      IRNode(.not(NodeID(1)), .boolean), IRNode(.constant(.boolean(true)), .boolean),
    ]
    #expect(refusal(of: program)?.node == NodeID(0))
    program.nodes = [IRNode(.not(NodeID(0)), .boolean)]
    #expect(refusal(of: program)?.node == NodeID(0))
    program.nodes = [IRNode(.and([NodeID(.max)]), .boolean)]
    #expect(refusal(of: program)?.node == NodeID(0))
  }

  @Test func typesFit() {
    let wrong: [(inout ProgramMaker) -> Void] = [
      { _ = $0.compare(.atLeast, $0.field(.years), $0.field(.retired)) },
      { _ = $0.compare(.atLeast, $0.field(.id), $0.field(.id)) },
      { _ = $0.compare(.above, $0.field(.retired), $0.field(.retired)) },
      { _ = $0.builder.add(.and([$0.field(.years), $0.field(.retired)]), .boolean) },
      { _ = $0.builder.add(.not($0.field(.years)), .boolean) },
      { _ = $0.builder.add(.passes($0.field(.retired)), .boolean) },
      { _ = $0.builder.add(.fullYears($0.field(.birth), $0.field(.years)), .number(.years)) },
      { _ = $0.builder.add(.constant(.value(3)), .enumeration(0)) },
      { _ = $0.builder.add(.constant(.number(.one)), .boolean) },
      { _ = $0.builder.add(.isMember($0.field(.years), $0.levels([1])), .boolean) },
      { _ = $0.builder.add(.arithmetic(.add, $0.field(.birth), $0.field(.birth)), .date) },
      { _ = $0.builder.add(.arithmetic(.add, $0.field(.birth), $0.money(1)), .date) },
      {
        _ = $0.builder.add(
          .quantifier(.atLeast, list: $0.field(.years), condition: nil, bound: nil), .boolean)
      },
      {
        _ = $0.builder.add(
          .aggregate(.sum, list: $0.field(.contests), condition: nil, value: nil), .money)
      },
      { _ = $0.builder.add(.parameter(0), .number(.none)) },
      { _ = $0.builder.add(.reading(0), .boolean) },
      { _ = $0.builder.add(.readingIs(0, option: 0), .boolean) },
      { _ = $0.builder.add(.unstated(0), .boolean) },
      { _ = $0.builder.add(.named(0, $0.field(.retired)), .boolean) },
      { _ = $0.builder.add(.table(0, []), .money) },
      { _ = $0.builder.add(.events(1), .list(2)) },
      { _ = $0.builder.add(.holdsHonour(0), .boolean) },
      { _ = $0.builder.add(.error, .error) },
    ]
    for (number, change) in wrong.enumerated() {
      #expect(refusal(change) != nil, "case \(number)")
    }
  }

  @Test func fieldsAreReadInTheirScope() {
    #expect(refusal { $0.require("c", .must, $0.its(.own)) } != nil)
    #expect(refusal { $0.require("c", .must, $0.has(.atLeast, 1, where: $0.its(.own))) } == nil)
    // The list itself stands outside its own elements.
    #expect(
      refusal { $0.require("c", .must, $0.has(.atLeast, 1, where: $0.its(.own, scope: 2))) } != nil)
    // A field of another type than its record gives it.
    #expect(
      refusal {
        $0.require("c", .must, $0.builder.add(.field(scope: 0, index: 1), .boolean))
      } != nil)
    #expect(
      refusal {
        $0.require("c", .must, $0.builder.add(.field(scope: 0, index: 99), .boolean))
      } != nil)
  }

  @Test func nothingDependsOnItself() {
    #expect(
      refusal {
        let node = $0.parameter("p", [(nil, $0.number(1))])
        $0.program.parameters[0].values[0].value = node
      } != nil)
    #expect(
      refusal {
        let node = $0.reading("r", [$0.field(.retired)])
        $0.program.readings[0].options[0].value = $0.builder.not(node)
      } != nil)
    #expect(
      refusal {
        let one = $0.number(1)
        $0.program.tables = [
          IRTable(
            label: $0.label("t"), articles: [], inputs: [.number(.none)], type: .number(.none),
            mode: .first, rows: [], fallback: one)
        ]
        $0.program.tables[0].fallback = $0.builder.add(.table(0, [one]), .number(.none))
      } != nil)
  }

  @Test func depthIsBounded() {
    func chain(_ length: Int) -> IRRefusal? {
      refusal { maker in
        var node = maker.field(.count)
        for _ in 0..<length { node = maker.builder.add(.minus(node), .number(.none)) }
        maker.require("c", .must, maker.compare(.above, node, maker.number(0)))
      }
    }
    #expect(chain(300) == nil)
    #expect(chain(IRVerifier.depthLimit + 10) != nil)
  }

  @Test func sharingDoesNotCostTime() {
    // Each node uses the one before it twice: 2^60 paths, 60 nodes.
    #expect(
      refusal { maker in
        var node = maker.its(.place)
        for _ in 0..<60 {
          node = maker.builder.add(.arithmetic(.add, node, node), .number(.none))
        }
        maker.require(
          "c", .must, maker.has(.atLeast, 1, where: maker.compare(.above, node, maker.number(0))))
      } == nil)
  }

  @Test func recordsDoNotHoldThemselves() {
    #expect(
      refusal {
        $0.program.records[1].fields.append(IRField(label: $0.label("again"), type: .list(1)))
      } != nil)
  }

  @Test func everyReferenceIsInRange() {
    let wrong: [(inout ProgramMaker) -> Void] = [
      { $0.program.records = [] },
      { $0.program.records[0].fields[0].type = .enumeration(9) },
      { $0.program.events[0].record = 9 },
      { $0.program.events[0].record = 1 },
      { $0.program.derivations = [IRDerivation(field: 99, value: $0.number(1))] },
      { $0.program.results = [IRResult(label: $0.label("r"), articles: [], value: NodeID(999))] },
      { $0.require("c", .must, $0.field(.retired), judgement: .years) },
      { maker in
        maker.program.norms = [
          IRNorm(
            kind: .honour, label: maker.label("n"), articles: [], note: "", attributes: [],
            children: [5])
        ]
      },
      { $0.addNorm([IRAttribute(.event, .event(7))]) },
      { $0.addNorm([IRAttribute(.date, .constant(.boolean(true), .date))]) },
      { $0.addNorm([], IROrigin(policy: 0)) },
      { $0.addNorm([], IROrigin(replaced: 0)) },
      { maker in
        maker.require("c", .must, maker.field(.retired))
        maker.program.requirements[0].origin = IROrigin(policy: 0)
      },
      { maker in
        maker.program.ancestors = [IRAncestor(id: "base", title: "")]
        maker.program.removals = [
          IRRemoval(kind: .must, label: maker.label("c"), articles: [], policy: 0, by: 1)
        ]
      },
    ]
    for (number, change) in wrong.enumerated() {
      #expect(refusal(change) != nil, "case \(number)")
    }
  }
}

extension ProgramMaker {
  fileprivate mutating func addNorm(_ attributes: [IRAttribute], _ origin: IROrigin = IROrigin()) {
    var norm = IRNorm(
      kind: .honour, label: label("n"), articles: [], note: "", attributes: attributes, children: []
    )
    norm.origin = origin
    program.norms = [norm]
  }
}
