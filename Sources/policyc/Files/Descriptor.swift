internal import Glibc

/// Reading and writing open files, interrupted calls repeated.
enum Descriptor {
  /// Writes all bytes; the error number when that is impossible.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Writes so many bytes of memory; the error number when that is impossible.
  static func write(
    _ bytes: UnsafePointer<UInt8>, _ total: Int, to descriptor: Int32
  ) -> Int32? {
    var done = 0
    while done < total {
      let count = Glibc.write(descriptor, bytes + done, total - done)
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Up to `limit` bytes; empty at the end, `nil` on failure, with `errno` set.
  static func read(_ limit: Int, from descriptor: Int32) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while true {
        if !Interruption.waitForInput(descriptor) { return }
        let got = Glibc.read(descriptor, buffer.baseAddress, limit)
        if got >= 0 {
          count = got
          return
        }
        if errno != EINTR {
          failed = true
          return
        }
      }
    }
    return failed ? nil : bytes
  }
}
