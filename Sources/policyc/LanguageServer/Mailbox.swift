internal import Glibc

/// What reaches the thread that serves: input, and work that other threads have finished.
final class Mailbox {
  enum Item {
    case bytes([UInt8])
    case endOfInput
    case finished(() -> Void)
  }

  private let lock = Lock()
  private var items: [Item] = []

  func post(_ item: Item) {
    lock.locked {
      items.append(item)
      lock.signalAll()
    }
  }

  var hasItems: Bool {
    lock.lock()
    defer { lock.unlock() }
    return !items.isEmpty
  }

  /// The oldest item; `nil` when none came in so many milliseconds.
  func take(waiting milliseconds: Int?) -> Item? {
    lock.lock()
    defer { lock.unlock() }
    let deadline = milliseconds.map { Mailbox.deadline(in: $0) }
    while items.isEmpty {
      guard let deadline else {
        lock.wait()
        continue
      }
      if !lock.wait(until: deadline), items.isEmpty { return nil }
    }
    return items.removeFirst()
  }

  private static func deadline(in milliseconds: Int) -> timespec {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let nanoseconds = now.tv_nsec + (milliseconds % 1000) * 1_000_000
    return timespec(
      tv_sec: now.tv_sec + milliseconds / 1000 + nanoseconds / 1_000_000_000,
      tv_nsec: nanoseconds % 1_000_000_000)
  }
}

/// Reads standard input on a thread of its own, so that what waits there can be seen.
enum InputThread {
  static func start(_ console: Console, _ mailbox: Mailbox) {
    let thread = WorkerThread.start {
      while let bytes = console.readInput(1 << 16), !bytes.isEmpty {
        mailbox.post(.bytes(bytes))
      }
      mailbox.post(.endOfInput)
    }
    if let thread { pthread_detach(thread) } else { mailbox.post(.endOfInput) }
  }
}

/// Does one job after another on a thread of low priority and hands the results to a mailbox.
final class BackgroundWorker {
  private let mailbox: Mailbox
  private let gate = Lock()
  private var jobs: [() -> () -> Void] = []
  private var isRunning = false
  private let niceness: Int32

  /// - Parameter niceness: how readily the thread gives way to others, as the system counts it.
  init(_ mailbox: Mailbox, niceness: Int32) {
    self.mailbox = mailbox
    self.niceness = niceness
  }

  /// Does a job; what it returns runs on the thread that serves.
  func submit(_ job: @escaping () -> () -> Void) {
    gate.lock()
    jobs.append(job)
    let mustStart = !isRunning
    isRunning = true
    gate.signalAll()
    gate.unlock()
    if mustStart { start() }
  }

  private func start() {
    let thread = WorkerThread.start { [self] in
      // On Linux this concerns the calling thread alone.
      setpriority(Int32(bitPattern: PRIO_PROCESS.rawValue), 0, niceness)
      work()
    }
    if let thread {
      pthread_detach(thread)
    } else {
      // The next job tries again.
      gate.locked { isRunning = false }
    }
  }

  private func work() {
    while true {
      gate.lock()
      while jobs.isEmpty { gate.wait() }
      let job = jobs.removeFirst()
      gate.unlock()
      mailbox.post(.finished(job()))
    }
  }
}
