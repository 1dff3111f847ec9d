public import PolicyLang
public import PolicyRuntime

extension NaiveCandidate {
  /// The same facts in the order of a compiled policy's records.
  public func candidate(for program: IRProgram) -> Candidate {
    Candidate(id: "1", facts: NaiveCandidate.record(facts, 0, program), waivers: waivers)
  }

  private static func record(
    _ facts: [String: NaiveValue], _ index: Int, _ program: IRProgram
  ) -> Record {
    Record(
      program.records[index].fields.map { field in
        value(facts[field.label.zh] ?? .unknown, field.type, program)
      })
  }

  private static func value(
    _ value: NaiveValue, _ type: IRType, _ program: IRProgram
  ) -> Value {
    switch (value, type) {
    case (.truth(let truth), _): .boolean(truth)
    case (.number(let number, _), _): .number(number)
    case (.date(let date), _): .date(date)
    case (.text(let text), _): .text(text)
    case (.finding(let passed), _):
      .judgement(passed: passed, score: passed == nil ? Rational(80) : nil, by: nil)
    case (.word(let word), .enumeration(let index)):
      program.enumerations[index].values.firstIndex { $0.zh == word }.map { .value($0) } ?? .unknown
    case (.elements(let elements), .list(let index)):
      .list(elements.map { record($0, index, program) })
    default: .unknown
    }
  }
}
