internal import Glibc
internal import Synchronization

/// Whether the user or the system asked the program to stop, so that work can end in good order: no
/// output file, and a word about how far it came.
enum Interruption {
  private static let number = Atomic<Int32>(0)

  /// Takes note of SIGINT and SIGTERM from now on instead of dying of them.
  static func watch() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      // The second time nobody wants to wait any longer.
      if Interruption.number.exchange(signal, ordering: .relaxed) != 0 { _exit(3) }
    }
    // Calls that wait for input return, so that the request is seen.
    sigemptyset(&action.sa_mask)
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }

  static var isRequested: Bool { number.load(ordering: .relaxed) != 0 }
}
