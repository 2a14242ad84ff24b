internal import Glibc
internal import PrivateServer

/// Where the program keeps what outlives it (XDG Base Directory Specification).
enum Folders {
  /// The private server's data.
  static func data() throws -> String {
    let names = ["XDG_DATA_HOME", "HOME"]
    var environment: [String: String] = [:]
    for name in names { environment[name] = try EnvironmentVariables.value(name) }
    guard let folder = PrivateServer.defaultFolder(environment: environment, isRoot: geteuid() == 0) else {
      throw Failure(
        "HOME is not set, so there is no folder to keep data in; set it, or use --data-folder",
        code: .usage
      )
    }
    return folder
  }

  /// What this machine remembers of logs; nil where it has no home to keep it in.
  static func state() throws -> String? {
    if let folder = try EnvironmentVariables.value("XDG_STATE_HOME") { return "\(folder)/release-ledger" }
    return try EnvironmentVariables.value("HOME").map { $0 + "/.local/state/release-ledger" }
  }

  /// Keys.
  static func configuration() throws -> String {
    if let folder = try EnvironmentVariables.value("XDG_CONFIG_HOME") { return "\(folder)/release-ledger" }
    return try home("/.config/release-ledger")
  }

  private static func home(_ path: String) throws -> String {
    guard let home = try EnvironmentVariables.value("HOME") else {
      throw Failure(
        "HOME is not set, so there is no folder to keep things in; set it, or name the file with --key",
        code: .usage
      )
    }
    return home + path
  }
}
