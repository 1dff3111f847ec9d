/// Where results go piece by piece: the file of `--output`, which appears at the end, or standard output.
final class ResultSink {
  private let console: Console
  private let file: AtomicFile?

  init(_ session: Session) throws(CommandFailure) {
    console = session.console
    guard let path = session.arguments.value(.output), path != "-" else {
      file = nil
      return
    }
    file = try accessing { () throws(FileProblem) in try AtomicFile(path: path) }
  }

  func write(_ text: String) throws(CommandFailure) {
    if text.isEmpty { return }
    guard let file else { return console.write(text) }
    try accessing { () throws(FileProblem) in try file.write(text) }
  }

  /// Writes memory as it is.
  func write(_ bytes: UnsafePointer<UInt8>, _ count: Int) throws(CommandFailure) {
    if count == 0 { return }
    guard let file else {
      return console.write(Array(UnsafeBufferPointer(start: bytes, count: count)))
    }
    try accessing { () throws(FileProblem) in try file.write(bytes, count) }
  }

  func commit() throws(CommandFailure) {
    guard let file else { return console.flush() }
    try accessing { () throws(FileProblem) in try file.commit() }
  }
}
