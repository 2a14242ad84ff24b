/// The 128 bits of a `uuid`.
public struct PostgresUUID: Hashable, Sendable, PostgresArrayElement, PostgresCodable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the usual form, 8-4-4-4-12 hexadecimal digits of either case; nil for any other.
  public init?(_ text: String) {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var digits = 0
    guard text.utf8.count == 36 else { return nil }
    for (index, character) in text.utf8.enumerated() {
      if [8, 13, 18, 23].contains(index) {
        guard character == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Character(Unicode.Scalar(character)).hexDigitValue else { return nil }
      if digits < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
      digits += 1
    }
    self.init(high: high, low: low)
  }

  public static var postgresType: PostgresType { .uuid }

  public func encode(into bytes: inout EncodingBuffer) {
    bytes.append(high)
    bytes.append(low)
  }

  public init(from value: PostgresValue) throws {
    let bytes = try value.present(as: .uuid)
    guard bytes.count == 16 else { throw ValueMismatch("it has \(bytes.count) bytes") }
    self.init(high: bytes.networkInteger(), low: bytes.networkInteger(at: 8))
  }
}

extension PostgresUUID: CustomStringConvertible {
  /// The usual form, in lower case.
  public var description: String {
    var text = ""
    for (index, nibble) in (0..<32).enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      let half = nibble < 16 ? high : low
      text += String((half >> UInt64(60 - nibble % 16 * 4)) & 0xF, radix: 16)
    }
    return text
  }
}
