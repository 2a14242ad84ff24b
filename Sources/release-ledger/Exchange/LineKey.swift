internal import Crypto
internal import ReleaseRecords

/// The idempotency key of a line that has none: the digest of its content, so that a file can be given again.
enum LineKey {
  static func key(_ line: ArraySlice<UInt8>) -> String {
    let digest = line.withUnsafeBytes { bytes in
      var hash = SHA256()
      hash.update(bufferPointer: bytes)
      return hash.finalize()
    }
    return "line:" + digest.prefix(16).hexadecimal
  }
}
