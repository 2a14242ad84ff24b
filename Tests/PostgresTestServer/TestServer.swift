internal import ChildProcess
internal import Glibc
package import PrivateServer
internal import Synchronization

/// A real PostgreSQL server for tests.
///
///     try await TestServer.shared().withDatabase { url in … }
///
/// It ends with the test process, however that ends, and leaves nothing behind.
package final class TestServer: Sendable {
  package let server: PrivateServer
  package let configuration: TestServerConfiguration
  /// The port of TCP connections, where the configuration asked for them; also part of the socket's name.
  package let port: Int

  private static let sharedStart = Task { try await TestServer.start() }
  private static let folders = Atomic<Int>(0)
  private static let databases = Atomic<Int>(0)
  /// A test may need a second database while it has one, so the limit is well above one.
  private let turnstile = Turnstile(limit: 24)

  init(server: PrivateServer, configuration: TestServerConfiguration, port: Int) {
    self.server = server
    self.configuration = configuration
    self.port = port
  }

  /// The one server of this test process, started at first use. For databases, not for stopping.
  package static func shared() async throws -> TestServer {
    try await sharedStart.value
  }

  /// A server of the test's own, to kill, restart or configure.
  package static func start(
    configuration: TestServerConfiguration = TestServerConfiguration(),
    in parent: TestFolder? = nil
  ) async throws -> TestServer {
    let folder = try newFolder(in: parent)
    let port = configuration.tcp == nil ? 5432 : try freePort()
    var certificate: String?
    if configuration.tcp?.tls == true {
      let path = folder + "-tls"
      try await offPool { try makeCertificate(in: path, forServerIn: folder) }
      certificate = path
    }
    let server = PrivateServer(
      folder: folder,
      configuration: configuration.serverConfiguration(port: port, certificateFolder: certificate)
    )
    try await server.start()
    let started = TestServer(server: server, configuration: configuration, port: port)
    if let password = configuration.tcp?.password {
      try await started.run(sql: "alter role postgres password '\(password)'")
    }
    return started
  }

  /// A path for a server's folder, not made yet, which goes with the test process as servers do.
  package static func newFolder(in parent: TestFolder? = nil) throws -> String {
    let number = folders.add(1, ordering: .relaxed).newValue
    return try "\((parent ?? TestFolder.shared.get()).path)/\(number)"
  }

  /// The address by socket.
  package func url(database: String = "postgres", user: String = "postgres") -> String {
    server.connectionURL(database: database, user: user)
  }

  /// The address by TCP, without a password; 127.0.0.1 and `localhost` are the certificate's names.
  package func tcpURL(database: String = "postgres", user: String = "postgres") -> String {
    "postgresql://\(user)@127.0.0.1:\(port)/\(database)"
  }

  /// The certificate to trust, where the configuration asked for TLS.
  package var rootCertificate: String { server.folder + "-tls/server.crt" }

  /// Lends a new, empty database, and drops it afterwards, even from under open connections.
  ///
  /// A few dozen are lent at a time; then it waits.
  package func withDatabase<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    await turnstile.enter()
    do {
      let result = try await withNewDatabase(body)
      await turnstile.leave()
      return result
    } catch {
      await turnstile.leave()
      throw error
    }
  }

  private func withNewDatabase<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let number = Self.databases.add(1, ordering: .relaxed).newValue
    let name = "test_\(getpid())_\(number)"
    try await run(sql: "create database \(name)")
    do {
      let result = try await body(url(database: name))
      try await run(sql: "drop database if exists \(name) with (force)")
      return result
    } catch {
      // The body's own error is the one to report; a server it left dead can't drop anything.
      _ = try? await run(sql: "drop database if exists \(name) with (force)")
      throw error
    }
  }

  /// Runs a statement as the superuser, and returns its rows as text, columns separated by `|`.
  @discardableResult
  package func run(sql: String, database: String = "postgres") async throws -> String {
    let url = url(database: database)
    let server = server
    return try await offPool {
      let psql = Command(
        try server.path(ofProgram: "psql"),
        ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql],
        environment: Command.inherited(["PATH"])
      )
      let result = try psql.run()
      guard result.succeeded else { throw TestServerError.statement(sql: sql, reason: result.errorText) }
      let text = String(decoding: result.output, as: UTF8.self)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
  }

  /// Kills every process of the server at once, as a power cut would.
  package func kill() async throws {
    guard case .running(let postmaster) = server.status() else { throw TestServerError.notRunning }
    try await offPool {
      // Stopped, it can't start another process while its present ones are counted.
      Glibc.kill(postmaster, SIGSTOP)
      let text = Files.text(of: "/proc/\(postmaster)/task/\(postmaster)/children") ?? ""
      let children = text.split(separator: " ").compactMap { Int32($0) }
      for child in children { Glibc.kill(child, SIGKILL) }
      Glibc.kill(postmaster, SIGKILL)
      _ = waitForEnd(of: postmaster)
      // Killed is not gone: until it is, its connections seem sound.
      for child in children {
        while !Self.isGone(child) { usleep(1000) }
      }
    }
  }

  private static func isGone(_ process: Int32) -> Bool {
    // "PID (name) STATE …", where the name may hold anything.
    guard let status = Files.text(of: "/proc/\(process)/stat"), let name = status.lastIndex(of: ")") else {
      return true
    }
    return status[name...].dropFirst(2).first == "Z"
  }

  /// Starts the server again, stopping it before if it runs.
  package func restart() async throws {
    try await server.stop()
    try await server.start()
  }

  package func stop() async throws {
    try await server.stop()
  }
}

/// A port that nobody uses at this moment.
private func freePort() throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let bound = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
    }
  }
  guard bound else { throw TestServerError.tool(name: "bind", reason: String(cString: strerror(errno))) }
  return Int(UInt16(bigEndian: address.sin_port))
}
