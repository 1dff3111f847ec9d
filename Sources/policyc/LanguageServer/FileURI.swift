/// `file://` addresses and the paths they stand for.
enum FileURI {
  /// The path of a file URI; `nil` for other schemes.
  static func path(_ uri: String) -> String? {
    let prefix = "file://"
    guard uri.hasPrefix(prefix) else { return nil }
    var rest = uri.utf8.dropFirst(prefix.utf8.count)
    // A host may stand before the path.
    while let first = rest.first, first != UInt8(ascii: "/") { rest = rest.dropFirst() }
    var bytes: [UInt8] = []
    var digits: [UInt8] = []
    for byte in rest {
      if !digits.isEmpty {
        digits.append(byte)
        guard digits.count == 3 else { continue }
        let code = String(decoding: digits.dropFirst(), as: UTF8.self)
        if let value = UInt8(code, radix: 16) { bytes.append(value) } else { bytes += digits }
        digits = []
      } else if byte == UInt8(ascii: "%") {
        digits = [byte]
      } else {
        bytes.append(byte)
      }
    }
    let path = String(decoding: bytes + digits, as: UTF8.self)
    return path.isEmpty || path.utf8.contains(0) ? nil : path
  }

  /// The file URI of an absolute path.
  static func uri(_ path: String) -> String {
    var result = "file://"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
