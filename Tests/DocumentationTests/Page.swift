import Foundation
import Testing

/// A page of the documentation, and the commands that it shows.
struct Page: Sendable, CustomTestStringConvertible {
  /// Its path from the root of the package: `docs/ci.md`.
  let path: String

  var testDescription: String { path }

  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The README and every page below `docs`.
  static let all: [Page] = {
    let docs = root.appending(path: "docs").path
    let names = FileManager.default.enumerator(atPath: docs)?.compactMap { $0 as? String } ?? []
    let pages = names.filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
    let top = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
    return (top + pages.sorted()).map { Page(path: $0) }
  }()

  func text() throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  /// What the page shows or asks to be run, from top to bottom.
  func commands() throws -> [ShownCommand] {
    try PageReader(lines: text().components(separatedBy: "\n")).commands()
  }
}
