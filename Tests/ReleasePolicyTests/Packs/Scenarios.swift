import Foundation
import Testing

@testable import ReleasePolicy

/// The walks of the packs as JSON lines, in the order in which the ledger learns of them; for demonstrations on a real
/// ledger. `RENEW_GOLDEN_FILES=1 swift test --filter PackWalksTests` writes them anew.
enum Scenarios {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenarios")

  static var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  static func expect(_ text: String, is name: String) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RENEW_GOLDEN_FILES"] == "1" { try Data(text.utf8).write(to: file) }
    #expect(try Data(contentsOf: file) == Data(text.utf8), "\(name) is not what the case says")
  }
}

extension PolicyCase {
  /// What the scenario is called: `a minor release, walked through` is `minor-release`.
  var scenario: String {
    let subject = name.prefix { $0 != "," }.split(separator: " ")
    return subject.drop { ["a", "an"].contains($0) }.joined(separator: "-")
  }
}
