/// A seeded stream of choices (SplitMix64): the same seed gives the same policies on every machine.
public struct RandomSource: Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, but not including, `bound`.
  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  public mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  public mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  /// Between `least` and all of the choices, in their order; never empty for `least` ≥ 1.
  public mutating func some<Element>(_ choices: [Element], least: Int = 1) -> [Element] {
    var wanted = within(min(least, choices.count)...choices.count)
    var result: [Element] = []
    for (index, choice) in choices.enumerated() where wanted > 0 {
      if below(choices.count - index) < wanted {
        result.append(choice)
        wanted -= 1
      }
    }
    return result
  }
}
