import Foundation
import LedgerSQL
import LedgerStore
import Testing

@Suite("The list of what the schema does by itself")
struct SchemaObjectsTests {
  /// `RENEW_GOLDEN_FILES=1 swift test --filter SchemaObjectsTests` writes the list anew, after a migration was changed.
  @Test("is what the migrations make")
  func list() async throws {
    try await withTestLedger { test in
      let found = try await test.ledger.schemaObjects()
      if ProcessInfo.processInfo.environment["RENEW_GOLDEN_FILES"] == "1" {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
          .deletingLastPathComponent()
        let text = found.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: root.appending(path: "sql/objects.txt"))
      } else {
        let known = LedgerSQL.objects.split(separator: "\n").map(String.init)
        let isOfThisVersion = found.contains { $0.contains("  view ") && known.contains($0) }
        let views = { (line: String) in isOfThisVersion || !line.contains("  view ") }
        #expect(Set(found.filter(views)).symmetricDifference(known.filter(views)).sorted() == [])
      }
    }
  }
}
