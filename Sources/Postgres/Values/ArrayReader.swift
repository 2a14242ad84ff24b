/// Goes through the elements of an array in its binary form: dimensions, flag, element type, then for each dimension
/// its length and lower bound, then each element with its length before it.
struct ArrayReader {
  private let bytes: UnsafeRawBufferPointer
  private let type: PostgresType
  private var offset = 12
  private var remaining = 0

  init(_ value: PostgresValue) throws(ValueMismatch) {
    bytes = try value.present()
    guard bytes.count >= 12 else { throw ValueMismatch("it is not an array") }
    type = PostgresType(rawValue: bytes.networkInteger(at: 8))
    guard value.type == type.array || value.type.isUserDefined else { throw ValueMismatch("it is not an array") }
    switch bytes.networkInteger(as: Int32.self) {
    case 0: break
    case 1 where bytes.count >= 20:
      remaining = Int(bytes.networkInteger(at: 12, as: Int32.self))
      offset = 20
      guard remaining >= 0, remaining <= (bytes.count - offset) / 4 else { throw Self.cutShort }
    case let dimensions: throw ValueMismatch("it has \(dimensions) dimensions")
    }
  }

  var count: Int { remaining }

  mutating func next() throws(ValueMismatch) -> PostgresValue? {
    guard remaining > 0 else { return nil }
    guard offset + 4 <= bytes.count else { throw Self.cutShort }
    remaining -= 1
    let length = Int(bytes.networkInteger(at: offset, as: Int32.self))
    offset += 4
    if length == -1 { return PostgresValue(type: type, bytes: nil) }
    guard length >= 0, offset + length <= bytes.count else { throw Self.cutShort }
    defer { offset += length }
    return PostgresValue(type: type, bytes: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]))
  }

  private static var cutShort: ValueMismatch { ValueMismatch("the array is cut short") }
}
