internal import ChildProcess
internal import Glibc

/// A PostgreSQL server of one's own in a folder, reached through a Unix socket that only its user can open.
///
///     let server = PrivateServer(folder: "/home/me/.local/share/release-ledger/postgresql")
///     try await server.start()
///     let url = server.connectionURL(database: "ledger")
///
/// It needs Debian's or Ubuntu's package `postgresql`, version 15 or newer, and nothing set up. The server outlives the
/// process that started it, until ``stop()``. PostgreSQL refuses to run as root: for root it runs as the owner of the data, else
/// as `postgres`, else as `nobody`, and the folder becomes that user's.
///
/// Any number of processes may call these at once, and after any crash.
public struct PrivateServer: Sendable {
  /// The folder's path, from the root.
  public let folder: String
  package let configuration: ServerConfiguration

  /// - Parameters:
  ///   - folder: made when missing. Its path may have at most 86 bytes, for the socket's sake.
  ///   - durable: whether a commit survives a crash of the machine; only tests can do without.
  public init(folder: String, durable: Bool = true) {
    self.init(folder: folder, configuration: ServerConfiguration(durable: durable))
  }

  package init(folder: String, configuration: ServerConfiguration) {
    self.folder = Files.absolute(folder)
    self.configuration = configuration
  }

  /// Where a user's own server lies unless said otherwise; `nil` where the environment names no place for data.
  ///
  /// It follows the XDG Base Directory Specification. For root it is `/var/lib/release-ledger/postgresql`, since the
  /// server's user can't enter root's home.
  public static func defaultFolder(environment: [String: String], isRoot: Bool) -> String? {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/release-ledger/postgresql" }
    if isRoot { return "/var/lib/release-ledger/postgresql" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/share/release-ledger/postgresql"
  }

  /// Returns once the server takes connections; at once if it already does.
  ///
  /// - Throws: ``PrivateServerError``.
  public func start() async throws {
    let starter = starter
    try await offPool { try starter.start() }
  }

  /// Stops the server; open connections are ended and their transactions rolled back. Nothing is done if none runs.
  ///
  /// - Throws: ``PrivateServerError/didNotStop(seconds:processID:)``.
  public func stop() async throws {
    let starter = starter
    try await offPool { try starter.stop() }
  }

  public func status() -> ServerStatus {
    let files = ServerFolder(path: folder)
    guard let postmaster = Postmaster.running(in: files) else {
      return Files.exists(files.data) ? .stopped : .absent
    }
    return postmaster.isReady
      ? .running(processID: postmaster.processID) : .starting(processID: postmaster.processID)
  }

  /// The address for libpq: a URI whose host is the socket's folder.
  public func connectionURL(database: String = "postgres", user: String = "postgres") -> String {
    let socket = ServerFolder(path: folder).socket
    return "postgresql://\(percentEncoded(user))@/\(percentEncoded(database))"
      + "?host=\(percentEncoded(socket))&port=\(configuration.port)"
  }

  /// The path of one of PostgreSQL's programs, such as `psql`, of the version this server runs.
  package func path(ofProgram name: String) throws -> String {
    let files = ServerFolder(path: folder)
    return try ServerPrograms.matching(
      dataVersion: files.dataVersion,
      folder: folder,
      among: ServerPrograms.installed()
    ).path(of: name)
  }

  /// Gives a file to the user who runs, or would run, the server of this folder; only root can.
  package static func giveToServer(_ file: String, ofFolder folder: String) throws {
    let user = try ServerUser.forData(in: ServerFolder(path: Files.absolute(folder)).data)
    guard chown(file, user.userID, user.groupID) == 0 else { throw PrivateServerError.failed(on: file) }
  }

  private var starter: ServerStarter {
    ServerStarter(folder: ServerFolder(path: folder), configuration: configuration)
  }
}

private func percentEncoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF")
  var encoded = ""
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      encoded += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
    }
  }
  return encoded
}
