internal import Postgres

extension NotedSource {
  /// The releases of versions that were deployed about both periods, and those around them.
  func graph(_ successes: [Int32: ReleaseGraph.Success]) async throws -> ReleaseGraph {
    let versions = successes.keys.inOrder()
    let releases = try await releases(of: versions) { successes[$0] != nil }
    let prereleases = try await pairs(VersionRuns(versions)) {
      "select v.base_id, v.id from metrics.version v where \($0("v.base_id"))"
    }
    return ReleaseGraph(
      of: versions,
      successes,
      releases,
      prereleases: prereleases.map { (version: $0.1, of: $0.0) },
      reader: ReleaseGraph.Reader(nodes: nodes, ahead: ahead)
    )
  }

  /// The release records of versions, and perhaps a few others.
  private func releases(
    of versions: [Int32],
    _ isAsked: @escaping @Sendable (Int32) -> Bool
  ) async throws -> [NotedRelease] {
    var releases: [NotedRelease] = []
    var conditions = VersionRuns(versions).conditions
    var others: SQL = "true"
    if let packed, let blocks = try await blocks(of: share(of: versions), in: .releases) {
      releases = try await packedReleases(packed, in: blocks, of: isAsked)
      conditions = [{ _ in "true" }]
      others = "r.sequence > \(packed.lastRelease)"
    }
    for condition in conditions {
      releases = try await connection.copyRows(
        """
        copy (
          select r.version_id, r.previous_id, r.at, r.is_hotfix::integer
          from metrics.counted_release(\(scope.size), \(scope.services)) r
          where \(condition("r.version_id")) and \(others)
        ) to stdout (format binary)
        """,
        into: releases
      ) { releases, row in
        var fields = row.fields
        releases.append(
          NotedRelease(
            version: try fields.int32(),
            previous: try fields.nextInt32(),
            cut: try fields.int64(),
            isHotfix: try fields.int32() != 0
          )
        )
      }
    }
    return releases
  }

  /// The hotfixes among the versions of a graph, each with the version that it mends, if its release names one.
  func hotfixes(in graph: ReleaseGraph) async throws -> [Int32: Int32?] {
    let hotfixes = graph.hotfixes
    var doubtful = NoteNumbers()
    for versions in hotfixes.values where versions.count > 1 { doubtful.formUnion(.version, versions) }
    let names = try await names(of: doubtful)
    return try hotfixes.mapValues { try names.last(.version, of: $0) }
  }

  /// Any versions with those around them, each looked up by itself, and the releases behind or ahead of them up to one that
  /// went out: a long chain of releases that never did takes one question.
  private func nodes(
    _ versions: [Int32],
    _ walk: ReleaseGraph.Direction
  ) async throws -> [Int32: ReleaseGraph.Node] {
    let next: SQL =
      switch walk {
      case .back: "metrics.version_behind(\(scope.size), n.id)"
      case .ahead: "metrics.version_ahead(\(scope.size), n.id)"
      }
    let result = try await connection.query(
      """
      with recursive near (id) as (
        select v.id from unnest(\(versions)) v (id)
        union
        select b.version_id
        from near n
        cross join lateral \(next) b
        where not exists (select from metrics.version_success(\(scope.size), n.id, \(scope.environment)))
      )
      select v.id, c.cut_at, s.finished_at, s.sequence,
        array(select b.version_id from metrics.version_behind(\(scope.size), v.id) b),
        array(select a.version_id from metrics.version_ahead(\(scope.size), v.id) a)
      from near v
      left join lateral metrics.version_cut(\(scope.size), v.id) c on true
      left join lateral metrics.version_success(\(scope.size), v.id, \(scope.environment)) s on true
      """
    )
    var nodes: [Int32: ReleaseGraph.Node] = [:]
    for row in try result.decode(as: (Int32, Int64?, Int64?, Int64?, [Int32], [Int32]).self) {
      let success = row.2.flatMap { at in row.3.map { Root(at: at, sequence: $0) } }
      nodes[row.0] = ReleaseGraph.Node(cut: row.1, success: success, behind: row.4, ahead: row.5)
    }
    return nodes
  }

