// What the WebAssembly module offers its host: memory for a request, and one function that answers.
//
// Numbers are 32-bit addresses and lengths. The host calls `policy_alloc(length)`, writes the request
// there as UTF-8, and calls `policy_run(address, length)`; the answer is the address of a 32-bit
// little-endian length with the UTF-8 answer right behind it. Both blocks are the host's to free with
// `policy_free`. No call keeps anything for the next one.

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
  let answer = Array(WebRequest.answer(bytes).utf8)
  let block = UnsafeMutableRawPointer.allocate(byteCount: answer.count + 4, alignment: 16)
  block.storeBytes(of: UInt32(answer.count).littleEndian, as: UInt32.self)
  answer.withUnsafeBytes { source in
    if let base = source.baseAddress {
      (block + 4).copyMemory(from: base, byteCount: source.count)
    }
  }
  return block
}
