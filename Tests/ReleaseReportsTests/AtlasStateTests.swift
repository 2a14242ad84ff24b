import ReleaseRecords
import Testing

@testable import ReleaseReports

@Suite("The release state and configuration of Atlas")
struct AtlasStateTests {
  private static let document = """
    {
      "release_id": "v2.1.0",
      "type": "minor",
      "status": "deploying",
      "environments": {
        "staging": "deployed",
        "production": "pending"
      },
      "artifacts": [
        "app-v2.1.0.docker",
        "app-v2.1.0.tar.gz"
      ],
      "rollback_version": "v2.0.3",
      "deployment_start": "2024-01-15T14:00:00Z"
    }

    """

  private static let configuration = """
    {
      "environments": {
        "staging": {
          "url": "https://staging.example.com",
          "deploy_command": "kubectl apply -f k8s/staging/"
        },
        "production": {
          "url": "https://example.com",
          "deploy_command": "kubectl apply -f k8s/production/",
          "strategy": "blue-green"
        }
      },
      "tests": {
        "smoke": "npm run test:smoke",
        "integration": "npm run test:integration",
        "performance": "npm run test:performance"
      },
      "rollback": {
        "auto_rollback": true,
        "error_threshold": 0.05,
        "response_time_threshold": 2000
      }
    }

    """

  private static let digest = "sha256:3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551"

  private func entries(_ records: [Record]) throws -> [LedgerRecord] {
    var scenario = try Scenario(at: "2024-01-15T15:00:00Z")
    try scenario.add(records.map { CanonicalJSON.string($0.json) }.joined(separator: "\n"))
    return scenario.entries
  }

  private func exported(_ document: String) throws -> String {
    let state = try AtlasState(parsing: Array(document.utf8))
    let digests = Dictionary(uniqueKeysWithValues: state.artifacts.map { ($0, Self.digest) })
    let entries = try entries(state.records(service: "app", commit: Scenario.commit, digests: digests))
    let records = RecordsOfRelease(of: "app", state.version, in: entries, logSize: Int64(entries.count))
    return try AtlasState(of: records).document
  }

  @Test func theDocumentOfTheTextComesBackByteForByte() throws {
    #expect(try AtlasState(parsing: Array(Self.document.utf8)).document == Self.document)
    #expect(try exported(Self.document) == Self.document)
  }

  @Test(arguments: AtlasState.statuses, AtlasState.Progress.allCases)
  func everyStateComesBack(_ status: String, _ progress: AtlasState.Progress) throws {
    let document = Self.document.replacing("\"deploying\"", with: "\"\(status)\"")
      .replacing("\"production\": \"pending\"", with: "\"production\": \"\(progress.rawValue)\"")
    #expect(try exported(document) == document)
  }

  @Test func aReleaseThatIsOnlyPlannedComesBack() throws {
    let document = """
      {
        "release_id": "v2.1.1",
        "type": "hotfix",
        "status": "planning",
        "environments": {
          "staging": "pending",
          "production": "pending"
        },
        "artifacts": []
      }

      """
    #expect(try exported(document) == document)
  }

