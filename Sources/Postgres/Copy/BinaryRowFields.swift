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
