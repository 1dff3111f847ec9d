import PolicyLang
import PolicyRuntime
import Testing

@Suite struct DataJSONTests {
  private func read(_ text: String) -> JSONValue? {
    try? JSONReader.read(Array(text.utf8))
  }

  @Test func valuesAndEscapes() {
    #expect(
      read(" {\"a\": [1, -2.50, 1e3, true, null]} ")
        == .object([
          JSONMember(
            "a", .array([.number("1"), .number("-2.50"), .number("1e3"), .boolean(true), .null]))
        ]))
    #expect(read(#""\u6280\u5e08 \ud83d\ude00 \n\"\\\/""#) == .string("技师 😀 \n\"\\/"))
    #expect(read("[]") == .array([]) && read("{}") == .object([]))
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "+1", "1e", "nul", "\"\\x\"",
    "\"\u{1}\"",
    "\"a", "1 2", "\"\\ud800\"", "\"\\udc00\"", "'a'", "NaN", "-", "[1 2]", "{\"a\" 1}", "// x",
  ])
  func whatIsNotJSON(_ text: String) {
    #expect(read(text) == nil, "\(text)")
  }

  @Test func keysTwiceAndDepthAreReported() {
    #expect(throws: JSONError.self) { try JSONReader.read(Array("{\"a\":1,\"a\":2}".utf8)) }
    let deep = String(repeating: "[", count: 100_000)
    do throws(JSONError) {
      _ = try JSONReader.read(Array(deep.utf8))
      Issue.record("no error")
    } catch {
      #expect(error.kind == .jsonTooDeep)
    }
    let limit = JSONReader.maximumDepth
    let fits = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    #expect(read(fits) != nil)
  }

  @Test func writingAndReadingAgain() {
    let value = JSONValue.object([
      JSONMember("b", .string("“引号” \"\\\u{1}\t")), JSONMember("a", .array([.number("0.10")])),
      JSONMember("c", .object([])),
    ])
    for indented in [false, true] {
      var writer = JSONWriter(indented: indented)
      writer.value(value)
      #expect(read(writer.text) == value)
    }
    var writer = JSONWriter()
    writer.value(value)
    #expect(writer.text == #"{"b":"“引号” \"\\\u0001\t","a":[0.10],"c":{}}"#)
  }
}
