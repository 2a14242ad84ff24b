/// Writes CSV as RFC 4180 defines it, in UTF-8 with CRLF.
///
///     var csv = CSVWriter(form: .spreadsheet)
///     csv.append(["service", "note"])
///     csv.append(["shop", "=HYPERLINK(…)"])     // shop,'=HYPERLINK(…)
///     print(csv.text)
package struct CSVWriter: Sendable {
  package enum Form: Hashable, Sendable {
    /// Exactly the values, for programs. What reads it gets back what was written.
    case raw
    /// For people: a value that a spreadsheet would take for a formula gets an apostrophe before it, which makes it text.
    case spreadsheet
  }

  package let form: Form
  /// What has been written since the last ``removeAll()``.
  package private(set) var bytes: [UInt8] = []

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package init(form: Form) {
    self.form = form
  }

  package mutating func append(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(form == .spreadsheet && Self.isFormula(field) ? "'" + field : field, isAlone: fields.count == 1)
    }
    bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  /// Forgets what was written, to go on with an empty buffer.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ field: String, isAlone: Bool) {
    // A row that is one empty field would be an empty line, which is no row.
    let needsQuotes =
      field.utf8.isEmpty ? isAlone : field.utf8.contains(where: Self.isSpecial) || Self.hasOuterSpace(field)
    guard needsQuotes else {
      bytes += field.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The beginnings that OWASP's page on CSV injection lists; plain numbers with a sign are harmless.
  private static func isFormula(_ field: String) -> Bool {
    guard let first = field.unicodeScalars.first else { return false }
    switch first {
    case "+", "-": return !isNumber(field.dropFirst())
    case "=", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    default: return false
    }
  }

  private static func isNumber(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
  }

  private static func hasOuterSpace(_ field: String) -> Bool {
    let space = UInt8(ascii: " ")
    return field.utf8.first == space || field.utf8.last == space || field.utf8.first == 0xEF
  }
}
