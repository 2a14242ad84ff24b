import LedgerStore
import Postgres
import ReleaseRecords
import Testing

@Suite("Verifying finds a doctored note for the metrics:")
struct MetricsVerificationTests {
  /// Release 0 of a prerelease, release 1, changes 2 and 3 of one commit, deployments 4 and 5 of one version nine days
  /// apart, rollback 6, incident 7, and a gate.
  private func fill(_ test: TestLedger) async throws {
    let commit = JSONValue.string(String(repeating: "c1", count: 20))
    func record(_ kind: RecordKind, _ version: String?, _ data: JSONObject, at day: Int) -> Record {
      Record(
        kind,
        service: "checkout",
        version: version.flatMap { SemanticVersion($0) },
        environment: kind == .deployment || kind == .rollback ? "production" : nil,
        occurredAt: Timestamp("2024-03-\(day)T00:00:00Z"),
        data: data
      )
    }
    try await test.ledger.append([
      record(.release, "1.0.0-rc.1", ["type": "minor", "commit": commit, "labels": ["team:pay"]], at: 10),
      record(.release, "1.0.0", ["type": "minor", "commit": commit, "previous_version": "0.9.0"], at: 11),
      record(.change, "1.0.0", ["commit": commit, "authored_at": "2024-03-09T00:00:00Z"], at: 11),
      record(.change, "1.0.0", ["commit": commit], at: 12),
      record(.deployment, "1.0.0", ["deployment": "d1", "status": "succeeded"], at: 13),
      record(.deployment, "1.0.0", ["deployment": "d2", "status": "succeeded"], at: 22),
      record(.rollback, nil, ["from": "1.0.0", "to": "0.9.0", "status": "succeeded", "deployment": "d2"], at: 23),
      record(.incident, nil, ["incident": "i1", "severity": "SEV2", "status": "open", "caused_by": "d2"], at: 23),
      .gate(1),
    ])
    let noted = try await test.value("select noted from metrics.catch_up()")
    try #require(noted.contains("9"))
  }

  @Test(
    "by its table and record",
    arguments: [
      (
        "update metrics.noted_release set previous_id = null where sequence = 1",
        "record 1: its row in metrics.noted_release is not"
      ),
      ("delete from metrics.noted_label", "record 0: its row in metrics.noted_label is missing"),
      (
        "update metrics.noted_change set authored_at = authored_at + 1 where sequence = 2",
        "record 2: its row in metrics.noted_change is not"
      ),
      ("delete from metrics.noted_change where sequence = 3", "record 3: its row in metrics.noted_change is missing"),
      (
        "update metrics.noted_deployment set status = 3 where sequence = 4",
        "record 4: its row in metrics.noted_deployment is not"
      ),
      (
        "insert into metrics.noted_deployment select 8, service_id, version_id, deployment_id, environment_id, status, at from metrics.noted_deployment where sequence = 4",
        "record 8: its row in metrics.noted_deployment has no record"
      ),
      (
        "update metrics.noted_rollback set executed_at = 1 where sequence = 6",
        "record 6: its row in metrics.noted_rollback is not"
      ),
      (
        "update metrics.noted_incident set caused_by_id = null where sequence = 7",
        "record 7: its row in metrics.noted_incident is not"
      ),
      ("update metrics.service set name = 'other'", "record 4: its row in metrics.noted_deployment has no record"),
      (
        "update metrics.version set name = '9.9.9' where name = '0.9.0'",
        "record 1: its row in metrics.noted_release is not"
      ),
      ("update metrics.version set base_id = null", "record 0: its row in metrics.version leads to another"),
      (
        "update metrics.deployment_name set name = 'other' where name = 'd1'",
        "record 4: its row in metrics.noted_deployment has no record"
      ),
      ("update metrics.incident_name set name = 'other'", "record 7: its row in metrics.noted_incident has no record"),
      ("update metrics.rollback_name set name = 'other'", "record 6: its row in metrics.noted_rollback has no record"),
      (
        "update metrics.word set name = 'other' where name = 'production'",
        "record 4: its row in metrics.noted_deployment has no record"
      ),
      ("delete from metrics.scattered_version", "record 4: its row in metrics.scattered_version is missing"),
      ("delete from metrics.repeated_commit", "record 3: its row in metrics.repeated_commit is missing"),
      (
        "update metrics.repeated_commit set sequence = 2",
        "record 3: its row in metrics.repeated_commit names another record"
      ),
      ("update metrics.noted set size = 100", "record 100: its row in metrics.noted says that more"),
    ]
  )
  func found(sql: String, finding: String) async throws {
    try await withTestLedger { test in
      try await fill(test)
      let before = try await test.findings()
      try #require(before == [])
      try await test.tamper(sql)
      let findings = try await test.findings()
      #expect(findings.contains { $0.hasPrefix(finding) }, "found was: \(findings.prefix(5).joined(separator: "; "))")
    }
  }
}
