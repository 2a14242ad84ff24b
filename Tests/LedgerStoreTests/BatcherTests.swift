import LedgerStore
import ReleaseRecords
import Testing

@Suite("The batcher")
struct BatcherTests {
  @Test("gives each of 64 producers the receipt of its own record")
  func producers() async throws {
    try await withTestLedger { test in
      let batcher = AppendBatcher(test.ledger)
      let receipts = try await withThrowingTaskGroup(of: [Int: Int64].self) { group in
        for producer in 0..<64 {
          group.addTask {
            var receipts: [Int: Int64] = [:]
            for number in producer * 10..<producer * 10 + 10 {
              receipts[number] = try await batcher.append(.gate(number)).sequence
            }
            return receipts
          }
        }
        return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
      }
      let read = try await test.ledger.records(RecordQuery())
      #expect(read.count == 640)
      #expect(read.allSatisfy { record in
        receipts.contains { .string("gate-\($0.key)") == record.record.data["gate"] && $0.value == record.sequence }
      })
      // Fewer transactions than records: that is what it is for.
      let transactions = try await test.value("select count(distinct recorded_at) from ledger.record")
      #expect(try #require(Int(transactions)) < 640)
      #expect(try await test.findings() == [])
    }
  }

  @Test("lets one bad record fail alone")
  func oneBad() async throws {
    try await withTestLedger { test in
      let batcher = AppendBatcher(test.ledger)
      try await test.ledger.append(.gate(0, key: "taken"))
      let results = await withTaskGroup(of: (Int, Bool).self) { group in
        for number in 1...40 {
          group.addTask {
            let record = Record.gate(number, key: number == 20 ? "taken" : "key-\(number)")
            do {
              _ = try await batcher.append(record)
              return (number, true)
            } catch LedgerError.keyConflict {
              return (number, false)
            } catch {
              Issue.record("\(number): \(error)")
              return (number, false)
            }
          }
        }
        return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
      }
      #expect(results.filter { !$0.value }.map(\.key) == [20])
      #expect(try await test.ledger.head().size == 40)
    }
  }
}
