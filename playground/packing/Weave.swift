// Puts the engine's module together from the streams into which streams.mjs sorted it.

/// What the streams of a part hold, in their order. Numbers are as modules write them, of 7 bits a byte.
enum Stream: Int {
  /// The sections before the code, and those after it.
  case before, after
  /// How many functions there are, then for each its groups of variables, or `absent`.
  case variables
  /// Codes of instructions, each with what belongs to it and is in no other stream.
  case instructions
  /// Operands: places of variables, functions and types called, 32-bit constants, depths of branches,
  /// globals, offsets in memory, other constants.
  case locals, calls, words, branches, globals, offsets, figures

  static let count = 11
  /// Stands for a function whose body is in the other part.
  static let absent: UInt8 = 0x7f
}

/// Loads and stores.
enum Access {
  static let first: UInt8 = 0x28
  static let last: UInt8 = 0x3e
  /// How far each is aligned by nature, as powers of 2.
  private static let natural: StaticString = "23230011001122232301012"
  /// Those that are aligned otherwise have codes of their own, from here on.
  static let firstOther: UInt8 = 0xc5

  static func alignment(of code: UInt8) -> UInt8 {
    natural.utf8Start[Int(code &- first)] &- UInt8(ascii: "0")
  }

  /// The load or store that a code of its own stands for, and its alignment.
  static func other(_ code: UInt8) -> (code: UInt8, alignment: UInt8)? {
    var left = code &- firstOther
    for access in first...last {
      let count = alignment(of: access)
      if left < count { return (access, left) }
      left &-= count
    }
    return nil
  }
}

/// The streams of a part, each with a place up to which it has been read.
struct Part {
  private let next: UnsafeMutablePointer<UnsafePointer<UInt8>>
  private let end: UnsafeMutablePointer<UnsafePointer<UInt8>>

  /// Streams of damaged bytes end where the bytes do.
  init(_ bytes: UnsafePointer<UInt8>, _ size: Int) {
    next = .allocate(capacity: Stream.count)
    end = .allocate(capacity: Stream.count)
    var place = min(4 &* Stream.count, size)
    for stream in 0..<Stream.count {
      (next + stream).initialize(to: bytes + place)
      var length: UInt32 = 0
      for index in 0..<4 where size >= 4 &* Stream.count {
        length |= UInt32(bytes[4 &* stream &+ index]) &<< UInt32(8 &* index)
      }
      place &+= Int(min(length, UInt32(size &- place)))
      (end + stream).initialize(to: bytes + place)
    }
  }

  /// The next byte; the end of a function where the bytes are damaged and there is none.
  @inline(never) func byte(_ stream: Stream) -> UInt8 {
    let place = next[stream.rawValue]
    guard place < end[stream.rawValue] else { return Weaver.end }
    next[stream.rawValue] = place + 1
    return place.pointee
  }

  func left(_ stream: Stream) -> Int { end[stream.rawValue] - next[stream.rawValue] }
}

/// Writes a module.
struct Weaver {
  static let end: UInt8 = 0x0b
  private static let codeSection: UInt8 = 10
  /// A body without variables that traps.
  private static let trapping: (UInt8, UInt8, UInt8) = (0, 0, end)
  /// How a length is written whose place is left before it is known.
  private static let lengthSize = 5

  private var place: UnsafeMutablePointer<UInt8>
  private let limit: UnsafeMutablePointer<UInt8>

  init(_ place: UnsafeMutablePointer<UInt8>, _ room: Int) {
    self.place = place
    limit = place + room
  }

  /// Writes the whole module, or without a second part one whose absent functions trap.
  /// - Returns: where it ends.
  mutating func write(_ opening: Part, _ rest: Part?) -> UnsafeMutablePointer<UInt8> {
    copyAll(.before, of: opening)
    put(Weaver.codeSection)
    let start = leaveLength()
    let count = copyNumber(.variables, of: opening)
    for _ in 0..<min(count, UInt32(opening.left(.variables))) { function(opening, rest) }
    writeLength(at: start)
    copyAll(.after, of: opening)
    return place
  }

  private mutating func function(_ opening: Part, _ rest: Part?) {
    let start = leaveLength()
    let groups = opening.byte(.variables)
    if groups != Stream.absent {
      body(opening, groups)
    } else if let rest {
      body(rest, rest.byte(.variables))
    } else {
      put(Weaver.trapping.0)
      put(Weaver.trapping.1)
      put(Weaver.trapping.2)
    }
    writeLength(at: start)
  }

