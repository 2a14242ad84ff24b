/// Where the contents of a string stand in canonical JSON.
public struct ScannedText: Hashable, Sendable {
  /// The bytes between the quotes.
  public let range: Range<Int>
  /// Whether some of them are escapes; otherwise they are the string's own UTF-8.
  public let isEscaped: Bool

  /// Whether the string is this UTF-8.
  public func equals(_ text: UnsafeRawBufferPointer, in json: UnsafeRawBufferPointer) -> Bool {
    if !isEscaped { return UnsafeRawBufferPointer(rebasing: json[range]).hasSameBytes(as: text) }
    var string = self.string(in: json)
    return string.withUTF8 { UnsafeRawBufferPointer($0).hasSameBytes(as: text) }
  }

  /// The string itself.
  public func string(in json: UnsafeRawBufferPointer) -> String {
    if !isEscaped { return String(decoding: json[range], as: UTF8.self) }
    let quoted = UnsafeRawBufferPointer(rebasing: json[range.lowerBound - 1..<range.upperBound + 1])
    var parser = JSONParser(quoted, limits: .record)
    return (try? parser.parseString()) ?? ""
  }

  func precedesInUTF16(_ other: ScannedText, in json: UnsafeRawBufferPointer) -> Bool {
    if isEscaped || other.isEscaped { return string(in: json).precedesInUTF16(other.string(in: json)) }
    return UnsafeRawBufferPointer(rebasing: json[range])
      .precedesInUTF16(UnsafeRawBufferPointer(rebasing: json[other.range]))
  }
}
