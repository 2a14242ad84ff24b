/// The values bound to a statement, encoded one behind another.
struct Parameters: Sendable {
  private struct Item {
    var type: PostgresType
    var start: Int
    /// -1 for null.
    var length: Int32
  }

  private var buffer = EncodingBuffer()
  private var items: [Item] = []
  /// What is wrong with the first value that cannot be sent.
  private(set) var failure: PostgresError?

  var count: Int { items.count }
  var types: [PostgresType] { items.map(\.type) }

  mutating func append<Value: PostgresEncodable>(_ value: Value) {
    let start = buffer.bytes.count
    let type = Value.postgresType
    guard !value.isNull else { return items.append(Item(type: type, start: start, length: -1)) }
    value.encode(into: &buffer)
    // Behind the value, so that one of no bytes has an address too: none would mean null.
    defer { buffer.append(byte: 0) }
    let length = buffer.bytes.count - start
    guard let sized = Int32(exactly: length) else {
      refuse(.encoding(parameter: items.count + 1, reason: "it has \(length) bytes, over 2 GiB"))
      return
    }
    items.append(Item(type: type, start: start, length: sized))
    // libpq takes a text up to its first NUL, and the rest would be lost without a word.
    if type == .unspecified, buffer.bytes[start...].contains(0) {
      refuse(.encoding(parameter: items.count, reason: "a text cannot hold a NUL character"))
    }
  }

  /// Notes why the statement cannot be sent, unless there is a reason already.
  mutating func refuse(_ reason: PostgresError) { failure = failure ?? reason }

  /// Refuses a statement's text that libpq would cut off.
  mutating func check(text: String) {
    if text.utf8.contains(0) { refuse(.misuse("a statement cannot hold a NUL character")) }
  }

  mutating func append(_ other: Parameters) {
    let base = buffer.bytes.count
    buffer.append(bytes: other.buffer.bytes)
    items += other.items.map { Item(type: $0.type, start: $0.start + base, length: $0.length) }
    failure = failure ?? other.failure
  }

  /// The type and bytes of one value, nil for null, for as long as `body` runs.
  func withValue<T>(_ index: Int, _ body: (PostgresType, UnsafeRawBufferPointer?) throws -> T) rethrows -> T {
    let item = items[index]
    guard item.length >= 0 else { return try body(item.type, nil) }
    return try buffer.bytes.withUnsafeBytes {
      try body(item.type, UnsafeRawBufferPointer(rebasing: $0[item.start..<item.start + Int(item.length)]))
    }
  }

  /// The arrays that libpq's calls take.
  struct CArrays: ~Copyable {
    let count: Int
    let types: UnsafePointer<UInt32>?
    let values: UnsafePointer<UnsafePointer<CChar>?>?
    let lengths: UnsafePointer<Int32>?
    let formats: UnsafePointer<Int32>?
  }

  func withCArrays<T>(_ body: (borrowing CArrays) -> T) -> T {
    guard count > 0 else {
      return body(CArrays(count: 0, types: nil, values: nil, lengths: nil, formats: nil))
    }
    let types = items.map(\.type.rawValue)
    let lengths = items.map(\.length)
    let formats = items.map { $0.type == .unspecified ? Int32(0) : 1 }
    return buffer.bytes.withUnsafeBytes { bytes in
      let values = items.map { item in
        item.length < 0 ? nil : bytes.baseAddress.map { ($0 + item.start).assumingMemoryBound(to: CChar.self) }
      }
      return types.withUnsafeBufferPointer { types in
        values.withUnsafeBufferPointer { values in
          lengths.withUnsafeBufferPointer { lengths in
            formats.withUnsafeBufferPointer { formats in
              body(
                CArrays(
                  count: count,
                  types: types.baseAddress,
                  values: values.baseAddress,
                  lengths: lengths.baseAddress,
                  formats: formats.baseAddress
                )
              )
            }
          }
        }
      }
    }
  }
}
