import GoldenFiles
import ReleasePolicy
import ReleaseRecords
@testable import ReleaseReports
import Reporting
import Testing

@Suite("The compliance report of a period")
struct ComplianceReportTests {
  static let policy = PolicyReference(
    name: "dealscout",
    edition: "1",
    digest: "sha256:aa0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551",
    adoption: 0,
    effectiveFrom: Timestamp("2026-01-01T00:00:00Z")
  )

  static func finding(
    _ control: String,
    _ verdict: ReleasePolicy.Verdict,
    of subject: Subject,
    kind: Requirement.Kind = .approval,
    late: [Int64] = [],
    waiver: Int64? = nil
  ) -> ReleasePolicy.Finding {
    ReleasePolicy.Finding(
      control: control,
      title: "Title of \(control)",
      phase: .before,
      kind: kind,
      subject: subject,
      required: "something",
      observed: verdict == .met ? "just that" : "something else",
      verdict: verdict,
      records: late,
      late: late,
      settlement: verdict == .pending
        ? Settlement(needed: "a retrospective", by: Timestamp("2026-11-10T00:00:00Z")) : nil,
      waiver: waiver
    )
  }

  /// A month with a member in every standing.
  static func november() throws -> (scenario: Scenario, members: [ComplianceMember]) {
    var scenario = try Scenario(at: "2026-12-01T00:00:00Z")
    try scenario.add(
      #"""
      {"kind":"policy","occurred_at":"2026-01-01T00:00:00Z","data":{"policy":"dealscout","digest":"sha256:aa0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551","effective_from":"2026-01-01T00:00:00Z"}}
      """#
    )
    for (version, day) in [("1.0.0", "02"), ("1.1.0", "04"), ("1.2.0", "06"), ("1.3.0", "08"), ("1.4.0", "10")] {
      try scenario.add(
        #"""
        {"kind":"release","service":"api","version":"\#(version)","occurred_at":"2026-11-\#(day)T08:00:00Z","data":{"type":"regular","commit":"\#(Scenario.commit)"}}
        {"kind":"deployment","service":"api","version":"\#(version)","environment":"production","occurred_at":"2026-11-\#(day)T10:00:00Z","data":{"deployment":"d-\#(version)","status":"succeeded"}}
        """#
      )
    }
    try scenario.add(
      #"""
      {"kind":"deployment","service":"api","version":"6.6.6","environment":"production","occurred_at":"2026-11-12T10:00:00Z","data":{"deployment":"d-6.6.6","status":"succeeded"}}
      {"kind":"release","service":"web","version":"3.0.0","occurred_at":"2026-11-14T08:00:00Z","data":{"type":"regular","commit":"\#(Scenario.commit)"}}
      {"kind":"release","service":"api","version":"2.0.0","occurred_at":"2026-11-20T08:00:00Z","data":{"type":"regular","commit":"\#(Scenario.commit)"}}
      {"kind":"waiver","service":"api","occurred_at":"2026-10-30T08:00:00Z","data":{"control":"DSC-01.regular","requested_by":"p-ana","approved_by":"p-cleo","expires_at":"2026-11-30T00:00:00Z"},"text":{"reason":"Public holidays"}}
      {"kind":"approval","service":"api","version":"1.1.0","occurred_at":"2026-11-03T15:00:00Z","recorded":"2026-11-04T12:00:00Z","data":{"role":"team-lead","decision":"approved","approver":"p-cleo"}}
      {"kind":"checklist","service":"api","version":"1.0.0","occurred_at":"2026-11-02T15:00:00Z","recorded":"2026-11-20T12:00:00Z","data":{"checklist":"validation","item":"health-checks","outcome":"done"}}
      """#
    )
    func member(
      _ version: String,
      _ deployment: String?,
      _ verdicts: [(String, ReleasePolicy.Verdict)],
      records: [Int64],
      service: String = "api",
      policy: PolicyReference? = Self.policy,
      hasReleaseRecord: Bool = true
    ) throws -> ComplianceMember {
      let version = try #require(SemanticVersion(version))
      let subject = Subject(
        service: service,
        version: version,
        environment: deployment == nil ? nil : "production",
        deployment: deployment
      )
      let findings = verdicts.map { control, verdict in
        finding(
          control,
          verdict,
          of: subject,
          late: control == "DSC-03.regular" && verdict == .notMet ? [15] : [],
          waiver: verdict == .waived ? 14 : nil
        )
      }
      let entry = try #require(scenario.entries.first { $0.sequence == records.first })
      return ComplianceMember(
        subject: subject,
        time: entry.effectiveAt,
        isDeployment: deployment != nil,
        hasReleaseRecord: hasReleaseRecord,
        policy: policy,
        findings: findings,
        records: records
      )
    }
    return (
      scenario,
      [
        try member("1.0.0", "d-1.0.0", [("DSC-03.regular", .met), ("DSC-01.regular", .met)], records: [2]),
        try member("1.1.0", "d-1.1.0", [("DSC-03.regular", .notMet), ("DSC-01.regular", .met)], records: [4]),
        try member("1.2.0", "d-1.2.0", [("DSC-03.regular", .met), ("DSC-15", .pending)], records: [6]),
        try member("1.3.0", "d-1.3.0", [("DSC-03.regular", .met), ("DSC-01.regular", .waived)], records: [8]),
        try member("1.4.0", "d-1.4.0", [("DSC-03.regular", .notApplicable)], records: [10]),
        try member("6.6.6", "d-6.6.6", [("release-record", .notMet)], records: [11], hasReleaseRecord: false),
        try member("3.0.0", nil, [], records: [12], service: "web", policy: nil),
        try member("2.0.0", nil, [("DSC-03.regular", .pending)], records: [13]),
      ]
    )
  }

  static func report(
    _ scenario: Scenario,
    _ members: [ComplianceMember],
    framework: String? = nil,
    listLimit: Int? = 500
  ) throws -> ComplianceReport {
    let mappings = try ControlMappings()
    return ComplianceReport(
      period: try Scenario.time("2026-11-01T00:00:00Z")..<Scenario.time("2026-12-01T00:00:00Z"),
      members: members,
      records: scenario.entries,
      framework: try framework.map { (try #require(mappings.framework(named: $0)), mappings: mappings) },
      listLimit: listLimit,
      basis: scenario.basis
    )
  }

  @Test func aMonthReadsWithExceptionsFirst() throws {
    let (scenario, members) = try Self.november()
    let report = try Self.report(scenario, members, framework: "pci-dss").report
    #expect(try Golden.difference(MarkdownRenderer().render(report), from: "compliance.md") == nil)
  }

  @Test func everyMemberStandsInOneLineAndTheLinesAddUp() throws {
    let (scenario, members) = try Self.november()
    let rows = try Self.report(scenario, members).report.table("standings").rows
    #expect(
      rows.map { "\($0.cells[0]): \($0.cells[1])" } == [
        "no release record: 1", "no policy: 1", "no control applied: 1",
        "exceptions: 1", "pending: 2", "waived: 1", "met: 1", "population: 8",
      ]
    )
  }

  @Test func thePopulationIsListedWithExceptionsFirst() throws {
    let (scenario, members) = try Self.november()
    let rows = try Self.report(scenario, members).report.table("population").rows
    #expect(
      rows.map { "\($0.cells[2])" } == ["6.6.6", "3.0.0", "1.4.0", "1.1.0", "1.2.0", "2.0.0", "1.3.0", "1.0.0"]
    )
    #expect(rows.map(\.emphasis).prefix(4) == [.exception, .exception, .none, .exception])
  }

  @Test func findingsAddUpByControl() throws {
    let (scenario, members) = try Self.november()
    let rows = try Self.report(scenario, members).report.table("controls").rows
    let total = try #require(rows.last)
    for column in 2...7 {
      let sum = rows.dropLast().reduce(0.0) { sum, row in
        if case .number(let value, _) = row.cells[column] { sum + value } else { sum }
      }
      #expect(total.cells[column] == .number(sum, .count))
    }
    #expect(total.cells[7] == .count(members.flatMap(\.findings).count))
  }

  @Test func countsAnewFromTheRecords() throws {
    let (scenario, members) = try Self.november()
    let rows = try Self.report(scenario, members).report.table("reconciliation").rows
    #expect(rows.map { "\($0.cells[1]) \($0.cells[3])" } == ["6 agree", "1 agree", "2 agree", "8 agree"])
  }

  @Test(arguments: [
    ("1.0.0", [true, false, false, false]), ("6.6.6", [true, true, false, false]),
    ("3.0.0", [false, false, true, false]),
  ])
  func aMemberThatWasLeftOutIsNoticed(_ version: String, _ differs: [Bool]) throws {
    let (scenario, members) = try Self.november()
    let rest = members.filter { $0.subject.version?.text != version }
    let rows = try Self.report(scenario, rest).report.table("reconciliation").rows
    #expect(rows.map { "\($0.cells[3])" == "differ" } == differs)
  }

  @Test func aMemberThatIsThereTwiceIsNoticed() throws {
    let (scenario, members) = try Self.november()
    let rows = try Self.report(scenario, members + members.suffix(1)).report.table("reconciliation").rows
    #expect(rows.map { "\($0.cells[3])" } == ["agree", "agree", "differ", "differ"])
  }

  @Test func lateRecordsAndThoseAfterTheirDeploymentAreListed() throws {
    let (scenario, members) = try Self.november()
    let rows = try Self.report(scenario, members).report.table("late").rows
    #expect(rows.map { "\($0.cells[0]) \($0.cells[9])" } == ["#16 no", "#15 yes"])
  }

  @Test(arguments: [
    ("2026-10-01T00:00:00Z", "2026-10-30T00:00:00Z", false), ("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", false),
    ("2026-10-01T00:00:00Z", "2026-11-01T00:00:01Z", true), ("2026-11-30T23:59:59Z", "2026-12-30T00:00:00Z", true),
    ("2026-12-01T00:00:00Z", "2026-12-30T00:00:00Z", false),
  ])
  func aWaiverIsListedWhereItWasInForceInThePeriod(_ from: String, _ until: String, _ isListed: Bool) throws {
    var scenario = try Scenario(at: "2026-12-01T00:00:00Z")
    try scenario.add(
      #"""
      {"kind":"waiver","service":"api","occurred_at":"\#(from)","data":{"control":"X-1","requested_by":"p-ana","approved_by":"p-ben","expires_at":"\#(until)"},"text":{"reason":"so"}}
      """#
    )
    let rows = try Self.report(scenario, []).report.table("waivers").rows
    #expect(rows.isEmpty != isListed)
  }

  @Test func whatIsNotShownIsCounted() throws {
    let (scenario, members) = try Self.november()
    let report = try Self.report(scenario, members, listLimit: 3).report
    let population = try report.table("population")
    #expect(population.rows.count == 3)
    #expect(population.omittedRows == 5)
    #expect(try report.table("standings").rows.last?.cells[1] == .count(8))
  }

  @Test func controlsWithAPartAfterTheDotGiveEvidenceForTheirRow() throws {
    let (scenario, members) = try Self.november()
    let report = try Self.report(scenario, members, framework: "sox-itgc")
    let coverage = try #require(report.coverage)
    let approvals = coverage.items.filter { $0.findings.contains { $0.control == "DSC-03.regular" } }
    let expected = Set(try ControlMappings().categories(of: "DSC-03"))
    #expect(!approvals.isEmpty)
    for item in approvals { #expect(!expected.isDisjoint(with: item.control.categories)) }
  }

  @Test func givesOneAssessmentForEachPolicy() throws {
    var (scenario, members) = try Self.november()
    members[0].policy?.name = "octoacme"
    let assessments = try Self.report(scenario, members).assessments()
    #expect(assessments.map(\.policy.name).sorted() == ["dealscout", "octoacme"])
    #expect(assessments.map(\.findings.count).reduce(0, +) == members.flatMap(\.findings).count)
    #expect(assessments.allSatisfy { $0.policy.digest.count == 64 })
  }

  @Test func anEmptyPeriodSaysSo() throws {
    let scenario = try Scenario()
    let report = try Self.report(scenario, []).report
    #expect(try report.table("standings").rows.last?.cells == [.text("population"), .count(0), .noData])
    #expect(report.subtitle == "0 deployments and releases, none with exceptions")
  }
}
