internal import PolicyLang
internal import PolicyRuntime

// The events of a case with their items and values.
extension DataSchema {
  /// Each event and, indented, what may be recorded with it; those that the policy speaks of are marked.
  var eventTable: String {
    var rows: [Row] = []
    let used = usedEvents
    for (index, event) in program.events.enumerated() {
      rows.append(
        Row(
          id: event.label.id, label: event.label[language], isDeciding: used.contains(index),
          description: ""))
      for field in shape(event.record).dropFirst() {
        addRows(field, prefix: "  ", isDeciding: used.contains(index), &rows, depth: 0)
      }
    }
    return lines(rows) + "\n"
      + say(
        "* 这份政策用到的事件；缩进的是随事件记下的内容。每个事件都可以有日期。\n"
          + "政策里写“考评 的 结果”，测试里写“经历 { 考评 2028-06-20 (结果: 合格) }”，\n"
          + "案卷里写 {\"事件\":\"考评\",\"日期\":\"2028-06-20\",\"结果\":\"合格\"}。\n",
        "* events that this policy speaks of; indented is what is recorded with them. Each may have a date.\n"
          + "In a policy: evaluated's result; in a test: lives { evaluated 2028-06-20 (result: pass) };\n"
          + "in a case: {\"event\":\"evaluated\",\"on\":\"2028-06-20\",\"result\":\"pass\"}.\n")
  }

  /// One row for each item of an event, and one for an event without any.
  var eventCSV: String {
    var text = CSVText.line(["event", "event_label", "item", "item_label", "values"], end: "\n")
    for event in program.events {
      var rows: [Row] = []
      for field in shape(event.record).dropFirst() {
        addRows(field, prefix: "", isDeciding: false, &rows, depth: 0)
      }
      if rows.isEmpty { rows = [Row(id: "", label: "", isDeciding: false, description: "")] }
      for row in rows {
        text += CSVText.line(
          [event.label.id, event.label[language], row.id, row.label, row.description], end: "\n")
      }
    }
    return text
  }

  /// A JSON Schema of the items of each event, under `$defs` by the event's id.
  func eventSchema(hash: String) -> String {
    var writer = JSONWriter(indented: true)
    beginSchema(hash, &writer)
    writer.key("$defs")
    writer.beginObject()
    for event in program.events {
      writer.key(event.label.id)
      writer.beginObject()
      writer.key("title")
      writer.string(event.label[language])
      writeObject(shape(event.record), to: &writer, depth: 0)
      writer.endObject()
    }
    writer.endObject()
    writer.endObject()
    return writer.text + "\n"
  }

  private var usedEvents: Set<Int> {
    var result = Set<Int>()
    for norm in program.norms {
      for attribute in norm.attributes {
        if case .event(let index) = attribute.value { result.insert(index) }
      }
    }
    for node in program.nodes {
      if case .events(let index) = node.operation { result.insert(index) }
    }
    return result
  }
}
