import Evidence
import ReleaseRecords
import Testing

@Suite("Records in CSV")
struct RecordCSVReaderTests {
  @Test("are read by the names in the header")
  func records() throws {
    let rows = try read(
      """
      kind,service,version,environment,occurred_at,key,data.gate,data.outcome,data.type,data.commit,data.labels,\
      text.notes,source.run,data.deployment,data.status,data.automatic,data.traffic_percent
      gate,shop,1.2.3,,2026-11-21T08:00:00+01:00,k1,unit-tests,passed,,,,,17,,,,
      release,shop,1.2.3,,,,,,minor,\(commit),breaking; regulated,"All,
      new",,,,,
      deployment,shop,1.2.3,production,,,,,,,,,,d1,succeeded,true,
      rollout,shop,,production,,,,,,,,,,d1,,,12.5
      """
    )
    #expect(
      try rows.map { try $0.get() } == [
        Record(
          .gate,
          service: "shop",
          version: SemanticVersion("1.2.3"),
          occurredAt: Timestamp("2026-11-21T07:00:00Z"),
          source: ["run": "17"],
          data: ["gate": "unit-tests", "outcome": "passed"],
          key: "k1"
        ),
        Record(
          .release,
          service: "shop",
          version: SemanticVersion("1.2.3"),
          data: ["type": "minor", "commit": .string(commit), "labels": ["breaking", "regulated"]],
          text: ["notes": "All,\nnew"]
        ),
        Record(
          .deployment,
          service: "shop",
          version: SemanticVersion("1.2.3"),
          environment: "production",
          data: ["deployment": "d1", "status": "succeeded", "automatic": true]
        ),
        Record(
          .rollout,
          service: "shop",
          environment: "production",
          data: ["deployment": "d1", "traffic_percent": 12.5]
        ),
      ]
    )
  }

  @Test("take lists and objects as JSON, too")
  func json() throws {
    let rows = try read(
      """
      kind,service,version,data.gate,data.outcome,data.measurements
      gate,shop,1.2.3,load,passed,"[{""name"":""p95"",""value"":12,""unit"":""ms""}]"
      """
    )
    let measurements: JSONValue = [["name": "p95", "value": 12, "unit": "ms"]]
    #expect(try rows[0].get().data["measurements"] == measurements)
  }

  @Test("that are wrong are told by line and column, and the others read")
  func wrongRows() throws {
    let rows = try read(
      """
      kind,service,version,data.gate,data.outcome
      gate,shop,v1.2.3,lint,passed
      gate,shop,1.2.3,,gone
      gaet,shop,1.2.3,lint,passed
      gate,shop,1.2.3,lint,passed
      """
    )
    #expect(
      rows.map { problems(of: $0).map { [$0.line, $0.column] } } == [[[2, 11]], [[3, 17], [3, 18]], [[4, 1]], []]
    )
    guard case .failure(let error) = rows[0] else {
      Issue.record("taken as a record")
      return
    }
    #expect(error.description.hasPrefix("line 2, column 11: version is \"v1.2.3\": expected a version"))
  }

  @Test(
    "need a header that names fields",
    arguments: [
      ("", "line 1, column 1: the file is empty: expected is a header such as kind,service,version"),
      ("kind,service,kind\n", "line 1, column 14: the column 'kind' is there twice"),
      ("kind,gate\n", "line 1, column 6: 'gate' names no field of a record: expected are "),
      ("kind,data.\n", "line 1, column 6: 'data.' names no field of a record: expected are "),
    ]
  )
  func headers(text: String, message: String) {
    let error = #expect(throws: CSVError.self) { try read(text) }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test("keep the text of a cell that is no number or truth value, so that the message shows it")
  func types() throws {
    let rows = try read(
      """
      kind,service,environment,data.deployment,data.status,data.automatic,data.traffic_percent
      deployment,shop,production,d1,succeeded,yes,
      rollout,shop,production,d1,,,12%
      """
    )
    let messages = rows.map { problems(of: $0).map(\.description) }
    #expect(messages[0].contains { $0.contains("data.automatic is \"yes\"") })
    #expect(messages[1].contains { $0.hasPrefix("line 3, column 30: data.traffic_percent is \"12%\"") })
  }

  private func problems(of row: Result<Record, RecordCSVReader.RowError>) -> [CSVError] {
    if case .failure(let error) = row { error.problems } else { [] }
  }

  let commit = String(repeating: "a1", count: 20)

  private func read(_ text: String) throws -> [Result<Record, RecordCSVReader.RowError>] {
    let now = try #require(Timestamp("2026-11-21T12:00:00Z"))
    var reader = RecordCSVReader(validator: RecordValidator(now: now))
    var rows: [Result<Record, RecordCSVReader.RowError>] = []
    var text = text
    try text.withUTF8 { bytes in
      try reader.consume(UnsafeRawBufferPointer(bytes)) { rows.append($0) }
    }
    try reader.finish { rows.append($0) }
    return rows
  }
}
