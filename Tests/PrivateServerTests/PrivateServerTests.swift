import ChildProcess
import Glibc
import PostgresTestServer
import PrivateServer
import Testing

@Suite("A private server")
struct PrivateServerTests {
  let configuration = TestServerConfiguration()

  @Test("starts from nothing, starts again to no effect, and stops")
  func lifeCycle() async throws {
    let server = PrivateServer(folder: try TestServer.newFolder(), durable: false)
    #expect(server.status() == .absent)
    try await server.stop()
    try await server.start()
    let first = server.status()
    guard case .running = first else {
      Issue.record("not running but \(first)")
      return
    }
    try await server.start()
    #expect(server.status() == first)
    try await server.stop()
    #expect(server.status() == .stopped)
    try await server.stop()
  }

  @Test("keeps what was committed when all of it is killed, and starts again")
  func killed() async throws {
    let server = try await TestServer.start(configuration: TestServerConfiguration(durable: true))
    try await server.run(sql: "create table kept as select 7 as number")
    for _ in 1...3 {
      try await server.kill()
      #expect(server.server.status() == .stopped)
      try await server.restart()
    }
    #expect(try await server.run(sql: "select number from kept") == "7")
    try await server.stop()
  }

  @Test("is one server however many processes start it at once")
  func concurrentProcesses() async throws {
    let folder = try TestServer.newFolder()
    async let one: Void = inAnotherProcess("start", folder)
    async let other: Void = inAnotherProcess("start", folder)
    async let here: Void = PrivateServer(folder: folder, durable: false).start()
    _ = try await (one, other, here)
    let server = PrivateServer(folder: folder, durable: false)
    guard case .running = server.status() else {
      Issue.record("not running but \(server.status())")
      return
    }
    let log = try #require(Files.text(of: folder + "/server.log"))
    #expect(log.components("ready to accept connections") == 1)
    try await server.stop()
  }

  @Test("is not misled by a process file whose number is another program's by now")
  func reusedProcessID() async throws {
    let server = try await TestServer.start()
    try await server.kill()
    let file = server.server.folder + "/data/postmaster.pid"
    let lines = try #require(Files.text(of: file)).split(separator: "\n", omittingEmptySubsequences: false)
    let changed = ([Substring(String(getpid()))] + lines.dropFirst()).joined(separator: "\n")
    try Files.write(changed, to: file, owner: nil)
    try PrivateServer.giveToServerIfRoot(file, ofFolder: server.server.folder)
    #expect(server.server.status() == .stopped)
    try await server.server.start()
    #expect(try await server.run(sql: "select 1") == "1")
    try await server.stop()
  }

  @Test("begins anew where making the data was interrupted")
  func interruptedInitialisation() async throws {
    let folder = try TestServer.newFolder()
    try #require(mkdir(folder, 0o700) == 0 && mkdir(folder + "/data.new", 0o700) == 0)
    try Files.write("half", to: folder + "/data.new/PG_VERSION", owner: nil)
    let server = PrivateServer(folder: folder, durable: false)
    try await server.start()
    try await server.stop()
    #expect(server.status() == .stopped)
  }

  @Test("runs for a user without rights", .enabled(if: geteuid() == 0, "only root can become someone else"))
  func unprivileged() async throws {
    let folder = try TestServer.newFolder()
    try #require(mkdir(folder, 0o700) == 0 && chown(folder, 65_534, 65_534) == 0)
    try await inAnotherProcess("start-stop", folder, "65534")
    // Root starts the same data: as its owner.
    let server = PrivateServer(folder: folder, durable: false)
    try await server.start()
    try await server.stop()
  }

  @Test(
    "lies with the user's data unless said otherwise",
    arguments: [
      (["HOME": "/home/ada"], false, "/home/ada/.local/share/release-ledger/postgresql"),
      (["HOME": "/home/ada", "XDG_DATA_HOME": "/data"], false, "/data/release-ledger/postgresql"),
      // The specification says to ignore a path that is not absolute.
      (["HOME": "/home/ada", "XDG_DATA_HOME": "data"], false, "/home/ada/.local/share/release-ledger/postgresql"),
      (["HOME": "/root"], true, "/var/lib/release-ledger/postgresql"),
      (["XDG_DATA_HOME": "/data"], true, "/data/release-ledger/postgresql"),
      (["HOME": ""], false, nil),
      ([:], false, nil),
    ] as [([String: String], Bool, String?)]
  )
  func defaultFolder(environment: [String: String], isRoot: Bool, folder: String?) {
    #expect(PrivateServer.defaultFolder(environment: environment, isRoot: isRoot) == folder)
  }

  @Test("asks for a password and speaks TLS, where a test wants it")
  func passwordAndTLS() async throws {
    let tcp = TestServerConfiguration.TCP(password: "right one", tls: true)
    let server = try await TestServer.start(configuration: TestServerConfiguration(tcp: tcp))
    let address = server.tcpURL() + "?sslmode=verify-full&sslrootcert=" + server.rootCertificate
    func connect(_ address: String, password: String) throws -> CommandResult {
      var environment = Command.inherited(["PATH"])
      environment["PGPASSWORD"] = password
      let question = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"
      let psql = try server.server.path(ofProgram: "psql")
      return try Command(psql, ["-XAtd", address, "-c", question], environment: environment).run()
    }
    #expect(try connect(address, password: "right one").output == Array("t\n".utf8))
    #expect(try connect(address, password: "wrong").errorText.contains("password authentication failed"))
    #expect(try connect(server.tcpURL() + "?sslmode=disable", password: "right one").status != 0)
    try await server.stop()
  }

  private func inAnotherProcess(_ arguments: String...) async throws {
    let command = Command(BuiltProgram.path("another-process"), arguments, environment: Command.inherited(["PATH"]))
    let result = try await offPool { try command.run() }
    #expect(result.succeeded, "\(result.errorText)")
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(_ part: String) -> Int {
    ranges(of: part).count
  }
}

extension PrivateServer {
  fileprivate static func giveToServerIfRoot(_ file: String, ofFolder folder: String) throws {
    if geteuid() == 0 { try giveToServer(file, ofFolder: folder) }
  }
}
