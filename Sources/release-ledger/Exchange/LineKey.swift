internal import Crypto
internal import ReleaseRecords

/// The idempotency key of a line or row that has none: the digest of its content, so that a file can be given again.
enum LineKey {
  /// The key of the line that a record was read from.
  ///
  /// It begins with the time that the record claims. Keys of a file in order then stand side by side in the database's
  /// index, which takes a third of the time of keys that fall anywhere.
  static func key(_ line: ArraySlice<UInt8>, of record: Record) -> String {
    let digest = line.withUnsafeBytes { bytes in
      var hash = SHA256()
      hash.update(bufferPointer: bytes)
      return hash.finalize()
    }
    let seconds = (record.occurredAt?.microseconds ?? 0) / Timestamp.microsecondsPerSecond
    let fingerprint = digest.withUnsafeBytes { $0.prefix(16).hexadecimal }
    return "line:\(UInt32(clamping: seconds).bigEndianHexadecimal)\(fingerprint)"
  }

  /// The key of a record that was read from something else, by what it says.
  static func key(of record: Record) throws -> String {
    key(try record.body(people: { $0 }, text: { _, words in words })[...], of: record)
  }
}

extension UInt32 {
  /// Eight digits, in the order of the numbers.
  fileprivate var bigEndianHexadecimal: String { withUnsafeBytes(of: bigEndian) { $0.hexadecimal } }
}
