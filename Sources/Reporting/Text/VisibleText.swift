/// A stranger's text made safe to look at: what would move a cursor, hide, or turn the reading order is shown instead
/// of done.
enum VisibleText {
  /// The text with control, direction and invisible characters written as `\u{1b}`. Line feeds stay.
  static func escape(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\n": result.unicodeScalars.append(scalar)
      case "\r":
        let endsLine = index + 1 < scalars.count && scalars[index + 1] == "\n"
        result += endsLine ? "" : "\\r"
      case "\t": result += "\\t"
      case _ where isHidden(scalar): result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text on one line.
  static func line(_ text: String) -> String {
    let escaped = escape(text)
    return escaped.utf8.contains(0x0A) ? String(escaped.map { $0 == "\n" ? " " : $0 }) : escaped
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D: false  // joiners, which scripts and emoji need
    case 0x2028, 0x2029, 0x115F, 0x1160, 0x3164, 0xFFA0: true  // separators and blank letters
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate: true
      default: scalar.properties.isNoncharacterCodePoint
      }
    }
  }
}