  @Test func theRecordsSayWhatTheDocumentSaysAndNoMore() throws {
    let state = try AtlasState(parsing: Array(Self.document.utf8))
    let digests = Dictionary(uniqueKeysWithValues: state.artifacts.map { ($0, Self.digest) })
    let records = try state.records(service: "app", commit: Scenario.commit, digests: digests)
    #expect(
      records.map(\.kind) == [.release, .artifact, .artifact, .deployment, .deployment, .status]
    )
    #expect(records.map(\.occurredAt).compactMap(\.self) == [try Scenario.time("2024-01-15T14:00:00Z")])
    #expect(records[0].data["rollback_version"] == "2.0.3")
    #expect(records.filter { $0.environment == "production" }.isEmpty)
  }

  @Test(arguments: [
    ("\"v2.1.0\"", "\"2.1.0\"", "release_id is \"2.1.0\": expected a version with v before it, such as v2.1.0"),
    ("\"minor\"", "\"medium\"", "type is \"medium\": expected one of major, minor, patch, hotfix"),
    ("\"type\": \"minor\",", "", "type is missing: expected the member to be there"),
    (
      "\"type\"", "\"kind\": 1, \"type\"",
      "kind is unknown: expected one of the members release_id, type, status, environments, artifacts, "
        + "rollback_version, deployment_start"
    ),
    (
      "\"pending\"", "\"soon\"",
      "environments.production is \"soon\": expected one of pending, deploying, deployed, failed, cancelled, rolled_back"
    ),
    (
      "\"app-v2.1.0.tar.gz\"", "\"app-v2.1.0.docker\"",
      "artifacts[1] is \"app-v2.1.0.docker\": expected a name that is not there yet"
    ), ("\"app-v2.1.0.tar.gz\"", "7", "artifacts[1] is 7: expected a name that is not there yet"),
    (
      "2024-01-15T14:00:00Z", "2024-01-15 14:00",
      "deployment_start is \"2024-01-15 14:00\": expected an instant with its offset, such as 2024-01-15T14:00:00Z"
    ),
  ])
  func saysWhatIsWrongWithADocument(_ part: String, _ replacement: String, _ message: String) throws {
    let document = Self.document.replacing(part, with: replacement, maxReplacements: 1)
    let error = #expect(throws: AtlasStateError.self) { try AtlasState(parsing: Array(document.utf8)) }
    #expect(error?.description == message)
  }

  @Test func anArtifactWithoutItsDigestIsRefused() throws {
    let state = try AtlasState(parsing: Array(Self.document.utf8))
    #expect(throws: AtlasStateError.digestsMissing(["app-v2.1.0.tar.gz"])) {
      try state.records(service: "app", commit: Scenario.commit, digests: ["app-v2.1.0.docker": Self.digest])
    }
  }

  @Test func contradictionsAreRefused() throws {
    var state = try AtlasState(parsing: Array(Self.document.utf8))
    state.artifacts = []
    state.environments = [AtlasState.Environment("production", .rolledBack)]
    state.rollbackVersion = nil
    #expect(throws: AtlasStateError.self) { try state.records(service: "app", commit: Scenario.commit) }
    state.environments = []
    state.status = "planning"
    #expect(throws: AtlasStateError.self) { try state.records(service: "app", commit: Scenario.commit) }
  }

  @Test func aReleaseWithoutStatusOrRecordCannotBeWritten() throws {
    let version = try #require(SemanticVersion("2.1.0"))
    let release = Record(
      .release,
      service: "app",
      version: version,
      data: ["type": "minor", "commit": .string(Scenario.commit)]
    )
    for records in [[], [release]] {
      let entries = try entries(records)
      let known = RecordsOfRelease(of: "app", version, in: entries, logSize: Int64(entries.count))
      #expect(throws: AtlasStateError.self) { try AtlasState(of: known) }
    }
  }

  @Test func theConfigurationOfTheTextComesBackByteForByte() throws {
    let configuration = try AtlasConfiguration(parsing: Array(Self.configuration.utf8))
    #expect(configuration.document == Self.configuration)
    let entries = try entries(configuration.records(service: "app"))
    #expect(entries.count == 11)
    #expect(try AtlasConfiguration(of: "app", in: entries).document == Self.configuration)
  }

  @Test func onlyChangedSettingsAreRecorded() throws {
    var configuration = try AtlasConfiguration(parsing: Array(Self.configuration.utf8))
    let first = configuration.records(service: "app")
    configuration.errorThreshold = 0.01
    configuration.environments[1].strategy = nil
    configuration.tests.append(AtlasConfiguration.Test(name: "a/b~c", command: "true"))
    let second = configuration.records(service: "app", replacing: try entries(first))
    #expect(
      second.map {
        "\($0.data["flag"]?.string ?? ""): \($0.data["from"]?.string ?? "") → \($0.data["to"]?.string ?? "")"
      }
        == [
          "release-config/tests/a~1b~0c: unset → \"true\"", "release-config/rollback/error_threshold: 0.05 → 0.01",
          "release-config/environments/production/strategy: \"blue-green\" → unset",
        ]
    )
    #expect(try AtlasConfiguration(of: "app", in: entries(first + second)) == configuration)
    #expect(configuration.records(service: "app", replacing: try entries(first + second)).isEmpty)
  }

  @Test(arguments: [
    ("0.05", "5", "rollback.error_threshold is 5: expected a share from 0 to 1"),
    (
      "\"blue-green\"", "\"big-bang\"",
      "environments.production.strategy is \"big-bang\": expected one of blue-green, rolling, canary, feature-flags"
    ), ("true,", "1,", "rollback.auto_rollback is 1: expected true or false"),
    ("\"tests\"", "\"checks\"", "checks is unknown: expected one of the members environments, tests, rollback"),
  ])
  func saysWhatIsWrongWithAConfiguration(_ part: String, _ replacement: String, _ message: String) throws {
    let document = Self.configuration.replacing(part, with: replacement, maxReplacements: 1)
    let error = #expect(throws: AtlasStateError.self) { try AtlasConfiguration(parsing: Array(document.utf8)) }
    #expect(error?.description == message)
  }
}
