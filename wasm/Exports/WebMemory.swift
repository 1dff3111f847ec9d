internal import PolicyLang
internal import PolicyRuntime

/// What is kept between requests so that they are answered faster; answers do not depend on it.
final class WebMemory {
  /// The module runs on one thread.
  nonisolated(unsafe) static let shared = WebMemory()

  /// Files by id, for requests that do not bring them.
  private(set) var files: [String: String] = [:]
  /// The policies asked for last, the latest first.
  private var recent: [WebPolicy] = []
  private static let most = 6

  func keep(_ files: [String: String]) {
    for (id, text) in files { self.files[id] = text }
  }

  /// A policy, compiled anew only when one of the files that it was made of has changed.
  ///
  /// - Parameter isEdited: whether the meaning of each name is wanted too.
  func policy(_ id: String, _ own: [String: String], isEdited: Bool) -> WebPolicy {
    let files = own.isEmpty ? self.files : self.files.merging(own)
    if let index = recent.firstIndex(where: { $0.isMade(of: files, id) }) {
      let known = recent.remove(at: index)
      if known.checked != nil || !isEdited {
        recent.insert(known, at: 0)
        return known
      }
    }
    let made = WebPolicy(id, files, isEdited: isEdited)
    recent.insert(made, at: 0)
    if recent.count > WebMemory.most { recent.removeLast() }
    return made
  }
}

extension [String: String] {
  fileprivate func merging(_ other: [String: String]) -> [String: String] {
    var result = self
    for (key, value) in other { result[key] = value }
    return result
  }
}

/// A compiled policy, with what has been prepared of it.
final class WebPolicy {
  let id: String
  let compiled: Compiled
  /// What editors ask about it, where they do.
  let checked: CheckedFile?
  /// The texts it was made of, by id.
  private let texts: [(id: String, text: String)]
  private var setups: [(asOf: CivilDate?, setup: EvaluationSetup)] = []
  private var hash: String?

  init(_ id: String, _ files: [String: String], isEdited: Bool) {
    self.id = id
    let text = files[id] ?? ""
    let bytes = Array(text.utf8)
    let library = Library(files: files)
    if isEdited {
      let checked = Compilation.check(name: id + ".policy", bytes: bytes, library: library)
      self.checked = checked
      compiled = checked.compiled
    } else {
      checked = nil
      compiled = Compilation.compile(name: id + ".policy", bytes: bytes, library: library)
    }
    var texts: [(id: String, text: String)] = [(id: id, text: text)]
    for file in compiled.sources.files.dropFirst() {
      let other = String(file.name.dropLast(".policy".utf8.count))
      texts.append((id: other, text: files[other] ?? ""))
    }
    self.texts = texts
  }

  func isMade(of files: [String: String], _ id: String) -> Bool {
    guard id == self.id else { return false }
    // A file that was not found may be there now.
    if compiled.program == nil, compiled.hasErrors { return hasSame(files) && !lacksFile }
    return hasSame(files)
  }

  private func hasSame(_ files: [String: String]) -> Bool {
    for (id, text) in texts where files[id] ?? "" != text { return false }
    return true
  }

  private var lacksFile: Bool {
    compiled.diagnostics.contains { $0.kind == .missingFile }
  }

  /// The policy prepared for a day.
  func setup(_ asOf: CivilDate?, _ program: IRProgram) throws(PreparationError) -> EvaluationSetup {
    for known in setups where known.asOf == asOf { return known.setup }
    let hash = self.hash ?? program.contentHash
    self.hash = hash
    let setup = EvaluationSetup(try PreparedPolicy(program, asOf: asOf), hash: hash)
    if setups.count > 3 { setups.removeFirst() }
    setups.append((asOf, setup))
    return setup
  }
}
