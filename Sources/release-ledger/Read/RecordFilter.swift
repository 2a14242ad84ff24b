internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords

/// Which records are wanted.
struct RecordFilter: ParsableArguments {
  @Option(help: "Only records of this service.")
  var service: String?

  @Option(name: .customLong("version"), help: "Only records of this version.")
  var version: String?

  @Option(help: "Only records of this environment.")
  var environment: String?

  @Option(
    help: "Only records of this kind; may be given more than once.",
    completion: .list(RecordKind.allCases.map(\.rawValue))
  )
  var kind: [String] = []

  @Option(
    help: ArgumentHelp("Only what happened at this time or later (RFC 3339, or a date in UTC).", valueName: "time")
  )
  var from: String?

  @Option(help: ArgumentHelp("Only what happened before this time (RFC 3339, or a date in UTC).", valueName: "time"))
  var until: String?

  func query() throws -> RecordQuery {
    var query = RecordQuery()
    query.service = try EnvironmentVariables.value(of: "service", given: service)
    query.version = try EnvironmentVariables.value(of: "version", given: version)
    query.environment = try EnvironmentVariables.value(of: "environment", given: environment)
    query.kinds = try kind.map(RecordKind.init(named:))
    query.from = try from.map { try Self.instant($0, option: "from") }
    query.until = try until.map { try Self.instant($0, option: "until") }
    return query
  }

  static func instant(_ text: String, option: String) throws -> Timestamp {
    guard let instant = Timestamp(text) ?? Timestamp(text + "T00:00:00Z") else {
      throw Failure(
        "--\(option) \(Terminal.safe(text)) is no time: write 2026-11-21T08:00:00+01:00, or 2026-11-21 for a day in UTC",
        code: .usage
      )
    }
    return instant
  }
}
