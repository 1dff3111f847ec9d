internal import Glibc

/// The program: reads its arguments, runs one command, and leaves with its exit code.
@main
struct Policyc {
  static func main() {
    // A reader that went away shows as a failed write, not as a killed process.
    signal(SIGPIPE, SIG_IGN)
    let words = Array(CommandLine.arguments.dropFirst())
    exit(CommandList.run(words, Console(.ofProcess())).rawValue)
  }
}
