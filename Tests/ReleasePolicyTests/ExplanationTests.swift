import Foundation
import Testing

@testable import ReleasePolicy

@Suite("The explanation of a policy")
struct ExplanationTests {
  /// Renewed by running the tests with `RENEW_GOLDEN_FILES=1`.
  @Test("says in plain English what a document with every key asks for")
  func complete() throws {
    let policy = try PolicyDocument(yaml: PolicyDocumentTests.completeDocument(), named: "complete.yaml").policy
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(components: "Fixtures", "complete.md")
    if ProcessInfo.processInfo.environment["RENEW_GOLDEN_FILES"] == "1" {
      try policy.explanation.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(policy.explanation == (try String(contentsOf: golden, encoding: .utf8)))
  }
}
