internal import Glibc

/// Runs workers over the chunks of a file, each on its own thread, and delivers the chunks in order.
///
/// A worker takes a free chunk, cuts the next piece of the file into it, works on it, and puts it among
/// those that are ready; whoever finds the next one in order ready delivers it and all that follow. So
/// cutting and delivering happen one at a time, and only working happens at the same time. The number of
/// chunks is fixed, and with it memory.
final class ChunkPipeline {
  private let cutter: ChunkCutter<ByteSupply>
  private let console: Console
  private let deliver: (Chunk) throws(CommandFailure) -> Void
  private let cutting = Lock()
  private let lists = Lock()
  private var free: [Chunk] = []
  private var ready: [Int: Chunk] = [:]
  private var sequence = 0
  private var delivered = 0
  private var isDelivering = false
  private var isCut = false
  /// Why the file could not be read on; set before its chunk is handed over.
  private var stop: CommandFailure?
  private var failure: CommandFailure?

  /// - Parameter chunkSize: in bytes; see `ChunkCutter`.
  init(
    _ cutter: ChunkCutter<ByteSupply>, _ console: Console, chunkSize: Int, threads: Int,
    deliver: @escaping (Chunk) throws(CommandFailure) -> Void
  ) {
    self.cutter = cutter
    self.console = console
    self.deliver = deliver
    for _ in 0..<(threads == 1 ? 1 : threads * 2 + 1) {
      free.append(Chunk(capacity: 2 * max(16, chunkSize)))
    }
  }

  /// Works until the file ends or something fails. The first worker runs on the calling thread.
  func run(_ workers: [ChunkWorker]) throws(CommandFailure) {
    var threads: [pthread_t] = []
    for worker in workers.dropFirst() {
      // With fewer threads the work is the same.
      if let thread = WorkerThread.start({ self.work(worker) }) { threads.append(thread) }
    }
    if let first = workers.first { work(first) }
    for thread in threads { pthread_join(thread, nil) }
    if let failure { throw failure }
  }

  private func work(_ worker: ChunkWorker) {
    while let chunk = takeFree() {
      guard cut(into: chunk) else {
        lists.locked { free.append(chunk) }
        lists.signalAll()
        return
      }
      worker.work(on: chunk)
      hand(over: chunk)
    }
  }

  /// A chunk to fill; `nil` when nothing is left to do.
  private func takeFree() -> Chunk? {
    lists.lock()
    defer { lists.unlock() }
    while free.isEmpty, failure == nil, !isCut { lists.wait() }
    if failure != nil || isCut { return nil }
    return free.popLast()
  }

  private func cut(into chunk: Chunk) -> Bool {
    cutting.lock()
    defer { cutting.unlock() }
    if isCut { return false }
    do throws(CommandFailure) {
      if console.isInterrupted { throw .interrupted }
      let goesOn = try cutter.cut(into: chunk)
      // A request to stop also ends the wait for input, which then looks like its end.
      if console.isInterrupted { throw .interrupted }
      if !goesOn {
        isCut = true
        return false
      }
    } catch {
      isCut = true
      // In its turn, so that what was read before is done.
      chunk.clear()
      chunk.content = .stopped
      stop = error
    }
    chunk.sequence = sequence
    sequence += 1
    return true
  }

  private func hand(over chunk: Chunk) {
    lists.lock()
    ready[chunk.sequence] = chunk
    if isDelivering {
      lists.unlock()
      return
    }
    isDelivering = true
    while failure == nil, let next = ready.removeValue(forKey: delivered) {
      lists.unlock()
      var problem: CommandFailure?
      do throws(CommandFailure) {
        if case .stopped = next.content, let stop { throw stop }
        try deliver(next)
      } catch {
        problem = error
      }
      lists.lock()
      failure = problem
      delivered += 1
      free.append(next)
      lists.signalAll()
    }
    isDelivering = false
    lists.unlock()
  }
}
