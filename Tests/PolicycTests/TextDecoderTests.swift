import Testing

@testable import policyc

@Suite struct TextDecoderTests {
  private func decoded(_ bytes: [UInt8], chunk: Int, _ encoding: TextEncoding? = nil) -> String {
    var decoder = TextDecoder(encoding: encoding)
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let end = min(bytes.count, position + chunk)
      result += decoder.decode(Array(bytes[position..<end]), isLast: false)
      position = end
    }
    result += decoder.decode([], isLast: true)
    return String(decoding: result, as: UTF8.self)
  }

  /// 技师 in GB 2312, 镕 in GBK, 㐂 and 😀 in four bytes.
  private let gb: [UInt8] =
    [0xBC, 0xBC, 0xCA, 0xA6, 0x2C, 0xE9, 0x46, 0x2C, 0x81, 0x39, 0xEF, 0x31, 0x2C]
    + [0x94, 0x39, 0xFC, 0x36, 0x0A]

  @Test(arguments: [1, 2, 3, 5, 64])
  func fourByteAndCutCharacters(_ chunk: Int) {
    let text = decoded(gb, chunk: chunk, .gb18030)
    #expect(text == "技师,镕,㐂,😀\n")
  }

  @Test func encodingIsFoundOut() {
    #expect(decoded(gb, chunk: 64) == "技师,镕,㐂,😀\n")
    #expect(decoded(Array("技师,镕\n".utf8), chunk: 64) == "技师,镕\n")
    #expect(decoded([0xFF, 0xFE, 0x80, 0x62, 0x08, 0x5E], chunk: 64) == "\u{FEFF}技师")
  }

  @Test func whatMeansNothingStaysVisible() {
    var decoder = GB18030Decoder()
    #expect(decoder.decode([0x41, 0xFF, 0x42], isLast: true) == [0x41, 0xFF, 0x42])
    #expect(decoder.decode([0xB0], isLast: true) == [0xFF])
  }
}
