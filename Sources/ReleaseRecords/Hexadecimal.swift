extension Sequence<UInt8> {
  /// The bytes as lower-case hexadecimal digits, two a byte.
  @inlinable package var hexadecimal: String {
    let bytes = Array(self)
    return String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = hexadecimalDigit(byte >> 4)
        text[2 * index + 1] = hexadecimalDigit(byte & 15)
      }
      return 2 * bytes.count
    }
  }
}

@usableFromInline package func hexadecimalDigit(_ value: UInt8) -> UInt8 {
  value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
}
