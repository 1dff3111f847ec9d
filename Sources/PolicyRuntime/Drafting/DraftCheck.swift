public import PolicyLang

/// Whether a draft can be handed over as it is.
public enum DraftCheck {
  /// Compiles and checks a text and runs its tests: no error, no warning, no failing test.
  /// - Parameter name: where the file is to stand, from where what it uses is looked for.
  public static func isClean(_ text: String, name: String, library: Library) -> Bool {
    let compiled = Compilation.compile(name: name, bytes: Array(text.utf8), library: library)
    for diagnostic in PolicyReview.diagnostics(of: compiled)
    where diagnostic.kind.severity > .note {
      return false
    }
    guard let program = compiled.program else { return false }
    for result in TestRun(program, compiled.tests).results where result.status != .passed {
      return false
    }
    return true
  }
}
