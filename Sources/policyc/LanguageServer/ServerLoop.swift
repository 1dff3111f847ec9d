internal import Glibc
internal import PolicyLang
internal import PolicyRuntime

/// Feeds the server from standard input and lets a thread of low priority review policies while nothing
/// else is to do.
final class ServerLoop {
  private let server: LanguageServer
  private let console: Console
  private let mailbox = Mailbox()
  private let checker: BackgroundWorker
  private let reviewer: BackgroundWorker
  /// How long nothing must have arrived before policies are reviewed, in milliseconds.
  private let patience: Int

  init(_ server: LanguageServer, _ console: Console, patience: Int = 250) {
    self.server = server
    self.console = console
    self.patience = patience
    checker = BackgroundWorker(mailbox, niceness: 2)
    reviewer = BackgroundWorker(mailbox, niceness: 10)
  }

  /// Long files are checked on a thread of their own.
  private func checkInBackground() {
    let (checker, server, console) = (checker, server, console)
    server.background = { job in
      checker.submit {
        let checked = Compilation.check(name: job.path, bytes: job.bytes, library: job.library)
        let typing = TypingCheck(checked)
        return {
          server.take(checked, typing, for: job)
          console.flush()
        }
      }
    }
  }

  /// Serves until `exit` or the end of the input.
  func run() -> ExitCode {
    InputThread.start(console, mailbox)
    checkInBackground()
    var framing = MessageFraming()
    while server.state != .ended {
      guard let item = mailbox.take(waiting: server.needsReview ? patience : nil) else {
        review()
        continue
      }
      switch item {
      case .bytes(let bytes): framing.feed(bytes)
      case .finished(let work): work()
      case .endOfInput:
        server.settle()
        console.flush()
        return server.state == .ended && server.exitedInOrder ? .success : .inputHasErrors
      }
      while let frame = framing.next() {
        switch frame {
        case .message(let bytes): server.receive(bytes)
        case .malformed: server.receiveMalformed()
        }
      }
      // What has arrived meanwhile is taken in first, so that it can cancel what waits.
      while server.hasWork, !mailbox.hasItems { server.step() }
      if !server.hasWork { server.settle() }
      console.flush()
    }
    return server.exitedInOrder ? .success : .inputHasErrors
  }

  private func review() {
    guard let job = server.nextReview() else { return }
    let server = server
    let console = console
    reviewer.submit {
      let diagnostics = PolicyReview.diagnostics(of: job.compiled)
      return {
        server.take(diagnostics, for: job)
        console.flush()
      }
    }
  }
}

extension LanguageServer {
  /// A check that waits to be reviewed.
  struct ReviewJob {
    let uri: String
    let generation: Int
    let compiled: Compiled
  }

  var needsReview: Bool { workspace.open.contains { isReviewable($0) } }

  private func isReviewable(_ document: TextDocument) -> Bool {
    document.reviewed == nil && !document.isBeingReviewed
      && document.checked?.compiled.program != nil
  }

  func nextReview() -> ReviewJob? {
    guard let document = workspace.open.first(where: { isReviewable($0) }),
      let checked = document.checked
    else { return nil }
    document.isBeingReviewed = true
    return ReviewJob(
      uri: document.uri, generation: document.generation, compiled: checked.compiled)
  }

  /// Publishes what a review said, unless the text has changed since.
  func take(_ diagnostics: [Diagnostic], for job: ReviewJob) {
    guard let document = workspace.documents[job.uri] else { return }
    document.isBeingReviewed = false
    guard document.generation == job.generation else { return }
    document.reviewed = diagnostics
    publish(document)
  }
}
