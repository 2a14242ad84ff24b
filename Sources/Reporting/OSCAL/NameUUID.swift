internal import ReleaseRecords

/// UUIDs of version 5 (RFC 9562 §5.5): the same name always gets the same one.
struct NameUUID {
  /// The namespace of this program's names.
  private static let namespace: [UInt8] = [
    0x5D, 0x1C, 0x6C, 0x5E, 0x6A, 0x0B, 0x4D, 0x7F, 0x9B, 0x53, 0x0F, 0x5D, 0x1C, 0x2F, 0x7A, 0x11,
  ]

  let sha1: ([UInt8]) -> [UInt8]

  /// The UUID of a name made of parts; the parts `a`, `bc` and `ab`, `c` are different names.
  func callAsFunction(_ parts: String...) -> String {
    let name = parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    return Self.text(digest: sha1(Self.namespace + name))
  }

  /// The first 16 bytes of a digest with the version and the variant set.
  static func text(digest: [UInt8]) -> String {
    var bytes = Array(digest.prefix(16)) + Array(repeating: 0, count: max(0, 16 - digest.count))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.hexadecimal
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append("-") }
      text.append(digit)
    }
    return text
  }
}
