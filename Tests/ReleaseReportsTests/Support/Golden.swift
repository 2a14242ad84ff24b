import Foundation
import Testing

/// Expected outputs in files beside the tests; `RENEW_GOLDEN_FILES=1 swift test --filter ReleaseReportsTests` writes
/// them anew.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden")

  static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RENEW_GOLDEN_FILES"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let difference = firstDifference(text, expected)
    #expect(difference == nil, "\(name): \(difference ?? "")", sourceLocation: sourceLocation)
  }

  private static func firstDifference(_ text: String, _ expected: String) -> String? {
    guard Array(text.utf8) != Array(expected.utf8) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(lines.count, expectedLines.count) {
      let line = index < lines.count ? lines[index] : "end"
      let expectedLine = index < expectedLines.count ? expectedLines[index] : "end"
      if line != expectedLine { return "line \(index + 1) is “\(line)”, not “\(expectedLine)”" }
    }
    return "the bytes differ, the lines do not"
  }
}
