public import PolicyLang

/// Values for machines: ids, exact decimals, ISO dates; money with two decimals.
public struct PlainValue: Sendable {
  public let program: IRProgram

  public init(program: IRProgram) { self.program = program }

  /// For a cell; empty when unknown or without value.
  public func text(of value: Value, _ type: IRType) -> String {
    switch value {
    case .unknown, .none, .record, .list: ""
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): figure(number, type)
    case .range(let low, let high): low == high ? "\(low)" : "\(low)..\(high)"
    case .date(let date): date.description
    case .calendarYear(let year): "\(year)"
    case .monthDay(let month, let day): "\(month)-\(day)"
    case .text(let text): text
    case .value(let index): name(index, type)
    case .values(let indices): indices.map { name($0, type) }.joined(separator: ";")
    case .judgement(let passed, _, _): passed.map { $0 ? "合格" : "不合格" } ?? ""
    case .clauses(let names): names.joined(separator: ";")
    case .option(let index): "\(index + 1)"
    }
  }

  public func write(_ value: Value, _ type: IRType, to writer: inout JSONWriter) {
    switch value {
    case .unknown, .none: writer.null()
    case .boolean(let flag): writer.boolean(flag)
    case .calendarYear(let year): writer.integer(year)
    case .number(let number):
      let text = figure(number, type)
      // Fractions without an exact decimal are no JSON numbers; money is text to keep its places.
      if type == .money || text.contains("/") { writer.string(text) } else { writer.raw(text) }
    case .values(let indices): writer.strings(indices.map { name($0, type) })
    case .clauses(let names): writer.strings(names)
    case .record(let record): write(record, type, to: &writer)
    case .list(let records):
      writer.beginArray()
      for record in records { write(record, type, to: &writer) }
      writer.endArray()
    case .range, .date, .monthDay, .text, .value, .judgement, .option:
      writer.string(text(of: value, type))
    }
  }

  private func write(_ record: Record, _ type: IRType, to writer: inout JSONWriter) {
    writer.beginObject()
    switch type {
    case .record(let index), .list(let index):
      guard program.records.indices.contains(index) else { break }
      for (position, field) in program.records[index].fields.enumerated() {
        if case .unknown = record[position] { continue }
        writer.key(field.label.id)
        write(record[position], field.type, to: &writer)
      }
    default: break
    }
    writer.endObject()
  }

  private func figure(_ number: Rational, _ type: IRType) -> String {
    type == .money ? number.fixed(places: 2) : number.description
  }

  private func name(_ value: Int, _ type: IRType) -> String {
    switch type {
    case .enumeration(let index), .set(let index):
      guard program.enumerations.indices.contains(index),
        program.enumerations[index].values.indices.contains(value)
      else { return "\(value)" }
      return program.enumerations[index].values[value].id
    default: return "\(value)"
    }
  }
}
