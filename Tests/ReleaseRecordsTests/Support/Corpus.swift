import Foundation

/// The collection of real inputs beside the package, where it is present.
enum Corpus {
  static let folder: URL? = {
    if let path = ProcessInfo.processInfo.environment["RELEASE_LEDGER_CORPUS"], !path.isEmpty {
      return existing(URL(fileURLWithPath: path))
    }
    return existing(packageRoot.deletingLastPathComponent().appendingPathComponent("shared/corpus"))
  }()

  static let packageRoot: URL = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path),
      folder.path != "/"
    {
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  static var isPresent: Bool { folder != nil }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return try Array(Data(contentsOf: folder.appendingPathComponent(path)))
  }

  private static func existing(_ url: URL) -> URL? {
    FileManager.default.fileExists(atPath: url.path) ? url : nil
  }
}
