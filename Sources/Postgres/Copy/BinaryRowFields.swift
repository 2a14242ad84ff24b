/// A row's fields from left to right, which is faster than asking for each by its position.
public struct BinaryRowFields {
  private var rest: UnsafeRawBufferPointer

  init(_ row: BinaryRow) {
    rest = row.bytes
  }

  /// The next field in its type's binary form; nil for null, and after the last.
  public mutating func next() -> UnsafeRawBufferPointer? {
    guard rest.count >= 4 else { return nil }
    let length = Int(rest.networkInteger(at: 0, as: Int32.self))
    let end = 4 + Swift.max(0, length)
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[end...]) }
    return length < 0 ? nil : UnsafeRawBufferPointer(rebasing: rest[4..<end])
  }

  /// The next field, one of the server's integers; nil for null, and after the last.
  public mutating func nextInteger() throws -> Int64? {
    guard let bytes = next() else { return nil }
    switch bytes.count {
    case 8: return bytes.networkInteger()
    case 4: return Int64(bytes.networkInteger(as: Int32.self))
    case 2: return Int64(bytes.networkInteger(as: Int16.self))
    default: throw PostgresError.misuse("a field of \(bytes.count) bytes is no integer")
    }
  }
}

extension BinaryRow {
  /// Goes through the fields from left to right.
  public var fields: BinaryRowFields { BinaryRowFields(self) }
}

extension Array where Element: PostgresDecodable & PostgresArrayElement {
  /// The elements of an array of this type in its binary form.
  public init(binary bytes: UnsafeRawBufferPointer) throws {
    try self.init(from: PostgresValue(type: Element.postgresArrayType, bytes: bytes))
  }
}
