internal import Postgres

extension NotedSource {
  /// The change records of the period, as far as they are packed, but those of versions that are known to have gone out.
  func pending(_ packed: PackedNotes, without delivered: Set<Int32>) async throws -> [DeliveryWalk.Pending] {
    struct Changes: Sendable {
      var pending: [DeliveryWalk.Pending] = []
      var services: [Int32] = []
      var commits: [Int64] = []
    }
    let changes = try await connection.copyRows(
      """
      copy (
        select sequences, service_ids, version_ids, instants, commit_hashes
        from metrics.change_block
        where first_sequence < \(scope.size) and first_at < \(scope.until) and last_at >= \(scope.middle)
      ) to stdout (format binary)
      """,
      into: Changes()
    ) { changes, row in
      var fields = row.fields
      let sequences: BlockColumn<Int64> = try fields.column()
      let count = sequences.count
      let services: BlockColumn<Int32> = try fields.column(of: count)
      let versions: BlockColumn<Int32> = try fields.column(of: count)
      let instants: BlockColumn<Int64> = try fields.column(of: count)
      let commits: BlockColumn<Int64> = try fields.column(of: count)
      for note in 0..<count {
        let version = versions.reference(note)
        guard (scope.middle..<scope.until).contains(instants[note]), version.map({ !delivered.contains($0) }) ?? true,
          packed.counts(sequences[note], in: 0..<scope.size)
        else { continue }
        let doubtful = version == nil ? commits[note] : nil
        changes.pending.append(
          DeliveryWalk.Pending(sequence: sequences[note], version: version, doubtfulCommit: doubtful)
        )
        changes.services.append(services[note])
        changes.commits.append(commits[note])
      }
    }
    var pending = changes.pending
    let repeated = try await connection.query(
      """
      select c.place
      from unnest(\(changes.services), \(changes.commits)) with ordinality c (service_id, commit_hash, place)
      join metrics.repeated_commit n on n.service_id = c.service_id and n.commit_hash = c.commit_hash
      where n.sequence < \(scope.size) and exists (select from metrics.repeated_commit)
      """
    )
    for place in try repeated.decode(as: Int64.self) {
      pending[Int(place) - 1].doubtfulCommit = changes.commits[Int(place) - 1]
    }
    return pending
  }

  /// Adds the commits of a share, as far as they are packed, without the doubtful ones.
  func addPackedCommits(
    _ packed: PackedNotes,
    in blocks: VersionBlocks,
    of share: Share,
    without doubtful: Set<Int64>,
    _ deliveries: VersionTable<LeadTimes.Delivery>,
    to leadTimes: LeadTimes
  ) async throws -> LeadTimes {
    let clocks = leadTimes.clocks
    return try await connection.copyRows(
      """
      copy (
        select sequences, version_ids, authored, merged, commit_hashes
        from metrics.change_block
        where first_sequence = any (\(blocks.blocks))
      ) to stdout (format binary)
      """,
      into: leadTimes
    ) { leadTimes, row in
      var fields = row.fields
      let sequences: BlockColumn<Int64> = try fields.column()
      let count = sequences.count
      let versions: BlockColumn<Int32> = try fields.column(of: count)
      let authored: BlockColumn<Int64> = try fields.column(of: count)
      let merged: BlockColumn<Int64> = try fields.column(of: count)
      let commits: BlockColumn<Int64> = try fields.column(of: count)
      for note in 0..<count {
        guard let delivery = deliveries[versions[note]], packed.counts(sequences[note], in: share.sequences),
          !doubtful.contains(commits[note])
        else { continue }
        leadTimes.add(delivery) { clocks[$0] == .authored ? authored.instant(note) : merged.instant(note) }
      }
    }
  }
}
