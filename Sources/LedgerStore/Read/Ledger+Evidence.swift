internal import Postgres
public import ReleaseRecords

extension Ledger {
  /// The services that records are about, in alphabetical order of their code points.
  public func services() async throws -> [String] {
    // From one name to the next by the index, instead of through all records.
    let names = try await withConnection { connection in
      try await connection.query(
        """
        with recursive name (service) as (
          (select service from ledger.record where service is not null order by service limit 1)
          union all
          select (select r.service from ledger.record r where r.service > n.service order by r.service limit 1)
          from name n where n.service is not null
        )
        select service from name where service is not null
        """
      ).decode(as: String.self)
    }
    return names.sorted()
  }

  /// What can bear on whether a release may be deployed, out of the first `size` records of the log: the release's own
  /// records, those of its service that name no release, what other releases of the service did, what is about no
  /// service, and what withdraws or replaces any of these.
  ///
  /// Gates, approvals, checklists and the like of other releases are left out. They are most of a service's records.
  public func evidence(service: String, version: String, size: Int64) async throws -> [LedgerRecord] {
    let others = RecordKind.allCases.filter { !$0.isOfOneRelease }.map(\.rawValue)
    let sql: SQL = """
      with corrected as (select sequence, superseded_by from ledger.superseded where superseded_by < \(size)),
      wanted as (
        select r.sequence from ledger.record r
        where r.service = \(service) and (
          r.version is null or r.version = \(version) or r.kind = any (\(others))
          or r.sequence in (select sequence from corrected union all select superseded_by from corrected)
        )
        union
        select r.sequence from ledger.record r
        where r.service is null and (
          r.kind <> 'person'
          or exists (select from ledger.person_record p where p.sequence = r.sequence and p.same_as is not null)
        )
        union
        select c.superseded_by from corrected c join ledger.record r using (sequence) where r.service = \(service)
      )
      select r.sequence, r.leaf, array(select d.disclosure from ledger.disclosure d where d.sequence = r.sequence)
      from ledger.record r where r.sequence in (select sequence from wanted) and r.sequence < \(size)
      order by r.sequence
      """
    return try await records(sql)
  }

  /// All records of a service out of the first `size` records of the log, in its order.
  ///
  /// Without a limit: with one, a plan that is kept for all services goes through the whole log in its order.
  public func records(ofService service: String, size: Int64) async throws -> [LedgerRecord] {
    try await records(
      """
      select r.sequence, r.leaf, array(select d.disclosure from ledger.disclosure d where d.sequence = r.sequence)
      from ledger.record r where r.service = \(service) and r.sequence < \(size)
      order by r.sequence
      """
    )
  }

  /// What other services' records withdraw of a service's, out of the first `size` records of the log.
  public func corrections(of service: String, size: Int64) async throws -> [LedgerRecord] {
    try await records(
      """
      select r.sequence, r.leaf, array(select d.disclosure from ledger.disclosure d where d.sequence = r.sequence)
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
      select r.sequence, r.leaf, array(select d.disclosure from ledger.disclosure d where d.sequence = r.sequence)
      from ledger.record r
      where r.sequence < \(size) and r.sequence in (
        select c.superseded_by from ledger.superseded c where c.sequence = any (\(sequences.sorted()))
      )
      order by r.sequence
      """
    )
  }
}
