internal import LedgerStore
internal import ReleaseRecords

/// The deployments that an incident or a rollback names.
struct NamedDeployments {
  private let record: Record

  init(_ record: Record) {
    self.record = record
  }

  /// Warns of ids that no deployment on record has: what is misspelt would be laid to nothing, and nobody would notice.
  ///
  /// It is no error, since a deployment may be recorded after what it caused. Whoever may not read the log gets no warning.
  func warn(_ ledger: Ledger) async {
    guard let service = record.service else { return }
    for name in Self.fields[record.kind] ?? [] {
      guard let id = record.data[name]?.string else { continue }
      guard let isKnown = try? await ledger.hasDeployment(id, of: service), !isKnown else { continue }
      Terminal.writeError(
        "warning: --\(FieldFlags.flag(name)): no deployment \(Terminal.safe(id)) of \(Terminal.safe(service)) is on record"
      )
    }
  }

  private static let fields: [RecordKind: [String]] = [
    .incident: ["caused_by", "fixed_by"], .rollback: ["deployment", "restoring_deployment"],
  ]
}
