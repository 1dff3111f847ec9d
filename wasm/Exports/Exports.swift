// What the WebAssembly module offers its host: memory for a request, one function that answers, two for
// compiled policies and three for data files of any length.
//
// Numbers are 32-bit addresses and lengths. The host calls `policy_alloc(length)`, writes the request
// there as UTF-8, and calls `policy_run(address, length)`; the answer is the address of a 32-bit
// little-endian length with the UTF-8 answer right behind it. Both blocks are the host's to free with
// `policy_free`. Answers depend on nothing but the request and the files of earlier `library` ones.
//
// A compiled policy: `policy_compile` takes a request and gives the bytes that `policyc compile` writes,
// none where the policy has errors; `policy_decide` takes such bytes and a request to decide, explain or
// find remedies, and answers it by them, with no file of the library and no compiler. Remarks about the
// policy itself come only with its text.
//
// A data file: `policy_batch_open` takes a request (`policy`, `as_of`, `layout` as its `other`: "csv"
// or "jsonl"; `excel` for a table in the words of `language`) and answers it; `policy_batch_feed` takes bytes of the file and gives the decisions that
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
  block(Array(WebRequest.answer(copy(request, length)).utf8))
}

@_cdecl("policy_compile")
public func policyCompile(
  _ request: UnsafeRawPointer?, _ length: UInt32
) -> UnsafeMutableRawPointer? {
  guard case .request(let request) = WebRequest.read(copy(request, length)),
    let program = WebMemory.shared.policy(request.policy, request.files, isEdited: false)
      .compiled.program
  else { return block([]) }
  return block(IREncoder.encode(program))
}

@_cdecl("policy_decide")
public func policyDecide(
  _ compiled: UnsafeRawPointer?, _ size: UInt32,
  _ request: UnsafeRawPointer?, _ length: UInt32
) -> UnsafeMutableRawPointer? {
  switch WebRequest.read(copy(request, length)) {
  case .refusal(let text): return block(Array(text.utf8))
  case .request(let request):
    return block(Array(WebDecision.answer(request, by: copy(compiled, size)).text.utf8))
  }
}

@_cdecl("policy_batch_open")
public func policyBatchOpen(
  _ request: UnsafeRawPointer?, _ length: UInt32
) -> UnsafeMutableRawPointer? {
  block(Array(WebBatches.shared.open(copy(request, length)).utf8))
}

@_cdecl("policy_batch_feed")
public func policyBatchFeed(
  _ bytes: UnsafeRawPointer?, _ length: UInt32, _ isLast: UInt32
) -> UnsafeMutableRawPointer? {
  block(WebBatches.shared.feed(copy(bytes, length), isLast: isLast != 0))
}

@_cdecl("policy_batch_close")
public func policyBatchClose() -> UnsafeMutableRawPointer? {
  block(Array(WebBatches.shared.close().utf8))
}

private func copy(_ bytes: UnsafeRawPointer?, _ length: UInt32) -> [UInt8] {
  Array(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(length)))
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
        batch = WebBatch(
          setup, request.other == "jsonl" ? .jsonLines : .csv, language,
          isForExcel: request.isForExcel)
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
