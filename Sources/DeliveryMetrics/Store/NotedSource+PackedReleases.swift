internal import Postgres

extension NotedSource {
  /// The release records of versions, as far as they are packed.
  func packedReleases(
    _ packed: PackedNotes,
    in blocks: VersionBlocks,
    of isAsked: @escaping @Sendable (Int32) -> Bool
  ) async throws -> [NotedRelease] {
    try await connection.copyRows(
      """
      copy (
        select sequences, version_ids, previous_ids, instants, are_hotfixes
        from metrics.release_block
        where first_sequence = any (\(blocks.blocks))
      ) to stdout (format binary)
      """,
      into: []
    ) { releases, row in
      var fields = row.fields
      let sequences: BlockColumn<Int64> = try fields.column()
      let count = sequences.count
      let versions: BlockColumn<Int32> = try fields.column(of: count)
      let previous: BlockColumn<Int32> = try fields.column(of: count)
      let instants: BlockColumn<Int64> = try fields.column(of: count)
      let areHotfixes: BlockColumn<Int8> = try fields.column(of: count)
      for note in 0..<count where isAsked(versions[note]) && packed.counts(sequences[note], in: 0..<scope.size) {
        releases.append(
          NotedRelease(
            version: versions[note],
            previous: previous.reference(note),
            cut: instants[note],
            isHotfix: areHotfixes[note] != 0
          )
        )
      }
    }
  }
}
