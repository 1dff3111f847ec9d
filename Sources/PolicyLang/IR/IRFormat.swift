/// The serialised form of a program.
///
///     file     = magic (8 bytes) version checksum (32 bytes) section…
///     section  = tag length content
///     list     = count element…
///     text     = length UTF-8
///
/// Counts, lengths, tags and indices are unsigned varints of 7 bits a byte, lowest first; signed
/// numbers are folded (0, −1, 1, −2 …) first. Every section of `Section` stands once, in order of
/// its tag. What the language spells (keywords, units, comparisons) is written by its English name,
/// and kinds of nodes, types and values by the codes in `IRCode`, so that the order of Swift cases
/// never matters. The checksum is SHA-256 over all sections and is the program's content hash.
public enum IRFormat {
  /// Starts with a byte that no text has, and holds both line ends, which careless copying changes.
  static let magic: [UInt8] = [0x8F, 0x50, 0x4F, 0x4C, 0x49, 0x52, 0x0D, 0x0A]
  public static let version = 2
  static let checksumLength = 32

  enum Section: Int, CaseIterable {
    case head = 1, ancestors, enumerations, records, events, parameters, readings, openPoints,
      nodes, conditions, tables, requirements, results, derivations, invariants, norms, calendars,
      removals
  }

  /// Whether bytes start as a compiled policy does; the rest may still be refused.
  public static func isCompiled(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }
}

extension IRProgram {
  /// Names the content: 64 hexadecimal digits that are equal exactly when the serialised forms are.
  public var contentHash: String { SHA256.hexadecimal(IREncoder.sections(of: self)) }
}
