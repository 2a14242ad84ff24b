/// A strict reader of JSON: RFC 8259 in the bounds of I-JSON (RFC 7493).
///
/// Beyond what RFC 8259 asks it refuses names that stand twice in an object, code points that UTF-8 or I-JSON do not
/// have (lone surrogates, noncharacters), U+0000, which PostgreSQL cannot keep, and numbers that a double cannot carry.
struct JSONParser {
  let bytes: UnsafeRawBufferPointer
  let limits: JSONLimits
  var position = 0
  private var depth = 0

  init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// Reads the whole text as one value.
  mutating func parseDocument() throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.sizeBytes else {
      throw error(at: limits.sizeBytes, "a text of \(bytes.count) bytes", expected: "at most \(limits.sizeBytes) bytes")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw error(at: 0, "a byte order mark", expected: "JSON without one")
    }
    skipWhitespace()
    let value = try parseValue()
    skipWhitespace()
    guard position == bytes.count else { throw unexpected("the end of the text") }
    return value
  }

  /// The byte at the position; 0, which no token begins with, at the end.
  @inline(__always)
  var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always)
  mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func parseValue() throws(JSONError) -> JSONValue {
    switch current {
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "{"): return .object(try parseObject())
    case UInt8(ascii: "["): return .array(try parseArray())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try parseNumber())
    case UInt8(ascii: "t"):
      try parseLiteral("true")
      return .boolean(true)
    case UInt8(ascii: "f"):
      try parseLiteral("false")
      return .boolean(false)
    case UInt8(ascii: "n"):
      try parseLiteral("null")
      return .null
    default: throw unexpected("a value")
    }
  }

  private mutating func parseLiteral(_ literal: StaticString) throws(JSONError) {
    let length = literal.utf8CodeUnitCount
    guard position + length <= bytes.count else { throw unexpected("a value") }
    for index in 0..<length where bytes[position + index] != literal.utf8Start[index] {
      throw unexpected("a value")
    }
    position += length
  }

  private mutating func parseObject() throws(JSONError) -> JSONObject {
    try enter()
    skipWhitespace()
    if current == UInt8(ascii: "}") {
      leave()
      return JSONObject()
    }
    var object = JSONObject()
    object.members.reserveCapacity(8)
    var nameOffsets: [Int] = []
    while true {
      guard current == UInt8(ascii: "\"") else { throw unexpected("a member's name in double quotes") }
      let nameOffset = position
      let name = try parseString()
      if object.count < Self.scannedMembers {
        if object.index(of: name) != nil { throw duplicate(name, at: nameOffset) }
      } else {
        if nameOffsets.isEmpty { nameOffsets = Array(repeating: nameOffset, count: object.count) }
        nameOffsets.append(nameOffset)
      }
      skipWhitespace()
      guard current == UInt8(ascii: ":") else { throw unexpected("a colon after the member's name") }
      position += 1
      skipWhitespace()
      object.members.append(JSONObject.Member(name: name, value: try parseValue()))
      skipWhitespace()
      if current == UInt8(ascii: ",") {
        position += 1
        skipWhitespace()
      } else if current == UInt8(ascii: "}") {
        break
      } else {
        throw unexpected("a comma or the end of the object")
      }
    }
    if !nameOffsets.isEmpty { try refuseDuplicates(object.members, nameOffsets) }
    leave()
    return object
  }

  /// Up to so many members, comparing each name with those before it is faster than a set.
  private static let scannedMembers = 16

  private func refuseDuplicates(_ members: [JSONObject.Member], _ offsets: [Int]) throws(JSONError) {
    var seen = Set<[UInt8]>(minimumCapacity: members.count)
    for (member, offset) in zip(members, offsets) where !seen.insert(Array(member.name.utf8)).inserted {
      throw duplicate(member.name, at: offset)
    }
  }

  private func duplicate(_ name: String, at offset: Int) -> JSONError {
    error(at: offset, "the name \(name.quoted) for the second time", expected: "each name once in an object")
  }

  private mutating func parseArray() throws(JSONError) -> [JSONValue] {
    try enter()
    skipWhitespace()
    var elements: [JSONValue] = []
    if current == UInt8(ascii: "]") {
      leave()
      return elements
    }
    while true {
      elements.append(try parseValue())
      skipWhitespace()
      if current == UInt8(ascii: ",") {
        position += 1
        skipWhitespace()
      } else if current == UInt8(ascii: "]") {
        break
      } else {
        throw unexpected("a comma or the end of the array")
      }
    }
    leave()
    return elements
  }

  private mutating func enter() throws(JSONError) {
    guard depth < limits.depth else {
      throw error(at: position, "level \(depth + 1) of nesting", expected: "at most \(limits.depth) levels")
    }
    depth += 1
    position += 1
  }

  private mutating func leave() {
    depth -= 1
    position += 1
  }
}
