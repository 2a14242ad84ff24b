internal import ArgumentParser
internal import ReleaseRecords

/// The parts that records of every kind have.
struct EnvelopeOptions: ParsableArguments {
  @Option(help: "The service it is about.")
  var service: String?

  @Option(name: .customLong("version"), help: "The version it is about (SemVer 2.0.0, without a leading v).")
  var version: String?

  @Option(help: "The environment it is about, such as staging or production.")
  var environment: String?

  @Option(
    help: ArgumentHelp(
      "When it happened (RFC 3339, with its offset); when it is recorded unless given.",
      valueName: "time"
    )
  )
  var occurredAt: String?

  @Option(help: ArgumentHelp("The sequence number of the record that this one replaces.", valueName: "sequence"))
  var amends: String?

  @Option(
    help: ArgumentHelp(
      "A name for this request: repeated, it records nothing anew. In CI made of the run and the record unless given.",
      valueName: "key"
    )
  )
  var idempotencyKey: String?

  /// The options' names, for those who misspell them.
  static let names = ["service", "version", "environment", "occurred-at", "amends", "idempotency-key"]

  /// The JSON form of a record with these parts.
  func json(_ definition: KindDefinition) throws -> JSONObject {
    var record: JSONObject = ["kind": .string(definition.kind.rawValue)]
    let parts = [
      ("service", service, definition.service), ("version", version, definition.version),
      ("environment", environment, definition.environment),
    ]
    for (name, given, presence) in parts {
      // A variable that is set for a whole pipeline is no mistake where a kind has no use for it.
      let value = presence == .absent && given == nil ? nil : try EnvironmentVariables.value(of: name, given: given)
      if let value { record[name] = .string(value) }
    }
    if let time = try EnvironmentVariables.value(of: "occurred-at", given: occurredAt) {
      record["occurred_at"] = .string(time)
    }
    if let amends = try EnvironmentVariables.value(of: "amends", given: amends) {
      record["amends"] = Int64(amends).map { .number(Double($0)) } ?? .string(amends)
    }
    if let key = try EnvironmentVariables.value(of: "idempotency-key", given: idempotencyKey) {
      record["key"] = .string(key)
    }
    return record
  }
}
