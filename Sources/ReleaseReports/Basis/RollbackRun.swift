internal import ReleaseRecords

/// One time that a release was rolled back, put together from its records.
struct RollbackRun: Sendable {
  /// Its id; where it has none, from where to where it goes.
  let id: String
  /// In the order in which they happened; never empty.
  let entries: [LedgerRecord]
  let start: Timestamp

  var environment: String? { entries.first?.environment }
  var status: String { entries.last("status") ?? "started" }

  /// The rollbacks that some records tell of, in the order of their beginnings.
  static func all(in entries: [LedgerRecord]) -> [RollbackRun] {
    var groups: [[LedgerRecord]] = []
    var current: [String: Int] = [:]
    for entry in entries.filter({ $0.kind == .rollback }).sorted(by: LedgerRecord.precedes) {
      let key = id(of: entry) + "\n" + (entry.environment ?? "")
      // Without an id, each start is a rollback of its own.
      if let index = current[key], entry["rollback"] != nil || entry["status"] != "started" {
        groups[index].append(entry)
      } else {
        current[key] = groups.count
        groups.append([entry])
      }
    }
    return groups.compactMap { group in
      group.first.map { RollbackRun(id: id(of: $0), entries: group, start: $0.effectiveAt) }
    }
  }

  private static func id(of entry: LedgerRecord) -> String {
    entry["rollback"] ?? "\(entry["from"] ?? "") → \(entry["to"] ?? "")"
  }
}
