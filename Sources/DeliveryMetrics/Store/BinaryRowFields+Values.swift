internal import Postgres

extension BinaryRowFields {
  /// The next field, an integer that is not null.
  mutating func int64() throws -> Int64 {
    guard let value = try nextInteger() else { throw MetricsError.unexpected("null for a number") }
    return value
  }

  /// The next field, an integer of four bytes that is not null.
  mutating func int32() throws -> Int32 { Int32(truncatingIfNeeded: try int64()) }

  /// The next field, an integer of four bytes or null.
  mutating func nextInt32() throws -> Int32? { try nextInteger().map { Int32(truncatingIfNeeded: $0) } }

  /// The next field, a double-precision number or null.
  mutating func nextDouble() throws -> Double? {
    try nextInteger().map { Double(bitPattern: UInt64(bitPattern: $0)) }
  }

  /// The bytes of the next field, which is not null.
  mutating func bytes() throws -> UnsafeRawBufferPointer {
    guard let bytes = next() else { throw MetricsError.unexpected("null for a text") }
    return bytes
  }
}
