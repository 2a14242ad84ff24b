package import ReleaseRecords
package import Reporting

/// What a report rests on besides its records: the log they come from, and the instant that it speaks of.
///
/// A report is a function of its records, its parameters and this, so it reads no clock.
package struct ReportBasis: Hashable, Sendable {
  /// The program and its version.
  package var producer: String
  /// The state of the log; only records before its size count.
  package var log: Report.LogPosition
  /// The instant for which it is made. What is open then is open in the report.
  package var at: Timestamp
  /// The named time zone of periods. Points in time are in UTC throughout.
  package var timeZone: String
  package var people: PeopleNames
  /// How much later than it happened a record may have been made without being called late.
  package var lateAfter: Duration

  package init(
    producer: String,
    log: Report.LogPosition,
    at: Timestamp,
    timeZone: String = "UTC",
    people: PeopleNames = PeopleNames(),
    lateAfter: Duration = .seconds(86_400)
  ) {
    self.producer = producer
    self.log = log
    self.at = at
    self.timeZone = timeZone
    self.people = people
    self.lateAfter = lateAfter
  }

  /// When the ledger learned of a record, where that was late.
  func lateness(of entry: LedgerRecord) -> Timestamp? {
    entry.recordedAt - entry.effectiveAt > lateAfter ? entry.recordedAt : nil
  }

  /// The sheet at the report's end: what it was selected from, and how many records of each kind that gave.
  func provenance(
    selection: String,
    _ entries: [LedgerRecord],
    totals: [Report.Definition] = []
  ) -> Report.Provenance {
    provenance(
      selection: selection,
      kinds: Dictionary(grouping: entries, by: \.record.kind).mapValues(\.count),
      totals: totals
    )
  }

  /// The sheet at the report's end, where the records have been counted.
  func provenance(
    selection: String,
    kinds counts: [RecordKind: Int],
    totals: [Report.Definition] = []
  ) -> Report.Provenance {
    let kinds = RecordKind.allCases.compactMap { kind in
      counts[kind].map { Report.Definition("\(kind.rawValue)_records", "Records: \(kind.rawValue)", .count($0)) }
    }
    return Report.Provenance(
      producer: producer,
      timeZone: timeZone,
      log: log,
      queries: [Report.Query(name: selection, version: "1", rows: counts.values.reduce(0, +))],
      controlTotals: totals + kinds
    )
  }
}
