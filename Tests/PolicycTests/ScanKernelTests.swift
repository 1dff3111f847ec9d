import CScan
import PolicyTestSupport
import Testing

/// The kernels against plain loops, with every set of instructions that the machine has.
@Suite struct ScanKernelTests {
  private static let levels: [cb_level] =
    cb_best_level() == CB_AVX2 ? [CB_PORTABLE, CB_SSE2, CB_AVX2] : [CB_PORTABLE, cb_best_level()]

  private func bytes(_ random: inout RandomSource, _ alphabet: [UInt8], _ count: Int) -> [UInt8] {
    (0..<count).map { _ in alphabet[random.below(alphabet.count)] }
  }

  /// The text with room behind it that holds anything but what is looked for.
  private func padded(_ text: [UInt8]) -> [UInt8] {
    text + Array(repeating: UInt8(ascii: ","), count: Int(CB_SLACK))
  }

  private struct Found: Equatable {
    var end = 0
    var lines = 0
    var records = 0
    var unclosed = false
  }

  private func found(_ survey: cb_survey) -> Found {
    Found(
      end: survey.end, lines: survey.lines, records: survey.records, unclosed: survey.unclosed)
  }

  /// The rules of records, byte by byte.
  private func naive(_ text: [UInt8], isLast: Bool) -> Found {
    var result = Found()
    var i = 0
    var lines = 0
    while i < text.count {
      let isEnd = text[i] == 0x0A || text[i] == 0x0D
      if isEnd {
        if text[i] == 0x0D, i + 1 == text.count, !isLast { break }
        i += text[i] == 0x0D && i + 1 < text.count && text[i + 1] == 0x0A ? 2 : 1
        lines += 1
        result.end = i
        result.lines = lines
        continue
      }
      // 0 at the start of a cell, 1 inside, 2 quoted, 3 after a mark in there, 4 lost.
      var state = 0
      var isWhole = false
      while i < text.count {
        let byte = text[i]
        if state == 2 {
          if byte == 0x22 { state = 3 } else if byte == 0x0A { lines += 1 }
        } else if byte == 0x0A || byte == 0x0D {
          if byte == 0x0D, i + 1 == text.count, !isLast { return result }
          i += byte == 0x0D && i + 1 < text.count && text[i + 1] == 0x0A ? 2 : 1
          lines += 1
          isWhole = true
          break
        } else if state == 4 {
        } else if byte == 0x22 {
          state = state == 0 || state == 3 ? 2 : 4
        } else if byte == 0x2C {
          state = 0
        } else {
          state = state == 3 ? 4 : 1
        }
        i += 1
      }
      if !isWhole {
        if !isLast { return result }
        if state == 2 {
          result.unclosed = true
          return result
        }
        lines += 1
      }
      result.records += 1
      result.end = i
      result.lines = lines
    }
    return result
  }

  @Test(arguments: 0..<60)
  func recordsAreFoundAsByteByByte(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 77)
    let alphabets: [[UInt8]] = [
      Array("ab,\n".utf8), Array("ab,\n\r".utf8), Array("a,\"\n\r".utf8),
      Array("abcdefgh,,,\n\"\"".utf8), Array("aaaaaaaaaaaaaaaaaaaaaaaaaaaa,\r\n\"".utf8),
    ]
    for alphabet in alphabets {
      let text = bytes(&random, alphabet, random.below(400))
      for isLast in [true, false] {
        let expected = naive(text, isLast: isLast)
        for level in Self.levels {
          let survey = cb_csv_survey(level, padded(text), text.count, isLast)
          #expect(found(survey) == expected, "\(text)")
        }
      }
    }
  }

  @Test(arguments: 0..<40)
  func textIsCheckedAsTheStandardLibraryDoes(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed) + 5)
    let pieces: [[UInt8]] = [
      Array("a".utf8), Array("海".utf8), Array("é".utf8), Array("😀".utf8), [0xE6, 0xB5], [0x80],
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xE0, 0x80, 0x80], [0xFF], [0xF5, 0x80, 0x80, 0x80], Array("工匠精神与技能等级认定办法".utf8),
    ]
    for _ in 0..<50 {
      var text: [UInt8] = []
      // Mostly sound, so that an error is not always near the start.
      for _ in 0..<random.below(40) {
        text += pieces[random.below(20) == 0 ? random.below(pieces.count) : random.below(4)]
      }
      if random.below(3) == 0 { text = Array(text.prefix(random.below(text.count + 1))) }
      let expected = String(validating: text, as: UTF8.self) != nil
      for level in Self.levels {
        #expect(cb_is_utf8(level, padded(text), text.count) == expected, "\(text)")
      }
    }
  }
}
