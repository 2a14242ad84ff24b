public import ReleaseRecords

extension Ledger {
  /// Everything about one release in the order of the log: its own records, and the rollbacks, incidents and what
  /// followed them that its deployments had part in.
  public func records(ofRelease version: String, service: String) async throws -> [LedgerRecord] {
    var query = RecordQuery()
    query.service = service
    query.version = version
    var records: [LedgerRecord] = []
    try await forEachPage(query) { records += $0 }

    var others = RecordQuery()
    others.service = service
    others.kinds = [.rollback, .incident, .postmortem, .retrospective, .communication]
    let deployments = Set(
      records.filter { $0.record.kind == .deployment }.compactMap { $0.record.data["deployment"]?.string }
    )
    var incidents: Set<String> = []
    var candidates: [LedgerRecord] = []
    try await forEachPage(others) { page in
      candidates += page.filter { $0.record.version?.text != version }
    }
    func names(_ entry: LedgerRecord, _ fields: [String], in names: Set<String>) -> Bool {
      fields.contains { field in entry.record.data[field]?.string.map { names.contains($0) } ?? false }
    }
    for entry in candidates where entry.record.kind == .incident {
      guard names(entry, ["caused_by", "fixed_by"], in: deployments), let id = entry.record.data["incident"]?.string
      else {
        continue
      }
      incidents.insert(id)
    }
    records += candidates.filter { entry in
      names(entry, ["from", "to"], in: [version]) || names(entry, ["deployment"], in: deployments)
        || names(entry, ["incident"], in: incidents)
    }
    return records.sorted { $0.sequence < $1.sequence }
  }
}
