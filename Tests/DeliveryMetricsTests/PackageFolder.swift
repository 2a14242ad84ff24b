import Foundation

/// The package's own folder, and what lies beside it.
enum PackageFolder {
  static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A file of the corpus of real inputs, where that is present.
  static func corpus(_ path: String) -> URL? {
    let folder =
      ProcessInfo.processInfo.environment["RELEASE_LEDGER_CORPUS"].map { URL(filePath: $0) }
      ?? url.appending(path: "../shared/corpus")
    let file = folder.appending(path: path)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }
}