  /// Versions, as many as there are, with those right ahead of them.
  private func ahead(_ versions: [Int32]) async throws -> [(version: Int32, ahead: Int32)] {
    let runs = VersionRuns(versions)
    let naming = try await pairs(runs) {
      """
      select r.previous_id, r.version_id from metrics.counted_release(\(scope.size), \(scope.services)) r
      where \($0("r.previous_id"))
      """
    }
    let leading = try await pairs(runs) {
      "select v.id, v.base_id from metrics.version v where v.base_id is not null and \($0("v.id"))"
    }
    return (naming + leading).map { (version: $0.0, ahead: $0.1) }
  }

  /// The rows of a statement of two numbers for each of its conditions on versions.
  private func pairs(_ runs: VersionRuns, _ statement: ((SQL) -> SQL) -> SQL) async throws -> [(Int32, Int32)] {
    var pairs: [(Int32, Int32)] = []
    for condition in runs.conditions {
      pairs = try await connection.copyRows(
        "copy (\(statement(condition))) to stdout (format binary)",
        into: pairs
      ) { pairs, row in
        var fields = row.fields
        pairs.append((try fields.int32(), try fields.int32()))
      }
    }
    return pairs
  }

  /// The hashes of the commits that records leave in doubt and that may be of one of these versions.
  func doubtfulCommits(of versions: [Int32]) async throws -> Set<Int64> {
    // Asked by itself: planning the other takes longer than this.
    let anyDoubt = try await connection.query("select metrics.has_doubtful_commit(\(scope.services))")
    guard try anyDoubt.single(as: Bool.self) else { return [] }
    let result = try await connection.query(
      "select d.commit_hash from metrics.doubtful_commit(\(scope.size), \(scope.services), \(versions)) d"
    )
    return Set(try result.decode(as: Int64.self))
  }

  /// The records of commits, by their hashes, with what they are of.
  func changes(ofCommits commits: Set<Int64>) async throws -> [DeliveryWalk.DoubtfulChange] {
    guard !commits.isEmpty else { return [] }
    return try await connection.copyRows(
      """
      copy (
        select sequence, service_id, commit, version_id, authored_at, merged_at
        from metrics.belonging(\(scope.size), \(scope.services), \(commits.sorted()))
      ) to stdout (format binary)
      """,
      into: [] as [DeliveryWalk.DoubtfulChange]
    ) { changes, row in
      var fields = row.fields
      changes.append(
        DeliveryWalk.DoubtfulChange(
          sequence: try fields.int64(),
          service: try fields.int32(),
          commit: String(decoding: try fields.bytes(), as: UTF8.self),
          version: try fields.nextInt32(),
          authored: try fields.nextInteger(),
          merged: try fields.nextInteger()
        )
      )
    }
  }

  /// What lead times are computed with beside the releases and their commits.
  struct Surroundings: Sendable {
    /// When the first deployment of each service succeeded, of those with a version that first did in both periods.
    var beginnings: [Int32: Int64]
    /// The change records of the period whose version did not go out about it.
    var pending: [DeliveryWalk.Pending]
  }

  func surroundings(of successes: [Int32: ReleaseGraph.Success]) async throws -> Surroundings {
    var services: Set<Int32> = []
    var delivered = Set<Int32>(minimumCapacity: successes.count)
    for (version, success) in successes {
      guard let root = success.root else { continue }
      delivered.insert(version)
      if scope.both.contains(root.at) { services.insert(success.service) }
    }
    return Surroundings(
      beginnings: try await firstSuccesses(of: services),
      pending: try await pending(without: delivered)
    )
  }

  /// The change records of the period but those of versions that are known to have gone out.
  private func pending(without delivered: Set<Int32>) async throws -> [DeliveryWalk.Pending] {
    var pending: [DeliveryWalk.Pending] = []
    if let packed { pending = try await self.pending(packed, without: delivered) }
    let others: SQL =
      packed == nil ? "c.version_id not in (select d.id from unnest(\(delivered.sorted())) d (id))" : "true"
    let result = try await connection.query(
      """
      select c.sequence, c.version_id,
        case when c.version_id is null or exists (
          select from metrics.repeated_commit n
          where n.service_id = c.service_id and n.commit_hash = c.commit_hash and n.sequence < \(scope.size)
        ) then c.commit_hash end
      from metrics.counted_change(\(scope.size), \(scope.services)) c
      where c.at >= \(scope.middle) and c.at < \(scope.until) and c.sequence > \(packed?.lastChange ?? -1)
        and (c.version_id is null or \(others))
      """
    )
    for row in try result.decode(as: (Int64, Int32?, Int64?).self)
    where row.1.map({ !delivered.contains($0) }) ?? true {
      pending.append(DeliveryWalk.Pending(sequence: row.0, version: row.1, doubtfulCommit: row.2))
    }
    return pending
  }

