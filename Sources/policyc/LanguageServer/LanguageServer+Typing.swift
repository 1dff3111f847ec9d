internal import PolicyLang

/// A text that is to be checked while the server goes on.
struct CheckJob {
  let uri: String
  let path: String
  let bytes: [UInt8]
  let generation: Int
  let library: Library
}

extension TextDocument {
  /// Whether a whole check takes longer than a key press may.
  var isLong: Bool { bytes.count > 40_000 }
}

// Long files: an answer about the statements being written at once, the whole check behind it.
extension LanguageServer {
  func job(for document: TextDocument) -> CheckJob {
    document.isBeingChecked = true
    document.jobDifference = nil
    return CheckJob(
      uri: document.uri, path: document.path, bytes: document.bytes,
      generation: document.generation, library: workspace.library)
  }

  /// Sends what can be said at once about a text that was changed since it was last checked.
  func publishAtOnce(_ document: TextDocument) {
    guard var typing = document.typing, let checked = document.lastChecked,
      let difference = document.difference
    else { return }
    // Held here alone while it works, so that nothing of it is copied.
    document.typing = nil
    let shift = document.shift
    let diagnostics = typing.diagnostics(
      of: shift == 0 ? document.bytes : Array(document.bytes.dropFirst(shift)),
      difference.moved(by: -shift))
    document.typing = typing
    if let diagnostics { publish(diagnostics, of: document, checked) }
  }

  /// Takes a whole check in, which may be of an older text.
  func take(_ checked: CheckedFile, _ typing: TypingCheck?, for job: CheckJob) {
    guard let document = workspace.documents[job.uri], document.isBeingChecked else { return }
    document.isBeingChecked = false
    document.typing = typing
    document.lastChecked = checked
    document.difference = document.jobDifference
    document.jobDifference = nil
    if document.generation != job.generation {
      background?(self.job(for: document))
      return
    }
    document.checked = checked
    publish(document)
    answerParked(document.uri)
  }
}
