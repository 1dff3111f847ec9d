// Unpacks what `xz --format=raw --lzma1=…` packed: the engine inside the page.
//
// Browsers unpack gzip by themselves, but its window of 32 KiB misses most of the repetition in a
// module; LZMA makes it a third smaller. The decoder follows the public LZMA specification; pack.mjs
// compiles it with Weave.swift to a module of its own, of a few kilobytes.

/// What the decoder knows of the bytes so far: a chance of 0 in 2048 parts for every kind of choice.
enum Model {
  /// lc; lp and pb are 0, see pack.mjs.
  static let literalContextBits = 2
  // Where each kind of choice has its chances.
  static let isMatch = 0
  static let isRepeated = isMatch + 12
  static let isOther = isRepeated + 12
  static let isLong = isOther + 12
  static let isSecond = isLong + 12
  static let isThird = isSecond + 12
  static let slots = isThird + 12
  static let places = slots + 4 * 64
  static let align = places + 128
  static let freshLength = align + 16
  static let repeatedLength = freshLength + lengthSize
  static let literals = repeatedLength + lengthSize
  static let size = literals + (0x300 << literalContextBits)

  // Inside the chances of a length: two choices, then trees of 3, 3 and 8 bits.
  static let low = 2
  static let middle = low + 8
  static let high = middle + 8
  static let lengthSize = high + 256
}

/// Reads choices from the packed bytes.
struct RangeDecoder {
  var next: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  let chances: UnsafeMutablePointer<UInt16>
  var range: UInt32 = .max
  var code: UInt32 = 0

  /// The first byte says nothing.
  init(
    _ packed: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>,
    _ chances: UnsafeMutablePointer<UInt16>
  ) {
    next = packed + 1
    self.end = end
    self.chances = chances
    for _ in 0..<4 { code = code << 8 | byte() }
  }

  @inline(__always) mutating func byte() -> UInt32 {
    guard next < end else { return 0 }
    defer { next += 1 }
    return UInt32(next.pointee)
  }

  @inline(__always) mutating func refill() {
    if range >> 24 != 0 { return }
    range <<= 8
    code = code << 8 | byte()
  }

  @inline(__always) mutating func bit(_ place: Int) -> Int {
    refill()
    let chance = UInt32(chances[place])
    let bound = (range >> 11) &* chance
    if code < bound {
      range = bound
      chances[place] = UInt16(truncatingIfNeeded: chance &+ (2048 &- chance) >> 5)
      return 0
    }
    range &-= bound
    code &-= bound
    chances[place] = UInt16(truncatingIfNeeded: chance &- chance >> 5)
    return 1
  }

  /// Bits of equal chance, the highest first.
  @inline(__always) mutating func plain(_ count: Int) -> Int {
    var result = 0
    var left = count
    while left > 0 {
      refill()
      range >>= 1
      let one = code >= range
      if one { code &-= range }
      result = result &<< 1 | (one ? 1 : 0)
      left &-= 1
    }
    return result
  }

  /// Bits by chances of their own, the highest first.
  mutating func tree(_ place: Int, _ count: Int) -> Int {
    var symbol = 1
    var left = count
    while left > 0 {
      symbol = symbol &<< 1 | bit(place &+ symbol)
      left &-= 1
    }
    return symbol &- 1 &<< count
  }

  /// The same, the lowest first.
  mutating func reversed(_ place: Int, _ count: Int) -> Int {
    var symbol = 1
    var result = 0
    var index = 0
    while index < count {
      let one = bit(place &+ symbol)
      symbol = symbol &<< 1 | one
      result |= one &<< index
      index &+= 1
    }
    return result
  }

  mutating func length(_ place: Int) -> Int {
    if bit(place) == 0 { return tree(place &+ Model.low, 3) }
    if bit(place &+ 1) == 0 { return 8 &+ tree(place &+ Model.middle, 3) }
    return 16 &+ tree(place &+ Model.high, 8)
  }

  mutating func distance(_ length: Int) -> Int {
    let slot = tree(Model.slots &+ min(length, 3) &* 64, 6)
    if slot < 4 { return slot }
    let bits = slot >> 1 &- 1
    let base = (2 | slot & 1) &<< bits
    if slot < 14 { return base &+ reversed(Model.places &+ base &- slot, bits) }
    let high = plain(bits &- 4)
    return base &+ high &<< 4 &+ reversed(Model.align, 4)
  }

