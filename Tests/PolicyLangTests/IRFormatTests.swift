import PolicyTestSupport
import Testing

@testable import PolicyLang

/// The serialised form: round trip, a hash of the content alone, and no trust in what is read.
@Suite struct IRFormatTests {
  private static let sample = ProgramMaker.everything
  private static let bytes = IREncoder.encode(sample)

  @Test func sampleCoversEveryOperation() {
    var seen = Set<String>()
    for node in Self.sample.nodes { seen.insert(node.operation.name) }
    // `error` is never in a valid program.
    #expect(seen.count == 29, "\(seen.sorted())")
  }

  @Test func roundTrip() throws {
    #expect(try IRDecoder.decode(Self.bytes) == Self.sample)
    let empty = IRProgram(id: "p", title: "", vocabulary: "v")
    #expect(throws: IRLoadError.self) { try IRDecoder.decode(IREncoder.encode(empty)) }
  }

  @Test func hashNamesTheContent() throws {
    let hash = Self.sample.contentHash
    #expect(hash.utf8.count == 64)
    #expect(try IRDecoder.decode(Self.bytes).contentHash == hash)
    var other = Self.sample
    other.requirements[0].note = "x"
    #expect(other.contentHash != hash)
    var reordered = Self.sample
    reordered.requirements.swapAt(0, 1)
    #expect(reordered.contentHash != hash)
  }

  @Test func digestsAreThoseOfTheStandard() {
    #expect(
      SHA256.hexadecimal([])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hexadecimal(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    // Lengths around the block size, where padding goes wrong.
    #expect(
      SHA256.hexadecimal(Array(repeating: 97, count: 119))
        == "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb")
  }

  @Test func everyNamedThingHasItsOwnName() {
    #expect(Keyword.byEnglishSpelling.count == Keyword.allCases.count)
    #expect(Set(Unit.allCases.map { $0.spelling(.english) }).count == Unit.allCases.count)
  }

  @Test func foreignFilesAreNamedAsSuch() {
    #expect(throws: IRLoadError.notCompiled) { try IRDecoder.decode([]) }
    #expect(throws: IRLoadError.notCompiled) { try IRDecoder.decode(Array("政策 x".utf8)) }
    var newer = Self.bytes
    newer[8] = 3
    #expect(throws: IRLoadError.otherVersion(3)) { try IRDecoder.decode(newer) }
    var older = Self.bytes
    older[8] = 1
    #expect(throws: IRLoadError.otherVersion(1)) { try IRDecoder.decode(older) }
    #expect(throws: IRLoadError.truncated(at: 20)) {
      try IRDecoder.decode(Array(Self.bytes[..<20]))
    }
    var damaged = Self.bytes
    damaged[100] ^= 1
    #expect(throws: IRLoadError.damaged) { try IRDecoder.decode(damaged) }
    #expect(throws: IRLoadError.damaged) { try IRDecoder.decode(Self.bytes + [0]) }
  }

  @Test func everyErrorHasAMessage() {
    let errors: [IRLoadError] = [
      .notCompiled, .otherVersion(7), .truncated(at: 3), .damaged, .malformed(at: 9),
      .refused(IRRefusal("x", at: NodeID(1))),
    ]
    #expect(Set(errors.map { $0.diagnostic.kind.id }).count == errors.count)
    for error in errors {
      for language in Language.allCases {
        #expect(!error.diagnostic.message(in: language).contains("{"))
      }
    }
  }

  /// The file with other sections and the right checksum, as a forger would write it.
  private static func sealed(_ sections: [UInt8]) -> [UInt8] {
    Array(bytes[..<9]) + SHA256.digest(sections) + sections
  }

  @Test func randomBytesNeverTrap() {
    var random = SplitMix(seed: 7)
    for round in 0..<1_000 {
      var bytes = (0..<random.next(below: 200)).map { _ in UInt8(random.next(below: 256)) }
      #expect(throws: IRLoadError.self) { try IRDecoder.decode(bytes) }
      if round % 2 == 0 { bytes = Self.sealed(bytes) }
      #expect(throws: IRLoadError.self) { try IRDecoder.decode(bytes) }
    }
  }

  @Test func everyTruncationIsRefused() {
    let sections = Array(Self.bytes[41...])
    for length in stride(from: 0, to: sections.count, by: 29) {
      #expect(throws: IRLoadError.self) {
        try IRDecoder.decode(Self.sealed(Array(sections[..<length])))
      }
    }
  }

  @Test func flippedBitsNeverTrap() {
    let sections = Array(Self.bytes[41...])
    var random = SplitMix(seed: 11)
    var accepted = 0
    for _ in 0..<1_200 {
      var changed = sections
      for _ in 0...random.next(below: 3) {
        changed[random.next(below: changed.count)] ^= UInt8(1 << random.next(below: 8))
      }
      if let program = try? IRDecoder.decode(Self.sealed(changed)) {
        accepted += 1
        // What is accepted has one serialised form and can be shown.
        #expect(IREncoder.encode(program) == Self.sealed(changed))
        #expect(!IRDump.text(of: program).isEmpty)
      }
    }
    // Many changes only touch a name or a figure; if none were accepted this would test nothing.
    #expect(accepted > 50)
  }

  @Test func hugeCountsAreNotBelieved() {
    // A length of 2^62 in place of the first section's.
    let huge: [UInt8] = [1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]
    #expect(throws: IRLoadError.self) { try IRDecoder.decode(Self.sealed(huge)) }
  }

  @Test func dumpSaysEverything() {
    let dump = IRDump.text(of: Self.sample)
    for word in [
      "policy sample \"样例政策\"", "hash \(Self.sample.contentHash)", "must 0 years \"years名\" @第三条",
      "unless kept", "lifted by lift", "take slices", "holiday 2026-10-01 to 2026-10-07",
      "from 2027-01-01 value", "norm 0 training term", "open 0 silence", " in last ",
      "has every of", "based on province \"省办法\"", "from province replaces nation",
      "norm 1 starts starts \"starts名\" from nation",
      "removed must gone \"gone名\" @第四条 from nation by province",
    ] {
      #expect(dump.contains(word), "\(word)")
    }
    var other = Self.sample
    other.norms[1].attributes = []
    #expect(IRDump.text(of: other) != dump)
  }
}

/// A small generator with a fixed sequence.
struct SplitMix {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
  }
}
