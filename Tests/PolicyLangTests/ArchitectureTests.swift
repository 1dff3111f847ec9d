import PolicyTestSupport
import Testing

/// House rules that a compiler does not check.
@Suite struct ArchitectureTests {
  private static let sources = Repository.files(under: "Sources", ending: ".swift")
  private static let tests = Repository.files(under: "Tests", ending: ".swift")

  private func lines(_ path: String) -> [Substring] {
    (Repository.text(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test(arguments: ["Sources/PolicyLang", "Sources/PolicyRuntime"])
  func coreDoesNoInputOrOutput(folder: String) {
    let forbidden = ["Foundation", "Glibc", "Musl", "Darwin", "Dispatch"]
    for path in Self.sources where path.hasPrefix(folder) {
      for line in lines(path) where line.contains("import ") {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count else {
          continue
        }
        #expect(!forbidden.contains(String(words[keyword + 1])), "\(path): \(line)")
      }
    }
  }

  @Test func languageDoesNotKnowTheRuntime() {
    for path in Self.sources where path.hasPrefix("Sources/PolicyLang/") {
      #expect(!lines(path).contains { $0.hasSuffix("import PolicyRuntime") }, "\(path)")
    }
  }

  @Test func filesStayShort() {
    for path in Self.sources + Self.tests {
      let lines = lines(path)
      // Written from the shipped policies, not by people.
      if lines.first == "// swift-format-ignore-file" { continue }
      let count = lines.count
      #expect(count <= 600, "\(path) has \(count) lines")
    }
  }

  @Test func nothingIsLeftForLater() {
    let markers = ["TO" + "DO", "FIX" + "ME"]
    for path in Self.sources + Self.tests {
      for line in lines(path) {
        #expect(!markers.contains { line.contains($0) }, "\(path): \(line)")
      }
    }
  }

  @Test func nothingCanTrapOnPurpose() {
    for path in Self.sources where !path.contains("/Builtin/") {
      for line in lines(path) where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for trap in ["fatal" + "Error(", "try" + "! ", " as" + "! "] {
          #expect(!line.contains(trap), "\(path): \(line)")
        }
      }
    }
  }
}
