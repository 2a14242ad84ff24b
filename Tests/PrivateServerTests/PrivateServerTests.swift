import PostgresTestServer
import PrivateServer
import Testing

@Suite("A private server")
struct PrivateServerTests {
  @Test("takes statements once started, on a database of the test's own")
  func answers() async throws {
    try await TestServer.shared().withDatabase { url in
      #expect(url.contains("host=%2Ftmp%2F"))
      #expect(url.contains("/test_"))
    }
    #expect(try await TestServer.shared().run(sql: "select 6 * 7") == "42")
  }
}
