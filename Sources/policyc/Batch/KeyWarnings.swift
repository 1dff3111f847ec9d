internal import PolicyLang

/// Tells which warnings about keys of no field are new: every reader of a file meets them anew.
struct KeyWarnings {
  private var reported = Set<String>()

  /// Whether a warning is to be shown.
  mutating func isNew(_ warning: Diagnostic) -> Bool {
    guard warning.arguments.count >= 2 else { return true }
    // The line comes first, then the key, or the kind of event and its key.
    let name = warning.arguments[1...].map { $0.en }.joined(separator: ".")
    return reported.count < 100 && reported.insert(name).inserted
  }
}
