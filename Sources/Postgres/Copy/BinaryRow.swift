/// One row of a binary COPY, borrowed from libpq for the time of a call: it must not be kept.
public struct BinaryRow {
  let bytes: UnsafeRawBufferPointer
  public let fieldCount: Int

  /// The bytes of a field in its type's binary form; nil for null.
  public func field(_ index: Int) throws -> UnsafeRawBufferPointer? {
    guard (0..<fieldCount).contains(index) else {
      throw PostgresError.misuse("a row of \(fieldCount) fields has no field \(index)")
    }
    var offset = 0
    for _ in 0..<index { offset += 4 + max(0, length(at: offset)) }
    return field(at: &offset)
  }

  /// The bytes of a field that cannot be null.
  public func bytes(_ index: Int) throws -> UnsafeRawBufferPointer {
    guard let bytes = try field(index) else {
      throw failure(index, .unspecified, "bytes", ValueMismatch("it is null"))
    }
    return bytes
  }

  /// The fields as a tuple. A binary COPY does not tell its types, so they have to be those of the columns.
  public func decode<each Column: PostgresDecodable & PostgresEncodable>(
    as _: (repeat each Column).Type
  ) throws -> (repeat each Column) {
    var expected = 0
    for _ in repeat (each Column).self { expected += 1 }
    guard expected == fieldCount else {
      throw PostgresError.misuse("\(expected) fields were expected, and the row has \(fieldCount)")
    }
    var cursor = Cursor(row: self)
    return (repeat try cursor.next(as: (each Column).self))
  }

  private struct Cursor {
    let row: BinaryRow
    var offset = 0
    var index = 0

    init(row: BinaryRow) { self.row = row }

    mutating func next<Value: PostgresDecodable & PostgresEncodable>(as _: Value.Type) throws -> Value {
      defer { index += 1 }
      let type = Value.postgresType
      do {
        return try Value(from: PostgresValue(type: type, bytes: row.field(at: &offset)))
      } catch let mismatch as ValueMismatch {
        throw row.failure(index, type, "\(Value.self)", mismatch)
      }
    }
  }

  private func length(at offset: Int) -> Int { Int(bytes.networkInteger(at: offset, as: Int32.self)) }

  private func field(at offset: inout Int) -> UnsafeRawBufferPointer? {
    let length = length(at: offset)
    offset += 4
    guard length >= 0 else { return nil }
    defer { offset += length }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
  }

  private func failure(_ index: Int, _ type: PostgresType, _ expected: String, _ mismatch: ValueMismatch)
    -> PostgresError
  {
    .decoding(
      DecodingFailure(
        column: "field \(index + 1) of a COPY",
        columnIndex: index,
        row: 0,
        type: type,
        expected: expected,
        reason: mismatch.reason
      )
    )
  }
}
