internal import Glibc
internal import Synchronization

/// Whether the user or the system asked the program to stop, so that work can end in good order: no
/// output file, and a word about how far it came.
enum Interruption {
  private static let number = Atomic<Int32>(0)
  /// The two ends of a pipe into which a request writes, so that waiting for input ends whichever thread
  /// the request came to, and also when it came just before the wait; negative until it is watched for.
  private static let readEnd = Atomic<Int32>(-1)
  private static let writeEnd = Atomic<Int32>(-1)

  /// Takes note of SIGINT and SIGTERM from now on instead of dying of them.
  static func watch() {
    guard readEnd.load(ordering: .relaxed) < 0, number.load(ordering: .relaxed) == 0 else { return }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd.store(ends[0], ordering: .relaxed)
    writeEnd.store(ends[1], ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      // The second time nobody wants to wait any longer.
      if Interruption.number.exchange(signal, ordering: .relaxed) != 0 { _exit(3) }
      let saved = errno
      var byte: UInt8 = 1
      _ = Glibc.write(Interruption.writeEnd.load(ordering: .relaxed), &byte, 1)
      errno = saved
    }
    // Calls that wait return, so that the request is seen.
    sigemptyset(&action.sa_mask)
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }

  static var isRequested: Bool { number.load(ordering: .relaxed) != 0 }

  /// Waits until there is input, or its end; `false` when asked to stop before.
  static func waitForInput(_ descriptor: Int32) -> Bool {
    let end = readEnd.load(ordering: .relaxed)
    if end < 0 { return true }
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: end, events: Int16(POLLIN), revents: 0),
    ]
    while !isRequested {
      let count = poll(&waits, 2, -1)
      // Whatever cannot be waited for can be read, or says itself why not.
      if count < 0, errno != EINTR { return true }
      if count > 0, waits[1].revents == 0 { return true }
    }
    return false
  }
}
