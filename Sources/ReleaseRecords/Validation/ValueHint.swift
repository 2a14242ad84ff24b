/// What to do about a text that is not of its type.
enum ValueHint {
  static func hint(for text: String, _ type: FieldType) -> String? {
    if text.isEmpty { return "an unset variable may have come to stand here; leave out what is not known" }
    switch type {
    case .word, .person: return wordHint(text)
    case .version: return versionHint(text)
    case .commit, .digest: return hexadecimalHint(text, type)
    case .uri: return text.utf8.contains(UInt8(ascii: ":")) ? "escape other characters as %XX" : "begin with a scheme"
    case .time: return timeHint(text)
    case .date: return Timestamp(text).map { "leave out the time: \($0.date)" }
    case .oneOf(let choices): return NearestName.hint(text, among: choices)
    case .boolean, .integer, .number: return readsAs(type, text) ? "write it without quotes" : nil
    case .list: return "put a single value into brackets, too"
    case .object: return nil
    }
  }

  private static func wordHint(_ text: String) -> String? {
    let count = text.unicodeScalars.count
    if count > RecordLimits.wordCharacters { return "it has \(count) characters; longer words belong into text" }
    if text.isLine(atMost: RecordLimits.wordCharacters) { return "leave out spaces around it and invisible characters" }
    return "leave out line breaks and control characters"
  }

  private static func versionHint(_ text: String) -> String? {
    if text.utf8.count > RecordLimits.wordCharacters {
      return "it has more than \(RecordLimits.wordCharacters) characters"
    }
    if text.first == "v" || text.first == "V", SemanticVersion(String(text.dropFirst())) != nil {
      return "strip the \(String(text.prefix(1)).quoted)"
    }
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count <= 3, numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCII) && UInt64($0) != nil })
    else {
      return nil
    }
    if numbers.count < 3 {
      return "give all three numbers: \(text + String(repeating: ".0", count: 3 - numbers.count))"
    }
    return "leave out leading zeros: " + numbers.compactMap { UInt64($0) }.map(String.init).joined(separator: ".")
  }

  private static func hexadecimalHint(_ text: String, _ type: FieldType) -> String? {
    let lowercase = text.lowercased()
    switch type {
    case .commit:
      if lowercase.isLowercaseHexadecimal(digits: 40) || lowercase.isLowercaseHexadecimal(digits: 64) {
        return "write it in lower case"
      }
      let isShort = (4..<40).contains(text.utf8.count) && lowercase.isLowercaseHexadecimal(digits: text.utf8.count)
      return isShort ? "give the whole hash, as `git rev-parse \(text)` prints it" : nil
    default:
      if lowercase.isDigest { return "write it in lower case" }
      return lowercase.isLowercaseHexadecimal(digits: 64) ? "put \"sha256:\" before it" : nil
    }
  }

  private static func timeHint(_ text: String) -> String? {
    var text = text
    do throws(Timestamp.ParseError) {
      let result: Result<Timestamp, Timestamp.ParseError> = text.withUTF8 { bytes in
        Result { () throws(Timestamp.ParseError) in try Timestamp.parse(UnsafeRawBufferPointer(bytes)) }
      }
      _ = try result.get()
      return nil
    } catch {
      switch error {
      case .offsetMissing: return "say the zone: add \"Z\" for UTC, or an offset such as \"+01:00\""
      case .timeMissing: return "add the time and its zone"
      case .noSuchInstant: return "the calendar or the clock has no such instant"
      case .malformed:
        let repaired = String(text.map { $0 == " " ? "T" : $0 })
        return Timestamp(repaired) != nil ? "put \"T\" between date and time" : nil
      }
    }
  }

  private static func readsAs(_ type: FieldType, _ text: String) -> Bool {
    switch (type, try? JSONValue(parsing: text)) {
    case (.boolean, .boolean), (.integer, .number), (.number, .number): true
    default: false
    }
  }
}
