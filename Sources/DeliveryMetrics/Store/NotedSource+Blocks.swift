internal import Postgres
internal import ReleaseRecords

/// Reports on all services read most of their rows from blocks: a thousand in the time of ten.
extension NotedSource {
  /// Blocks by whose versions they are found.
  enum BlockTable: String {
    case releases = "release_block"
    case changes = "change_block"
  }

  /// Looking a version's changes up costs as much as so many in a block.
  private static let notesALookUp = 100

  static func packed(_ scope: NotedScope, _ connection: PostgresConnection) async throws -> PackedNotes {
    let (release, change, deployment, closeness, superseded) = try await connection.query(
      """
      select
        coalesce((select max(b.last_sequence) from metrics.release_block b), -1),
        coalesce((select max(b.last_sequence) from metrics.change_block b), -1),
        coalesce((select max(b.last_sequence) from metrics.deployment_block b), -1),
        metrics.closeness(),
        array(select s.sequence from ledger.superseded s where s.superseded_by < \(scope.size))
      """
    ).decode(as: (Int64, Int64, Int64, Int64, [Int64]).self)[0]
    return PackedNotes(
      lastRelease: release,
      lastChange: change,
      lastDeployment: deployment,
      closeness: closeness,
      superseded: Set(superseded)
    )
  }

  /// The blocks of releases or changes that versions may be in; `nil` where there are none, or it is cheaper to look each
  /// version up.
  func blocks(of share: Share, in table: BlockTable) async throws -> VersionBlocks? {
    guard packed != nil else { return nil }
    let (versions, sequences) = (share.versions, share.sequences)
    let blocks = try await connection.copyRows(
      """
      copy (
        select first_sequence, first_version, last_version, octet_length(version_ids) / 4
        from metrics.\(identifier: table.rawValue)
        where first_sequence < \(sequences.upperBound) and last_sequence >= \(sequences.lowerBound)
          and first_version is not null
        order by first_sequence
      ) to stdout (format binary)
      """,
      into: VersionBlocks()
    ) { blocks, row in
      var fields = row.fields
      let (block, first, last) = (try fields.int64(), try fields.int32(), try fields.int32())
      let place = versions.partitioningIndex { $0 >= first }
      guard place < versions.endIndex, versions[place] <= last else { return }
      blocks.append(block, noteCount: Int(try fields.int32()))
    }
    return blocks.noteCount <= versions.count * Self.notesALookUp ? blocks : nil
  }
}
