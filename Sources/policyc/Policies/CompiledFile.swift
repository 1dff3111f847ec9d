internal import PolicyLang

/// Compiled policies as files.
enum CompiledFile {
  enum Outcome {
    case success(IRProgram)
    case failure(IRLoadError)
  }

  static func isCompiled(_ bytes: [UInt8]) -> Bool { IRFormat.isCompiled(bytes) }

  static func hash(of program: IRProgram) -> String { program.contentHash }

  static func decode(_ bytes: [UInt8]) -> Outcome {
    do throws(IRLoadError) {
      return .success(try IRDecoder.decode(bytes))
    } catch {
      return .failure(error)
    }
  }
}
