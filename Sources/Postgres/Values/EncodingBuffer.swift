/// Where values write their bytes, in the order of the network.
public struct EncodingBuffer: Sendable {
  package internal(set) var bytes: [UInt8]

  init() { bytes = [] }

  public mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func append(byte: UInt8) { bytes.append(byte) }
  public mutating func append(bytes other: some Sequence<UInt8>) { bytes.append(contentsOf: other) }
  public mutating func append(utf8 text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends what `body` writes, with its length before it; -1 stands for null.
  mutating func appendSized(isNull: Bool, _ body: (inout EncodingBuffer) -> Void) {
    guard !isNull else { return append(Int32(-1)) }
    let start = bytes.count
    append(Int32(0))
    body(&self)
    patch(Int32(truncatingIfNeeded: bytes.count - start - 4), at: start)
  }

  /// What stands before the elements of an array of one dimension, or of none when it is empty.
  mutating func appendArrayHeader(of type: PostgresType, count: Int, hasNull: Bool) {
    append(Int32(count == 0 ? 0 : 1))
    append(Int32(hasNull ? 1 : 0))
    append(type.rawValue)
    guard count > 0 else { return }
    append(Int32(truncatingIfNeeded: count))
    append(Int32(1))
  }

  /// Appends `value` with its length before it.
  mutating func appendSized(_ value: UnsafeRawBufferPointer) {
    append(Int32(truncatingIfNeeded: value.count))
    bytes.append(contentsOf: value)
  }

  /// Appends each element with its length before it. The long arrays of bulk work come this way: each byte is written
  /// once, without a look at the array's capacity for every element.
  mutating func appendSized(_ elements: [[UInt8]], size: Int) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: size + 4 * elements.count))
    bytes.withUnsafeMutableBytes { bytes in
      var rest = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      for element in elements {
        rest.storeBytes(of: Int32(truncatingIfNeeded: element.count).bigEndian, as: Int32.self)
        rest = UnsafeMutableRawBufferPointer(rebasing: rest.dropFirst(4))
        rest.copyBytes(from: element)
        rest = UnsafeMutableRawBufferPointer(rebasing: rest.dropFirst(element.count))
      }
    }
  }

  /// Overwrites what stands at `offset`.
  mutating func patch(_ value: some FixedWidthInteger, at offset: Int) {
    withUnsafeBytes(of: value.bigEndian) { value in
      for index in value.indices { bytes[offset + index] = value[index] }
    }
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
