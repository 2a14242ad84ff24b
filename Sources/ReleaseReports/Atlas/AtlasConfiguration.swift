package import ReleaseRecords

/// The configuration of releases as Atlas keeps it: environments, tests, and when to roll back.
///
///     let configuration = try AtlasConfiguration(parsing: bytes)
///     let records = configuration.records(service: "app", replacing: nil)
///
/// Each setting is recorded as a flag of the type `configuration`, named by its place in the document as a JSON Pointer
/// (RFC 6901) after `release-config`, with its value in JSON: `release-config/rollback/error_threshold` from `unset` to
/// `0.05`. So every change of it is on record, setting by setting.
package struct AtlasConfiguration: Hashable, Sendable {
  package struct Environment: Hashable, Sendable {
    package var name: String
    package var url: String
    package var deployCommand: String
    /// How releases reach its users: `blue-green`, `rolling`, `canary` or `feature-flags`.
    package var strategy: String?

    package init(name: String, url: String, deployCommand: String, strategy: String? = nil) {
      self.name = name
      self.url = url
      self.deployCommand = deployCommand
      self.strategy = strategy
    }
  }

  package struct Test: Hashable, Sendable {
    package var name: String
    package var command: String

    package init(name: String, command: String) {
      self.name = name
      self.command = command
    }
  }

  package var environments: [Environment]
  package var tests: [Test]
  package var rollsBackAutomatically: Bool
  /// The share of errors above which is rolled back, from 0 to 1.
  package var errorThreshold: Double
  /// The response time above which is rolled back.
  package var responseTimeThresholdMilliseconds: Double

  package init(
    environments: [Environment],
    tests: [Test],
    rollsBackAutomatically: Bool,
    errorThreshold: Double,
    responseTimeThresholdMilliseconds: Double
  ) {
    self.environments = environments
    self.tests = tests
    self.rollsBackAutomatically = rollsBackAutomatically
    self.errorThreshold = errorThreshold
    self.responseTimeThresholdMilliseconds = responseTimeThresholdMilliseconds
  }

  static let strategies = ["blue-green", "rolling", "canary", "feature-flags"]

  /// Reads a configuration document.
  ///
  /// - Throws: ``AtlasStateError`` with the member that is wrong, what was found and what is expected.
  package init(parsing bytes: [UInt8]) throws(AtlasStateError) {
    try self.init(AtlasReader.parse(bytes))
  }

  init(_ value: JSONValue) throws(AtlasStateError) {
    let reader = try AtlasReader(value, path: "", required: ["environments", "tests", "rollback"])
    environments = []
    for (name, value) in try reader.members("environments") {
      let place = "environments.\(name)"
      let member = try AtlasReader(value, path: place, required: ["url", "deploy_command"], optional: ["strategy"])
      environments.append(
        Environment(
          name: name,
          url: try member.string("url"),
          deployCommand: try member.string("deploy_command"),
          strategy: member.object["strategy"] == nil ? nil : try member.string("strategy", oneOf: Self.strategies)
        )
      )
    }
    tests = []
    for (name, value) in try reader.members("tests") {
      guard let command = value.string, !command.isEmpty else {
        throw .invalid(member: "tests.\(name)", found: AtlasReader.shown(value), expected: "a command")
      }
      tests.append(Test(name: name, command: command))
    }
    let rollback = try AtlasReader(
      reader.object["rollback"] ?? .null,
      path: "rollback",
      required: ["auto_rollback", "error_threshold", "response_time_threshold"]
    )
    guard let isAutomatic = rollback.object["auto_rollback"]?.boolean else {
      throw rollback.fail("auto_rollback", "true or false")
    }
    guard let share = rollback.object["error_threshold"]?.number, (0...1).contains(share) else {
      throw rollback.fail("error_threshold", "a share from 0 to 1")
    }
    guard let time = rollback.object["response_time_threshold"]?.number, time >= 0 else {
      throw rollback.fail("response_time_threshold", "a number of milliseconds, 0 or more")
    }
    rollsBackAutomatically = isAutomatic
    errorThreshold = share
    responseTimeThresholdMilliseconds = time
  }

  package var json: JSONValue {
    let environments = environments.map { environment -> (String, JSONValue) in
      var object: JSONObject = [
        "url": .string(environment.url), "deploy_command": .string(environment.deployCommand),
      ]
      if let strategy = environment.strategy { object["strategy"] = .string(strategy) }
      return (environment.name, .object(object))
    }
    return [
      "environments": .object(JSONObject(environments)),
      "tests": .object(JSONObject(tests.map { ($0.name, .string($0.command)) })),
      "rollback": [
        "auto_rollback": .boolean(rollsBackAutomatically), "error_threshold": .number(errorThreshold),
        "response_time_threshold": .number(responseTimeThresholdMilliseconds),
      ],
    ]
  }

  /// The document as Atlas writes it: a member a line, indented by two spaces.
  package var document: String { json.indented(lineLength: 0) + "\n" }
}
