internal import Glibc

/// Where the program keeps what outlives it (XDG Base Directory Specification).
enum Folders {
  /// The private server's data. Root's lies where the server, which runs as another user, can reach it.
  static func data() throws -> String {
    if let folder = try EnvironmentVariables.value("XDG_DATA_HOME") { return "\(folder)/release-ledger" }
    return geteuid() == 0 ? "/var/lib/release-ledger" : try home("/.local/share/release-ledger")
  }

  /// What this machine remembers of logs.
  static func state() throws -> String {
    if let folder = try EnvironmentVariables.value("XDG_STATE_HOME") { return "\(folder)/release-ledger" }
    return try home("/.local/state/release-ledger")
  }

  /// Keys.
  static func configuration() throws -> String {
    if let folder = try EnvironmentVariables.value("XDG_CONFIG_HOME") { return "\(folder)/release-ledger" }
    return try home("/.config/release-ledger")
  }

  private static func home(_ path: String) throws -> String {
    guard let home = try EnvironmentVariables.value("HOME") else {
      throw Failure(
        "HOME is not set, so there is no folder to keep things in; set it, or use --data-folder",
        code: .usage
      )
    }
    return home + path
  }
}
