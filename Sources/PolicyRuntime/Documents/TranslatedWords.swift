internal import PolicyLang

extension IRProgram {
  /// A free word of a policy in the language of a page: by the field, the event or the statement of that
  /// name; as it stands where there is none.
  func translated(_ word: String, _ language: Language) -> String {
    if language == .chinese { return word }
    for record in records.prefix(1) {
      for field in record.fields where field.label.zh == word && !field.label.en.isEmpty {
        return field.label.en
      }
    }
    for event in events where event.label.zh == word && !event.label.en.isEmpty {
      return event.label.en
    }
    for norm in norms where norm.label.zh == word && !norm.label.en.isEmpty {
      return norm.label.en
    }
    return word
  }
}
