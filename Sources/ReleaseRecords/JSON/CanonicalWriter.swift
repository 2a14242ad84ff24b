/// Writes canonical JSON into a buffer (RFC 8785 §3.2).
package struct CanonicalWriter {
  package var bytes: [UInt8] = []

  package init(reserving capacity: Int = 512) {
    bytes.reserveCapacity(capacity)
  }

  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: write(raw: "null")
    case .boolean(let value): write(raw: value ? "true" : "false")
    case .number(let value): write(number: value)
    case .string(let value): write(string: value)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(element)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object): write(object)
    }
  }

  mutating func write(_ object: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for member in object.canonicallyOrdered() {
      write(name: member.name, isFirst: isFirst)
      write(member.value)
      isFirst = false
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes a member's name and colon, after a comma unless it is the first.
  mutating func write(name: String, isFirst: Bool = false) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    write(string: name)
    bytes.append(UInt8(ascii: ":"))
  }

  /// Appends bytes that are canonical already.
  package mutating func write(raw canonical: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: canonical.utf8Start, count: canonical.utf8CodeUnitCount))
  }

  package mutating func write(string: String) {
    var string = string
    string.withUTF8 { write(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Writes a string that is given by its UTF-8.
  package mutating func write(utf8: UnsafeRawBufferPointer) {
    bytes.append(UInt8(ascii: "\""))
    var runStart = 0
    var index = utf8.plainPrefixLength(from: 0, stopsAtNonASCII: false)
    while index < utf8.count {
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: utf8[runStart..<index]))
      writeEscape(utf8[index])
      runStart = index + 1
      index = utf8.plainPrefixLength(from: runStart, stopsAtNonASCII: false)
    }
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: utf8[runStart...]))
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): write(raw: #"\""#)
    case UInt8(ascii: "\\"): write(raw: #"\\"#)
    case 0x08: write(raw: #"\b"#)
    case 0x09: write(raw: #"\t"#)
    case 0x0A: write(raw: #"\n"#)
    case 0x0C: write(raw: #"\f"#)
    case 0x0D: write(raw: #"\r"#)
    default:
      write(raw: #"\u00"#)
      bytes.append(UInt8(ascii: "0") + byte >> 4)
      let low = byte & 0x0F
      bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    }
  }
}

extension JSONObject {
  /// The members in the order of their names' UTF-16 code units (RFC 8785 §3.2.3).
  func canonicallyOrdered() -> [Member] {
    var index = 1
    while index < members.count {
      if !members[index - 1].name.precedesInUTF16(members[index].name) {
        return members.sorted { $0.name.precedesInUTF16($1.name) }
      }
      index += 1
    }
    return members
  }
}
