internal import Glibc
internal import PolicyLang

/// A file that appears whole or not at all.
///
/// What is written goes to a file without a name, which takes the place of `path` when `commit` is
/// called; until then, and after any failure or a kill, nothing of it is to be seen. Devices and pipes
/// are written to directly.
final class AtomicFile {
  private let path: String
  private var descriptor: Int32 = -1
  /// The name while writing, where the file system knows no files without a name.
  private var temporaryName: String?
  private let isDirect: Bool
  private var buffer: [UInt8] = []

  /// - Parameter path: Where the file is to stand; a symbolic link is followed.
  init(path: String) throws(FileProblem) {
    self.path = AtomicFile.resolved(path)
    var status = stat()
    let exists = stat(self.path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw FileProblem(.isFolder, [LocalText(path)]) }
    isDirect = exists && kind != S_IFREG
    let mode: mode_t = exists ? status.st_mode & 0o777 : 0o666
    if isDirect {
      descriptor = open(self.path, O_WRONLY | O_CLOEXEC)
    } else {
      if exists, access(self.path, W_OK) != 0 { throw FileProblem.writing(path, errno) }
      openUnnamed(mode)
    }
    guard descriptor >= 0 else { throw FileProblem.writing(path, errno) }
    if exists, !isDirect { _ = fchmod(descriptor, mode) }
  }

  deinit { abandon() }

  func write(_ bytes: [UInt8]) throws(FileProblem) {
    buffer += bytes
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes memory as it is, past the buffer.
  func write(_ bytes: UnsafePointer<UInt8>, _ count: Int) throws(FileProblem) {
    try flush()
    if let number = Descriptor.write(bytes, count, to: descriptor) {
      throw FileProblem.writing(path, number)
    }
  }

  func write(_ text: String) throws(FileProblem) { try write(Array(text.utf8)) }

  /// Puts the file in its place.
  func commit() throws(FileProblem) {
    try flush()
    guard !isDirect else { return closeDescriptor() }
    let name = try named()
    // The content must be on the disk before the name is, or a power cut could leave an empty file.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS {
      throw FileProblem.writing(path, errno)
    }
    guard rename(name, path) == 0 else { throw FileProblem.writing(path, errno) }
    temporaryName = nil
    closeDescriptor()
  }

  private func flush() throws(FileProblem) {
    if buffer.isEmpty { return }
    if let number = Descriptor.write(buffer, to: descriptor) {
      throw FileProblem.writing(path, number)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func openUnnamed(_ mode: mode_t) {
    let unnamed = 0o20_000_000 | O_DIRECTORY
    descriptor = open(FileAccess.folder(of: path), O_WRONLY | O_CLOEXEC | unnamed, mode)
    if descriptor >= 0 || errno == EACCES || errno == ENOENT || errno == EROFS { return }
    let name = unusedName()
    descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    if descriptor >= 0 { temporaryName = name }
  }

  /// Gives the file a temporary name beside its place if it has none yet.
  private func named() throws(FileProblem) -> String {
    if let temporaryName { return temporaryName }
    let name = unusedName()
    let own = "/proc/self/fd/\(descriptor)"
    guard linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
      throw FileProblem.writing(path, errno)
    }
    temporaryName = name
    return name
  }

  private func unusedName() -> String {
    let base = "." + FileAccess.name(of: path) + ".\(getpid())"
    for number in 0..<100 {
      let name = FileAccess.join(FileAccess.folder(of: path), base + ".\(number).tmp")
      if FileAccess.kind(name) == nil { return name }
    }
    return FileAccess.join(FileAccess.folder(of: path), base + ".tmp")
  }

  private func abandon() {
    if let temporaryName { unlink(temporaryName) }
    temporaryName = nil
    closeDescriptor()
  }

  private func closeDescriptor() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
