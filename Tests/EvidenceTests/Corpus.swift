import Foundation

/// Real reports of other people's tools, kept outside the repository.
enum Corpus {
  /// The folder: `RELEASE_LEDGER_CORPUS`, or `../shared/corpus` beside the package.
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["RELEASE_LEDGER_CORPUS"], !path.isEmpty {
      return URL(filePath: path, directoryHint: .isDirectory)
    }
    var root = URL(filePath: #filePath)
    while root.path != "/", !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path) {
      root.deleteLastPathComponent()
    }
    return root.deletingLastPathComponent().appending(path: "shared/corpus", directoryHint: .isDirectory)
  }()

  static let isPresent = FileManager.default.fileExists(atPath: folder.path)

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }

  /// Paths of all files under a sub-folder, relative to the corpus.
  static func files(under path: String) throws -> Set<String> {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: path).path)
    var isFolder: ObjCBool = false
    return Set(
      names.map { path + "/" + $0 }.filter {
        FileManager.default.fileExists(atPath: folder.appending(path: $0).path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
    )
  }
}
