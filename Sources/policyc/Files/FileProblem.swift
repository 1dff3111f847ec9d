internal import Glibc
internal import PolicyLang

/// A file that could not be read or written, as a message.
struct FileProblem: Error {
  let diagnostic: Diagnostic

  init(_ kind: DiagnosticKind, _ arguments: [LocalText]) {
    diagnostic = Diagnostic(kind, at: nil, arguments)
  }

  static func reading(_ path: String, _ number: Int32) -> FileProblem {
    switch number {
    case ENOENT, ENOTDIR: FileProblem(.noSuchFile, [LocalText(path)])
    case EISDIR: FileProblem(.isFolder, [LocalText(path)])
    default: FileProblem(.cannotRead, [LocalText(path), reason(number)])
    }
  }

  static func writing(_ path: String, _ number: Int32) -> FileProblem {
    switch number {
    case EISDIR: FileProblem(.isFolder, [LocalText(path)])
    default: FileProblem(.cannotWrite, [LocalText(path), reason(number)])
    }
  }

  /// The reason in words, for the usual ones in both languages.
  private static func reason(_ number: Int32) -> LocalText {
    switch number {
    case EACCES, EPERM: LocalText(zh: "没有权限", en: "permission denied")
    case ENOENT, ENOTDIR: LocalText(zh: "没有这个文件夹", en: "there is no such folder")
    case ENOSPC, EDQUOT: LocalText(zh: "磁盘已满", en: "the disk is full")
    case EROFS: LocalText(zh: "磁盘是只读的", en: "the disk is read-only")
    case ENAMETOOLONG: LocalText(zh: "文件名太长", en: "the name is too long")
    case EIO: LocalText(zh: "磁盘出错", en: "the disk reports an error")
    default: LocalText(String(cString: strerror(number)))
    }
  }
}
