internal import CScan

// The same by rows, for writers.
extension DecisionBatch {
  /// How many bytes hold a bit for each clause of a policy.
  public func groupCount(_ policy: Int = 0) -> Int { (clauseCount(policy) + 7) / 8 }

  /// Writes for each row a byte whose bit `k` says whether clause `8 × group + k` is in a list of the
  /// row. A table of 256 texts for each group then gives the list's text without a search.
  /// - Parameter bytes: has room for the rows, rounded up to whole words of 64.
  public func write(
    _ list: ClauseList, group: Int, _ policy: Int = 0, to bytes: UnsafeMutablePointer<UInt8>
  ) {
    let rows = (count + 63) / 64
    withUnsafeTemporaryAllocation(of: UnsafePointer<UInt64>?.self, capacity: 8) { planes in
      let first = group * 8
      let number = max(0, min(8, clauseCount(policy) - first))
      for k in 0..<number {
        planes[k] = plane(list, first + k, policy) ?? UnsafePointer(nothing)
      }
      cs_bytes(planes.baseAddress, number, rows, bytes)
    }
  }
}
