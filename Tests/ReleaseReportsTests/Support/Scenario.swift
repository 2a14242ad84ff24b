import ReleasePolicy
import ReleaseRecords
import ReleaseReports
import Reporting

/// Records as the ledger gives them back, made from lines of JSON.
struct Scenario {
  private(set) var entries: [LedgerRecord] = []
  var basis: ReportBasis

  init(at: String = "2026-11-05T00:00:00Z") throws {
    basis = ReportBasis(
      producer: "release-ledger 0.1.0",
      log: Report.LogPosition(
        origin: "ledger.example.org/main",
        size: 0,
        rootHash: "gY4MIRw2vUN0YFMQ5nHnNrQ3mKQ1FhfyEZ9bDWBHX+I="
      ),
      at: try Self.time(at),
      people: PeopleNames(["p-ana": "Ana Sol", "p-ben": "Ben Okri", "p-cleo": "Cleo Marsh", "p-dan": "Dan Wu"])
    )
  }

  struct BadTime: Error {
    let text: String
  }

  static func time(_ text: String) throws -> Timestamp {
    guard let time = Timestamp(text) else { throw BadTime(text: text) }
    return time
  }

  /// Adds the records of some lines of JSON, each recorded five seconds after it happened, unless `recorded` says when.
  mutating func add(_ lines: String) throws {
    for line in lines.split(separator: "\n") where !line.isEmpty {
      var members = try JSONValue(parsing: String(line)).object ?? JSONObject()
      let recorded = try members["recorded"]?.string.map(Self.time)
      members["recorded"] = JSONValue?.none
      let erased = members["erased"]?.array?.compactMap(\.string) ?? []
      members["erased"] = JSONValue?.none
      var record = try RecordValidator(now: Self.time("2027-01-01T00:00:00Z")).record(from: .object(members))
      let happened = record.occurredAt ?? entries.last?.recordedAt ?? basis.at
      let sealed = Dictionary(uniqueKeysWithValues: record.text.keys.map { ($0, "digest-of-\($0)") })
      for name in erased { record.text[name] = nil }
      entries.append(
        LedgerRecord(
          sequence: Int64(entries.count),
          recordedAt: recorded ?? happened + .seconds(5),
          recordedBy: "ci",
          record: record,
          sealedText: sealed
        )
      )
      basis.log.size = Int64(entries.count)
    }
  }

  func records(of version: String, service: String = "deal-scout-api") throws -> RecordsOfRelease {
    guard let version = SemanticVersion(version) else { throw BadTime(text: version) }
    return RecordsOfRelease(of: service, version, in: entries, logSize: Int64(entries.count))
  }
}
