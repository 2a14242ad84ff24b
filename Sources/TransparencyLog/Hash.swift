internal import Crypto

/// A SHA-256 hash of a Merkle tree's node, as RFC 6962 §2.1 defines them.
public struct Hash: Hashable, Sendable {
  /// The hash's 32 bytes.
  public let bytes: [UInt8]

  /// The hash of a leaf: SHA-256 of `0x00` and the leaf.
  public static func leaf(_ leaf: some Sequence<UInt8>) -> Hash {
    var sha = SHA256()
    sha.update(data: [0])
    sha.update(data: Array(leaf))
    return Hash(bytes: Array(sha.finalize()))
  }
}
