import Foundation

/// Expected outputs in a folder `Golden` beside the tests. `RENEW_GOLDEN_FILES=1 swift test --filter ReportingTests`
/// writes those of a test target anew.
///
///     #expect(try Golden.difference(text, from: "notes.md") == nil)
package enum Golden {
  /// The first line in which a text differs from the file; `nil` where it does not.
  package static func difference(_ text: String, from name: String, test: String = #filePath) throws -> String? {
    let file = folder(above: URL(filePath: test).deletingLastPathComponent()).appending(path: name)
    if ProcessInfo.processInfo.environment["RENEW_GOLDEN_FILES"] == "1" { try Data(text.utf8).write(to: file) }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    guard Array(text.utf8) != Array(expected.utf8) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(lines.count, expectedLines.count) {
      let line = index < lines.count ? lines[index] : "end"
      let expectedLine = index < expectedLines.count ? expectedLines[index] : "end"
      if line != expectedLine { return "\(name): line \(index + 1) is “\(line)”, not “\(expectedLine)”" }
    }
    return "\(name): the bytes differ, the lines do not"
  }

  /// The nearest folder `Golden` on the way up from a test; beside the test itself where there is none.
  private static func folder(above place: URL) -> URL {
    var place = place
    while place.path.count > 1 {
      let folder = place.appending(path: "Golden")
      if FileManager.default.fileExists(atPath: folder.path) { return folder }
      place.deleteLastPathComponent()
    }
    return place.appending(path: "Golden")
  }
}
