internal import Glibc
internal import PolicyLang

/// Whole files and folders.
enum FileAccess {
  /// The largest file that is read at once; data files are streamed instead.
  static let limit = 64 << 20

  /// All bytes of a file.
  static func read(_ path: String) throws(FileProblem) -> [UInt8] {
    let source = try ByteSource(path: path)
    var result: [UInt8] = []
    while true {
      let chunk = try source.next(1 << 18)
      if chunk.isEmpty { return result }
      result += chunk
      if result.count > limit { throw FileProblem(.fileTooLarge, [LocalText(path)]) }
    }
  }

  /// The first bytes of a file; none where it is no ordinary file, so that no pipe is drained.
  static func opening(of path: String) throws(FileProblem) -> [UInt8] {
    guard kind(path) == .file else { return [] }
    return try ByteSource(path: path).next(4096)
  }

  enum Kind {
    case file, folder, other
  }

  /// What stands at a path, symbolic links followed; `nil` when nothing does.
  static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The names in a folder, sorted; hidden ones left out.
  static func names(in folder: String) throws(FileProblem) -> [String] {
    guard let handle = opendir(folder) else { throw FileProblem.reading(folder, errno) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// All `.policy` files at a path: the file itself, or those in a folder and its subfolders.
  static func policies(at path: String, depth: Int = 0) throws(FileProblem) -> [String] {
    guard kind(path) == .folder else { return [path] }
    var result: [String] = []
    for name in try names(in: path) {
      let inner = join(path, name)
      if kind(inner) == .folder {
        if depth < 16 { result += try policies(at: inner, depth: depth + 1) }
      } else if name.hasSuffix(".policy") {
        result.append(inner)
      }
    }
    return result
  }

  /// The folder part of a path, `.` where there is none.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  static func join(_ folder: String, _ name: String) -> String {
    if folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// A message for a file that is not there, with a neighbour of a similar name if there is one.
  static func missing(_ path: String) -> FileProblem {
    let neighbours = (try? names(in: folder(of: path))) ?? []
    guard let near = Suggestion.closest(to: name(of: path), in: neighbours) else {
      return FileProblem(.noSuchFile, [LocalText(path)])
    }
    return FileProblem(
      .noSuchFileNear, [LocalText(path), LocalText(join(folder(of: path), near))])
  }
}

/// A file that is read piece by piece.
final class ByteSource {
  private let path: String
  private let descriptor: Int32

  init(path: String) throws(FileProblem) {
    self.path = path
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw FileAccess.missing(path) }
      throw FileProblem.reading(path, errno)
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// How large the file is; `nil` for what is no ordinary file.
  var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Up to `limit` bytes into memory at hand; 0 at the end.
  func read(_ buffer: UnsafeMutablePointer<UInt8>, _ limit: Int) throws(FileProblem) -> Int {
    while true {
      // Asked to stop: what is at hand is worked on no more.
      if !Interruption.waitForInput(descriptor) { return 0 }
      let count = Glibc.read(descriptor, buffer, limit)
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileProblem.reading(path, errno) }
    }
  }

  /// Up to `limit` bytes; empty at the end.
  func next(_ limit: Int) throws(FileProblem) -> [UInt8] {
    guard let bytes = Descriptor.read(limit, from: descriptor) else {
      throw FileProblem.reading(path, errno)
    }
    return bytes
  }
}
