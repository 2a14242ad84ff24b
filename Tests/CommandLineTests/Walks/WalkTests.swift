import Foundation
import Testing

@Suite("Releases taken through their organisation's process by the command line")
struct WalkTests {
  @Test("are refused until the evidence is there, then allowed, and reported with every control", arguments: Walk.all)
  func walk(walk: Walk) async throws {
    try await Tool.withLedger { tool in
      var release = WalkedRelease(walk, tool)
      try await release.walkThrough()
      #expect(release.decisions.first?.allowed == false)
      let findings = try await release.checkReports()
      try expect(release.transcript + [""] + Self.verdicts(findings), of: walk)
    }
  }

  /// One line for each subject and verdict, with the controls that have it.
  private static func verdicts(_ findings: [WalkedRelease.Finding]) -> [String] {
    let groups = Dictionary(grouping: findings) { "\($0.subject ?? ""): \($0.verdict)" }
    return groups.sorted { $0.key < $1.key }.map { key, findings in
      "\(key): \(Set(findings.map(\.control)).sorted().joined(separator: " "))"
    }
  }

  /// Compares with what was reviewed. `RENEW_GOLDEN_FILES=1 swift test --filter WalkTests` writes it anew.
  private func expect(_ lines: [String], of walk: Walk) throws {
    let file = Walk.folder.appending(path: "Expected/\(walk.name).txt")
    let text = lines.map { $0 + "\n" }.joined()
    if ProcessInfo.processInfo.environment["RENEW_GOLDEN_FILES"] == "1" { try Data(text.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(walk.name)")
  }
}
