/// Why the private server is not there, sorted by what helps.
public enum PrivateServerError: Error, Equatable, CustomStringConvertible {
  /// No PostgreSQL on this machine.
  case notInstalled(searched: [String])
  /// The newest PostgreSQL on this machine is older than 15.
  case tooOld(installed: Int)
  /// The folder's data was made by a major version that is not installed.
  case otherVersion(folder: String, made: Int, installed: [Int])
  /// The socket's path would be longer than the system allows.
  case pathTooLong(path: String, limit: Int)
  /// The folder can't be made, or is someone else's, or not a folder.
  case folderNotUsable(path: String, reason: String)
  /// Run by root, the server runs as this user, who can't reach the folder.
  case userCannotEnter(user: String, path: String)
  /// The file system of this folder is full.
  case diskFull(folder: String)
  /// Making a new data folder failed; what `initdb` said.
  case notInitialised(folder: String, reason: String)
  /// The server ended before it was ready; the last lines of its log.
  case didNotStart(log: String, lines: String)
  /// The server runs, but is not ready after this time; a long recovery goes on.
  case notReady(seconds: Int, log: String)
  /// The server did not stop within this time.
  case didNotStop(seconds: Int, processID: Int32)

  public var description: String {
    switch self {
    case .notInstalled(let searched):
      "no PostgreSQL found (looked in \(searched.joined(separator: ", "))): "
        + "'apt install postgresql' brings it, or name a server with --database-url"
    case .tooOld(let installed):
      "PostgreSQL \(installed) is installed, and 15 or newer is needed: https://www.postgresql.org/download/ has it "
        + "for this system, or name a server with --database-url"
    case .otherVersion(let folder, let made, let installed):
      "the data in \(folder) was made by PostgreSQL \(made), and installed is "
        + "\(installed.map(String.init).joined(separator: ", ")): "
        + "'apt install postgresql-\(made)', or upgrade the data with pg_upgrade"
    case .pathTooLong(let path, let limit):
      "the socket's path has \(path.utf8.count) bytes, and the system allows \(limit): \(path): choose a shorter folder"
    case .folderNotUsable(let path, let reason):
      "the folder \(path) can't be used: \(reason)"
    case .userCannotEnter(let user, let path):
      "PostgreSQL does not run as root, so the server runs as '\(user)', who can't enter \(path): "
        + "choose a folder all may pass through, such as /var/lib/release-ledger"
    case .diskFull(let folder):
      "no space left on the file system of \(folder): free some and start again; nothing acknowledged is lost"
    case .notInitialised(let folder, let reason):
      "a new data folder could not be made in \(folder): \(reason)"
    case .didNotStart(let log, let lines):
      "the server did not start; the end of its log \(log):\n\(lines)"
    case .notReady(let seconds, let log):
      "the server is still recovering after \(seconds) s; it goes on, so try again later; its log is \(log)"
    case .didNotStop(let seconds, let processID):
      "the server, process \(processID), did not stop within \(seconds) s"
    }
  }
}
