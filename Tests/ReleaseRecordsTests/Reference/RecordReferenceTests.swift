import Foundation
import ReleaseRecords
import Testing

@Suite("The record reference")
struct RecordReferenceTests {
  /// Renew the page with `RENEW_RECORD_REFERENCE=1 swift test --filter RecordReferenceTests`.
  @Test func isUpToDate() throws {
    let page = Corpus.packageRoot.appendingPathComponent("docs/records.md")
    let markdown = RecordReference.markdown()
    if ProcessInfo.processInfo.environment["RENEW_RECORD_REFERENCE"] == "1" {
      try Data(markdown.utf8).write(to: page)
    }
    let written = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    #expect(written == markdown, "docs/records.md differs from the catalogue: renew it")
  }

  @Test func namesEverythingThatTheCatalogueHas() {
    let markdown = RecordReference.markdown()
    for kind in RecordKind.allCases {
      #expect(markdown.contains("\n### \(kind.rawValue)\n"))
      for field in Catalogue[kind].fields { #expect(markdown.contains("| `\(field.name)` | ")) }
      for text in Catalogue[kind].texts { #expect(markdown.contains("| `\(text.name)` | ")) }
    }
  }
}
