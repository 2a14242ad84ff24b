internal import ChildProcess
internal import Glibc
internal import PrivateServer

extension TestServer {
  /// A hot standby that streams from this server; what is committed here is there a moment later.
  package func startStandby() async throws -> TestServer {
    let folder = try Self.newFolder()
    let primary = server
    let url = url()
    try await offPool {
      guard mkdir(folder, 0o755) == 0 else { throw TestServerError.folder(String(cString: strerror(errno))) }
      let arguments = ["-D", folder + "/data", "-d", url, "-R", "-X", "stream", "-c", "fast", "--no-sync"]
      let program = try primary.path(ofProgram: "pg_basebackup")
      let copied = try Command(program, arguments, environment: Command.inherited(["PATH"])).run()
      guard copied.succeeded else { throw TestServerError.tool(name: "pg_basebackup", reason: copied.errorText) }
      guard geteuid() == 0 else { return }
      // The server's user can't enter what root has copied.
      let owner = "--reference=" + primary.folder + "/data"
      let given = try Command("chown", ["-R", owner, folder], environment: Command.inherited(["PATH"])).run()
      guard given.succeeded else { throw TestServerError.tool(name: "chown", reason: given.errorText) }
    }
    let standby = PrivateServer(
      folder: folder,
      configuration: configuration.serverConfiguration(port: port, certificateFolder: nil)
    )
    try await standby.start()
    return TestServer(server: standby, configuration: configuration, port: port)
  }
}
