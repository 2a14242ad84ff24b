package import ReleaseRecords

/// The state of a release as Atlas keeps it, one document a release.
///
///     let state = try AtlasState(parsing: bytes)
///     let records = try state.records(service: "app", commit: commit, digests: ["app-v2.1.0.tar.gz": digest])
///     …
///     let written = try AtlasState(of: RecordsOfRelease(of: "app", version, in: entries, logSize: size)).document
///
/// Reading is strict: every member has to be there and no other one, except those that a release may not have yet
/// (`rollback_version`, `deployment_start`).
package struct AtlasState: Hashable, Sendable {
  /// How a release stands in one environment.
  package enum Progress: String, CaseIterable, Hashable, Sendable {
    case pending, deploying, deployed, failed, cancelled
    case rolledBack = "rolled_back"
  }

  package struct Environment: Hashable, Sendable {
    package var name: String
    package var progress: Progress

    package init(_ name: String, _ progress: Progress) {
      self.name = name
      self.progress = progress
    }
  }

  /// The version; the document writes it with `v` before it, as `release_id`.
  package var version: SemanticVersion
  /// `major`, `minor`, `patch` or `hotfix`.
  package var type: String
  /// `planning`, `ready`, `deploying`, `deployed`, `stable`, `complete` or `withdrawn`.
  package var status: String
  /// In the order in which the release goes through them.
  package var environments: [Environment]
  /// Names of the artifacts.
  package var artifacts: [String]
  package var rollbackVersion: SemanticVersion?
  /// When the first deployment began.
  package var deploymentStart: Timestamp?

  package init(
    version: SemanticVersion,
    type: String,
    status: String,
    environments: [Environment],
    artifacts: [String],
    rollbackVersion: SemanticVersion? = nil,
    deploymentStart: Timestamp? = nil
  ) {
    self.version = version
    self.type = type
    self.status = status
    self.environments = environments
    self.artifacts = artifacts
    self.rollbackVersion = rollbackVersion
    self.deploymentStart = deploymentStart
  }

  static let types = ["major", "minor", "patch", "hotfix"]
  static let statuses = ["planning", "ready", "deploying", "deployed", "stable", "complete", "withdrawn"]

  /// Reads a state document.
  ///
  /// - Throws: ``AtlasStateError`` with the member that is wrong, what was found and what is expected.
  package init(parsing bytes: [UInt8]) throws(AtlasStateError) {
    let reader = try AtlasReader(
      AtlasReader.parse(bytes),
      path: "",
      required: ["release_id", "type", "status", "environments", "artifacts"],
      optional: ["rollback_version", "deployment_start"]
    )
    version = try reader.version("release_id")
    type = try reader.string("type", oneOf: Self.types)
    status = try reader.string("status", oneOf: Self.statuses)
    environments = []
    for (name, value) in try reader.members("environments") {
      guard let progress = value.string.flatMap({ Progress(rawValue: $0) }) else {
        throw .invalid(
          member: "environments.\(name)",
          found: AtlasReader.shown(value),
          expected: "one of \(Progress.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      environments.append(Environment(name, progress))
    }
    guard let artifacts = reader.object["artifacts"]?.array else { throw reader.fail("artifacts", "a list of names") }
    self.artifacts = []
    for (index, artifact) in artifacts.enumerated() {
      guard let name = artifact.string, !name.isEmpty, !self.artifacts.contains(name) else {
        throw .invalid(
          member: "artifacts[\(index)]",
          found: AtlasReader.shown(artifact),
          expected: "a name that is not there yet"
        )
      }
      self.artifacts.append(name)
    }
    rollbackVersion = reader.object["rollback_version"] == nil ? nil : try reader.version("rollback_version")
    deploymentStart = nil
    if reader.object["deployment_start"] != nil {
      guard let start = Timestamp(try reader.string("deployment_start")) else {
        throw reader.fail("deployment_start", "an instant with its offset, such as 2024-01-15T14:00:00Z")
      }
      deploymentStart = start
    }
  }

  package var json: JSONValue {
    var object: JSONObject = [
      "release_id": .string("v\(version)"), "type": .string(type), "status": .string(status),
      "environments": .object(JSONObject(environments.map { ($0.name, .string($0.progress.rawValue)) })),
      "artifacts": .array(artifacts.map(JSONValue.string)),
    ]
    if let rollbackVersion { object["rollback_version"] = .string("v\(rollbackVersion)") }
    if let deploymentStart { object["deployment_start"] = .string(deploymentStart.description) }
    return .object(object)
  }

  /// The document as Atlas writes it: a member a line, indented by two spaces.
  package var document: String { json.indented(lineLength: 0) + "\n" }
}
