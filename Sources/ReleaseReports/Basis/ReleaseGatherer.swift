internal import ReleaseRecords

/// Picks out the records of one release from those of its service.
struct ReleaseGatherer {
  let version: SemanticVersion
  let entries: [LedgerRecord]
  private var commits: Set<String> = []
  private var deployments: Set<String> = []
  private var incidents: Set<String> = []

  init(version: SemanticVersion, entries: [LedgerRecord]) {
    self.version = version
    self.entries = entries
  }

  mutating func gather() -> [LedgerRecord] {
    for entry in entries where isOwn(entry) {
      switch entry.kind {
      case .release: commits.formUnion([entry["commit"]].compactMap(\.self))
      case .deployment:
        commits.formUnion([entry["commit"]].compactMap(\.self))
        deployments.formUnion([entry["deployment"]].compactMap(\.self))
      default: break
      }
    }
    for entry in entries {
      switch entry.kind {
      case .incident where isOwn(entry) || names(entry, "caused_by", in: deployments):
        incidents.formUnion([entry["incident"]].compactMap(\.self))
      case .rollback where isRollback(entry): incidents.formUnion([entry["incident"]].compactMap(\.self))
      default: break
      }
    }
    return entries.filter(belongs)
  }

  private func belongs(_ entry: LedgerRecord) -> Bool {
    guard entry.record.service != nil else { return false }
    if isOwn(entry) { return true }
    switch entry.kind {
    case .rollback: return isRollback(entry)
    case .incident, .postmortem, .retrospective, .communication: return names(entry, "incident", in: incidents)
    case .change, .gate, .approval: return entry.record.version == nil && names(entry, "commit", in: commits)
    case .rollout, .observation, .checklist:
      return entry.record.version == nil && names(entry, "deployment", in: deployments)
    default: return false
    }
  }

  private func isOwn(_ entry: LedgerRecord) -> Bool {
    entry.record.version == version && entry.record.service != nil && entry.kind != .rollback
  }

  private func isRollback(_ entry: LedgerRecord) -> Bool {
    entry["from"] == version.text || names(entry, "deployment", in: deployments)
  }

  private func names(_ entry: LedgerRecord, _ field: String, in ids: Set<String>) -> Bool {
    entry[field].map(ids.contains) ?? false
  }
}
