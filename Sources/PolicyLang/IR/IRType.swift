/// The types of the language as the IR knows them.
public indirect enum IRType: Hashable, Sendable {
  case boolean
  /// A number with its unit; counts and bare numbers share `.none`.
  case number(Unit)
  /// Yuan.
  case money
  /// A share between or beyond 0 and 1.
  case share
  case date
  case calendarYear
  /// A day of every year.
  case monthDay
  case text
  /// An ordered level or an unordered choice: the index of an `IREnumeration`.
  case enumeration(Int)
  /// A set of values of an enumeration.
  case set(Int)
  case record(Int)
  case list(Int)
  /// A finding that only a named body can make.
  case judgement
  /// A list of clause ids (waivers).
  case clauses
  /// What a reading yields when its options are mere words: the reading's index.
  case option(Int)
  /// Something wrong that was already reported; silences its dependants. Never in a valid program.
  case error
}

/// The values of a level (ordered, lowest first) or of a choice.
public struct IREnumeration: Hashable, Sendable {
  public var name: String
  public var isOrdered: Bool
  public var values: [IRLabel]
  public init(name: String, isOrdered: Bool, values: [IRLabel]) {
    self.name = name
    self.isOrdered = isOrdered
    self.values = values
  }
}

/// Something with a stable ASCII id for data, a Chinese and, if given, an English name.
public struct IRLabel: Hashable, Sendable {
  public var id: String
  public var zh: String
  public var en: String
  public init(id: String, zh: String, en: String) {
    self.id = id
    self.zh = zh
    self.en = en
  }
  public subscript(language: Language) -> String {
    language == .english && !en.isEmpty ? en : zh
  }
}

/// The fields of the candidate (record 0), of a list element, or of an event.
public struct IRRecord: Hashable, Sendable {
  public var label: IRLabel
  public var fields: [IRField]
  public init(label: IRLabel, fields: [IRField]) {
    self.label = label
    self.fields = fields
  }
}

public struct IRField: Hashable, Sendable {
  public var label: IRLabel
  public var type: IRType
  /// How many decimals the data may carry; 0 for whole numbers.
  public var places: Int
  /// Inclusive bounds of a score.
  public var low: Rational?
  public var high: Rational?
  /// Whether this field names the record.
  public var isIdentifier: Bool
  /// The meaning in the vocabulary's words.
  public var meaning: String
  public init(
    label: IRLabel, type: IRType, places: Int = 0, low: Rational? = nil, high: Rational? = nil,
    isIdentifier: Bool = false, meaning: String = ""
  ) {
    self.label = label
    self.type = type
    self.places = places
    self.low = low
    self.high = high
    self.isIdentifier = isIdentifier
    self.meaning = meaning
  }
}
