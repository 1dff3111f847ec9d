internal import Glibc

/// Rows, rows per second and rejects on standard error, when it is a terminal and work is long.
final class Progress {
  private let session: Session
  private let isShown: Bool
  private let start = Progress.seconds()
  private var lastShown: Double
  private var isVisible = false

  init(_ session: Session) {
    self.session = session
    isShown = session.console.errorIsTerminal && !session.isQuiet
    lastShown = start
  }

  /// Called now and then; shows how much time is left where the size of the data is known.
  func step(_ rows: Int, _ rejects: Int, read: Int, of total: Int?) {
    guard isShown else { return }
    let now = Progress.seconds()
    let spent = now - start
    guard now - lastShown >= 0.5, spent >= 1 else { return }
    lastShown = now
    isVisible = true
    let speed = Int(Double(rows) / spent)
    var text = session.say(
      zh: "已读 \(rows) 行，每秒 \(speed) 行，拒收 \(rejects)",
      en: "\(rows) rows, \(speed) rows/s, \(rejects) rejects")
    if let total, read > 0, total >= read {
      let left = Int((spent * Double(total - read) / Double(read)).rounded(.up))
      text += session.say(zh: "，还要约 \(left) 秒", en: ", about \(left) s left")
    }
    session.console.writeError("\r\u{1B}[K" + text)
  }

  /// Called after each row; looks at the clock now and then only.
  func step(_ rows: Int, _ rejects: Int) {
    guard isShown, rows & 0x3FF == 0 else { return }
    let now = Progress.seconds()
    guard now - lastShown >= 0.5, now - start >= 1 else { return }
    lastShown = now
    isVisible = true
    let speed = Int(Double(rows) / (now - start))
    session.console.writeError(
      "\r\u{1B}[K"
        + session.say(
          zh: "已读 \(rows) 行，每秒 \(speed) 行，拒收 \(rejects)",
          en: "\(rows) rows, \(speed) rows/s, \(rejects) rejects"))
  }

  func finish() {
    if isVisible { session.console.writeError("\r\u{1B}[K") }
  }

  private static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
