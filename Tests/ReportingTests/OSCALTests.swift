import Foundation
import GoldenFiles
import ReleaseRecords
@testable import Reporting
import Testing

@Suite("OSCAL assessment results")
struct OSCALTests {
  static func hash(_ bytes: [UInt8]) -> [UInt8] {
    // Stands in for SHA-1: all that matters here is that different names give different bytes.
    (0..<20).map { index in
      var state: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(index)
      for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
      state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }

  static func assessment(_ findings: Report.FindingList, framework: String? = nil) throws -> OSCALAssessment {
    let mappings = try ControlMappings()
    let coverage = framework.flatMap { mappings.framework(named: $0) }.map {
      FrameworkCoverage(of: $0, by: findings, mappings: mappings)
    }
    return OSCALAssessment(
      title: "Compliance of checkout",
      description: "Releases of checkout in the fourth quarter of 2026.",
      from: SampleReport.time("2026-10-01T00:00:00Z"),
      until: SampleReport.time("2027-01-01T00:00:00Z"),
      lastRecorded: SampleReport.time("2026-11-21T07:29:58.25Z"),
      policy: OSCALAssessment.Policy(name: "octoacme", version: "3", digest: String(repeating: "ab", count: 32)),
      log: SampleReport.provenance.log,
      producer: "release-ledger 0.1.0",
      findings: findings,
      coverage: coverage
    )
  }

  static let stranger = Report.FindingList([
    Report.Finding(
      control: "9 odd id!",
      title: "",
      subject: " ",
      required: "\u{1B}[2J\n",
      observed: "<b>*x*</b>",
      verdict: .met
    ),
    Report.Finding(
      control: "9 odd id!",
      title: "",
      subject: " ",
      required: "\u{1B}[2J\n",
      observed: "<b>*x*</b>",
      verdict: .met
    ),
  ])

  @Test(arguments: [nil, "soc2", "iso27001", "nist-800-53", "pci-dss", "sox-itgc", "ssdf"] as [String?])
  func asInTheGoldenFileAndTheSameEachTime(_ framework: String?) throws {
    let assessment = try Self.assessment(SampleReport.findings, framework: framework)
    let text = CanonicalJSON.string(OSCAL.assessmentResults(assessment, sha1: Self.hash))
    #expect(text == CanonicalJSON.string(OSCAL.assessmentResults(assessment, sha1: Self.hash)))
    if framework == nil || framework == "soc2" {
      #expect(try Golden.difference(text, from: "oscal-\(framework ?? "policy").json") == nil)
    }
  }

  /// The types of compliance-trestle are generated from NIST's schema and refuse whatever it does not have.
  @Test(.enabled(if: Tool.pythonWithTrestle != nil, "python3 with compliance-trestle is not installed"))
  func validatesAsOSCAL() throws {
    var documents = try [nil, "soc2", "iso27001", "nist-800-53", "pci-dss", "sox-itgc", "ssdf"].map { framework in
      OSCAL.assessmentResults(try Self.assessment(SampleReport.findings, framework: framework), sha1: Self.hash)
    }
    for findings in [Report.FindingList([]), Self.stranger] {
      documents.append(OSCAL.assessmentResults(try Self.assessment(findings), sha1: Self.hash))
    }
    let good = CanonicalJSON.string(.array(documents))
    #expect(try Self.problems(of: good) == "")
    let bad = [("\"methods\":[\"EXAMINE\"]", "\"methods\":[]"), ("\"subjects\"", "\"about\""), ("-5", "-1")]
    for (part, other) in bad {
      #expect(good.contains(part))
      #expect(try Self.problems(of: good.replacing(part, with: other)) != "", "\(other)")
    }
  }

  private static func problems(of documents: String) throws -> String {
    let program = """
      import json, sys
      from trestle.oscal.assessment_results import AssessmentResults
      for number, document in enumerate(json.load(sys.stdin)):
          try:
              AssessmentResults.parse_obj(document["assessment-results"])
          except Exception as error:
              print(number, error)
      """
    return try #require(Tool.pythonWithTrestle).run(["-W", "ignore", "-c", program], input: documents).output
  }

  @Test func everyReferenceLeadsSomewhere() throws {
    let assessment = try Self.assessment(SampleReport.findings, framework: "soc2")
    let results = try #require(OSCAL.assessmentResults(assessment, sha1: Self.hash)["assessment-results"])
    let result = try #require(results["results"]?[0])
    let observations = try #require(result["observations"]?.array)
    let observed = Set(observations.compactMap { $0["uuid"]?.string })
    #expect(observed.count == SampleReport.findings.findings.count)
    let items = Set((result["local-definitions"]?["inventory-items"]?.array ?? []).compactMap { $0["uuid"]?.string })
    for observation in observations {
      #expect(items.contains(observation["subjects"]?[0]?["subject-uuid"]?.string ?? ""))
    }
    let findings = try #require(result["findings"]?.array)
    #expect(!findings.isEmpty)
    for finding in findings {
      let related = finding["related-observations"]?.array ?? []
      #expect(!related.isEmpty)
      for observation in related { #expect(observed.contains(observation["observation-uuid"]?.string ?? "")) }
    }
    let uuids = observations + findings + (result["local-definitions"]?["inventory-items"]?.array ?? [])
    #expect(Set(uuids.compactMap { $0["uuid"]?.string }).count == uuids.count)
    let resource = try #require(results["back-matter"]?["resources"]?[0]?["uuid"]?.string)
    #expect(results["import-ap"]?["href"]?.string == "#" + resource)
  }

  @Test(
    arguments: [
      ([.met], "satisfied", "pass"), ([.met, .notApplicable], "satisfied", "pass"),
      ([.met, .notMet], "not-satisfied", "fail"), ([.met, .waived], "not-satisfied", "other"),
      ([.pending], "not-satisfied", "other"), ([.notApplicable], nil, nil),
    ] as [([Report.Verdict], String?, String?)]
  )
  func satisfiedOnlyWhereEverythingIsMet(_ verdicts: [Report.Verdict], _ state: String?, _ reason: String?) throws {
    let findings = verdicts.enumerated().map { index, verdict in
      Report.Finding(
        control: "OCT-06",
        title: "T",
        subject: "checkout 1.\(index).0",
        required: "r",
        observed: "o",
        verdict: verdict
      )
    }
    let document = OSCAL.assessmentResults(try Self.assessment(Report.FindingList(findings)), sha1: Self.hash)
    let status = document["assessment-results"]?["results"]?[0]?["findings"]?[0]?["target"]?["status"]
    #expect(status?["state"]?.string == state)
    #expect(status?["reason"]?.string == reason)
  }

  @Test func uuidsAreOfVersionFive() {
    // RFC 9562, appendix A.4: the digest of the name www.example.com in the namespace of the DNS.
    let digest: [UInt8] = [
      0x2E, 0xD6, 0x65, 0x7D, 0xE9, 0x27, 0x46, 0x8B, 0x55, 0xE1, 0x26, 0x65, 0xA8, 0xAE, 0xA6, 0xA2, 0x2D, 0xEE, 0x3E,
      0x35,
    ]
    #expect(NameUUID.text(digest: digest) == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    let uuid = NameUUID(sha1: { $0 })
    #expect(uuid("a", "bc") == uuid("a", "bc"))
    let names = NameUUID(sha1: Self.hash)
    #expect(names("a", "bc") != names("ab", "c"))
  }

  @Test(arguments: [("OCT-06", "oct-06"), ("CC8.1", "cc8.1"), ("6.5.1", "_6.5.1"), ("", "_"), ("a b", "a_b")])
  func idsBecomeTokens(_ id: String, _ token: String) {
    #expect(OSCALAssessment.token(id) == token)
  }
}
