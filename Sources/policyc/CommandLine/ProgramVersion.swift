/// The version of the program, which every report names.
enum ProgramVersion {
  static let text = "0.1.0"
}
