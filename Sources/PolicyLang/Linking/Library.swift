/// Where the files of a compilation come from. The compiler itself does no I/O.
public struct Library {
  /// Finds the file that declares an id (`使用 craftsman`): its name and bytes, or `nil`.
  /// The second argument is the name of the file that asks, so that neighbours are found first.
  public let find: (_ id: String, _ askedBy: String) -> (name: String, bytes: [UInt8])?

  public init(find: @escaping (_ id: String, _ askedBy: String) -> (name: String, bytes: [UInt8])?)
  {
    self.find = find
  }

  /// A library of files held in memory, by id.
  public init(files: [String: String]) {
    self.init { id, _ in
      guard let text = files[id] else { return nil }
      return (id + ".policy", Array(text.utf8))
    }
  }
}
