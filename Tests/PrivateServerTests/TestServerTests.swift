import Glibc
import PostgresTestServer
import PrivateServer
import Testing

@Suite("A test's server")
struct TestServerTests {
  @Test("lends every test a database of its own")
  func databases() async throws {
    let server = try await TestServer.shared()
    async let one = server.withDatabase { url in url }
    async let other = server.withDatabase { url in url }
    let urls = try await [one, other]
    #expect(urls[0] != urls[1])
    #expect(try await server.run(sql: "select 6 * 7") == "42")
    let name = try #require(urls[0].split(separator: "?").first?.split(separator: "/").last)
    #expect(try await server.run(sql: "select count(*) from pg_database where datname = '\(name)'") == "0")
  }

  @Test("leaves nothing behind when the test process is killed")
  func killedProcess() async throws {
    let note = try TestServer.newFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [note = note as String] in
      let server = try await TestServer.start()
      try Files.write("\(server.server.folder)\n\(server.server.status())", to: note, owner: nil)
      kill(getpid(), SIGKILL)
    }
    let lines = try #require(Files.text(of: note)).split(separator: "\n")
    #expect(lines[1].contains("running"))
    let folder = String(lines[0].prefix(upTo: lines[0].lastIndex(of: "/") ?? lines[0].endIndex))
    #expect(folder.hasPrefix("/tmp/release-ledger-tests-"))
    // Every try waits a tenth of a second; a busy machine may need many.
    var tries = 0
    while access(folder, F_OK) == 0 && tries < 600 {
      try await Task.sleep(for: .milliseconds(100))
      tries += 1
    }
    #expect(access(folder, F_OK) != 0)
  }
}
