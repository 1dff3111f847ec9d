internal import PolicyLang

/// Files that are no text at all, told by their first bytes whatever they are called.
public enum ForeignFile {
  /// How many bytes tell.
  public static let openingSize = 4

  /// What the file is and what to do about it; `nil` where it may be text.
  /// - Parameter bytes: the beginning of the file as it is stored, before any decoding.
  public static func problem(_ bytes: [UInt8]) -> DataProblem? {
    // A ZIP archive, as .xlsx is one, and the container of .xls.
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    {
      return DataProblem(.spreadsheetFile)
    }
    if bytes.starts(with: [0x25, 0x50, 0x44, 0x46]) {
      return DataProblem(.notATable, [LocalText(zh: "PDF", en: "PDF file")])
    }
    // PNG, JPEG, GIF.
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF])
      || bytes.starts(with: [0x47, 0x49, 0x46, 0x38])
    {
      return DataProblem(.notATable, [LocalText(zh: "图片", en: "picture")])
    }
    return nil
  }
}
