extension Int {
  /// The number that ASCII digits without leading zeros stand for, or nil for any other text or one beyond 2^63 - 1.
  init?(canonicalDecimal digits: some Collection<UInt8>) {
    let digitRange = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard !digits.isEmpty, digits.allSatisfy(digitRange.contains),
      digits.first != UInt8(ascii: "0") || digits.count == 1
    else { return nil }
    self.init(String(decoding: digits, as: UTF8.self))
  }
}
