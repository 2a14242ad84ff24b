internal import Crypto

/// The idempotency key of a line that has none: the digest of its content, so that a file can be given again.
enum LineKey {
  static func key(_ line: ArraySlice<UInt8>) -> String {
    let digest = line.withUnsafeBytes { bytes in
      var hash = SHA256()
      hash.update(bufferPointer: bytes)
      return hash.finalize()
    }
    var key = "line:"
    for byte in digest.prefix(16) {
      key.unicodeScalars.append(digits[Int(byte >> 4)])
      key.unicodeScalars.append(digits[Int(byte & 15)])
    }
    return key
  }

  private static let digits = Array("0123456789abcdef".unicodeScalars)
}
