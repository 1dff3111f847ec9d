internal import PolicyLang

/// Compiled policies as files.
enum CompiledFile {
  enum Outcome {
    case success(IRProgram)
    case failure(IRLoadError)
  }

  static func isCompiled(_ bytes: [UInt8]) -> Bool { IRFormat.isCompiled(bytes) }

  static func hash(of program: IRProgram) -> String { program.contentHash }

  /// Chinese where the names of the clauses are; a compiled file does not say how it was written.
  static func language(of program: IRProgram) -> Language {
    var names = program.requirements.map { $0.label.zh }
    if names.isEmpty { names = [program.title] }
    return names.contains { FileRole.isChinese($0) } ? .chinese : .english
  }

  static func adoptLanguage(of bytes: [UInt8], _ session: Session) {
    if case .success(let program) = decode(bytes) { session.adopt(language(of: program)) }
  }

  static func decode(_ bytes: [UInt8]) -> Outcome {
    do throws(IRLoadError) {
      return .success(try IRDecoder.decode(bytes))
    } catch {
      return .failure(error)
    }
  }
}
