extension JSONParser {
  /// Reads a number, with the position at its first character.
  ///
  /// A double carries every number within ±(2^53 − 1) that has no fraction. An integer beyond that which would come
  /// back with other digits is refused, and so is a number beyond the range of doubles.
  mutating func parseNumber() throws(JSONError) -> Double {
    let start = position
    let isNegative = current == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var significand: UInt64 = 0
    let integerDigits = try parseDigits(into: &significand, "a digit")
    if integerDigits > 1, bytes[position - integerDigits] == UInt8(ascii: "0") {
      throw error(at: position - integerDigits, "a number that begins with 0", expected: "no leading zeros")
    }
    var digits = integerDigits
    var exponent = 0
    var isInteger = true
    if current == UInt8(ascii: ".") {
      position += 1
      isInteger = false
      let fractionDigits = try parseDigits(into: &significand, "a digit after the decimal point")
      digits += fractionDigits
      exponent = -fractionDigits
    }
    if current | 0x20 == UInt8(ascii: "e") {
      position += 1
      isInteger = false
      let isNegativeExponent = current == UInt8(ascii: "-")
      if isNegativeExponent || current == UInt8(ascii: "+") { position += 1 }
      var power: UInt64 = 0
      let powerDigits = try parseDigits(into: &power, "a digit of the exponent")
      // A longer exponent may be padded with zeros: then the exact way below reads it.
      if powerDigits > 4 { digits = .max } else { exponent += isNegativeExponent ? -Int(power) : Int(power) }
    }
    if digits <= 15, exponent == 0 {
      return isNegative ? -Double(significand) : Double(significand)
    }
    // Both are doubles without error, so that one operation rounds once (Clinger 1990).
    if digits <= 15, exponent.magnitude <= 22 {
      let power = Self.powersOfTen[Int(exponent.magnitude)]
      let value = exponent < 0 ? Double(significand) / power : Double(significand) * power
      return isNegative ? -value : value
    }
    return try parseExactly(start..<position, isInteger: isInteger)
  }

  private mutating func parseDigits(into value: inout UInt64, _ expected: String) throws(JSONError) -> Int {
    let start = position
    while position < bytes.count {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value &* 10 &+ UInt64(digit)
      position += 1
    }
    guard position > start else { throw unexpected(expected) }
    return position - start
  }

  private func parseExactly(_ range: Range<Int>, isInteger: Bool) throws(JSONError) -> Double {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard let value = Double(text), value.isFinite, value != 0 || isZero(range) else {
      throw error(
        at: range.lowerBound,
        "the number \(text.quoted)",
        expected: "one that a double can carry: 0, or ±5e-324 to ±1.8e308"
      )
    }
    if isInteger, value.magnitude >= 9_007_199_254_740_992,
      Self.significantDigits(CanonicalJSON.string(.number(value))) != Self.significantDigits(text)
    {
      throw error(
        at: range.lowerBound,
        "the integer \(text), which a double cannot carry",
        expected: "an integer within ±9007199254740991, or the digits in a string"
      )
    }
    return value
  }

  /// A number's digits before an exponent, up to the last that is not zero: 1e+21 is written in full as well.
  private static func significantDigits(_ number: String) -> [UInt8] {
    var digits = number.utf8.prefix { $0 != UInt8(ascii: "e") }.filter { $0 != UInt8(ascii: ".") }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return digits
  }

  /// Whether all digits before an exponent are zeros.
  private func isZero(_ range: Range<Int>) -> Bool {
    !bytes[range].prefix { $0 | 0x20 != UInt8(ascii: "e") }.contains { $0 > UInt8(ascii: "0") }
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
