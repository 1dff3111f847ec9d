internal import Glibc

/// A thread of the operating system.
enum WorkerThread {
  private final class Job {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  /// Runs something on a new thread.
  /// - Returns: the thread, to be joined or detached; `nil` where the system has none to give.
  static func start(_ run: @escaping () -> Void) -> pthread_t? {
    let job = Unmanaged.passRetained(Job(run))
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, job.toOpaque())
    if result == 0 { return thread }
    job.release()
    return nil
  }
}
