internal import Crypto

/// A SHA-256 hash of a Merkle tree's node: 32 bytes, kept in place without an allocation.
///
/// ```swift
/// let root = Hash.node(.leaf(first), .leaf(second))
/// print(root)  // base64, as checkpoints and proofs write it
/// ```
///
/// Leaves and inner nodes are told apart by a first byte, as RFC 6962 §2.1 and RFC 9162 §2.1.1 define it.
public struct Hash: Hashable, Sendable {
  /// The number of bytes of every hash.
  public static let byteCount = 32

  // The bytes as they lie in memory, eight to a word: the words have no meaning as numbers.
  private let words: Words

  private struct Words: Hashable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var fourth: UInt64 = 0
  }

  /// The hash that consists of these bytes, or nil unless there are 32 of them.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Hash.byteCount else { return nil }
    self.init(copying: bytes)
  }

  /// The hash that consists of these bytes, or nil unless there are 32 of them.
  public init?(_ bytes: some Collection<UInt8>) {
    let hash = bytes.withContiguousStorageIfAvailable { Hash(UnsafeRawBufferPointer($0)) }
    guard let hash = hash ?? Array(bytes).withUnsafeBytes({ Hash($0) }) else { return nil }
    self = hash
  }

  private init(copying bytes: UnsafeRawBufferPointer) {
    var words = Words()
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(32))) }
    self.words = words
  }

  /// Calls a function with the hash's 32 bytes, which are valid only during the call.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try Swift.withUnsafeBytes(of: words, body)
  }

  /// The hash's 32 bytes.
  public var bytes: [UInt8] {
    withUnsafeBytes { Array($0) }
  }
}

extension Hash {
  /// The root of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1).
  public static let empty = sha256(UnsafeRawBufferPointer(start: nil, count: 0))

  /// The hash of a leaf: SHA-256 of `0x00` and the leaf (RFC 6962 §2.1).
  public static func leaf(_ leaf: UnsafeRawBufferPointer) -> Hash {
    // Beyond this size a second call into the hash function costs less than a copy of the leaf.
    guard leaf.count < 1024 else {
      var sha = SHA256()
      Swift.withUnsafeBytes(of: UInt8(0)) { sha.update(bufferPointer: $0) }
      sha.update(bufferPointer: leaf)
      return sha.finalize().withUnsafeBytes { Hash(copying: $0) }
    }
    return withUnsafeTemporaryAllocation(byteCount: leaf.count + 1, alignment: 16) { input in
      input[0] = 0
      UnsafeMutableRawBufferPointer(rebasing: input[1...]).copyMemory(from: leaf)
      return sha256(UnsafeRawBufferPointer(input))
    }
  }

  /// The hash of a leaf: SHA-256 of `0x00` and the leaf (RFC 6962 §2.1).
  public static func leaf(_ leaf: some Collection<UInt8>) -> Hash {
    let hash = leaf.withContiguousStorageIfAvailable { Hash.leaf(UnsafeRawBufferPointer($0)) }
    return hash ?? Array(leaf).withUnsafeBytes { Hash.leaf($0) }
  }

  /// The hash of an inner node: SHA-256 of `0x01` and the hashes of its children (RFC 6962 §2.1).
  public static func node(_ left: Hash, _ right: Hash) -> Hash {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 16) { input in
      input[0] = 1
      input.storeBytes(of: left.words, toByteOffset: 1, as: Words.self)
      input.storeBytes(of: right.words, toByteOffset: 1 + byteCount, as: Words.self)
      return sha256(UnsafeRawBufferPointer(input))
    }
  }

  /// SHA-256 of bytes that are no leaf and no node.
  static func sha256(_ bytes: UnsafeRawBufferPointer) -> Hash {
    var sha = SHA256()
    sha.update(bufferPointer: bytes)
    return sha.finalize().withUnsafeBytes { Hash(copying: $0) }
  }
}
