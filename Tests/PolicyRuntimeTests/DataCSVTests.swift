import PolicyLang
import PolicyRuntime
import Testing

@Suite struct DataCSVTests {
  /// Records as `line: cell|cell`, rejects as `line: !id`; fed in chunks of a given size.
  private func read(_ text: String, chunk: Int = 7) -> [String] {
    var reader = CSVReader()
    let bytes = Array(text.utf8)
    var position = 0
    var result: [String] = []
    while true {
      switch reader.next() {
      case .record:
        let cells = (0..<reader.cellCount).map { String(decoding: reader.cell($0), as: UTF8.self) }
        result.append("\(reader.line): " + cells.joined(separator: "|"))
      case .reject(let kind): result.append("\(reader.line): !\(kind.id)")
      case .end: return result
      case .needsInput:
        let end = min(bytes.count, position + chunk)
        if position == end { reader.finish() } else { reader.feed(Array(bytes[position..<end])) }
        position = end
      }
    }
  }

  @Test(arguments: [1, 2, 3, 1000])
  func quotesLineEndsAndLineNumbers(_ chunk: Int) {
    let text =
      "\u{FEFF}a,b\r\n\"x,y\",\"say \"\"hi\"\"\"\n\n\"two\r\nlines\",2\r\nlast,\"\"\rold,mac\r"
    #expect(
      read(text, chunk: chunk) == [
        "1: a|b", "2: x,y|say \"hi\"", "4: two\r\nlines|2", "6: last|", "7: old|mac",
      ])
  }

  @Test(arguments: [1, 4, 1000])
  func brokenQuotesRejectTheirRecordOnly(_ chunk: Int) {
    let stray = DiagnosticKind.strayQuote.id
    let after = DiagnosticKind.textAfterQuote.id
    let open = DiagnosticKind.unclosedQuote.id
    #expect(
      read("a,b\nc\"d,1\n\"e\"f,\"2\ng,3\n\"h,4\ni,5\n", chunk: chunk) == [
        "1: a|b", "2: !\(stray)", "3: !\(after)", "4: g|3", "5: !\(open)",
      ])
  }

  @Test func emptyCellsAndTheLastLineWithoutEnd() {
    #expect(read(",\n,,\nx") == ["1: |", "2: ||", "3: x"])
    #expect(read("") == [])
    #expect(read("\n\r\n\n") == [])
    #expect(read("a,") == ["1: a|"])
    #expect(read("\"a\"") == ["1: a"])
  }

  @Test func hugeCellsAndRecordsAreRejectedAndReadingGoesOn() {
    let cell = String(repeating: "x", count: CSVReader.cellLimit)
    #expect(read("\(cell)\n1\n", chunk: 1 << 16).count == 2)
    #expect(
      read("\(cell)y,2\n1\n", chunk: 1 << 16) == ["1: !\(DiagnosticKind.cellTooLarge.id)", "2: 1"])
    #expect(
      read("\"\(cell)\n\n\",\"2\n3\"\n1\n", chunk: 1 << 16)
        == ["1: !\(DiagnosticKind.cellTooLarge.id)", "5: 1"])
    let row = Array(repeating: cell, count: 17).joined(separator: ",")
    #expect(
      read("\(row)\n1\n", chunk: 1 << 18) == ["1: !\(DiagnosticKind.recordTooLarge.id)", "2: 1"])
  }

  @Test func noBytesCrashTheReader() {
    var state: UInt64 = 42
    let alphabet = Array("a,\"\n\r\u{0}é".utf8) + [0xEF, 0xBB, 0xBF, 0xFF]
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      // The same records whatever the chunks, and every record once.
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(read(text, chunk: 1) == read(text, chunk: 1000))
    }
  }
}
