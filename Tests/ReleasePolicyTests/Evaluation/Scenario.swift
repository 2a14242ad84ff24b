import ReleaseRecords

@testable import ReleasePolicy

/// A log in the making: records of the service `shop` around the release 1.2.0, whose deployment to production begins
/// on Tuesday, 2026-11-03 at 10:00 UTC unless a test says otherwise.
struct Scenario {
  static let epoch = Timestamp("2026-11-03T10:00:00Z")!
  static let version = SemanticVersion("1.2.0")!
  static let commit = String(repeating: "a", count: 40)
  static let otherCommit = String(repeating: "b", count: 40)

  var records: [LedgerRecord] = []

  /// The instant so many minutes after the deployment's beginning.
  static func minutes(_ minutes: Double) -> Timestamp {
    epoch + .milliseconds(Int64(minutes * 60_000))
  }

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - at: when it happened, in minutes after the deployment's beginning.
  ///   - recorded: when it was recorded; `nil`: when it happened.
  @discardableResult
  mutating func add(
    _ kind: RecordKind,
    at minutes: Double,
    recorded: Double? = nil,
    service: String? = "shop",
    version: String? = "1.2.0",
    environment: String? = nil,
    _ data: JSONObject = [:],
    text: [String: String] = [:],
    amends: Int64? = nil
  ) -> Int64 {
    let sequence = Int64(records.count)
    let record = Record(
      kind,
      service: service,
      version: version.flatMap { SemanticVersion($0) },
      environment: environment,
      occurredAt: Self.minutes(minutes),
      data: data,
      text: text,
      amends: amends
    )
    records.append(
      LedgerRecord(
        sequence: sequence,
        recordedAt: Self.minutes(recorded ?? minutes),
        recordedBy: "ci",
        record: record
      )
    )
    return sequence
  }

  @discardableResult
  mutating func release(
    at minutes: Double = -600,
    version: String = "1.2.0",
    type: String = "minor",
    commit: String = Scenario.commit,
    _ more: JSONObject = [:],
    text: [String: String] = [:]
  ) -> Int64 {
    var data: JSONObject = ["type": .string(type), "commit": .string(commit)]
    for (name, value) in more { data[name] = value }
    return add(.release, at: minutes, version: version, data, text: text)
  }

  @discardableResult
  mutating func deploy(
    _ status: String,
    at minutes: Double,
    id: String = "D1",
    version: String = "1.2.0",
    environment: String = "production",
    _ more: JSONObject = [:]
  ) -> Int64 {
    var data: JSONObject = ["deployment": .string(id), "status": .string(status)]
    for (name, value) in more { data[name] = value }
    return add(.deployment, at: minutes, version: version, environment: environment, data)
  }

  @discardableResult
  mutating func gate(
    _ gate: String,
    _ outcome: String = "passed",
    at minutes: Double,
    recorded: Double? = nil,
    commit: String? = Scenario.commit,
    environment: String? = nil,
    _ more: JSONObject = [:],
    amends: Int64? = nil
  ) -> Int64 {
    var data: JSONObject = ["gate": .string(gate), "outcome": .string(outcome)]
    data["commit"] = commit.map(JSONValue.string)
    for (name, value) in more { data[name] = value }
    return add(.gate, at: minutes, recorded: recorded, environment: environment, data, amends: amends)
  }

  @discardableResult
  mutating func approve(
    _ person: String,
    as role: String,
    at minutes: Double,
    _ decision: String = "approved",
    commit: String? = Scenario.commit,
    environment: String? = nil,
    _ more: JSONObject = [:]
  ) -> Int64 {
    var data: JSONObject = ["role": .string(role), "decision": .string(decision), "approver": .string(person)]
    data["commit"] = commit.map(JSONValue.string)
    for (name, value) in more { data[name] = value }
    return add(.approval, at: minutes, environment: environment, data)
  }

  @discardableResult
  mutating func observe(
    _ metric: String,
    _ value: Double,
    _ unit: String = "%",
    at minutes: Double,
    until: Double? = nil,
    baseline: Double? = nil
  ) -> Int64 {
    var data: JSONObject = ["metric": .string(metric), "value": .number(value), "unit": .string(unit)]
    data["deployment"] = "D1"
    if let until {
      data["from"] = .string(Self.minutes(minutes).description)
      data["until"] = .string(Self.minutes(until).description)
    }
    data["baseline"] = baseline.map(JSONValue.number)
    return add(.observation, at: until ?? minutes, version: nil, environment: "production", data)
  }

  @discardableResult
  mutating func rollBack(_ status: String, at minutes: Double, _ more: JSONObject = [:]) -> Int64 {
    var data: JSONObject = ["from": "1.2.0", "to": "1.1.0", "status": .string(status), "deployment": "D1"]
    for (name, value) in more { data[name] = value }
    return add(.rollback, at: minutes, version: nil, environment: "production", data)
  }

  @discardableResult
  mutating func incident(_ id: String = "I1", _ status: String, at minutes: Double, _ more: JSONObject = [:]) -> Int64 {
    var data: JSONObject = ["incident": .string(id), "severity": "SEV2", "status": .string(status), "caused_by": "D1"]
    for (name, value) in more { data[name] = value }
    return add(.incident, at: minutes, version: nil, environment: "production", data)
  }

  static let production = Subject(service: "shop", version: version, environment: "production")

  /// The findings of a policy's controls, by their ids.
  func findings(
    _ policy: Policy,
    question: Question = .audit,
    at minutes: Double = 10_000,
    subject: Subject = Scenario.production,
    people: People = People(),
    zones: [String: TimeZoneRules] = [:],
    figures: [MeasuredFigure] = []
  ) -> [String: Finding] {
    let evaluator = Evaluator(
      policy: policy,
      records: records,
      logSize: Int64(records.count),
      at: Self.minutes(minutes),
      question: question,
      people: people,
      zones: zones,
      figures: figures
    )
    let findings = evaluator.findings(for: subject)
    return Dictionary(findings.map { ($0.control, $0) }) { first, _ in first }
  }

  /// What becomes of one control, given as its YAML without the id and title.
  func judge(
    _ control: String,
    policy more: String = "",
    question: Question = .audit,
    at minutes: Double = 10_000,
    subject: Subject = Scenario.production,
    people: People = People(),
    zones: [String: TimeZoneRules] = [:],
    figures: [MeasuredFigure] = []
  ) throws -> Finding {
    let policy = try Self.policy(control, more)
    let found = findings(
      policy,
      question: question,
      at: minutes,
      subject: subject,
      people: people,
      zones: zones,
      figures: figures
    )
    guard let finding = found["X"] else { throw Missing() }
    return finding
  }

  struct Missing: Error {}

  static func policy(_ control: String, _ more: String = "") throws -> Policy {
    let lines = control.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    let yaml = "version: 1\nname: test\n\(more)\ncontrols:\n  - id: X\n    title: It is so\n\(lines)\n"
    return try PolicyDocument(yaml: yaml, named: "test.yaml").policy
  }
}
