internal import PolicyLang
internal import PolicyRuntime

/// A budget as one JSON document.
enum BudgetJSON {
  static func text(of budget: Budget, _ setup: EvaluationSetup) -> String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writeBasis(budget, &writer)
    writer.key("years")
    writer.beginArray()
    for year in budget.years { write(year, budget, &writer) }
    writer.endArray()
    write(budget.total, "total", &writer)
    writer.key("by_recipient")
    writer.beginArray()
    for recipient in budget.recipients {
      writer.beginObject()
      writer.key("to")
      writer.string(recipient.id)
      write(budget.sum { $0.recipient == recipient }, "amount", &writer)
      writer.endObject()
    }
    writer.endArray()
    writePieces(budget, &writer)
    writeOpen(budget, &writer)
    writer.endObject()
    return writer.text + "\n"
  }

  private static func writeBasis(_ budget: Budget, _ writer: inout JSONWriter) {
    writer.key("currency")
    writer.string("CNY")
    writer.key("selected")
    writer.integer(Int(budget.selected))
    if budget.selectedLow != budget.selectedHigh {
      writer.key("selected_low")
      writer.integer(Int(budget.selectedLow))
      writer.key("selected_high")
      writer.integer(Int(budget.selectedHigh))
    }
    if let quota = budget.quota {
      writer.key("quota")
      writer.string(quota.id)
      writer.key("approximate")
      writer.boolean(budget.isApproximate)
    }
    writer.key("cohorts")
    writer.beginArray()
    for year in budget.cohorts { writer.integer(year) }
    writer.endArray()
  }

  private static func write(_ year: Int, _ budget: Budget, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("year")
    writer.integer(year)
    write(budget.sum { $0.year == year }, "amount", &writer)
    writer.key("lines")
    writer.beginArray()
    for row in budget.rows where row.year == year {
      writer.beginObject()
      writer.key("subsidy")
      writer.string(row.subsidy.id)
      writer.key("to")
      writer.string(row.recipient.id)
      writer.key("article")
      writer.string(row.articles.first ?? "")
      write(row.range, "amount", &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private static func write(_ range: BudgetRange, _ name: String, _ writer: inout JSONWriter) {
    writer.key(name)
    writer.string(range.expected.fixed(places: 2))
    writer.key("low")
    writer.string(range.low.fixed(places: 2))
    writer.key("high")
    writer.string(range.high.fixed(places: 2))
  }

  private static func writePieces(_ budget: Budget, _ writer: inout JSONWriter) {
    writer.key("by_the_piece")
    writer.beginArray()
    for piece in budget.pieces {
      writer.beginObject()
      writer.key("subsidy")
      writer.string(piece.subsidy.id)
      writer.key("article")
      writer.string(piece.articles.first ?? "")
      writer.key("to")
      writer.string(piece.recipient.id)
      writer.key("event")
      if let event = piece.event { writer.string(event.id) } else { writer.null() }
      writer.key("amount")
      if let amount = piece.amount { writer.string(amount.fixed(places: 2)) } else { writer.null() }
      switch piece.bound {
      case .atMost:
        writer.key("bound")
        writer.string("at_most")
      case .atLeast:
        writer.key("bound")
        writer.string("at_least")
      case nil: break
      }
      writer.endObject()
    }
    writer.endArray()
  }

  private static func writeOpen(_ budget: Budget, _ writer: inout JSONWriter) {
    writer.key("open")
    writer.beginArray()
    for open in budget.open {
      writer.beginObject()
      writer.key("point")
      writer.string(open.point.id)
      writer.key("article")
      writer.string(open.articles.first ?? "")
      writer.key("reason")
      writer.string(open.kind.name)
      if case .reading(let option) = open.kind {
        writer.key("value")
        writer.string(option.id)
      }
      writer.endObject()
    }
    writer.endArray()
  }
}
