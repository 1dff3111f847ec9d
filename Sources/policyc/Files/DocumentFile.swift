internal import PolicyLang
internal import PolicyRuntime

/// Reads the text of a document, and says what to do with a file that is none.
struct DocumentFile {
  let session: Session

  /// The text as UTF-8, whatever encoding the file has.
  func read(
    _ path: String, encoding: TextEncoding?, as id: FileID
  ) throws(CommandFailure) -> SourceFile {
    let bytes = try self.bytes(path)
    if let kind = DocumentFile.kind(of: bytes) {
      throw refuse(.notPlainText, [LocalText(path), kind])
    }
    var decoder = TextDecoder(encoding: encoding)
    let decoded = decoder.decode(bytes, isLast: true)
    let file = SourceText.read(name: path, bytes: decoded, id: id).file
    let isBlank = file.bytes.allSatisfy { $0 <= 0x20 }
    if isBlank { throw refuse(.emptyDocument, [LocalText(path)]) }
    return file
  }

  private func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
    guard path == "-" else {
      return try accessing { () throws(FileProblem) in try FileAccess.read(path) }
    }
    var bytes: [UInt8] = []
    while let chunk = session.console.readInput(1 << 16), !chunk.isEmpty {
      bytes += chunk
      if bytes.count > FileAccess.limit {
        throw .file(FileProblem(.fileTooLarge, [LocalText(path)]))
      }
    }
    return bytes
  }

  /// Refuses a text without Chinese articles.
  func checkScript(of document: SourceDocument, _ path: String) throws(CommandFailure) {
    let (chinese, latin) = document.script
    if chinese == 0, latin == 0 { throw refuse(.emptyDocument, [LocalText(path)]) }
    if chinese < 20, latin > chinese * 4 {
      throw refuse(.notAChineseDocument, [LocalText(path)])
    }
  }

  private func refuse(_ kind: DiagnosticKind, _ arguments: [LocalText]) -> CommandFailure {
    session.report([Diagnostic(kind, at: nil, arguments)])
    return .reported(.inputHasErrors)
  }

  /// What a file is by its first bytes, if that is no text.
  private static func kind(of bytes: [UInt8]) -> LocalText? {
    for (mark, name) in marks where bytes.starts(with: mark) { return name }
    // Text has no zero bytes, UTF-16 aside, which starts with its mark.
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if !isWide, bytes.prefix(4096).contains(0) {
      return LocalText(zh: "二进制文件", en: "a binary file")
    }
    return nil
  }

  private static let marks: [([UInt8], LocalText)] = [
    (
      [0x50, 0x4B, 0x03, 0x04],
      LocalText(zh: "Word、WPS 或压缩文件", en: "a Word document or an archive")
    ),
    ([0xD0, 0xCF, 0x11, 0xE0], LocalText(zh: "旧式 Word 或 WPS 文件", en: "an old Word document")),
    (Array("%PDF".utf8), LocalText(zh: "PDF 文件", en: "a PDF")),
    (Array("{\\rtf".utf8), LocalText(zh: "RTF 文件", en: "an RTF document")),
    ([0x89, 0x50, 0x4E, 0x47], LocalText(zh: "图片", en: "a picture")),
    ([0xFF, 0xD8, 0xFF], LocalText(zh: "图片", en: "a picture")),
    ([0x1F, 0x8B], LocalText(zh: "压缩文件", en: "an archive")),
  ]
}
