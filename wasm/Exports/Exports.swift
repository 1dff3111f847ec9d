// What the WebAssembly module offers its host: memory for a request, one function that answers, and
// three for data files of any length.
//
// Numbers are 32-bit addresses and lengths. The host calls `policy_alloc(length)`, writes the request
// there as UTF-8, and calls `policy_run(address, length)`; the answer is the address of a 32-bit
// little-endian length with the UTF-8 answer right behind it. Both blocks are the host's to free with
// `policy_free`. Answers depend on nothing but the request and the files of earlier `library` ones.
//
// A data file: `policy_batch_open` takes a request (`policy`, `as_of`, `layout` as its `other`: "csv"
// or "jsonl") and answers it; `policy_batch_feed` takes bytes of the file and gives the decisions that
// are done as CSV, the last call with `isLast` set; `policy_batch_close` says what came of it.

internal import PolicyLang
internal import PolicyRuntime

@_cdecl("policy_alloc")
public func policyAlloc(_ length: UInt32) -> UnsafeMutableRawPointer? {
  UnsafeMutableRawPointer.allocate(byteCount: Int(max(length, 1)), alignment: 16)
}

@_cdecl("policy_free")
public func policyFree(_ block: UnsafeMutableRawPointer?) {
  block?.deallocate()
}

@_cdecl("policy_run")
public func policyRun(
  _ request: UnsafeRawPointer?, _ length: UInt32
) -> UnsafeMutableRawPointer? {
  guard let request else { return nil }
  let bytes = Array(UnsafeRawBufferPointer(start: request, count: Int(length)))
  return block(Array(WebRequest.answer(bytes).utf8))
}

@_cdecl("policy_batch_open")
public func policyBatchOpen(
  _ request: UnsafeRawPointer?, _ length: UInt32
) -> UnsafeMutableRawPointer? {
  guard let request else { return nil }
  let bytes = Array(UnsafeRawBufferPointer(start: request, count: Int(length)))
  return block(Array(WebBatches.shared.open(bytes).utf8))
}

@_cdecl("policy_batch_feed")
public func policyBatchFeed(
  _ bytes: UnsafeRawPointer?, _ length: UInt32, _ isLast: UInt32
) -> UnsafeMutableRawPointer? {
  let piece = bytes.map { Array(UnsafeRawBufferPointer(start: $0, count: Int(length))) } ?? []
  return block(WebBatches.shared.feed(piece, isLast: isLast != 0))
}

@_cdecl("policy_batch_close")
public func policyBatchClose() -> UnsafeMutableRawPointer? {
  block(Array(WebBatches.shared.close().utf8))
}

private func block(_ answer: [UInt8]) -> UnsafeMutableRawPointer? {
  let block = UnsafeMutableRawPointer.allocate(byteCount: answer.count + 4, alignment: 16)
  block.storeBytes(of: UInt32(answer.count).littleEndian, as: UInt32.self)
  answer.withUnsafeBytes { source in
    if let base = source.baseAddress {
      (block + 4).copyMemory(from: base, byteCount: source.count)
    }
  }
  return block
}

/// The data file at hand; there is one at a time.
private final class WebBatches {
  nonisolated(unsafe) static let shared = WebBatches()
  private var batch: WebBatch?
  private var language = Language.chinese

  func open(_ bytes: [UInt8]) -> String {
    batch = nil
    switch WebRequest.read(bytes) {
    case .refusal(let text): return text
    case .request(let request):
      let policy = WebMemory.shared.policy(request.policy, request.files, isEdited: false)
      var answer = WebAnswer(policy, request.language)
      language = request.language
      guard let program = policy.compiled.program else {
        answer.refuse()
        return answer.text
      }
      do throws(PreparationError) {
        let setup = try policy.setup(request.asOf, program)
        if let problem = setup.policy.missingDay {
          answer.add(problem.diagnostic(in: setup.policy.environment))
          return answer.text
        }
        batch = WebBatch(setup, request.other == "jsonl" ? .jsonLines : .csv, language)
      } catch {
        answer.add(error.diagnostic(in: program))
      }
      return answer.text
    }
  }

  func feed(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    batch?.feed(bytes, isLast: isLast) ?? []
  }

  func close() -> String {
    var answer = WebAnswer(sources: SourceMap(), diagnostics: [], language: language)
    if let batch { batch.write(to: &answer) } else { answer.refuse() }
    batch = nil
    return answer.text
  }
}
