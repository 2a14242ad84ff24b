extension Hash: CustomStringConvertible {
  /// The hash that standard base64 with padding stands for (RFC 4648 §4), or nil where that is not 32 bytes.
  public init?(base64: some StringProtocol) {
    guard let bytes = Base64.decode(base64.utf8) else { return nil }
    self.init(bytes)
  }

  /// The hash that 64 hexadecimal digits stand for, or nil where there is anything else.
  public init?(hex: some StringProtocol) {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 2 * Hash.byteCount, hex.utf8.count == digits.count else { return nil }
    self.init(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }

  /// The hash in standard base64 with padding (RFC 4648 §4), 44 characters.
  public var base64: String {
    Base64.encode(bytes)
  }

  /// The hash in lower-case hexadecimal, 64 digits.
  public var hex: String {
    Hexadecimal.encode(bytes)
  }

  /// The hash in base64, as checkpoints and proofs write it.
  public var description: String {
    base64
  }
}
