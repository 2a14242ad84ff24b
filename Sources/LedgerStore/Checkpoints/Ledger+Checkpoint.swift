internal import Postgres
public import TransparencyLog

extension Ledger {
  /// Signs where the log stands now, keeps the checkpoint in the database, and returns it.
  ///
  /// The tree's root is computed here from what the database holds, not taken from it. Nothing is signed that
  /// contradicts what this machine remembers, or a checkpoint that was published before.
  ///
  /// - Throws: ``LedgerError/forked(_:)``.
  public func signCheckpoint(_ signer: NoteSigner) async throws -> SignedCheckpoint {
    try await compareWithMemory()
    let head = try await head()
    guard signer.verifier.key.name == head.origin else {
      throw LedgerError.refused(
        "the key is of \"\(signer.verifier.key.name)\" and the log is \"\(head.origin)\"",
        detail: nil,
        hint: "make a key for this log by `release-ledger key generate`"
      )
    }
    // What somebody else wrote there, who may write, keeps nobody from signing; `verify` tells of it.
    let last = try await publishedCheckpoints().last { published in
      (try? published.verify(origin: head.origin, verifiers: [signer.verifier])) != nil
    }
    if let last { try await requireContinuation(of: last.checkpoint, head: head) }
    let root = try await root(size: head.size)
    guard try root == head.root else {
      throw LedgerError.corrupt(sequence: nil, "the tree's right edge does not belong to the records")
    }
    let signed = try Checkpoint(origin: head.origin, size: Int(head.size), root: root).signed(by: [signer])
    _ = try await withConnection { connection in
      try await connection.execute("select ledger.publish_checkpoint(\(head.size), \(signed.description))")
    }
    return signed
  }

  /// Throws unless a checkpoint is of an earlier state of this log.
  public func requireContinuation(of checkpoint: Checkpoint) async throws {
    try await requireContinuation(of: checkpoint, head: try await head())
  }

  private func requireContinuation(of checkpoint: Checkpoint, head: Head) async throws {
    guard checkpoint.size <= head.size else {
      throw LedgerError.forked(.shortened(seen: Int64(checkpoint.size), found: head.size))
    }
    let root = try await root(size: Int64(checkpoint.size))
    guard root == checkpoint.root else {
      throw LedgerError.forked(.rewritten(size: Int64(checkpoint.size), seen: checkpoint.root, found: root))
    }
  }

  /// The checkpoints kept in the database, from the smallest size to the largest. Their signatures are not verified.
  ///
  /// What is kept there and is no checkpoint is left out; ``verify(checkpoints:verifier:progress:)`` names it.
  public func publishedCheckpoints() async throws -> [SignedCheckpoint] {
    try await publishedNotes().compactMap { try? SignedCheckpoint(parsing: $0.note.utf8) }
  }

  func publishedNotes() async throws -> [(size: Int64, note: String)] {
    try await withConnection { connection in
      try await connection.query("select size, note from ledger.checkpoint order by size, published_at")
        .decode(as: (Int64, String).self)
        .map { (size: $0, note: $1) }
    }
  }

  /// The receipt of a record: everything that it takes to check offline that it is in the log.
  ///
  /// - Throws: ``LedgerError/noRecord(sequence:size:)`` where the checkpoint does not cover the record.
  public func receipt(of sequence: Int64, in checkpoint: SignedCheckpoint) async throws -> TransparencyLogProof {
    let size = checkpoint.checkpoint.size
    guard sequence >= 0, sequence < size else {
      throw LedgerError.noRecord(sequence: sequence, size: Int64(size))
    }
    let proof = try await InclusionProof.prove(index: Int(sequence), size: size) { try await hashes(of: $0) }
    let leaf = try await leaf(sequence)
    do {
      return try TransparencyLogProof(inclusion: proof, leafHash: .leaf(leaf), checkpoint: checkpoint)
    } catch {
      throw LedgerError.corrupt(sequence: sequence, "\(error)")
    }
  }

  /// The proof that the log at one size grew into the log at another only by appending.
  public func consistencyProof(from oldSize: Int64, to newSize: Int64) async throws -> ConsistencyProof {
    try await ConsistencyProof.prove(from: Int(oldSize), to: Int(newSize)) { try await hashes(of: $0) }
  }
}
