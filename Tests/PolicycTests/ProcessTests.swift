import Glibc
import Testing

@testable import policyc

/// The program as a process: signals, closed pipes, full disks, being killed.
@Suite(.serialized) struct ProcessTests {
  let folder = Folder()
  private let row = "c1,8,高级,否,合格\n"

  /// The program, which is built beside the tests.
  private static var program: String? {
    guard let own = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(own) }
    // With some ways of running tests another program loads them.
    for start in [String(cString: own)] + CommandLine.arguments {
      var folder = FileAccess.folder(of: start)
      for _ in 0..<3 {
        let path = FileAccess.join(folder, "policyc")
        if FileAccess.kind(path) == .file { return path }
        folder = FileAccess.folder(of: folder)
      }
    }
    return nil
  }

  private struct Ended {
    /// The exit code, or minus the signal.
    let code: Int32
    let out: String
    let err: String
  }

  /// A running process, its input and its output at hand.
  private final class Running {
    let process: pid_t
    var input: Int32
    var output: Int32
    private let errors: Int32

    init?(_ program: String, _ words: [String]) {
      var pipes: [[Int32]] = []
      for _ in 0..<3 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        pipes.append(ends)
      }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, pipes[0][0], 0)
      posix_spawn_file_actions_adddup2(&actions, pipes[1][1], 1)
      posix_spawn_file_actions_adddup2(&actions, pipes[2][1], 2)
      var arguments: [UnsafeMutablePointer<CChar>?] = ([program] + words).map { strdup($0) }
      arguments.append(nil)
      var variables: [UnsafeMutablePointer<CChar>?] = [strdup("LANG=zh_CN.UTF-8"), nil]
      var own = pid_t()
      // The threads that run tests block signals, and a shell's background jobs ignore SIGINT; neither
      // is for the program to inherit.
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      sigaddset(&signals, SIGINT)
      sigaddset(&signals, SIGTERM)
      posix_spawnattr_setsigdefault(&attributes, &signals)
      posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
      let result = posix_spawn(&own, program, &actions, &attributes, &arguments, &variables)
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
      for text in arguments + variables { free(text) }
      close(pipes[0][0])
      close(pipes[1][1])
      close(pipes[2][1])
      process = own
      input = pipes[0][1]
      output = pipes[1][0]
      errors = pipes[2][0]
      if result != 0 { return nil }
    }

    func write(_ text: String) { _ = Descriptor.write(Array(text.utf8), to: input) }

    func closeInput() {
      if input >= 0 { close(input) }
      input = -1
    }

    func closeOutput() {
      if output >= 0 { close(output) }
      output = -1
    }

    /// Waits for the end; standard output is read first, so that it never stands in the way.
    func end() -> Ended {
      let out = output >= 0 ? all(output) : ""
      let err = all(errors)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      closeInput()
      closeOutput()
      close(errors)
      let signal = status & 0x7F
      return Ended(code: signal == 0 ? (status >> 8) & 0xFF : -signal, out: out, err: err)
    }

    private func all(_ descriptor: Int32) -> String {
      var bytes: [UInt8] = []
      while let chunk = Descriptor.read(1 << 16, from: descriptor), !chunk.isEmpty {
        bytes += chunk
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private func start(_ words: [String]) throws -> Running {
    signal(SIGPIPE, SIG_IGN)
    let program = try #require(Self.program, "the program is not beside the tests")
    return try #require(Running(program, words))
  }

  private func results() -> [String] {
    Folder.allNames(folder.path).filter { $0.contains("结果") || $0.contains("报告") }
  }

  private func pause(_ milliseconds: UInt32) { usleep(milliseconds * 1000) }

  // MARK: Signals

  /// Both signals, both commands, with one thread and several; some rows have come, then input is slow.
  @Test(arguments: [SIGINT, SIGTERM], ["1", "3"])
  func signalsEndTheWaitForInput(_ number: Int32, threads: String) throws {
    let policy = folder.policy()
    for words in [
      ["eval", policy, "-", "--report", folder.at("报告.html")], ["match", "-", policy, "--brief"],
    ] {
      let running = try start(words + ["-f", "csv", "--threads", threads])
      running.write(Samples.header + String(repeating: row, count: 5_000))
      // So many rows that the first results come out; then there is nothing to do but wait.
      _ = Descriptor.read(100, from: running.output)
      kill(running.process, number)
      // Its input stays open: only the signal can end it.
      let ended = running.end()
      #expect(ended.code == 3)
      #expect(ended.err.contains("已中断：读到第"), "\(ended.err)")
      #expect(!ended.err.contains("读到第 0 行"), "\(ended.err)")
      #expect(results().isEmpty)
    }
  }

  @Test func aSignalBeforeAnyInput() throws {
    let running = try start(["eval", folder.policy(), "-", "-o", folder.at("结果.txt")])
    // It takes note of signals before it reads; until then one would end it at once.
    pause(1_500)
    kill(running.process, SIGINT)
    let ended = running.end()
    #expect(ended.code == 3)
    #expect(ended.err.contains("已中断：读到第 0 行，没有写出结果文件"), "\(ended.err)")
    #expect(results().isEmpty)
  }

  // MARK: Output

  @Test func aPipeThatCloses() throws {
    let people = folder.write("人.csv", Samples.header + String(repeating: row, count: 40_000))
    let running = try start(["eval", folder.policy(), people, "-f", "csv"])
    _ = Descriptor.read(100, from: running.output)
    running.closeOutput()
    let ended = running.end()
    #expect(ended.code == 3)
    #expect(ended.err.contains("中途停下") && ended.err.contains("结果不完整"), "\(ended.err)")
  }

  @Test func aFullDisk() throws {
    let people = folder.write("人.csv", Samples.header + String(repeating: row, count: 40_000))
    for words in [
      ["eval", folder.policy(), people], ["match", people, folder.policy(), "--brief"],
    ] {
      let ended = try start(words + ["-f", "csv", "-o", "/dev/full"]).end()
      #expect(ended.code == 3)
      #expect(ended.err.contains("磁盘已满") && ended.err.contains("中途停下"), "\(ended.err)")
    }
  }

  /// A file system of one megabyte that fills up; only root may make one.
  @Test(.enabled(if: geteuid() == 0, "mounting needs root"))
  func aDiskThatFillsUp() throws {
    let disk = folder.at("disk")
    mkdir(disk, 0o755)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=1m") == 0 else {
      // In a container even root may not.
      #expect(errno == EPERM || errno == EACCES)
      return
    }
    defer { umount(disk) }
    let people = folder.write("人.csv", Samples.header + String(repeating: row, count: 120_000))
    let ended = try start([
      "eval", folder.policy(), people, "-f", "csv", "-o", disk + "/结果.csv",
    ]).end()
    #expect(ended.code == 3)
    #expect(ended.err.contains("磁盘已满"), "\(ended.err)")
    #expect(Folder.allNames(disk).isEmpty)
  }

  /// Killed outright at many moments: there is no file, or the whole one.
  @Test func killedAtAnyMoment() throws {
    let people = folder.write("人.csv", Samples.header + String(repeating: row, count: 20_000))
    let policy = folder.policy()
    let target = folder.at("结果.csv")
    let words = ["eval", policy, people, "-f", "csv", "-o", target]
    let clock = ContinuousClock()
    let begin = clock.now
    let first = try start(words).end()
    let duration = begin.duration(to: clock.now)
    #expect(first.code == 0)
    // Spread over the time that a whole run takes, and a little more.
    let step = UInt32(duration / .milliseconds(1)) / 10 + 1
    let whole = folder.read("结果.csv")
    #expect(whole.split(separator: "\n").count == 20_001)
    var (killed, left) = (0, 0)
    for number in 0..<12 {
      unlink(target)
      let running = try start(words)
      pause(UInt32(number) * step)
      kill(running.process, SIGKILL)
      if running.end().code == -SIGKILL { killed += 1 }
      guard !results().isEmpty else { continue }
      left += 1
      // A hidden file with another name may be left where the file system has no files without names.
      for name in results() where !name.hasPrefix(".") {
        #expect(folder.read(name) == whole)
      }
    }
    #expect(killed > 0, "\(killed) killed, \(left) left a file")
  }

  // MARK: Memory

  /// A cell without end, through a pipe: it is refused, what stands around it is decided, and memory
  /// stays bounded.
  @Test func aCellWithoutEnd() throws {
    let running = try start(["eval", folder.policy(), "-", "-f", "csv"])
    running.write(Samples.header + row + "c2,\"")
    let block = String(repeating: "九", count: 1 << 17)
    for _ in 0..<10 { running.write(block) }
    let early = Self.peak(of: running.process)
    // 8 MB more.
    for _ in 0..<20 { running.write(block) }
    let late = Self.peak(of: running.process)
    running.write("\",高级,否,合格\n" + row)
    running.closeInput()
    let ended = running.end()
    #expect(ended.code == 1)
    #expect(ended.err.contains("读入 3 行 = 判定 2 + 拒收 1"), "\(ended.err.suffix(400))")
    let growth = try #require(late) - (try #require(early))
    #expect(growth < 2_500, "\(growth) KiB more")
  }

  /// The most memory a process had so far, in KiB; `nil` once it has ended.
  private static func peak(of process: pid_t) -> Int? {
    guard let bytes = try? FileAccess.read("/proc/\(process)/status") else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("VmHWM:") {
      return Int(line.split { $0 == " " || $0 == "\t" }[1])
    }
    return nil
  }
}
