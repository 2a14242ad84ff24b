internal import ReleaseRecords

/// One deployment to one environment, put together from its records.
struct DeploymentRun: Sendable {
  let id: String
  let environment: String
  /// In the order in which they happened; never empty.
  let entries: [LedgerRecord]
  let start: Timestamp

  /// When it succeeded first; else when it was given up.
  var end: Timestamp? { closing?.effectiveAt }

  /// How it stands: as the record that closed it says, else as the last one does.
  var status: String { (closing ?? entries.last)?["status"] ?? "started" }

  var succeeded: Bool { closing?["status"] == "succeeded" }

  private var closing: LedgerRecord? {
    entries.first { $0["status"] == "succeeded" }
      ?? entries.first { $0["status"] == "failed" || $0["status"] == "cancelled" }
  }

  /// The deployments that some records tell of, in the order of their starts.
  static func all(in entries: [LedgerRecord]) -> [DeploymentRun] {
    struct Key: Hashable {
      let id: String
      let environment: String
    }
    let ordered = entries.filter { $0.kind == .deployment }.sorted(by: LedgerRecord.precedes)
    let groups = ordered.grouped { entry -> Key? in
      guard let id = entry["deployment"], let environment = entry.environment else { return nil }
      return Key(id: id, environment: environment)
    }
    return groups.compactMap { key, entries in
      guard let first = entries.first else { return nil }
      return DeploymentRun(id: key.id, environment: key.environment, entries: entries, start: first.effectiveAt)
    }
  }
}
