internal import Foundation

/// Independent programs that results are compared with, under `Tests/Referees`.
public enum Referee {
  /// Whether a script and the packages it needs are there; `README.md` says how to install them.
  public static func isReady(_ script: String) -> Bool { run(script, ["--check"]) != nil }

  /// Whether the long comparisons are wanted.
  public static var isFull: Bool { ProcessInfo.processInfo.environment["POLICY_REFEREE"] == "full" }

  /// What a Python script prints, `nil` when it cannot be run or fails.
  public static func run(_ script: String, _ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", Repository.url("Tests/Referees/" + script).path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return nil
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
