extension Hash {
  /// The hashes whose bytes stand one after another, or nil where they are no multiple of 32.
  public static func list(_ bytes: some Collection<UInt8>) -> [Hash]? {
    func split(_ bytes: UnsafeRawBufferPointer) -> [Hash]? {
      guard bytes.count.isMultiple(of: byteCount) else { return nil }
      return stride(from: 0, to: bytes.count, by: byteCount).compactMap { start in
        Hash(UnsafeRawBufferPointer(rebasing: bytes[start..<start + byteCount]))
      }
    }
    return bytes.withContiguousStorageIfAvailable { split(UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { split($0) }
  }

  /// The root over adjacent subtrees, given from left to right, each but the last perfect and larger than the next.
  static func joining(_ roots: some BidirectionalCollection<Hash>) -> Hash? {
    guard let last = roots.last else { return nil }
    return roots.dropLast().reversed().reduce(last) { right, left in .node(left, right) }
  }

  /// The root over a power of two of adjacent nodes.
  static func pairing(_ nodes: some Collection<Hash>) -> Hash? {
    var nodes = Array(nodes)
    while nodes.count > 1 {
      for pair in 0..<nodes.count / 2 { nodes[pair] = .node(nodes[2 * pair], nodes[2 * pair + 1]) }
      nodes.removeLast(nodes.count - nodes.count / 2)
    }
    return nodes.first
  }
}

extension Sequence<Hash> {
  /// The hashes' bytes one after another.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(underestimatedCount * Hash.byteCount)
    for hash in self { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }
}
