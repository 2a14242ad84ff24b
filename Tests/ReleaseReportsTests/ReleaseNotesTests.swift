import GoldenFiles
import ReleaseRecords
@testable import ReleaseReports
import Reporting
import Testing

@Suite("Release notes from the records")
struct ReleaseNotesTests {
  private func notes(_ scenario: Scenario, _ packs: [String], type: String) throws -> ReleaseNotes {
    let template = try ReleaseNotesTemplate.template(for: packs, type: type)
    let entry = try #require(scenario.entries.first { $0.record.kind == .release })
    let version = try #require(entry.record.version)
    let records = try scenario.records(of: version.text, service: try #require(entry.record.service))
    return ReleaseNotes(of: records, by: template, basis: scenario.basis)
  }

  /// The headings of each organisation's template, in its order.
  @Test(arguments: [
    (
      "octoacme", "minor",
      [
        "Release Highlights", "What's New", "Features", "Improvements", "Bug Fixes", "Breaking Changes",
        "Migration Steps", "Known Issues", "Deprecations", "Dependencies", "Security Updates",
        "Performance Improvements", "Documentation", "Rollout Schedule", "Feedback & Support", "Contributors",
        "Upgrade Instructions",
      ]
    ), ("octoacme", "patch", ["Summary", "Fixed Issues", "Recommendation", "Installation", "Verification", "Support"]),
    (
      "dealscout", "regular",
      [
        "Features", "Improvements", "Bug Fixes", "Technical", "Breaking Changes", "Known Issues", "Rollback Notes",
      ]
    ),
  ])
  func haveEverySectionOfTheTemplate(_ pack: String, _ type: String, _ titles: [String]) throws {
    let template = try ReleaseNotesTemplate.template(for: [pack], type: type)
    #expect(template.sections.map(\.title) == titles)
    let document = try notes(.octoacme(), [pack], type: type).document
    let headings = document.split(separator: "\n").filter { $0.hasPrefix("## ") || $0.hasPrefix("### ") }
    #expect(headings.map { $0.drop { $0 == "#" || $0 == " " } } == titles.map { Markdown.inline($0)[...] })
  }

  @Test func readAsTheOrganisationWritesThem() throws {
    let octoacme = try notes(.octoacme(), ["octoacme"], type: "minor")
    #expect(try Golden.difference(octoacme.document, from: "notes-octoacme.md") == nil)
    #expect(octoacme.missingSections == ["Performance Improvements"])
    #expect(
      try Golden.difference(
        try notes(.rolledBack(), ["dealscout"], type: "regular").document,
        from: "notes-dealscout.md"
      ) == nil
    )
    let texts = #"""
      "summary":"Carts were lost.","fixes":"Carts are kept","recommendation":"Upgrade immediately","verification":"Open a cart\nReload"
      """#
    let hotfix = try notes(.octoacme(texts: texts), ["octoacme"], type: "patch")
    #expect(try Golden.difference(hotfix.document, from: "notes-octoacme-hotfix.md") == nil)
    #expect(hotfix.missingSections == ["Installation", "Support"])
  }

  @Test func changesFillASectionThatNobodyWrote() throws {
    let document = try notes(.octoacme(), ["octoacme"], type: "minor").document
    #expect(document.contains("### Bug Fixes\n\n- Keep the cart when the session ends\n"))
    #expect(document.contains("## Contributors\n\n- Ana Sol\n- Ben Okri\n"))
  }

  @Test func onlyTheAuthorsCanSayThatThereIsNone() throws {
    #expect(
      try notes(.octoacme(), ["octoacme"], type: "minor").document.contains(
        "## Breaking Changes\n\nNo breaking changes in this release\n"
      )
    )
    let silent = try notes(.octoacme(texts: #""highlights":"x""#), ["octoacme"], type: "minor")
    #expect(silent.document.contains("## Breaking Changes\n\nNot recorded.\n"))
    #expect(silent.missingSections.contains("Breaking Changes"))
  }

  @Test func whatPeopleWroteStaysText() throws {
    let texts = #""highlights":"<script>alert(1)</script>\n# Heading","features":"[link](javascript:alert(1))""#
    let notes = try notes(.octoacme(texts: texts), ["octoacme"], type: "minor")
    #expect(!notes.document.contains("<script>"))
    #expect(notes.document.contains("\\# Heading"))
    #expect(!notes.document.contains("[link](javascript"))
    #expect(!HTMLRenderer().render(notes.report).contains("<script>alert"))
  }

  @Test func theStandardTemplateIsForThoseWithoutTheirOwn() throws {
    #expect(try ReleaseNotesTemplate.template(for: ["atlas"], type: "minor").name == "standard-release-notes")
    #expect(try ReleaseNotesTemplate.template(for: [], type: nil).name == "standard-release-notes")
    #expect(try ReleaseNotesTemplate.template(for: ["ours", "dealscout"], type: nil).name == "dealscout-release-notes")
  }
}
