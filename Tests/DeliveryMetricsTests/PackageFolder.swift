import Foundation

/// The package's own folder, and what lies beside it.
enum PackageFolder {
  static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The migrations in their order.
  static func migrations() throws -> [String] {
    let folder = url.appending(path: "sql/migrations")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }.sorted()
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
  }

  /// A file of the corpus of real inputs, where that is present.
  static func corpus(_ path: String) -> URL? {
    let folder =
      ProcessInfo.processInfo.environment["RELEASE_LEDGER_CORPUS"].map { URL(filePath: $0) }
      ?? url.appending(path: "../shared/corpus")
    let file = folder.appending(path: path)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }
}
