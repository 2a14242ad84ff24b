import ChildProcess
import Glibc
import PostgresTestServer
import PrivateServer
import Testing

@Suite("A private server says what is wrong, and what to do, about")
struct RefusalTests {
  @Test("a folder whose path is too long for a socket")
  func longPath() async throws {
    let folder = try TestServer.newFolder() + "/" + String(repeating: "x", count: 80)
    let error = await #expect(throws: PrivateServerError.self) {
      try await PrivateServer(folder: folder).start()
    }
    let socket = folder + "/socket/.s.PGSQL.5432"
    #expect(error == .pathTooLong(path: socket, limit: 107))
    #expect(access(folder, F_OK) != 0)
  }

  @Test("a folder that holds other things, which stays as it was")
  func otherThings() async throws {
    let folder = try TestServer.newFolder()
    try #require(mkdir(folder, 0o755) == 0)
    try Files.write("mine", to: folder + "/thesis.txt", owner: nil)
    let error = await #expect(throws: PrivateServerError.self) {
      try await PrivateServer(folder: folder).start()
    }
    let reason = "it holds other things, such as 'thesis.txt'; choose an empty one"
    #expect(error == .folderNotUsable(path: folder, reason: reason))
    #expect(Files.text(of: folder + "/thesis.txt") == "mine")
  }

  @Test("a file where the folder should be")
  func file() async throws {
    let path = try TestServer.newFolder()
    try Files.write("", to: path, owner: nil)
    let error = await #expect(throws: PrivateServerError.self) {
      try await PrivateServer(folder: path).start()
    }
    #expect(error == .folderNotUsable(path: path, reason: "it is not a folder"))
  }

  @Test("data of a version that is not installed")
  func otherVersion() async throws {
    let folder = try TestServer.newFolder()
    try #require(mkdir(folder, 0o700) == 0 && mkdir(folder + "/data", 0o700) == 0)
    try Files.write("9\n", to: folder + "/data/PG_VERSION", owner: nil)
    let error = await #expect(throws: PrivateServerError.self) {
      try await PrivateServer(folder: folder).start()
    }
    #expect(error?.description.contains("made by PostgreSQL 9") == true)
    #expect(error?.description.contains("apt install postgresql-9") == true)
  }

  @Test("a setting the server rejects, with the end of its log")
  func brokenSetting() async throws {
    let error = await #expect(throws: PrivateServerError.self) {
      _ = try await TestServer.start(configuration: TestServerConfiguration(settings: ["work_mem": "lots"]))
    }
    #expect(error?.description.contains("invalid value for parameter \"work_mem\"") == true)
  }

  @Test(
    "a folder the server's user can't reach",
    .enabled(if: geteuid() == 0, "only for root does the server run as someone else")
  )
  func unreachable() async throws {
    let parent = try TestServer.newFolder()
    try #require(mkdir(parent, 0o700) == 0)
    let error = await #expect(throws: PrivateServerError.self) {
      try await PrivateServer(folder: parent + "/server").start()
    }
    #expect(error?.description.contains("can't enter \(parent)/server") == true)
  }

  @Test(
    "a full file system",
    .enabled(if: geteuid() == 0, "only root can mount a small one")
  )
  func full() async throws {
    let folder = try TestServer.newFolder()
    try #require(mkdir(folder, 0o755) == 0)
    let mount = ["-t", "tmpfs", "-o", "size=8m,mode=0755", "tmpfs", folder]
    let environment = Command.inherited(["PATH"])
    let mounted = try Command("mount", mount, environment: environment).run()
    try #require(mounted.succeeded, "\(mounted.errorText)")
    let error = await #expect(throws: PrivateServerError.self) {
      try await PrivateServer(folder: folder + "/server").start()
    }
    #expect(error == .diskFull(folder: folder + "/server"))
    #expect(try Command("umount", [folder], environment: environment).run().succeeded)
  }
}
