import Postgres
import Testing

@Suite("LISTEN and NOTIFY")
struct ListenTests {
  @Test("Notifications arrive while nothing else is asked, and with other answers")
  func arrival() async throws {
    try await Database.withConnection { listener in
      try await Database.withConnection { speaker in
        let channel = "news \"of\" \(await listener.processID)"
        let payloads = try await listener.listen(to: channel) { notifications in
          for number in 0..<3 { try await speaker.notify(channel, "\(number)") }
          try await listener.notify(channel, "from itself")
          try await speaker.notify("elsewhere", "not for us")
          try await speaker.notify(channel, "end")
          var payloads: [String] = []
          for try await notification in notifications {
            #expect(notification.channel == channel)
            if notification.payload == "end" { break }
            payloads.append(notification.payload)
          }
          return payloads
        }
        #expect(payloads == ["0", "1", "2", "from itself"])
        #expect(try await listener.query("select count(*) from pg_listening_channels()").single(as: Int.self) == 0)
      }
    }
  }

  @Test("The end of the connection ends the sequence with its reason")
  func end() async throws {
    try await Database.withConnection { listener in
      let processID = Int32(await listener.processID)
      let error = await failure {
        try await listener.listen(to: "x") { notifications in
          try await Database.withConnection { _ = try await $0.query("select pg_terminate_backend(\(processID))") }
          for try await _ in notifications {}
        }
      }
      #expect(error?.connectionFailure?.server?.sqlState == .adminShutdown)
    }
  }

  @Test("A cancelled listener stops")
  func cancellation() async throws {
    try await Database.withConnection { listener in
      let task = Task {
        try await listener.listen(to: "x") { notifications in
          for try await _ in notifications {}
          try Task.checkCancellation()
        }
      }
      task.cancel()
      let result = await task.result
      #expect(throws: (any Error).self) { try result.get() }
      let value = try await listener.query("select 1").single(as: Int.self)
      #expect(value == 1)
    }
  }
}
