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

  /// Overwrites what stands at `offset`.
  mutating func patch(_ value: some FixedWidthInteger, at offset: Int) {
    withUnsafeBytes(of: value.bigEndian) { value in
      for index in value.indices { bytes[offset + index] = value[index] }
    }
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
