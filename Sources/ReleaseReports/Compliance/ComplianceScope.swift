package import ReleaseRecords
internal import Reporting

/// What a compliance report looks at, and how much of it it shows.
package struct ComplianceScope: Hashable, Sendable {
  package var period: Range<Timestamp>
  /// The services looked at; empty: all.
  package var services: [String]
  /// The environments looked at; empty: all.
  package var environments: [String]
  /// How many rows a list shows at most, exceptions before all others; `nil`: all. Counts are of all.
  package var listLimit: Int?
  /// Whether every finding is kept, as groups by a framework's controls and OSCAL need them. Without, memory does not
  /// grow with the number of releases.
  package var keepsEveryFinding: Bool
  /// The state of the log: only records before it count.
  package var logSize: Int64
  /// The instant for which it is made.
  package var at: Timestamp
  /// How much later than it happened a record may have been made without being called late.
  package var lateAfter: Duration

  package init(
    period: Range<Timestamp>,
    services: [String] = [],
    environments: [String] = [],
    listLimit: Int? = 500,
    keepsEveryFinding: Bool = false,
    basis: ReportBasis
  ) {
    self.period = period
    self.services = services
    self.environments = environments
    self.listLimit = listLimit
    self.keepsEveryFinding = keepsEveryFinding
    logSize = basis.log.size
    at = basis.at
    lateAfter = basis.lateAfter
  }

  /// Whether a record is of what is looked at.
  func contains(_ entry: LedgerRecord) -> Bool {
    entry.sequence < logSize && (services.isEmpty || entry.record.service.map(services.contains) ?? true)
      && (environments.isEmpty || entry.environment.map(environments.contains) ?? true)
  }

  func isLate(_ entry: LedgerRecord) -> Bool {
    period.contains(entry.effectiveAt) && entry.recordedAt - entry.effectiveAt > lateAfter
  }
}
