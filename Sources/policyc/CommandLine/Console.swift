internal import Glibc
internal import PolicyLang

/// Everything through which a command meets the outside apart from named files, so that tests can run
/// commands without a process.
struct Channels {
  /// Writes to standard output; `false` when nobody reads it any more or it cannot take more.
  var writeOutput: (_ bytes: [UInt8]) -> Bool
  var writeError: (_ bytes: [UInt8]) -> Void
  /// Up to so many bytes of standard input; empty at its end, `nil` when it cannot be read.
  var readInput: (_ limit: Int) -> [UInt8]?
  var environment: (_ name: String) -> String?
  var outputIsTerminal: Bool
  var errorIsTerminal: Bool
  /// Whether somebody types what is read.
  var inputIsTerminal = false
  /// From now on, takes note of requests to stop instead of dying of them.
  var watchInterruptions: () -> Void = {}
  var isInterrupted: () -> Bool = { false }
}

/// Standard output, buffered, and standard error.
///
/// Diagnostics go to standard error and results to standard output; the two keep their order because
/// output is flushed before an error is written to the same terminal.
final class Console {
  private let channels: Channels
  private var buffer: [UInt8] = []
  /// Whether standard output failed: its reader went away or its disk is full.
  private(set) var outputFailed = false

  init(_ channels: Channels) { self.channels = channels }

  func write(_ text: String) { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) {
    buffer += bytes
    if buffer.count >= 1 << 16 { flush() }
  }

  func flush() {
    if buffer.isEmpty { return }
    if !outputFailed, !channels.writeOutput(buffer) { outputFailed = true }
    buffer.removeAll(keepingCapacity: true)
  }

  func writeError(_ text: String) {
    if channels.outputIsTerminal { flush() }
    channels.writeError(Array(text.utf8))
  }

  func watchInterruptions() { channels.watchInterruptions() }
  var isInterrupted: Bool { channels.isInterrupted() }
  func readInput(_ limit: Int) -> [UInt8]? { channels.readInput(limit) }
  func environment(_ name: String) -> String? { channels.environment(name) }
  var outputIsTerminal: Bool { channels.outputIsTerminal }
  var errorIsTerminal: Bool { channels.errorIsTerminal }
  var inputIsTerminal: Bool { channels.inputIsTerminal }
}

extension Channels {
  /// The process's own streams.
  static func ofProcess() -> Channels {
    Channels(
      writeOutput: { bytes in
        guard let number = Descriptor.write(bytes, to: 1) else { return true }
        // A reader that went away needs no message; a full disk does.
        if number != EPIPE { reportOutput(number) }
        return false
      },
      writeError: { _ = Descriptor.write($0, to: 2) },
      readInput: { Descriptor.read($0, from: 0) },
      environment: { name in
        guard let value = getenv(name) else { return nil }
        return String(cString: value)
      },
      outputIsTerminal: isatty(1) == 1,
      errorIsTerminal: isatty(2) == 1,
      inputIsTerminal: isatty(0) == 1,
      watchInterruptions: { Interruption.watch() },
      isInterrupted: { Interruption.isRequested })
  }

  private static func reportOutput(_ number: Int32) {
    let isChinese = getenv("LANG").map { String(cString: $0).hasPrefix("zh") } ?? false
    let problem = FileProblem.writing(isChinese ? "标准输出" : "standard output", number)
    let renderer = TextRenderer(
      sources: SourceMap(), language: isChinese ? .chinese : .english)
    _ = Descriptor.write(Array(renderer.render([problem.diagnostic]).utf8), to: 2)
  }
}
