import Evidence
import ReleaseRecords
import Testing

@Suite("Status pages become incidents")
struct StatusPageTests {
  static func entry(
    began: String = "2024-01-01T10:00:00Z",
    resolved: String? = "2024-01-01T11:00:00Z",
    severity: String = "down",
    title: String = "Outage",
    affected: [String] = ["web"]
  ) -> StatusPageEntry {
    StatusPageEntry(
      id: "2024-01-01-outage",
      title: title,
      began: began,
      resolved: resolved,
      severity: severity,
      affected: affected
    )
  }

  @Test(
    "times as people write them",
    arguments: [
      "2024-06-05T08:30:00-00:00", "2024-06-05 08:30:00", "2024-06-05T8:30:00-00:00", "2024-06-05T08:30:00",
      "2024-06-05T10:30:00+02:00",
    ]
  )
  func times(began: String) throws {
    let reading = StatusPage(entries: [Self.entry(began: began, resolved: nil)]).records()
    #expect(reading.records.map(\.occurredAt) == [Timestamp("2024-06-05T08:30:00Z")])
  }

  @Test(
    "what cannot be believed is rejected, and says why",
    arguments: [
      (entry(began: "yesterday"), StatusPageReading.Rejected.Reason.unreadableTime("yesterday")),
      (entry(resolved: "2024-01-01"), .unreadableTime("2024-01-01")),
      (entry(resolved: "2024-01-01T09:59:59Z"), .resolvedBeforeItBegan),
      (entry(severity: "odd"), .unknownSeverity("odd")), (entry(affected: []), .noService),
    ]
  )
  func rejected(entry: StatusPageEntry, reason: StatusPageReading.Rejected.Reason) {
    let reading = StatusPage(entries: [entry]).records()
    #expect(reading.rejected.map(\.entry) == [entry] && reading.rejected.map(\.reason) == [reason])
    #expect(reading.records.isEmpty)
  }

  @Test("planned work and notices are no incidents, however bad they look")
  func noIncidents() {
    let page = StatusPage(entries: [
      Self.entry(title: "Maintenance on web"), Self.entry(title: "web migration"), Self.entry(severity: "notice"),
    ])
    let reading = page.records()
    #expect(reading.plannedWork.count == 2 && reading.notices.count == 1)
    #expect(reading.records.isEmpty && reading.rejected.isEmpty)
  }

  @Test("every system named has the incident, unless a service is given")
  func services() {
    let page = StatusPage(entries: [Self.entry(affected: ["web", "mail"])])
    #expect(page.records().records.map(\.service) == ["web", "web", "mail", "mail"])
    let given = page.records(service: "infra")
    #expect(given.records.map(\.service) == ["infra", "infra"])
    #expect(Set(given.records.map(\.key)).count == 2)
  }

  @Test("documents of another shape are refused", arguments: ["", "[]", "{}", #"{"incidents":[{}]}"#])
  func refused(text: String) {
    #expect(throws: StatusPageError.self) { try StatusPage(json: Array(text.utf8)) }
  }

  @Test("a real one is read whole", .enabled(if: Corpus.isPresent, "corpus not present"))
  func corpus() throws {
    let page = try StatusPage(json: Corpus.bytes("incidents/jenkins-infra-status.json"))
    #expect(page.entries.count == 297)
    let reading = page.records(service: "infra")
    #expect(
      reading.plannedWork.count + reading.notices.count + reading.rejected.count + reading.records.count / 2 == 297
    )
    // Of the eight that are over before they begin, four would be incidents; the others are planned work or notices.
    #expect(
      reading.rejected.filter { $0.reason == .resolvedBeforeItBegan }.map(\.entry.id).sorted() == [
        "2021-09-23-puppet-outage", "2021-11-18-jenkins-io-outage", "2022-06-13-repo-slow", "2024-06-05-RPU-trusted",
      ]
    )
    #expect(reading.rejected.count == 4)
    let validator = RecordValidator(now: Timestamp("2026-12-31T00:00:00Z")!)
    for record in reading.records { #expect(throws: Never.self) { try validator.validated(record) } }
  }
}
