internal import ChildProcess
internal import Glibc

/// Where everything of a private server lies.
struct ServerFolder: Equatable {
  /// `sun_path` holds 108 bytes, the last of them NUL.
  static let socketPathLimit = 107

  let path: String

  var data: String { path + "/data" }
  var draft: String { path + "/data.new" }
  var socket: String { path + "/socket" }
  var log: String { path + "/server.log" }
  var lock: String { path + "/lock" }
  var processFile: String { data + "/postmaster.pid" }

  func socketFile(port: Int) -> String { "\(socket)/.s.PGSQL.\(port)" }

  /// The major version that made the data.
  var dataVersion: Int? {
    Files.text(of: data + "/PG_VERSION").flatMap { Int($0.prefix(while: \.isNumber)) }
  }

  func checkSocketPath(port: Int) throws(PrivateServerError) {
    let file = socketFile(port: port)
    // The server also locks a file beside it, with a longer name; only the socket's own is limited.
    guard file.utf8.count <= Self.socketPathLimit else {
      throw .pathTooLong(path: file, limit: Self.socketPathLimit)
    }
  }

  /// Makes the folder and its parents where missing, for its user alone.
  func make(for user: ServerUser) throws {
    var parent = ""
    for name in path.split(separator: "/").dropLast() {
      parent += "/" + name
      guard mkdir(parent, geteuid() == 0 ? 0o755 : 0o700) == 0 || errno == EEXIST else {
        throw PrivateServerError.failed(on: parent)
      }
    }
    try makeOwn(path, for: user)
    try makeOwn(socket, for: user)
    guard try user.command("test", ["-w", path, "-a", "-x", path]).run().succeeded else {
      throw PrivateServerError.userCannotEnter(user: user.name, path: path)
    }
  }

  private func makeOwn(_ folder: String, for user: ServerUser) throws(PrivateServerError) {
    if mkdir(folder, 0o700) != 0 {
      guard errno == EEXIST else { throw .failed(on: folder) }
      var information = stat()
      guard stat(folder, &information) == 0 else { throw .failed(on: folder) }
      guard information.st_mode & S_IFMT == S_IFDIR else {
        throw .folderNotUsable(path: folder, reason: "it is not a folder")
      }
      guard geteuid() == 0 || information.st_uid == user.userID else {
        throw .folderNotUsable(path: folder, reason: "it belongs to user \(information.st_uid), not to \(user.name)")
      }
      // Someone's folder of other things is not to be taken away from them.
      let known: Set = ["data", "data.new", "socket", "server.log", "server.log.1", "lock"]
      if folder == path, let other = Files.names(in: folder).first(where: { !known.contains($0) }),
        !Files.exists(data)
      {
        throw .folderNotUsable(path: folder, reason: "it holds other things, such as '\(other)'; choose an empty one")
      }
      guard chmod(folder, 0o700) == 0 else { throw .failed(on: folder) }
    }
    guard geteuid() != 0 || chown(folder, user.userID, user.groupID) == 0 else { throw .failed(on: folder) }
  }
}