  private mutating func body(_ part: Part, _ groups: UInt8) {
    put(groups)
    for _ in 0..<groups {
      _ = copyNumber(.variables, of: part)
      put(part.byte(.variables))
    }
    var depth = 1
    while depth > 0 {
      let code = part.byte(.instructions)
      if code >= Access.firstOther, let access = Access.other(code) {
        put(access.code)
        put(access.alignment)
        _ = copyNumber(.offsets, of: part)
        continue
      }
      put(code)
      switch code {
      case Access.first...Access.last:
        put(Access.alignment(of: code))
        _ = copyNumber(.offsets, of: part)
      case 0x02...0x04:
        depth &+= 1
        put(part.byte(.instructions))
      case Weaver.end: depth &-= 1
      case 0x0c, 0x0d: _ = copyNumber(.branches, of: part)
      case 0x0e:
        let count = copyNumber(.branches, of: part)
        for _ in 0...min(count, UInt32(part.left(.branches))) {
          _ = copyNumber(.branches, of: part)
        }
      case 0x10: _ = copyNumber(.calls, of: part)
      case 0x11:
        _ = copyNumber(.calls, of: part)
        _ = copyNumber(.calls, of: part)
      case 0x20...0x22: _ = copyNumber(.locals, of: part)
      case 0x23, 0x24: _ = copyNumber(.globals, of: part)
      case 0x3f, 0x40: put(part.byte(.instructions))
      case 0x41: _ = copyNumber(.words, of: part)
      case 0x42: _ = copyNumber(.figures, of: part)
      case 0x43: for _ in 0..<4 { put(part.byte(.figures)) }
      case 0x44: for _ in 0..<8 { put(part.byte(.figures)) }
      case 0xfc:
        let kind = part.byte(.instructions)
        put(kind)
        if kind == 10 { put(part.byte(.instructions)) }
        if kind >= 10 { put(part.byte(.instructions)) }
      default: break
      }
    }
  }

  @inline(__always) private mutating func put(_ byte: UInt8) {
    guard place < limit else { return }
    place.pointee = byte
    place += 1
  }

  /// - Returns: the number, for those that say how many things follow.
  @inline(never) private mutating func copyNumber(_ stream: Stream, of part: Part)
    -> UInt32
  {
    var number: UInt32 = 0
    var shift: UInt32 = 0
    while true {
      let byte = part.byte(stream)
      put(byte)
      if shift < 32 { number |= UInt32(byte & 0x7f) &<< shift }
      shift &+= 7
      if byte < 0x80 { return number }
    }
  }

  private mutating func copyAll(_ stream: Stream, of part: Part) {
    for _ in 0..<part.left(stream) { put(part.byte(stream)) }
  }

  private mutating func leaveLength() -> UnsafeMutablePointer<UInt8> {
    for _ in 0..<Weaver.lengthSize { put(0) }
    return place
  }

  /// Writes the length of what stands from a place on before it, always in five bytes.
  private func writeLength(at start: UnsafeMutablePointer<UInt8>) {
    var length = UInt32(truncatingIfNeeded: place - start)
    for index in 0..<Weaver.lengthSize {
      let more: UInt8 = index < Weaver.lengthSize &- 1 ? 0x80 : 0
      (start - Weaver.lengthSize)[index] = UInt8(truncatingIfNeeded: length & 0x7f) | more
      length >>= 7
    }
  }
}

/// Puts the module together.
/// - Parameters:
///   - opening: the first part, of `openingSize` bytes.
///   - rest: the second part, of `restSize` bytes, or `nil` for a module whose other functions trap.
///   - room: how many bytes the module may have.
/// - Returns: where its bytes stand, their number in the first four.
@_cdecl("weave")
public func weave(
  _ opening: UnsafePointer<UInt8>, _ openingSize: Int32,
  _ rest: UnsafePointer<UInt8>?, _ restSize: Int32, _ room: Int32
) -> UnsafeMutablePointer<UInt8> {
  let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 4 &+ Int(room))
  var weaver = Weaver(bytes + 4, Int(room))
  let end = weaver.write(
    Part(opening, Int(openingSize)), rest.map { Part($0, Int(restSize)) })
  var length = end - bytes - 4
  for index in 0..<4 {
    bytes[index] = UInt8(truncatingIfNeeded: length)
    length >>= 8
  }
  return bytes
}
