import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("Evidence")
struct EvidenceRequirementTests {
  static let images = "evidence: {records: [{record: artifact, where: {type: image}, which: each, has: [digest]}]}"
  static let tag = "evidence: {records: [{record: release, has: [tag, notes], expect: {tag: \"v{version}\"}}]}"
  static let manifest = "phase: after\nevidence: {records: [{record: deployment, has: [manifest]}]}"
  static let owners = """
    phase: after
    evidence: {records: [{record: retrospective, has: [action_items.owner], window: {latest: 1d}}]}
    """
  static let noIncident = "phase: after\nevidence: {records: [{record: incident, which: none}]}"
  static let commanded = """
    phase: after
    evidence: {records: [{record: incident, which: each, at_least: 0, has: [commander]}]}
    """
  static let bump = "evidence: {version: {bump: true}}"
  static let words = "evidence: {version: {prereleases: [alpha, beta, rc]}}"
  static let types = "types: {minor: {bump: minor}, patch: {bump: patch}, major: {bump: major}, any: {}}"

  static let rules = [
    JudgementCase("in each record is met", images, .met) {
      $0.add(.artifact, at: -50, ["name": "a", "type": "image", "digest": "sha256:0"])
      $0.add(.artifact, at: -50, ["name": "b", "type": "image", "digest": "sha256:1"])
      $0.deploy("started", at: 0)
    },
    JudgementCase("that one record lacks is not met", images, .notMet, "artifact #1: no digest") {
      $0.add(.artifact, at: -50, ["name": "a", "type": "image", "digest": "sha256:0"])
      $0.add(.artifact, at: -50, ["name": "b", "type": "image"])
      $0.deploy("started", at: 0)
    },
    JudgementCase("of other records does not count", images, .notMet, "none on record") {
      $0.add(.artifact, at: -50, ["name": "a", "type": "package", "digest": "sha256:0"])
      $0.deploy("started", at: 0)
    },
    JudgementCase("of the release is what it states last", tag, .notMet, "tag is 1.2.0, not v1.2.0") {
      $0.release(at: -60, ["tag": "v1.2.0"], text: ["notes": "x"])
      $0.release(at: -50, ["tag": "1.2.0"], text: ["notes": "x"])
      $0.deploy("started", at: 0)
    },
    JudgementCase("of the release with its texts is met", tag, .met) {
      $0.release(at: -60, ["tag": "v1.2.0"], text: ["notes": "x"])
      $0.deploy("started", at: 0)
    },
    JudgementCase("that is empty is none", tag, .notMet, "no notes") {
      $0.release(at: -60, ["tag": "v1.2.0"], text: ["notes": ""])
      $0.deploy("started", at: 0)
    },
    JudgementCase("about one deployment is gathered from all its records", manifest, .met) {
      $0.deploy("started", at: 0, ["manifest": "https://example.org/m"])
      $0.deploy("succeeded", at: 9)
    },
    JudgementCase("is pending while the deployment is under way", manifest, .pending) { $0.deploy("started", at: 0) },
    JudgementCase("is not met once the deployment is over", manifest, .notMet, "no manifest") {
      $0.deploy("started", at: 0)
      $0.deploy("failed", at: 9)
    },
    JudgementCase("in every item of a list is met", owners, .met) {
      $0.deploy("started", at: 0)
      $0.add(.retrospective, at: 60, ["action_items": [["item": "x", "owner": "ada"]]])
    },
    JudgementCase("that an item of a list lacks is not met", owners, .notMet) {
      $0.deploy("started", at: 0)
      $0.add(.retrospective, at: 60, ["action_items": [["item": "x", "owner": "ada"], ["item": "y"]]])
    },
    JudgementCase("is pending while its window is open", owners, at: 1440, .pending) { $0.deploy("started", at: 0) },
    JudgementCase("after its window has closed does not count", owners, .notMet) {
      $0.deploy("started", at: 0)
      $0.add(.retrospective, at: 1441, ["action_items": [["item": "x", "owner": "ada"]]])
    },
    JudgementCase("of which there must be none is met where there is none", noIncident, .met) {
      $0.deploy("started", at: 0)
    },
    JudgementCase("of which there must be none is not met where there is some", noIncident, .notMet) {
      $0.deploy("started", at: 0)
      $0.incident("I1", "open", at: 5)
    },
    JudgementCase("of which none is needed does not apply where there is none", commanded, .notApplicable) {
      $0.deploy("started", at: 0)
      $0.deploy("succeeded", at: 9)
    },
    JudgementCase("of an incident is gathered from all its records", commanded, .met) {
      $0.deploy("started", at: 0)
      $0.deploy("succeeded", at: 9)
      $0.incident("I1", "open", at: 5)
      $0.incident("I1", "resolved", at: 8, ["commander": "carl"])
    },
    JudgementCase("of each incident is needed", commanded, .notMet) {
      $0.deploy("started", at: 0)
      $0.deploy("succeeded", at: 9)
      $0.incident("I1", "open", at: 5, ["commander": "carl"])
      $0.incident("I2", "open", at: 6)
    },
  ]