  /// When the first deployment of each of these services succeeded.
  private func firstSuccesses(of services: Set<Int32>) async throws -> [Int32: Int64] {
    let result = try await connection.query(
      """
      select s.id, metrics.first_success(\(scope.size), s.id, \(scope.environment))
      from unnest(\(services.sorted())) s (id)
      """
    )
    var first: [Int32: Int64] = [:]
    for (service, at) in try result.decode(as: (Int32, Int64?).self) { first[service] = at }
    return first
  }

  /// Which changes to read over a connection.
  struct Share: Sendable {
    /// Versions that went out, in order.
    var versions: ArraySlice<Int32>
    /// Sequence numbers of their change records.
    var sequences: Range<Int64>
  }

  /// All changes of some versions.
  ///
  /// - Parameter versions: in order.
  func share(of versions: [Int32]) -> Share { Share(versions: versions[...], sequences: 0..<scope.size) }

  /// A share in two: by sequence numbers where blocks are read, else by versions.
  func halves(of share: Share) async throws -> (Share, Share) {
    var (first, second) = (share, share)
    if let blocks = try await blocks(of: share, in: .changes) {
      let middle = min(blocks.middle, share.sequences.upperBound)
      first.sequences = share.sequences.lowerBound..<middle
      second.sequences = middle..<share.sequences.upperBound
    } else {
      let middle = share.versions.startIndex + share.versions.count / 2
      first.versions = share.versions[..<middle]
      second.versions = share.versions[middle...]
    }
    return (first, second)
  }

  /// Adds the commits of a share, without the doubtful ones, which are given by their hashes.
  func addCommits(
    of share: Share,
    without doubtful: Set<Int64>,
    _ deliveries: VersionTable<LeadTimes.Delivery>,
    to leadTimes: LeadTimes
  ) async throws -> LeadTimes {
    var leadTimes = leadTimes
    var sequences = share.sequences
    var conditions = VersionRuns(share.versions).conditions
    if let packed, let blocks = try await blocks(of: share, in: .changes) {
      leadTimes = try await addPackedCommits(
        packed,
        in: blocks,
        of: share,
        without: doubtful,
        deliveries,
        to: leadTimes
      )
      // The others are few, and found by their numbers.
      sequences = sequences.clamped(to: packed.lastChange + 1..<Int64.max)
      conditions = [{ "\($0) is not null" }]
    }
    let second: SQL = leadTimes.clocks.count > 1 ? ", \(leadTimes.clocks[1].column)" : ""
    let certain: SQL =
      doubtful.isEmpty ? "" : " and c.commit_hash not in (select d.hash from unnest(\(doubtful.sorted())) d (hash))"
    for condition in conditions {
      leadTimes = try await connection.copyRows(
        """
        copy (
          select c.version_id, \(leadTimes.clocks[0].column)\(second)
          from metrics.counted_change(\(scope.size), \(scope.services)) c
          where \(condition("c.version_id"))\(certain)
            and c.sequence between \(sequences.lowerBound) and \(sequences.upperBound - 1)
        ) to stdout (format binary)
        """,
        into: leadTimes
      ) { leadTimes, row in
        var fields = row.fields
        guard let delivery = deliveries[try fields.int32()] else { return }
        let first = try fields.nextInteger()
        let second = try fields.nextInteger()
        leadTimes.add(delivery) { $0 == 0 ? first : second }
      }
    }
    return leadTimes
  }
}

extension LeadTimeClock {
  fileprivate var column: SQL {
    switch self {
    case .authored: "c.authored_at"
    case .merged: "c.merged_at"
    }
  }
}

extension VersionRuns {
  /// Conditions on a column, which together hold for each of the versions once, and for few others.
  fileprivate var conditions: [(SQL) -> SQL] {
    var conditions = ranges.map { range in { range.condition(on: $0) } }
    if !others.isEmpty { conditions.append { [others] in "\($0) = any (\(others))" } }
    return conditions
  }
}
