/// A receipt: everything that it takes to check offline that a record is in a log (C2SP tlog-proof).
///
/// ```swift
/// let receipt = try TransparencyLogProof(inclusion: proof, leafHash: .leaf(record), checkpoint: signed)
/// let read = try TransparencyLogProof(parsing: receipt.description.utf8)
/// try read.verify(leafHash: Hash.leaf(record), origin: "ledger.example.com", verifiers: [verifier])
/// ```
///
/// Files of it end in `.tlog-proof`. It is at most 2 MiB long.
public struct TransparencyLogProof: Sendable, CustomStringConvertible {
  /// The most bytes of a proof.
  public static let byteLimit = 2 << 20

  private static let firstLine = "c2sp.org/tlog-proof@v1"

  /// The record's position in the log, from 0.
  public let index: Int

  /// The hashes of the inclusion proof, from the leaf's sibling up to the root's child.
  public let hashes: [Hash]

  /// The checkpoint that the proof leads to.
  public let checkpoint: SignedCheckpoint

  /// What else its maker added, which nothing vouches for; nil where nothing was.
  public let extraData: [UInt8]?

  /// The receipt for an inclusion proof in the checkpoint's tree.
  ///
  /// Throws ``ProofError/rootMismatch(size:expected:computed:)`` and others where the proof does not lead from this leaf
  /// to the checkpoint's root: a receipt that proves nothing is not made.
  public init(
    inclusion proof: InclusionProof,
    leafHash: Hash,
    checkpoint: SignedCheckpoint,
    extraData: [UInt8]? = nil
  ) throws(ProofError) {
    index = proof.index
    hashes = proof.hashes
    self.checkpoint = checkpoint
    self.extraData = extraData?.isEmpty == false ? extraData : nil
    try inclusion.verify(leafHash: leafHash, root: checkpoint.checkpoint.root)
  }

  /// Reads a receipt, and verifies nothing. Throws ``MalformedInput``.
  public init(parsing bytes: some Collection<UInt8>) throws(MalformedInput) {
    var reader = LineReader(format: "tlog-proof", bytes: Array(bytes))
    guard bytes.count <= TransparencyLogProof.byteLimit else {
      throw reader.malformed("it has \(bytes.count) bytes, more than \(TransparencyLogProof.byteLimit)")
    }
    guard try reader.next().elementsEqual(TransparencyLogProof.firstLine.utf8) else {
      throw reader.malformed("the first line is not \(TransparencyLogProof.firstLine)")
    }
    var line = try reader.next()
    if line.starts(with: "extra ".utf8) {
      guard let extraData = Base64.decode(line.dropFirst(6)), !extraData.isEmpty else {
        throw reader.malformed("the extra data is not base64")
      }
      self.extraData = extraData
      line = try reader.next()
    } else {
      extraData = nil
    }
    guard line.starts(with: "index ".utf8), let index = Int(canonicalDecimal: line.dropFirst(6)) else {
      throw reader.malformed("\"index\", a space and a decimal number without leading zeros were expected")
    }
    self.index = index
    var hashes: [Hash] = []
    line = try reader.next()
    while !line.isEmpty {
      guard let hash = Base64.decode(line).flatMap({ Hash($0) }) else {
        throw reader.malformed("the base64 of 32 bytes was expected, or an empty line")
      }
      guard hashes.count < Int.bitWidth - 1 else { throw reader.malformed("no proof has so many hashes") }
      hashes.append(hash)
      line = try reader.next()
    }
    self.hashes = hashes
    checkpoint = try SignedCheckpoint(parsing: reader.rest)
  }

  /// The inclusion proof in the checkpoint's tree.
  public var inclusion: InclusionProof {
    InclusionProof(index: index, size: checkpoint.checkpoint.size, hashes: hashes)
  }

  /// Checks that the log of this name, by a key known, has vouched for a leaf with this hash at ``index``, and returns the
  /// checkpoint.
  ///
  /// Throws ``NoteError`` where the checkpoint is not to be believed, and ``ProofError`` where the leaf is another.
  @discardableResult
  public func verify(leafHash: Hash, origin: String, verifiers: [NoteVerifier]) throws -> Checkpoint {
    let checkpoint = try checkpoint.verify(origin: origin, verifiers: verifiers)
    try inclusion.verify(leafHash: leafHash, root: checkpoint.root)
    return checkpoint
  }

  /// The whole receipt.
  public var description: String {
    var lines = [TransparencyLogProof.firstLine]
    if let extraData { lines.append("extra \(Base64.encode(extraData))") }
    lines.append("index \(index)")
    lines += hashes.map(\.base64)
    return lines.joined(separator: "\n") + "\n\n\(checkpoint)"
  }
}
