public import PolicyLang

/// Compiles the policy files under `Tests/Fixtures` and in the diagnostic pages.
public enum FixtureRunner {
  /// The fixtures of a kind (`good` or `bad`), as paths from the root.
  public static func fixtures(_ kind: String) -> [String] {
    Repository.files(under: "Tests/Fixtures", ending: ".policy").filter {
      $0.split(separator: "/").dropLast().last == kind[...]
    }
  }

  /// Compiles a fixture. What it uses is looked for beside it, then in `Tests/Fixtures/shared`, then
  /// among the shipped policies.
  public static func compile(_ path: String) -> Compiled {
    let bytes = Repository.bytes(path) ?? []
    return Compilation.compile(name: fileName(path), bytes: bytes, library: library(beside: path))
  }

  /// Compiles a text with further files by id.
  public static func compile(text: String, with files: [String: String] = [:]) -> Compiled {
    let shared = library(beside: "")
    let library = Library { id, asker in
      files[id].map { (id + ".policy", Array($0.utf8)) } ?? shared.find(id, asker)
    }
    return Compilation.compile(name: "example.policy", bytes: Array(text.utf8), library: library)
  }

  /// The messages of a compilation as people see them.
  public static func rendered(_ compiled: Compiled, language: Language = .chinese) -> String {
    TextRenderer(sources: compiled.sources, language: language).render(compiled.diagnostics)
  }

  private static func library(beside path: String) -> Library {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    return Library { id, _ in
      for place in [folder, "Tests/Fixtures/shared", "policies"] where !place.isEmpty {
        let candidate = place + "/" + id + ".policy"
        if let bytes = Repository.bytes(candidate) { return (fileName(candidate), bytes) }
      }
      return nil
    }
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }
}
