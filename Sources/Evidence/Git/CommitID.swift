/// A Git object name: SHA-1 or SHA-256, held without a heap allocation.
///
///     let id = CommitID("268927e26409f861634e18f3632c9dd483c350cf")
///     id?.description       // the same 40 digits
package struct CommitID: Hashable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0
  /// 40 or 64.
  private let digitCount: UInt8

  /// Reads 40 or 64 hexadecimal digits, in either case; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    self.init(digits: Array(text.utf8)[...])
  }

  init?(digits: ArraySlice<UInt8>) {
    guard digits.count == 40 || digits.count == 64 else { return nil }
    digitCount = UInt8(digits.count)
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (position, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
      default: return nil
      }
      switch position / 16 {
      case 0: words.0 = words.0 << 4 | UInt64(value)
      case 1: words.1 = words.1 << 4 | UInt64(value)
      case 2: words.2 = words.2 << 4 | UInt64(value)
      default: words.3 = words.3 << 4 | UInt64(value)
      }
    }
    (first, second, third, fourth) = words
  }
}

extension CommitID: CustomStringConvertible {
  /// The lower-case hexadecimal digits.
  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(Int(digitCount))
    for (index, word) in [first, second, third, fourth].enumerated() {
      // Of a SHA-1 the third word holds the last eight digits.
      let count = min(16, Int(digitCount) - index * 16)
      guard count > 0 else { break }
      for position in (0..<count).reversed() {
        text.append(digits[Int(truncatingIfNeeded: word >> UInt64(position * 4)) & 15])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension CommitID: Comparable {
  package static func < (a: CommitID, b: CommitID) -> Bool {
    (a.first, a.second, a.third, a.fourth, a.digitCount) < (b.first, b.second, b.third, b.fourth, b.digitCount)
  }
}
