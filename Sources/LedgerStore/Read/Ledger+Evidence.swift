internal import Postgres
public import ReleaseRecords

extension Ledger {
  /// Those of some services that no record is about.
  package func unknown(among services: [String]) async throws -> [String] {
    guard !services.isEmpty else { return [] }
    return try await withConnection { connection in
      try await connection.query(
        """
        select s.name from unnest(\(services)) s (name)
        where not exists (select from ledger.record r where r.service = s.name)
        """
      ).decode(as: String.self)
    }
  }

  /// Whether a deployment of this id is on record.
  package func hasDeployment(_ id: String, of service: String) async throws -> Bool {
    try await withConnection { connection in
      // Over the log's index of services: deployments have none.
      try await connection.query(
        """
        select exists (
          select from ledger.record r join ledger.deployment_record d using (sequence)
          where r.service = \(service) and r.kind = 'deployment' and d.deployment = \(id)
        )
        """
      ).single(as: Bool.self)
    }
  }

  /// The services that records are about, in alphabetical order of their code points.
  public func services() async throws -> [String] {
    // From one name to the next by the index, instead of through all records.
    try await withConnection { connection in
      try await connection.query(
        """
        with recursive name (service) as (
          (select service from ledger.record where service is not null order by service limit 1)
          union all
          select (select r.service from ledger.record r where r.service > n.service order by r.service limit 1)
          from name n where n.service is not null
        )
        select service from name where service is not null order by service
        """
      ).decode(as: String.self)
    }
  }

  /// What can bear on whether a release may be deployed, out of the first `size` records of the log: the release's own
  /// records, those of its service that name no release, what other releases of the service did, what is about no
  /// service, and what withdraws or replaces any of these.
  ///
  /// Gates, approvals, checklists and the like of other releases are left out. They are most of a service's records.
  public func evidence(service: String, version: String, size: Int64) async throws -> [LedgerRecord] {
    let others = RecordKind.allCases.filter { !$0.isOfOneRelease }.map(\.rawValue)
    // One way through the service's records: a plan for it is made anew by each process that asks.
    return try await records(
      """
      select \(Self.recordColumns)
      from ledger.record r
      where r.sequence < \(size) and (
        r.service = \(service) and (r.version is null or r.version = \(version) or r.kind = any (\(others)))
        or r.service is null and (
          r.kind <> 'person'
          or exists (select from ledger.person_record p where p.sequence = r.sequence and p.same_as is not null)
        )
        or r.sequence = any (array(
          select unnest(array[c.sequence, c.superseded_by])
          from ledger.superseded c join ledger.record o using (sequence)
          where o.service = \(service) and c.superseded_by < \(size)
        ))
      )
      order by r.sequence
      """
    )
  }

  /// All records of a service out of the first `size` records of the log, in its order.
  ///
  /// Without a limit: with one, a plan that is kept for all services goes through the whole log in its order.
  public func records(ofService service: String, size: Int64) async throws -> [LedgerRecord] {
    try await records(
      """
      select \(Self.recordColumns)
      from ledger.record r where r.service = \(service) and r.sequence < \(size)
      order by r.sequence
      """
    )
  }

  /// What other services' records withdraw of a service's, out of the first `size` records of the log.
  public func corrections(of service: String, size: Int64) async throws -> [LedgerRecord] {
    try await records(
      """
      select \(Self.recordColumns)
      from ledger.superseded c
        join ledger.record o on o.sequence = c.sequence
        join ledger.record r on r.sequence = c.superseded_by
      where o.service = \(service) and r.service <> \(service) and r.sequence < \(size)
      order by r.sequence
      """
    )
  }

  /// What withdraws or replaces some records, out of the first `size` records of the log.
  public func corrections(naming sequences: Set<Int64>, size: Int64) async throws -> [LedgerRecord] {
    guard !sequences.isEmpty else { return [] }
    return try await records(
      """
      select \(Self.recordColumns)
      from ledger.record r
      where r.sequence < \(size) and r.sequence in (
        select c.superseded_by from ledger.superseded c where c.sequence = any (\(sequences.sorted()))
      )
      order by r.sequence
      """
    )
  }
}
