internal import PolicyLang

// Candidates as JSON Lines.
extension CandidateReader {
  mutating func nextOfJSON() -> Item {
    switch lines.next() {
    case .needsInput: return .needsInput
    case .end:
      if row == 0 { return fail(DataProblem(.emptyData), line: 1) }
      return .end
    case .tooLarge:
      row += 1
      return .reject(
        Reject(line: lines.line, row: row, id: "", problems: [DataProblem(.recordTooLarge)]))
    case .line:
      row += 1
      return readLine()
    }
  }

  private mutating func readLine() -> Item {
    var id = ""
    do throws(DataProblem) {
      guard isUTF8(lines.bytes) else { throw DataProblem(.notUTF8Record) }
      let json = try parsedLine()
      guard case .object(let members) = json else {
        throw DataProblem(
          .notJSONObject, value: JSONNames.text(of: json), [JSONNames.found(json)])
      }
      id = writtenID(members)
      warnOfUnknownKeys(members)
      warnOfUnusedEventKeys(members)
      let facts = try cells.record(json, 0, "")
      return .candidate(
        Row(
          candidate: candidate(facts, try eventList(members)), line: lines.line, row: row,
          kept: keep.map { keptText(members, $0) }))
    } catch {
      return .reject(Reject(line: lines.line, row: row, id: id, problems: [error]))
    }
  }

  private func parsedLine() throws(DataProblem) -> JSONValue {
    do throws(JSONError) {
      return try JSONReader.read(lines.bytes)
    } catch {
      throw DataProblem(
        error.kind, value: String(decoding: lines.bytes.prefix(200), as: UTF8.self),
        error.arguments)
    }
  }

  private func writtenID(_ members: [JSONMember]) -> String {
    guard let identifier else { return "" }
    for member in members where cells.field(named: trimmed(member.key), in: 0) == identifier {
      switch member.value {
      case .string(let text): return text
      case .number(let digits): return digits
      default: return ""
      }
    }
    return ""
  }

  /// One warning per key for the whole file; their number is bounded.
  private mutating func warnOfUnknownKeys(_ members: [JSONMember]) {
    for member in members {
      let name = trimmed(member.key)
      if cells.field(named: name, in: 0) != nil || isEventKey(name) || keep.contains(name) {
        continue
      }
      if reportedKeys.count < 100, reportedKeys.insert(name).inserted {
        pendingWarnings.append(unusedKey(name))
      }
    }
  }

  private func unusedKey(_ name: String) -> Diagnostic {
    var candidates: [String] = ["events", "事件"]
    for field in cells.record(0)?.fields ?? [] {
      candidates += [field.label.zh, field.label.id, field.label.en]
    }
    let line = LocalText("\(lines.line)")
    guard let near = Suggestion.closest(to: name, in: candidates) else {
      return Diagnostic(.unusedKey, at: nil, [line, LocalText(name)])
    }
    return Diagnostic(.unusedKeyNear, at: nil, [line, LocalText(name), LocalText(near)])
  }

  /// One warning for a key of a kind of event.
  private mutating func warnOfUnusedEventKeys(_ members: [JSONMember]) {
    for member in members where isEventKey(trimmed(member.key)) {
      for unused in events.unusedKeys(member.value) {
        let mark = unused.event.id + "." + unused.key
        guard reportedKeys.count < 100, reportedKeys.insert(mark).inserted else { continue }
        let line = LocalText("\(lines.line)")
        let key = LocalText(unused.key)
        if let near = unused.near {
          pendingWarnings.append(
            Diagnostic(
              .unusedEventKeyNear, at: nil, [line, unused.event.text, key, LocalText(near)]))
        } else {
          pendingWarnings.append(
            Diagnostic(.unusedEventKey, at: nil, [line, unused.event.text, key]))
        }
      }
    }
  }

  private func isEventKey(_ name: String) -> Bool {
    (name == "events" || name == "事件") && cells.field(named: name, in: 0) == nil
  }

  private func eventList(_ members: [JSONMember]) throws(DataProblem) -> [CaseEvent] {
    for member in members where isEventKey(trimmed(member.key)) {
      return try events.events(member.value, path: member.key)
    }
    return []
  }

  private func keptText(_ members: [JSONMember], _ name: String) -> String {
    let position = cells.field(named: name, in: 0)
    for member in members {
      let isSame =
        member.key == name
        || (position != nil && cells.field(named: trimmed(member.key), in: 0) == position)
      guard isSame else { continue }
      switch member.value {
      case .null: return ""
      case .string(let text): return text
      case .boolean, .number, .array, .object: return JSONNames.text(of: member.value)
      }
    }
    return ""
  }
}
