internal import ReleaseRecords

/// What a query is about as the notes know it: numbers for names, and microseconds since 1970 for instants.
struct NotedScope: Sendable {
  /// Instants are noted no further from 1970 than this.
  private static let limit = 144_115_188_075_855_872 as Int64

  let size: Int64
  /// `nil` for all.
  let services: [Int32]?
  let label: Int32?
  let environment: Int32
  /// Where the period before begins.
  let since: Int64
  /// Where the period begins.
  let middle: Int64
  let until: Int64
  let attribution: Int64

  init(_ query: MetricsQuery, services: [Int32]?, label: Int32?, environment: Int32) {
    func instant(_ timestamp: Timestamp) -> Int64 { min(max(timestamp.microseconds, -Self.limit), Self.limit) }
    size = query.size
    self.services = services
    self.label = label
    self.environment = environment
    since = instant(query.period.previous.from)
    middle = instant(query.period.from)
    until = instant(query.period.until)
    attribution = query.attributionSeconds * 1_000_000
  }

  /// The period and the one before.
  var both: Range<Int64> { since..<until }

  /// The ends of deployments that bear on the facts of both periods.
  var around: Range<Int64> { since - attribution..<until + attribution }
}
