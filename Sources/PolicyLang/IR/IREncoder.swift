/// Writes a program in its serialised form; see `IRFormat`.
public enum IREncoder {
  /// The whole file.
  public static func encode(_ program: IRProgram) -> [UInt8] {
    let sections = sections(of: program)
    var writer = ByteWriter()
    writer.raw(IRFormat.magic)
    writer.count(IRFormat.version)
    writer.raw(SHA256.digest(sections))
    writer.raw(sections)
    return writer.bytes
  }

  /// The content over which the hash is taken.
  static func sections(of program: IRProgram) -> [UInt8] {
    var writer = ByteWriter()
    writer.section(.head) {
      $0.text(program.id)
      $0.text(program.title)
      $0.text(program.vocabulary)
    }
    writer.section(.ancestors) {
      $0.list(program.ancestors) {
        $0.text($1.id)
        $0.text($1.title)
      }
    }
    writer.section(.enumerations) {
      $0.list(program.enumerations) {
        $0.text($1.name)
        $0.flag($1.isOrdered)
        $0.list($1.values) { $0.label($1) }
      }
    }
    writer.section(.records) { $0.list(program.records) { $0.record($1) } }
    writer.section(.events) {
      $0.list(program.events) {
        $0.label($1.label)
        $0.count($1.record)
      }
    }
    writer.section(.parameters) { $0.list(program.parameters) { $0.parameter($1) } }
    writer.section(.readings) { $0.list(program.readings) { $0.reading($1) } }
    writer.section(.openPoints) { $0.list(program.openPoints) { $0.openPoint($1) } }
    writer.section(.nodes) { $0.list(program.nodes) { $0.irNode($1) } }
    writer.section(.conditions) {
      $0.list(program.conditions) {
        $0.label($1.label)
        $0.texts($1.articles)
        $0.text($1.kind.name)
      }
    }
    writer.section(.tables) { $0.list(program.tables) { $0.table($1) } }
    writer.section(.requirements) { $0.list(program.requirements) { $0.requirement($1) } }
    writer.section(.results) {
      $0.list(program.results) {
        $0.label($1.label)
        $0.texts($1.articles)
        $0.node($1.value)
        $0.origin($1.origin)
      }
    }
    writer.section(.derivations) {
      $0.list(program.derivations) {
        $0.count($1.field)
        $0.node($1.value)
      }
    }
    writer.section(.invariants) {
      $0.list(program.invariants) {
        $0.label($1.label)
        $0.node($1.condition)
      }
    }
    writer.section(.norms) { $0.list(program.norms) { $0.norm($1) } }
    writer.section(.calendars) { $0.list(program.calendars) { $0.calendar($1) } }
    writer.section(.removals) { $0.list(program.removals) { $0.removal($1) } }
    return writer.bytes
  }
}

extension ByteWriter {
  mutating func record(_ record: IRRecord) {
    label(record.label)
    list(record.fields) {
      $0.label($1.label)
      $0.type($1.type)
      $0.count($1.places)
      $0.optional($1.low) { $0.rational($1) }
      $0.optional($1.high) { $0.rational($1) }
      $0.flag($1.isIdentifier)
      $0.text($1.meaning)
    }
  }

  mutating func parameter(_ parameter: IRParameter) {
    label(parameter.label)
    texts(parameter.articles)
    type(parameter.type)
    list(parameter.values) {
      $0.optional($1.from) { $0.date($1) }
      $0.node($1.value)
    }
    origin(parameter.origin)
  }

  mutating func reading(_ reading: IRReading) {
    label(reading.label)
    texts(reading.articles)
    text(reading.note)
    type(reading.type)
    list(reading.options) {
      $0.label($1.label)
      $0.optionalNode($1.value)
    }
    origin(reading.origin)
  }

  mutating func openPoint(_ point: IROpenPoint) {
    label(point.label)
    texts(point.articles)
    text(point.note)
    flag(point.isUnseen)
    flag(point.isImplied)
    origin(point.origin)
  }

  mutating func table(_ table: IRTable) {
    label(table.label)
    texts(table.articles)
    list(table.inputs) { $0.type($1) }
    type(table.type)
    text(table.mode.name)
    list(table.rows) {
      $0.list($1.bands) { $0.band($1) }
      $0.node($1.value)
    }
    optionalNode(table.fallback)
    origin(table.origin)
  }

  private mutating func band(_ band: IRBand) {
    switch band {
    case .interval(let lower, let lowerInclusive, let upper, let upperInclusive):
      count(IRCode.Band.interval.rawValue)
      optionalNode(lower)
      flag(lowerInclusive)
      optionalNode(upper)
      flag(upperInclusive)
    case .values(let values):
      count(IRCode.Band.values.rawValue)
      list(values) { $0.count($1) }
    case .any: count(IRCode.Band.any.rawValue)
    }
  }

  mutating func requirement(_ requirement: IRRequirement) {
    label(requirement.label)
    texts(requirement.articles)
    text(requirement.strength.name)
    optionalNode(requirement.applies)
    node(requirement.condition)
    list(requirement.exceptions) { $0.exception($1) }
    list(requirement.lifts) { $0.exception($1) }
    optional(requirement.judgement) { $0.count($1) }
    node(requirement.satisfied)
    text(requirement.note)
    origin(requirement.origin)
  }

  private mutating func exception(_ exception: IRException) {
    label(exception.label)
    texts(exception.articles)
    node(exception.condition)
    list(exception.exceptions) { $0.exception($1) }
    node(exception.holds)
    origin(exception.origin)
  }

  mutating func norm(_ norm: IRNorm) {
    text(norm.kind.spelling(.english))
    label(norm.label)
    texts(norm.articles)
    text(norm.note)
    attributes(norm.attributes)
    list(norm.children) { $0.count($1) }
    origin(norm.origin)
  }

  mutating func origin(_ origin: IROrigin) {
    optional(origin.policy) { $0.count($1) }
    optional(origin.replaced) { $0.count($1) }
  }

  mutating func removal(_ removal: IRRemoval) {
    text(removal.kind.spelling(.english))
    label(removal.label)
    texts(removal.articles)
    count(removal.policy)
    optional(removal.by) { $0.count($1) }
  }

  mutating func attributes(_ attributes: [IRAttribute]) {
    list(attributes) {
      $0.text($1.name.rawValue)
      $0.attributeValue($1.value)
    }
  }

  private mutating func attributeValue(_ value: IRAttribute.Value) {
    switch value {
    case .node(let node):
      count(IRCode.Attribute.node.rawValue)
      self.node(node)
    case .keyword(let keyword):
      count(IRCode.Attribute.keyword.rawValue)
      text(keyword.spelling(.english))
    case .text(let text):
      count(IRCode.Attribute.text.rawValue)
      self.text(text)
    case .norm(let index): pair(.norm, index)
    case .event(let index): pair(.event, index)
    case .field(let index): pair(.field, index)
    case .requirement(let index): pair(.requirement, index)
    case .constant(let constant, let type):
      count(IRCode.Attribute.constant.rawValue)
      self.constant(constant)
      self.type(type)
    }
  }

  private mutating func pair(_ code: IRCode.Attribute, _ index: Int) {
    count(code.rawValue)
    count(index)
  }

  mutating func calendar(_ calendar: IRCalendar) {
    text(calendar.id)
    text(calendar.title)
    list(calendar.years) { $0.signed(Int64($1)) }
    list(calendar.holidays) {
      $0.date($1.first)
      $0.date($1.last)
    }
    list(calendar.workdays) { $0.date($1) }
  }

  mutating func date(_ date: CivilDate) { signed(Int64(date.dayNumber)) }
}
