import Postgres
import Testing

@Suite("The client library")
struct ClientTests {
  @Test func isRecentEnoughForPipelineMode() {
    #expect(Client.libraryVersion >= 140000)
  }
}
