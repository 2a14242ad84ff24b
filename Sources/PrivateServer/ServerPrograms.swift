internal import ChildProcess
internal import Glibc

/// The programs of one installed PostgreSQL.
struct ServerPrograms: Equatable {
  static let oldestVersion = 15
  static let debianFolder = "/usr/lib/postgresql"

  /// The folder with `postgres` and `initdb`.
  let folder: String
  let majorVersion: Int

  func path(of program: String) -> String { "\(folder)/\(program)" }

  /// Everything installed, newest first: in Debian's folders, then on `PATH`.
  static func installed() throws -> [ServerPrograms] {
    var found: [ServerPrograms] = []
    for name in Files.names(in: debianFolder) {
      let folder = "\(debianFolder)/\(name)/bin"
      if let version = Int(name), hasPrograms(folder) {
        found.append(ServerPrograms(folder: folder, majorVersion: version))
      }
    }
    for folder in pathFolders where hasPrograms(folder) {
      let said = try Command("\(folder)/postgres", ["--version"]).run().output
      if let version = majorVersion(saidAs: String(decoding: said, as: UTF8.self)),
        !found.contains(where: { $0.majorVersion == version })
      {
        found.append(ServerPrograms(folder: folder, majorVersion: version))
      }
    }
    return found.sorted { $0.majorVersion > $1.majorVersion }
  }

  /// The ones to run data of this major version with, or for new data the newest.
  static func matching(
    dataVersion: Int?,
    folder: String,
    among all: [ServerPrograms]
  ) throws(PrivateServerError) -> ServerPrograms {
    guard let newest = all.first else {
      throw .notInstalled(searched: ["\(debianFolder)/*/bin", "PATH"])
    }
    if let dataVersion, dataVersion >= oldestVersion {
      guard let same = all.first(where: { $0.majorVersion == dataVersion }) else {
        throw .otherVersion(folder: folder, made: dataVersion, installed: all.map(\.majorVersion))
      }
      return same
    }
    guard newest.majorVersion >= oldestVersion else { throw .tooOld(installed: newest.majorVersion) }
    guard let dataVersion else { return newest }
    throw .otherVersion(folder: folder, made: dataVersion, installed: all.map(\.majorVersion))
  }

  /// "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)" is 15; so is "15beta1".
  static func majorVersion(saidAs text: String) -> Int? {
    let marker = "(PostgreSQL) "
    guard text.utf8.count < 200, let start = text.firstRange(of: marker)?.upperBound else { return nil }
    return Int(text[start...].prefix(while: \.isNumber))
  }

  private static var pathFolders: [String] {
    guard let path = getenv("PATH") else { return [] }
    return String(cString: path).split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  private static func hasPrograms(_ folder: String) -> Bool {
    access("\(folder)/postgres", X_OK) == 0 && access("\(folder)/initdb", X_OK) == 0
  }
}
