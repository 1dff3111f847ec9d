import PolicyLang
import PolicyTestSupport
import Testing

/// Simplifications that the node pool makes, none of which may change a Kleene value.
@Suite struct IRBuilderTests {
  @Test func equalNodesAreStoredOnce() {
    var maker = ProgramMaker()
    let first = maker.yearsAtLeast(5)
    let count = maker.builder.nodes.count
    #expect(maker.yearsAtLeast(5) == first)
    #expect(maker.builder.nodes.count == count)
    #expect(maker.yearsAtLeast(6) != first)
    // The type belongs to the node: five years are not five.
    #expect(maker.number(5, .years) != maker.number(5))
  }

  @Test func constantsDecide() {
    var maker = ProgramMaker()
    let open = maker.field(.retired)
    let (yes, no) = (maker.builder.boolean(true), maker.builder.boolean(false))
    #expect(maker.builder.and([open, no]) == no)
    #expect(maker.builder.and([open, yes]) == open)
    #expect(maker.builder.or([open, yes]) == yes)
    #expect(maker.builder.or([no, open, open]) == open)
    #expect(maker.builder.and([]) == yes)
    #expect(maker.builder.or([]) == no)
    #expect(maker.builder.not(maker.builder.not(open)) == open)
    #expect(maker.builder.not(yes) == no)
  }

  @Test func contradictionsStay() {
    var maker = ProgramMaker()
    let open = maker.field(.retired)
    let both = maker.builder.and([open, maker.builder.not(open)])
    #expect(maker.builder[both].operation == .and([open, maker.builder.not(open)]))
  }

  @Test func groupsAreFlat() {
    var maker = ProgramMaker()
    let (a, b, c) = (maker.field(.retired), maker.yearsAtLeast(1), maker.yearsAtLeast(2))
    let nested = maker.builder.or([a, maker.builder.or([b, c])])
    #expect(maker.builder[nested].operation == .or([a, b, c]))
    let mixed = maker.builder.or([a, maker.builder.and([b, c])])
    #expect(maker.builder[mixed].operation == .or([a, maker.builder.and([b, c])]))
  }

  @Test func operandsStandFirst() {
    for (index, node) in ProgramMaker.everything.nodes.enumerated() {
      #expect(node.operation.operands.allSatisfy { $0.index < index })
    }
  }

  @Test func errorsSpread() {
    var maker = ProgramMaker()
    let wrong = maker.builder.add(.error, .error)
    #expect(maker.builder.and([maker.field(.retired), wrong]) == wrong)
    #expect(maker.builder.not(wrong) == wrong)
  }
}
