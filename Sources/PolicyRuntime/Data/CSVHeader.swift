internal import PolicyLang

/// The header of a CSV file, bound to the fields of the program.
struct CSVHeader {
  /// The columns as the file names them.
  let names: [String]
  let tree: ColumnTree
  /// The column of dated events, as JSON, where the vocabulary has no such field.
  let eventColumn: Int?
  /// The columns to keep, negative for one that the file may lack and does.
  let kept: [Int]
}

extension CandidateReader {
  /// Binds the columns; unknown ones are warnings, one field from two columns is an error.
  mutating func bindHeader() throws(DataProblem) -> CSVHeader {
    guard isUTF8(csv.recordBytes) else { throw DataProblem(.notText) }
    var names: [String] = []
    for column in 0..<csv.cellCount {
      names.append(trimmed(String(decoding: csv.cell(column), as: UTF8.self)))
    }
    var tree = ColumnTree(record: 0, fieldCount: cells.fieldCount(0))
    var eventColumn: Int?
    var positions: [String: Int] = [:]
    var known = 0
    for (column, name) in names.enumerated() {
      if name.isEmpty {
        pendingWarnings.append(Diagnostic(.unnamedColumn, at: nil, [LocalText("\(column + 1)")]))
        continue
      }
      if let earlier = positions[name] {
        throw DataProblem(
          .duplicateColumn, column: name,
          [LocalText(name), LocalText("\(earlier + 1)"), LocalText("\(column + 1)")])
      }
      positions[name] = column
      switch tree.place(column, at: CellReader.path(name)[...], cells) {
      case .placed: known += 1
      case .taken(let earlier):
        throw DataProblem(
          .sameFieldTwice, column: name, [LocalText(names[earlier]), LocalText(name)])
      case .unknown:
        if name == "events" || name == "事件" {
          eventColumn = column
        } else if !keep.contains(name) {
          pendingWarnings.append(unknownColumn(name))
        }
      }
    }
    if known == 0 {
      pendingWarnings = []
      throw noKnownColumn(names)
    }
    return CSVHeader(
      names: names, tree: tree, eventColumn: eventColumn, kept: try keptColumns(names))
  }

  private func keptColumns(_ names: [String]) throws(DataProblem) -> [Int] {
    var result: [Int] = []
    for name in keep {
      if let column = names.firstIndex(of: name) {
        result.append(column)
      } else if let field = cells.field(named: name, in: 0),
        let column = names.firstIndex(where: { cells.field(named: $0, in: 0) == field })
      {
        result.append(column)
      } else if optional.contains(name) {
        result.append(-1)
      } else {
        throw DataProblem(
          .unknownKeepColumn, column: name,
          [LocalText(name), LocalText(names.joined(separator: ", "))])
      }
    }
    return result
  }

  /// The warning names the part that is unknown: of `竞赛成绩.1.级另`, the last.
  private func unknownColumn(_ name: String) -> Diagnostic {
    let path = CellReader.path(name)
    guard path.count >= 3, let first = path.first, let last = path.last,
      let field = cells.field(named: first, in: 0),
      case .list(let index)? = cells.record(0)?.fields[field].type,
      cells.field(named: last, in: index) == nil
    else { return unknownName(name, among: 0) }
    var candidates: [String] = []
    for field in cells.record(index)?.fields ?? [] {
      candidates += [field.label.zh, field.label.id]
    }
    guard let near = Suggestion.closest(to: last, in: candidates) else {
      return Diagnostic(.unknownColumn, at: nil, [LocalText(name)])
    }
    let proposal = path.dropLast().joined(separator: ".") + "." + near
    return Diagnostic(.unknownColumnNear, at: nil, [LocalText(name), LocalText(proposal)])
  }

  mutating func nextOfCSV() -> Item {
    while true {
      switch csv.next() {
      case .needsInput: return .needsInput
      case .end:
        if header == nil {
          let title = opening.title
          return fail(title?.problem ?? DataProblem(.emptyData), line: title?.line ?? 1)
        }
        if let warning = blanks.warning { pendingWarnings.append(warning) }
        blanks = BlankRows()
        return .end
      case .reject(let kind):
        guard header != nil else {
          if let problem = opening.jsonProblem { return fail(problem, line: csv.line) }
          let reason = DataProblem(kind)
          return fail(
            DataProblem(
              .brokenHeader,
              [
                LocalText(
                  zh: reason.message(in: .chinese), en: reason.message(in: .english))
              ]), line: csv.line)
        }
        row += 1
        return .reject(
          Reject(line: csv.line, row: row, id: "", problems: [DataProblem(kind)]))
      case .record:
        if csv.isBlank {
          if header != nil { row += 1 }
          blanks.add(line: csv.line)
          return .blank(line: csv.line)
        }
        guard let header else {
          if let title = opening.title { return goOn(below: title) }
          do throws(DataProblem) {
            self.header = try bindHeader()
            continue
          } catch {
            if error.kind == .noKnownColumn, opening.take(title: error, csv) {
              return .blank(line: csv.line)
            }
            return fail(error, line: csv.line)
          }
        }
        row += 1
        return read(header)
      }
    }
  }

  private mutating func read(_ header: CSVHeader) -> Item {
    var problems: [DataProblem] = []
    var id = ""
    if let identifier, let column = header.tree.column(of: identifier) {
      id = String(decoding: csv.cell(column), as: UTF8.self)
    }
    if csv.cellCount != header.names.count {
      problems.append(
        DataProblem(
          .raggedRow, value: csv.firstCells,
          [LocalText("\(csv.cellCount)"), LocalText("\(header.names.count)")]))
    } else if !isUTF8(csv.recordBytes) {
      problems.append(invalidCell(header))
    }
    guard problems.isEmpty else { return reject(id, problems) }
    let facts = header.tree.read(csv, header.names, cells, &memo, &problems)
    var happenings: [CaseEvent] = []
    if let column = header.eventColumn, !csv.cell(column).isEmpty {
      let name = header.names[column]
      do throws(DataProblem) {
        let text = String(decoding: csv.cell(column), as: UTF8.self)
        happenings = try events.events(try cells.json(text, name), path: name)
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { return reject(id, problems) }
    return .candidate(
      Row(
        candidate: candidate(facts, happenings), line: csv.line, row: row,
        kept: header.kept.map { $0 < 0 ? "" : String(decoding: csv.cell($0), as: UTF8.self) }))
  }

  private func reject(_ id: String, _ problems: [DataProblem]) -> Item {
    .reject(Reject(line: csv.line, row: row, id: trimmed(id), problems: problems))
  }

  private func invalidCell(_ header: CSVHeader) -> DataProblem {
    let column = header.names.indices.first { !isUTF8(Array(csv.cell($0))) } ?? 0
    return DataProblem(
      .notUTF8Record, column: header.names[column],
      value: String(decoding: csv.cell(column), as: UTF8.self))
  }
}

extension CSVReader {
  /// The beginning of the record, to recognise it by.
  var firstCells: String {
    var result: [String] = []
    for index in 0..<min(cellCount, 8) {
      result.append(String(decoding: cell(index), as: UTF8.self))
    }
    return result.joined(separator: ",")
  }
}

extension DataProblem {
  /// What is wrong, in one line, without advice.
  func message(in language: Language) -> String {
    Diagnostic(kind, at: nil, arguments).message(in: language)
  }
}
