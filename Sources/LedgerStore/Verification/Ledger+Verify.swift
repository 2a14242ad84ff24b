internal import Postgres
internal import ReleaseRecords
public import TransparencyLog

extension Ledger {
  /// Checks every record, the tree over them, and all that the database keeps of them besides.
  ///
  /// Nothing that the database computes is believed: the records' hashes, the tree and the rows of the kinds' tables are
  /// made anew here. Memory does not grow with the log.
  ///
  /// - Parameters:
  ///   - checkpoints: roots that the log had, kept outside the database. Only they show a history rewritten as a whole.
  ///   - verifier: the log's public key, with which the checkpoints in the database are checked.
  ///   - progress: called with the number of records checked so far.
  public func verify(
    checkpoints: [ExpectedRoot] = [],
    verifier: NoteVerifier? = nil,
    progress: @Sendable (Int) -> Void = { _ in }
  ) async throws -> Verification {
    // Before the head: a checkpoint that is published meanwhile is of a later one.
    let notes = try await publishedNotes()
    let head = try await head()
    var pass = VerificationPass()
    let (published, unsigned) = publishedRoots(notes, head, verifier, &pass)
    pass.tree = StreamingVerifier(
      size: Int(head.size),
      head: head.frontier,
      checkpoints: checkpoints + published,
      comparesTiles: true
    )

    let rows = try await connectAnother()
    // The notes for the metrics are compared meanwhile, on a connection of their own.
    let side = try await connectAnother()
    let metrics = Task { try await Self.metricsFindings(side) }
    defer { metrics.cancel() }
    // The rows of the next stretch are fetched while the records of this one are checked.
    let last = min(head.size, try await recordedSize())
    func upcoming(_ first: Int64) -> Task<ProjectionChunk, any Error> {
      let end = min(first + Self.chunkSize, last)
      return Task { try await Self.projections(first: first, end: end, rows) }
    }
    var next = upcoming(0)
    for first in stride(from: 0, to: last, by: Int(Self.chunkSize)) {
      let end = min(first + Self.chunkSize, last)
      pass.chunk = try await next.value
      if end < last { next = upcoming(end) }
      try await expectTiles(first: first, end: end, &pass)
      pass = try await check(first: first, end: end, pass)
      pass.settleChunk()
      progress(Int(end))
    }
    await rows.close()
    try await checkSurplus(&pass)
    try await checkDisclosures(&pass)
    try await checkErasedTexts(head, &pass)
    try await checkDocuments(head, &pass)
    try await checkClock(&pass)
    let schema = try await checkSchema(&pass)
    try await checkSuperseded(head, &pass)
    let directory = try await checkDirectory(head, &pass)
    for finding in try await metrics.value { pass.leaves.report(finding) }
    await side.close()
    let withdrawn = pass.leaves.reportUnreadable()
    let frontier = pass.tree.finish()
    return Verification(
      size: head.size,
      root: frontier?.root,
      findings: pass.tree.findings.map { .tree($0) } + pass.leaves.findings,
      furtherFindingCount: pass.tree.furtherFindingCount + pass.leaves.furtherFindingCount,
      checks: [
        "every leaf hashes to the tree, and the tables of the kinds say what the leaves say"
          + (withdrawn == 0 ? "" : "; \(withdrawn) leaves are no records, and withdrawn"),
        "what is noted for the delivery metrics follows from these tables",
        "\(checkpoints.count) checkpoints given and \(published.count) kept in the database lie on this history"
          + (verifier == nil ? "; their signatures were not checked without --verifier" : "")
          + (unsigned == 0 ? "" : "; \(unsigned) of those kept are not signed by the key given, and vouch for nothing"),
        schema,
        "sealed words belong to their digests"
          + (directory ? ", and so do people" : "; people were not checked: the directory is closed to you"),
      ]
    )
  }

  private static var chunkSize: Int64 { 16_384 }

  /// Where the records end that there are, whatever the head says.
  private func recordedSize() async throws -> Int64 {
    try await withConnection { connection in
      try await connection.query("select coalesce(max(sequence) + 1, 0) from ledger.record where sequence >= 0")
        .single(as: Int64.self)
    }
  }

  /// The checkpoints kept in the database, as roots to expect, and how many of them the known key did not sign. Those may
  /// be of a key before this one, or of anybody who may write: they have to lie on the history, and vouch for nothing.
  private func publishedRoots(
    _ notes: [(size: Int64, note: String)],
    _ head: Head,
    _ verifier: NoteVerifier?,
    _ pass: inout VerificationPass
  ) -> (roots: [ExpectedRoot], unsigned: Int) {
    var roots: [ExpectedRoot] = []
    var unsigned = 0
    for (size, note) in notes {
      do {
        let signed = try SignedCheckpoint(parsing: note.utf8)
        guard signed.checkpoint.size == size, signed.checkpoint.origin == head.origin else {
          pass.leaves.report(.checkpoint(size: size, problem: "it is of another log or size"))
          continue
        }
        if let verifier, (try? signed.verify(origin: head.origin, verifiers: [verifier])) == nil { unsigned += 1 }
        roots.append(ExpectedRoot(signed.checkpoint, source: "the checkpoint of size \(size) in the database"))
      } catch {
        pass.leaves.report(.checkpoint(size: size, problem: "\(error)"))
      }
    }
    return (roots, unsigned)
  }

  /// Tells the verifier the tiles that records from `first` up to `end` fill.
  private func expectTiles(first: Int64, end: Int64, _ pass: inout VerificationPass) async throws {
    var level = 0
    while first >> (8 * (level + 1)) < end >> (8 * (level + 1)) {
      let (from, until) = (first >> (8 * (level + 1)), end >> (8 * (level + 1)))
      let tiles = try await withConnection { connection in
        try await connection.query(
          """
          select tile_index, hashes, root from ledger.tile
          where level = \(level) and tile_index >= \(from) and tile_index < \(until)
          """
        )
        .decode(as: (Int, [UInt8], [UInt8]).self)
      }
      for (index, hashes, root) in tiles {
        guard let tile = Tile(level: level, index: index), let hashes = Hash.list(hashes) else { continue }
        pass.tree.expect(hashes, in: tile, root: Hash(root))
      }
      level += 1
    }
  }

  /// The rows of a stretch of the log in the tables of the kinds.
  private static func projections(
    first: Int64,
    end: Int64,
    _ connection: PostgresConnection
  ) async throws -> ProjectionChunk {
    try await translatingErrors {
      var chunk = ProjectionChunk(first: first, count: Int(end - first))
      for columns in Self.tables {
        chunk = try await connection.copyRows(columns.copy(first: first, end: end), into: chunk) { chunk, row in
          chunk.add(row, columns)
        }
      }
      return chunk
    }
  }

  private static let tables = RecordKind.allCases.map { ProjectionColumns($0) }

  /// Checks the records of a stretch of the log.
  private func check(first: Int64, end: Int64, _ pass: VerificationPass) async throws -> VerificationPass {
    try await withConnection { connection in
      try await connection.copyRows(
        """
        copy (
          select sequence, leaf, leaf_hash, kind, service, version, environment, occurred_at, recorded_at, recorded_by
          from ledger.record where sequence >= \(first) and sequence < \(end) order by sequence
        ) to stdout (format binary)
        """,
        into: pass
      ) { pass, row in
        pass.check(row)
      }
    }
  }
}
