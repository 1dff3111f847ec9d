internal import Glibc
internal import PolicyLang

/// The open files, the folders of the editor, and where other files are found.
final class Workspace {
  private(set) var documents: [String: TextDocument] = [:]
  var roots: [String] = []
  var folders: [String] = []
  var encoding = PositionEncoding.utf16
  /// Maps of files that are not open, while one request is answered.
  private var otherMaps: [String: PositionMap] = [:]

  /// The open files by address.
  var open: [TextDocument] { documents.keys.sorted().compactMap { documents[$0] } }

  func open(_ document: TextDocument) { documents[document.uri] = document }
  func close(_ uri: String) { documents[uri] = nil }
  func document(at path: String) -> TextDocument? {
    documents[FileURI.uri(path)] ?? open.first { $0.path == path }
  }

  /// Texts in the editor go before those on disk.
  var library: Library {
    let base = PolicyLibrary(folders: folders + roots).library
    var texts: [String: [UInt8]] = [:]
    for document in documents.values { texts[document.path] = document.bytes }
    return Library { id, asker in
      if !asker.hasPrefix("<policyc>/"), !id.utf8.contains(UInt8(ascii: "/")), !id.hasPrefix(".") {
        let path = FileAccess.join(FileAccess.folder(of: asker), id + ".policy")
        if let text = texts[path] { return (path, text) }
      }
      guard let found = base.find(id, asker) else { return nil }
      return (found.name, texts[found.name] ?? found.bytes)
    }
  }

  func check(_ document: TextDocument) -> CheckedFile {
    if let known = document.checked { return known }
    let checked = Compilation.check(name: document.path, bytes: document.bytes, library: library)
    document.checked = checked
    return checked
  }

  /// Open files whose last check read another file.
  func users(of path: String) -> [TextDocument] {
    open.filter { document in
      document.path != path
        && (document.checked?.compiled.sources.files.contains { $0.name == path } ?? true)
    }
  }

  /// The policy files of the workspace that are not open, at most so many.
  func closedFiles(limit: Int = 300) -> [String] {
    var result: [String] = []
    for root in roots {
      guard let found = try? FileAccess.policies(at: root) else { continue }
      for path in found where document(at: path) == nil && !result.contains(path) {
        if result.count >= limit { return result }
        result.append(path)
      }
    }
    return result
  }

  func checkFile(_ path: String) -> CheckedFile? {
    guard let bytes = try? FileAccess.read(path) else { return nil }
    return Compilation.check(name: path, bytes: bytes, library: library)
  }

  // MARK: Places

  /// Where a span of a check lies, as address and range; `nil` for what has no address.
  func location(_ span: SourceSpan, in checked: CheckedFile) -> Location? {
    let source = checked.compiled.sources[span.file]
    if let document = document(at: source.name) {
      return Location(uri: document.uri, range: document.range(of: span))
    }
    guard let uri = address(of: source) else { return nil }
    let map = map(of: source)
    return Location(
      uri: uri,
      range: ProtocolRange(
        start: map.position(of: span.lowerBound), end: map.position(of: span.upperBound)))
  }

  private func map(of source: SourceFile) -> PositionMap {
    if let known = otherMaps[source.name], known.bytes.count == source.bytes.count { return known }
    let map = PositionMap(source.bytes, encoding)
    if otherMaps.count > 64 { otherMaps = [:] }
    otherMaps[source.name] = map
    return map
  }

  private func address(of source: SourceFile) -> String? {
    if source.name.hasPrefix("<policyc>/") {
      return BuiltinCopy.path(of: source).map { FileURI.uri($0) }
    }
    return source.name.hasPrefix("/") ? FileURI.uri(source.name) : source.name
  }
}

/// A range in a file.
struct Location: Hashable {
  let uri: String
  let range: ProtocolRange
}

/// Built-in files have no path; to look at one, an editor gets a copy of it.
enum BuiltinCopy {
  /// The path of a copy with the text of a built-in file, made when first asked for.
  static func path(of source: SourceFile) -> String? {
    guard let folder else { return nil }
    let path = FileAccess.join(folder, FileAccess.name(of: source.name))
    if let bytes = try? FileAccess.read(path), bytes == source.bytes { return path }
    guard makeFolders(folder) else { return nil }
    do throws(FileProblem) {
      let file = try AtomicFile(path: path)
      try file.write(String(decoding: source.bytes, as: UTF8.self))
      try file.commit()
    } catch {
      return nil
    }
    return path
  }

  /// Whether a path is that of such a copy.
  static func isCopy(_ path: String) -> Bool { folder.map { path.hasPrefix($0 + "/") } ?? false }

  private static var folder: String? {
    var base = ""
    if let cache = getenv("XDG_CACHE_HOME") { base = String(cString: cache) }
    if !base.hasPrefix("/"), let home = getenv("HOME") { base = String(cString: home) + "/.cache" }
    return base.hasPrefix("/") ? base + "/policyc/" + ProgramVersion.text : nil
  }

  private static func makeFolders(_ path: String) -> Bool {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if FileAccess.kind(made) == nil { mkdir(made, 0o755) }
    }
    return FileAccess.kind(path) == .folder
  }
}
