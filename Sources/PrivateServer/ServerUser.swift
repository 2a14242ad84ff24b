internal import ChildProcess
internal import Glibc

/// Who the server runs as. PostgreSQL refuses root, so root hands it to someone with fewer rights.
struct ServerUser: Equatable {
  let name: String
  let userID: UInt32
  let groupID: UInt32

  /// The caller; for root the owner of the data that is there, else `postgres`, else `nobody`.
  static func forData(in dataFolder: String) throws(PrivateServerError) -> ServerUser {
    guard geteuid() == 0 else { return named(geteuid()) }
    if let owner = Files.owner(of: dataFolder), owner != 0 { return named(owner) }
    for name in ["postgres", "nobody"] {
      if let entry = getpwnam(name) {
        return ServerUser(name: name, userID: entry.pointee.pw_uid, groupID: entry.pointee.pw_gid)
      }
    }
    throw .folderNotUsable(
      path: dataFolder,
      reason: "PostgreSQL does not run as root, and there is neither a user 'postgres' nor 'nobody' to run it"
    )
  }

  private static func named(_ userID: UInt32) -> ServerUser {
    guard let entry = getpwuid(userID) else {
      return ServerUser(name: String(userID), userID: userID, groupID: getegid())
    }
    return ServerUser(name: String(cString: entry.pointee.pw_name), userID: userID, groupID: entry.pointee.pw_gid)
  }

  /// The command as this user runs it: with a bare environment, since PGDATA, PGOPTIONS and their like
  /// would change what it does, and from `/`, which everyone may enter.
  func command(_ program: String, _ arguments: [String]) -> Command {
    var environment = Command.inherited(["PATH"])
    environment["LC_ALL"] = "C"
    guard geteuid() != userID else {
      return Command(program, arguments, environment: environment, directory: "/")
    }
    let identity = ["--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--"]
    return Command("setpriv", identity + [program] + arguments, environment: environment, directory: "/")
  }
}