  /// - Parameter match: the byte that the last match would go on with, where one has just ended.
  mutating func literal(after before: UInt8, _ match: UInt8?) -> UInt8 {
    let context = Int(before >> (8 &- UInt8(Model.literalContextBits)))
    let place = Model.literals &+ 0x300 &* context
    var symbol = 1
    if var match = match.map({ Int($0) }) {
      while symbol < 0x100 {
        let guess = match >> 7 & 1
        match = match &<< 1
        let one = bit(place &+ (1 &+ guess) &<< 8 &+ symbol)
        symbol = symbol &<< 1 | one
        if guess != one { break }
      }
    }
    while symbol < 0x100 { symbol = symbol &<< 1 | bit(place &+ symbol) }
    return UInt8(truncatingIfNeeded: symbol)
  }
}

/// One unpacking, which can stop anywhere.
struct Unpacking {
  private var decoder: RangeDecoder
  private let text: UnsafeMutablePointer<UInt8>
  private let wanted: Int
  private var at = 0
  private var state = 0
  /// How far back the last four matches lay, less one.
  private var back = (0, 0, 0, 0)

  init(_ decoder: RangeDecoder, into text: UnsafeMutablePointer<UInt8>, _ wanted: Int) {
    self.decoder = decoder
    self.text = text
    self.wanted = wanted
  }

  /// Goes on until so many bytes are there.
  /// - Returns: how many are; fewer where the packed bytes are damaged.
  mutating func run(until limit: Int) -> Int {
    let until = min(limit, wanted)
    while at < until {
      if decoder.bit(Model.isMatch &+ state) == 0 {
        if state >= 7, isTooFar { return at }
        let match = state >= 7 ? text[at &- back.0 &- 1] : nil
        text[at] = decoder.literal(after: at > 0 ? text[at &- 1] : 0, match)
        at &+= 1
        state = state < 4 ? 0 : state < 10 ? state &- 3 : state &- 6
        continue
      }
      let count = match()
      if isTooFar { return at }
      copy(count)
    }
    return at
  }

  /// Whether the last match lies before the first byte. The highest distances are negative as numbers.
  private var isTooFar: Bool { UInt(bitPattern: back.0) >= UInt(bitPattern: at) }

  /// Settles how far back the next match lies.
  /// - Returns: how long it is.
  private mutating func match() -> Int {
    if decoder.bit(Model.isRepeated &+ state) == 0 {
      let length = decoder.length(Model.freshLength)
      back = (decoder.distance(length), back.0, back.1, back.2)
      state = state < 7 ? 7 : 10
      return length &+ 2
    }
    if decoder.bit(Model.isOther &+ state) == 0 {
      if decoder.bit(Model.isLong &+ state) == 0 {
        state = state < 7 ? 9 : 11
        return 1
      }
    } else if decoder.bit(Model.isSecond &+ state) == 0 {
      back = (back.1, back.0, back.2, back.3)
    } else if decoder.bit(Model.isThird &+ state) == 0 {
      back = (back.2, back.0, back.1, back.3)
    } else {
      back = (back.3, back.0, back.1, back.2)
    }
    state = state < 7 ? 8 : 11
    return decoder.length(Model.repeatedLength) &+ 2
  }

  private mutating func copy(_ count: Int) {
    var left = min(count, wanted &- at)
    while left > 0 {
      text[at] = text[at &- back.0 &- 1]
      at &+= 1
      left &-= 1
    }
  }
}

// ---- what the page calls

/// There is one unpacking at a time.
nonisolated(unsafe) private var unpacking: Unpacking?

/// Memory for the packed bytes.
@_cdecl("place")
public func place(_ length: Int32) -> UnsafeMutablePointer<UInt8> {
  .allocate(capacity: Int(length))
}

/// Begins with packed bytes.
/// - Returns: where the unpacked bytes will stand.
@_cdecl("begin")
public func begin(
  _ packed: UnsafePointer<UInt8>, _ length: Int32, _ unpacked: Int32
) -> UnsafeMutablePointer<UInt8> {
  let chances = UnsafeMutablePointer<UInt16>.allocate(capacity: Model.size)
  chances.initialize(repeating: 1024, count: Model.size)
  let text = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(unpacked))
  let decoder = RangeDecoder(packed, packed + Int(length), chances)
  unpacking = Unpacking(decoder, into: text, Int(unpacked))
  return text
}

/// Unpacks on to a place, so that the browser can change to faster code between two calls.
/// - Returns: how far it came: less where the packed bytes are damaged.
@_cdecl("unpack")
public func unpack(_ until: Int32) -> Int32 {
  guard var work = unpacking else { return 0 }
  let reached = work.run(until: Int(until))
  unpacking = work
  return Int32(truncatingIfNeeded: reached)
}
