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

  @Test("leaves nothing behind when the test process is gone, which its folder learns by the end of a pipe")
  func goneProcess() async throws {
    let path: String
    do {
      let folder = try TestFolder()
      path = folder.path
      let server = try await TestServer.start(in: folder)
      #expect(try await server.run(sql: "select 1") == "1")
      withExtendedLifetime(folder) {}
    }
    // Every try waits a tenth of a second; a busy machine may need many.
    var tries = 0
    while access(path, F_OK) == 0 && tries < 600 {
      try await Task.sleep(for: .milliseconds(100))
      tries += 1
    }
    #expect(access(path, F_OK) != 0)
  }
}
