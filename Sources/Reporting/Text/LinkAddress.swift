/// An address that may become a link: `https`, `http` or `mailto`, of the characters that a URI may have (RFC 3986).
struct LinkAddress {
  let text: String

  /// `nil` for every other scheme, and for anything that would have to be escaped.
  init?(_ text: String) {
    let schemes = ["https://", "http://", "mailto:"]
    let lowered = text.lowercased()
    guard schemes.contains(where: { lowered.hasPrefix($0) && text.utf8.count > $0.utf8.count }) else { return nil }
    guard text.utf8.allSatisfy(Self.isAllowed) else { return nil }
    self.text = text
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
  }
}
