extension CanonicalWriter {
  /// Writes a number as ECMAScript does (RFC 8785 §3.2.2.3): the fewest digits that read back as the same double.
  package mutating func write(number: Double) {
    guard number.isFinite else {
      // JSON has no such number, and no parsed or validated value holds one.
      write(raw: "null")
      return
    }
    if let integer = number.exactInteger {
      write(integer: integer)
      return
    }
    let (digits, point) = Self.shortestDigits(number.magnitude)
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    switch point {
    case digits.count...max(digits.count, 21) where point <= 21:
      bytes.append(contentsOf: digits)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: point - digits.count))
    case 1...21:
      bytes.append(contentsOf: digits[..<point])
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: digits[point...])
    case -5...0:
      write(raw: "0.")
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -point))
      bytes.append(contentsOf: digits)
    default:
      bytes.append(digits[0])
      if digits.count > 1 {
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: digits[1...])
      }
      write(raw: point > 0 ? "e+" : "e-")
      write(integer: Int64((point - 1).magnitude))
    }
  }

  package mutating func write(integer: Int64) {
    bytes.appendDecimal(Int(integer))
  }

  /// The significant digits of a positive number and the place of the decimal point after the first of them.
  private static func shortestDigits(_ number: Double) -> (digits: [UInt8], point: Int) {
    // Swift's own description has the shortest digits that read back, in one of the forms 1.5, 0.015 and 1.5e-07.
    let parts = number.description.utf8.split(separator: UInt8(ascii: "e"))
    let exponent = parts.count > 1 ? Int(String(Substring(parts[1]))) ?? 0 : 0
    var digits: [UInt8] = []
    var point: Int?
    for byte in parts[0] {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
    }
    let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    let place = (point ?? digits.count) + exponent - leadingZeros
    digits.removeFirst(leadingZeros)
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, place)
  }
}
