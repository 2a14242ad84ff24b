import GoldenFiles
import ReleasePolicy
import ReleaseRecords
@testable import ReleaseReports
import Reporting
import Testing

@Suite("The filled release checklist")
struct ReleaseChecklistTests {
  private func checklist(_ scenario: Scenario) throws -> ReleaseChecklist {
    let template = try #require(try ChecklistTemplate.template(for: ["octoacme"]))
    let records = try scenario.records(of: "3.1.0", service: "octocart")
    return ReleaseChecklist(of: records, by: template, basis: scenario.basis)
  }

  @Test func aCompleteReleaseFillsEveryLine() throws {
    let checklist = try checklist(.octoacme())
    #expect(try Golden.difference(checklist.document, from: "checklist.md") == nil)
    #expect(!checklist.document.contains("- [ ]"))
    #expect(checklist.report.subtitle == "29 of 29 items done or not applicable")
  }

  @Test func anEmptyReleaseLeavesEveryLineOpenAndSaysWhatIsMissing() throws {
    var scenario = try Scenario()
    try scenario.add(
      #"""
      {"kind":"release","service":"octocart","version":"3.1.0","occurred_at":"2026-11-03T09:00:00Z","data":{"type":"minor","commit":"\#(Scenario.commit)"}}
      """#
    )
    let checklist = try checklist(scenario)
    #expect(!checklist.document.contains("- [x]"))
    #expect(checklist.document.contains("- [ ] QA Lead sign-off — no approval by qa-lead is on record"))
    #expect(checklist.document.contains("**Release Date**: date not recorded"))
    #expect(checklist.document.contains("**Status**: not recorded"))
    let rows = try #require(try? checklist.report.table("planning")).rows
    #expect(rows.allSatisfy { $0.emphasis == .exception })
  }

  /// Every line rests on records: whichever kind is taken away, some line opens.
  @Test(arguments: ["checklist", "approval", "deployment", "communication", "retrospective", "artifact"])
  func aLineOpensWhereItsRecordsAreMissing(_ kind: String) throws {
    var scenario = try Scenario(at: "2026-11-20T00:00:00Z")
    let rest = try Scenario.octoacme().entries.filter { $0.record.kind.rawValue != kind }
    try scenario.add(rest.map { CanonicalJSON.string($0.record.json) }.joined(separator: "\n"))
    #expect(try checklist(scenario).document.contains("- [ ]"))
  }

  @Test(arguments: [
    (
      #"{"kind":"checklist","#,
      #""data":{"checklist":"T+24h","item":"metrics","outcome":"failed"},"text":{"note":"worse"}}"#,
      "- [ ] Release health monitored for 24 hours — failed (failed)"
    ),
    (
      #"{"kind":"checklist","#, #""data":{"checklist":"T+24h","item":"metrics","outcome":"not_applicable"}}"#,
      "- [x] Release health monitored for 24 hours — not applicable"
    ),
    (
      #"{"kind":"approval","#, #""data":{"role":"qa-lead","decision":"withdrawn","approver":"p-ana"}}"#,
      "- [ ] QA Lead sign-off — Ana Sol: withdrawn"
    ),
    (
      #"{"kind":"incident","#, #""data":{"incident":"INC-1","severity":"SEV3","status":"open"}}"#,
      "**Issues**: INC-1 (SEV3): open"
    ),
  ])
  func aLaterRecordChangesItsLine(_ start: String, _ end: String, _ line: String) throws {
    var scenario = try Scenario.octoacme()
    try scenario.add(
      start + #""service":"octocart","version":"3.1.0","occurred_at":"2026-11-16T09:00:00Z","# + end
    )
    let document = try checklist(scenario).document
    #expect(document.split(separator: "\n").contains(Substring(line)), "\(document)")
  }

  @Test func saysWhatIsWrongWithATemplate() throws {
    let cases: [(document: String, problem: String)] = [
      (#"{"name":"x","packs":[],"title":"t","environment":"p","lines":[]}"#, "“lines”"),
      (
        #"{"name":"x","packs":[],"title":"t","environment":"p","sections":[{"id":"a","title":"A","items":[{"title":"i","from":[{"record":"gate","where":{"colour":"red"}}]}]}]}"#,
        "sections[0].items[0].from[0]: “where.colour” is not a field of gate records with a text"
      ),
      (
        #"{"name":"x","packs":[],"title":"t","environment":"p","sections":[{"id":"a","title":"A","items":[{"title":"i"}]}]}"#,
        "sections[0].items[0]: “from” is not a list with something in it"
      ), ("{", "line 1"),
    ]
    for (document, problem) in cases {
      let error = #expect(throws: ReportTemplateError.self) { try ChecklistTemplate(parsing: Array(document.utf8)) }
      #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }
  }

  @Test func aPolicyThatExtendsOneHasItsChecklist() throws {
    #expect(try ChecklistTemplate.template(for: ["our-own", "octoacme"])?.name == "octoacme-checklist")
    #expect(try ChecklistTemplate.template(for: ["involution"]) == nil)
  }
}
