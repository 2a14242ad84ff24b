internal import ReleaseRecords

/// What is asked of the delivery metrics. The same query at the same log size has the same answer, for ever.
///
///     var query = MetricsQuery(size: 4711, period: MetricsPeriod(from: start, until: end))
///     query.services = ["checkout"]
///     let report = try await MetricsReader(connection).report(query)
public struct MetricsQuery: Hashable, Sendable {
  /// The records of the log that count: those with a sequence number below this.
  public var size: Int64
  /// The services asked for: one, a team's, or all (`nil`).
  public var services: [String]?
  /// Only deployments of releases with this label, and what they caused.
  public var label: String?
  /// The team whose services these are, for the report to name.
  public var team: String?
  public var environment = "production"
  public var period: MetricsPeriod
  public var bucket = MetricsBucket.week
  /// An IANA name: `UTC`, `Europe/Berlin`.
  public var timeZone = "UTC"
  /// How long after a deployment an incident or a hotfix that states no cause is still laid to it.
  public var attributionSeconds: Int64 = 7 * 86_400
  public var clock = LeadTimeClock.authored
  public var benchmark = Benchmark.latest
  /// With fewer deployments in the period, no figure gets a level.
  public var minimumDeployments = 5

  /// A hundred years, the longest attribution window.
  private static let attributionLimit: Int64 = 36_525 * 86_400

  /// How many buckets a period may have; a chart of more shows nothing.
  private static let bucketLimit = 10_000.0

  public init(size: Int64, period: MetricsPeriod) {
    self.size = size
    self.period = period
  }

  /// - Throws: ``MetricsError/invalid(field:value:expected:)`` for what cannot be asked.
  func validate() throws(MetricsError) {
    guard size >= 0 else {
      throw .invalid(field: "size", value: "\(size)", expected: "a number of records")
    }
    guard period.from.microseconds < period.until.microseconds else {
      throw .invalid(field: "until", value: "\(period.until)", expected: "an instant after \(period.from)")
    }
    let buckets = period.days / bucket.leastDays
    guard buckets <= Self.bucketLimit else {
      throw .invalid(
        field: "the period from \(period.from)",
        value: "some \(Int(buckets)) \(bucket.rawValue)s long",
        expected: "no longer than \(Int(Self.bucketLimit)): begin later (--from), or take longer buckets (--by)"
      )
    }
    guard (0...Self.attributionLimit).contains(attributionSeconds) else {
      throw .invalid(
        field: "attribution window",
        value: "\(attributionSeconds) s",
        expected: "no negative duration, and at most a hundred years"
      )
    }
    try Self.validate(timeZone: timeZone)
    if let services, services.isEmpty {
      throw .invalid(field: "services", value: "none", expected: "at least one service, or none named for all")
    }
  }

  /// PostgreSQL takes almost any word for a POSIX zone of offset zero; a typing error must not pass for UTC.
  static func validate(timeZone: String) throws(MetricsError) {
    guard timeZone == "UTC" || timeZone.contains("/") else {
      throw .invalid(field: "time zone", value: timeZone, expected: zoneExpectation)
    }
  }

  static let zoneExpectation = "UTC, or an IANA name such as Europe/Berlin"
}
