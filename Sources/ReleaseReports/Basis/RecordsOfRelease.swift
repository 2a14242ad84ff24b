package import ReleaseRecords

/// What the log holds about one release, in the order in which it happened.
///
///     let records = RecordsOfRelease(of: "checkout", version, in: entries, logSize: size)
///
/// That is what names the release; what names its commit and no version; what names one of its deployments or an
/// incident that it caused; going back from it; and whatever corrects any of these. Records that were withdrawn or
/// replaced stay visible and do not count.
package struct RecordsOfRelease: Sendable {
  package let service: String
  package let version: SemanticVersion
  /// All of them, whether or not they count.
  package let all: [LedgerRecord]
  /// The record that withdraws or replaces another, by the other's sequence number.
  let supersededBy: [Int64: Int64]
  private let counting: [RecordKind: [LedgerRecord]]

  /// - Parameters:
  ///   - entries: at least the records of the service, and those of no service, in any order.
  ///   - logSize: records from this sequence number on are left out.
  ///   - cited: sequence numbers of further records that are told of because findings rest on them: windows of the
  ///     calendar, waivers for more than one release, the release before.
  package init(
    of service: String,
    _ version: SemanticVersion,
    in entries: [LedgerRecord],
    logSize: Int64,
    citing cited: Set<Int64> = []
  ) {
    self.service = service
    self.version = version
    let known = entries.filter { entry in
      entry.sequence < logSize && entry.record.service.map { $0 == service } ?? true
    }
    let replacements = known.replacements
    var gatherer = ReleaseGatherer(version: version, entries: Self.timed(known))
    let gathered = gatherer.gather()
    let sequences = Set(gathered.map(\.sequence))
    let about = known.filter { entry in
      guard entry.kind == .correction || entry.kind == .redaction else { return false }
      return entry.record.data["record"]?.integer.map(sequences.contains) ?? false
    }
    let own = gathered + about
    let shown = Set(own.map(\.sequence))
    let further = entries.filter { entry in
      entry.sequence < logSize && cited.contains(entry.sequence) && !shown.contains(entry.sequence)
    }
    all = (own + further).sorted(by: LedgerRecord.precedes)
    supersededBy = replacements.filter { sequences.contains($0.key) }
    // Of what is told of only because findings rest on it, leave that was given is the release's as well.
    let counting = own + further.filter { $0.kind == .waiver }
    self.counting = Dictionary(
      grouping: counting.filter { replacements[$0.sequence] == nil }.sorted(by: LedgerRecord.precedes),
      by: \.kind
    )
  }

  /// The records, an amendment that claims no time at the time of what it amends.
  private static func timed(_ entries: [LedgerRecord]) -> [LedgerRecord] {
    guard entries.contains(where: { $0.record.amends != nil }) else { return entries }
    var times: [Int64: Timestamp] = [:]
    return entries.sorted { $0.sequence < $1.sequence }.map { entry in
      var record = entry.record
      if record.occurredAt == nil { record.occurredAt = record.amends.flatMap { times[$0] } }
      times[entry.sequence] = record.occurredAt ?? entry.recordedAt
      guard record != entry.record else { return entry }
      return LedgerRecord(
        sequence: entry.sequence,
        recordedAt: entry.recordedAt,
        recordedBy: entry.recordedBy,
        record: record,
        sealedText: entry.sealedText
      )
    }
  }

  /// The records of a kind that count.
  subscript(_ kind: RecordKind) -> [LedgerRecord] { counting[kind] ?? [] }

  /// The release as last stated.
  var release: LedgerRecord? { self[.release].last }
  var commit: String? { release?["commit"] }
  /// The release's type as last stated.
  package var type: String? { release?["type"] }
  var status: LedgerRecord? { self[.status].last }

  /// Its deployments to every environment, in the order of their starts.
  var deployments: [DeploymentRun] { DeploymentRun.all(in: self[.deployment]) }

  /// `checkout 2.4.0`.
  var name: String { "\(service) \(version)" }
}
