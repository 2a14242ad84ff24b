import Foundation

/// Inputs that nobody on this project wrote, kept outside of it.
enum Corpus {
  /// The folder with the Merkle tree vectors of transparency-dev/merkle, if it is there.
  static let merkle: URL? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let corpus =
      ProcessInfo.processInfo.environment["RELEASE_LEDGER_CORPUS"].map { URL(filePath: $0) }
      ?? package.deletingLastPathComponent().appending(path: "shared/corpus")
    let folder = corpus.appending(path: "merkle")
    return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
  }()

  static var isPresent: Bool {
    merkle != nil
  }

  /// The JSON files below a folder of the vectors, by their paths.
  static func files(in folder: String) -> [URL] {
    guard let root = merkle?.appending(path: folder),
      let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    else { return [] }
    return walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
  }
}
