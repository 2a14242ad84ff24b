import DeliveryMetrics
import Postgres
import ReleaseRecords
import Testing

@Suite("Notes in blocks")
struct BlockTests {
  /// Thirty deployments and as many changes, of which seven fill a block.
  private var history: History {
    var history = History()
    for number in 0..<30 {
      let at = RandomHistoriesTests.start + Int64(number) * 3_600_000_000
      history.changes.append(
        .init(
          sequence: history.next(),
          service: "s",
          version: "1.0.\(number)",
          at: at,
          commit: "c\(number)",
          authored: at - 60_000_000
        )
      )
      history.deployments.append(
        .init(
          sequence: history.next(),
          service: "s",
          version: "1.0.\(number)",
          at: at,
          id: "d\(number)",
          status: "succeeded"
        )
      )
    }
    return history
  }

  @Test("are as many as are full, and say what the notes say")
  func packed() async throws {
    try await MetricsDatabase.with(history) { database in
      let counts = try await database.connection.query(
        """
        select (select count(*) from metrics.change_block), (select count(*) from metrics.deployment_block),
          (select count(*) from metrics.difference())
        """
      ).decode(as: (Int64, Int64, Int64).self)[0]
      #expect(counts == (4, 4, 0))
    }
  }

  @Test(
    "that were doctored are found by the first record that they are of",
    arguments: [
      ("update metrics.change_block set merged = authored where first_sequence = 14", "change", [14]),
      ("update metrics.change_block set last_at = first_at where first_sequence = 0", "change", [0]),
      (
        "update metrics.deployment_block set statuses = statuses || '\\x0001' where first_sequence = 15", "deployment",
        [15]
      ),
      // What follows one that is missing does not follow on what is before it.
      ("delete from metrics.change_block where first_sequence = 14", "change", [28]),
      ("update metrics.change_block set last_sequence = 20 where first_sequence = 14", "change", [14, 28]),
      ("update metrics.deployment_block set first_sequence = 59 where first_sequence = 43", "deployment", [59]),
    ] as [(SQL, String, [Int64])]
  )
  func doctored(sql: SQL, kind: String, records: [Int64]) async throws {
    try await MetricsDatabase.with(history) { database in
      _ = try await database.connection.query(sql)
      let found = try await database.connection.query(
        "select \"table\", sequence, problem from metrics.difference() order by sequence"
      ).decode(as: (String, Int64, String).self)
      #expect(found.map(\.1) == records)
      for row in found { #expect(row.0 == "metrics.\(kind)_block" && row.2 == "is not what the notes say") }
    }
  }

  @Test("whose columns are of different lengths are refused, and not read beyond their ends")
  func damaged() async throws {
    try await MetricsDatabase.with(history) { database in
      try await database.connection.execute("update metrics.change_block set authored = substr(authored, 1, 13)")
      let day: Int64 = 86_400_000_000
      let query = MetricsQuery(
        size: history.size,
        period: MetricsPeriod(
          from: Timestamp(microseconds: RandomHistoriesTests.start),
          until: Timestamp(microseconds: RandomHistoriesTests.start + 3 * day)
        )
      )
      let error = await #expect(throws: MetricsError.self) { try await database.reader.report(query) }
      #expect(error?.description.contains("a block with columns of 7 and 1 notes") == true)
    }
  }
}
