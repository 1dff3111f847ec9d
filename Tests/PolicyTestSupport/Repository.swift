public import Foundation

/// The files of this repository, found from the place of this source file.
public enum Repository {
  /// The root folder.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  public static func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// The text of a file, or `nil` when there is none.
  public static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a file, or `nil` when there is none.
  public static func bytes(_ path: String) -> [UInt8]? {
    (try? Data(contentsOf: url(path))).map { Array($0) }
  }

  public static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: url(path))
  }

  /// The files under a folder whose names end as given, as sorted paths from the root.
  public static func files(under folder: String, ending: String) -> [String] {
    let start = url(folder)
    guard let walker = FileManager.default.enumerator(atPath: start.path) else { return [] }
    var result: [String] = []
    while let next = walker.nextObject() as? String {
      if next.hasSuffix(ending) { result.append(folder + "/" + next) }
    }
    return result.sorted()
  }
}
