extension JSONParser {
  /// The error for whatever stands at the position.
  func unexpected(_ expected: String) -> JSONError {
    guard position < bytes.count else { return error(at: position, "the end of the text", expected: expected) }
    let byte = bytes[position]
    if byte < 0x80 {
      return error(at: position, String(UnicodeScalar(byte)).quoted, expected: expected)
    }
    let rest = UnsafeRawBufferPointer(rebasing: bytes[position..<min(position + 4, bytes.count)])
    guard let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first else {
      return error(at: position, "the byte \(hex(byte))", expected: expected)
    }
    return error(at: position, String(scalar).quoted, expected: expected)
  }

  func error(at offset: Int, _ found: String, expected: String) -> JSONError {
    var line = 1
    var column = 1
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return JSONError(found: found, expected: expected, offset: offset, line: line, column: column)
  }

  func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.utf8.count == 1 ? "0" : "") + digits
  }
}

extension String {
  /// The text as messages show it: in quotes, with control and invisible characters escaped, shortened when long.
  var quoted: String {
    var result = "\""
    var shown = 0
    for scalar in unicodeScalars {
      if shown == 60 {
        return result + "…\""
      }
      shown += 1
      switch scalar {
      case "\"", "\\":
        result.unicodeScalars.append("\\")
        result.unicodeScalars.append(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
          result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
