import Testing

@testable import policyc

@Suite struct BuiltinTests {
  /// The copies in the program are those of `policies/`; `.ci/builtin` writes them.
  @Test func copiesAreCurrent() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder = "/" + root + "/policies"
    let files = try FileAccess.names(in: folder).filter { $0.hasSuffix(".policy") }
    #expect(files == BuiltinPolicies.ids.map { $0 + ".policy" })
    for id in BuiltinPolicies.ids {
      let bytes = try FileAccess.read(folder + "/" + id + ".policy")
      let copy = BuiltinPolicies.text(id)
      #expect(copy == String(decoding: bytes, as: UTF8.self), "run .ci/builtin")
    }
  }
}
