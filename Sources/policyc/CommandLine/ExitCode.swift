/// What the program tells the shell; people script against these numbers.
enum ExitCode: Int32 {
  /// Done.
  case success = 0
  /// The input has errors: diagnostics, failing tests, rejected rows.
  case inputHasErrors = 1
  /// The command was called wrongly.
  case wrongUsage = 2
  /// A file could not be read or written.
  case fileProblem = 3
}