  @Test("in records", arguments: rules)
  func records(_ sample: JudgementCase) throws { try sample.check() }

  @Test("that was erased since was there")
  func erasure() throws {
    var scenario = Scenario()
    scenario.release(["tag": "v1.2.0"])
    scenario.deploy("started", at: 0)
    #expect(try scenario.judge(Self.tag).verdict == .notMet)
    let release = scenario.records[0]
    scenario.records[0] = LedgerRecord(
      sequence: release.sequence,
      recordedAt: release.recordedAt,
      recordedBy: release.recordedBy,
      record: release.record,
      sealedText: ["notes": "kept"]
    )
    #expect(try scenario.judge(Self.tag).verdict == .met)
  }

  @Test(
    "in the version is the step that its type takes",
    arguments: [
      ("1.1.9", nil, "1.2.0", "minor", .met),
      ("1.1.9", nil, "1.1.10", "patch", .met),
      ("1.1.9", nil, "2.0.0", "major", .met),
      ("1.1.9", nil, "2.0.0-rc.1", "major", .met),
      ("1.1.9", nil, "1.3.0", "minor", .notMet),
      ("1.1.9", nil, "1.2.1", "minor", .notMet),
      ("1.1.9", nil, "1.2.0", "patch", .notMet),
      ("1.1.9", nil, "1.1.11", "patch", .notMet),
      ("1.1.9", nil, "3.0.0", "major", .notMet),
      ("1.1.9", nil, "7.0.0", "any", .met),
      ("1.1.9", "1.1.8", "1.1.9", "patch", .met),
      ("9.9.9", nil, "1.2.0", "minor", .met),
      ("1.99999999999999999999.0", nil, "1.100000000000000000000.0", "minor", .met),
    ] as [(String, String?, String, String, Verdict)]
  )
  func bump(before: String, stated: String?, version: String, type: String, verdict: Verdict) throws {
    var scenario = Scenario()
    scenario.release(at: -900, version: before)
    var data: JSONObject = [:]
    data["previous_version"] = stated.map(JSONValue.string)
    scenario.release(at: -60, version: version, type: type, data)
    scenario.deploy("started", at: 0, version: version)
    let subject = Subject(service: "shop", version: try #require(SemanticVersion(version)), environment: "production")
    let finding = try scenario.judge(Self.bump, policy: Self.types, subject: subject)
    #expect(finding.verdict == verdict, "\(finding.observed)")
  }

  @Test(
    "in a pre-release is its place in the order",
    arguments: [
      ([], "2.0.0-alpha.1", .met),
      (["2.0.0-alpha.1", "2.0.0-beta.1"], "2.0.0-rc.1", .met),
      (["2.0.0-rc.1"], "2.0.0-beta.2", .notMet),
      (["2.0.0-rc.2"], "2.0.0-rc.1", .notMet),
      (["2.0.0"], "2.0.0-rc.1", .notMet),
      (["2.0.0-rc.1"], "2.0.0", .met),
      (["3.0.0-rc.1"], "2.0.0-beta.1", .met),
      ([], "2.0.0-preview.1", .notMet),
      ([], "2.0.0", .met),
    ] as [([String], String, Verdict)]
  )
  func prereleases(before: [String], version: String, verdict: Verdict) throws {
    var scenario = Scenario()
    for (index, earlier) in before.enumerated() { scenario.release(at: -900 + Double(index), version: earlier) }
    scenario.release(at: -60, version: version)
    scenario.deploy("started", at: 0, version: version)
    let subject = Subject(service: "shop", version: try #require(SemanticVersion(version)), environment: "production")
    let finding = try scenario.judge(Self.words, subject: subject)
    #expect(finding.verdict == verdict, "\(finding.observed)")
  }
}
