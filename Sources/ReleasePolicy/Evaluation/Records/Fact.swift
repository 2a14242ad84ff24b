internal import ReleaseRecords

/// A record as the evaluation takes it: with the time that counts for it.
final class Fact: Sendable {
  let entry: LedgerRecord
  /// When it happened; for an amendment that claims no time, when that happened which it amends.
  let time: Timestamp
  /// The sequence number of the record that it amends in the end; its own where it amends none.
  let origin: Int64
  /// The sequence number of the first record that withdraws or replaces it; no record's where none does.
  let supersededBy: Int64

  init(_ entry: LedgerRecord, time: Timestamp, origin: Int64, supersededBy: Int64?) {
    self.entry = entry
    self.time = time
    self.origin = origin
    self.supersededBy = supersededBy ?? .max
  }

  /// Whether a later record has withdrawn or replaced it, by all that the log says.
  var isSuperseded: Bool { supersededBy != .max }

  var sequence: Int64 { entry.sequence }
  var kind: RecordKind { entry.record.kind }
  var data: JSONObject { entry.record.data }
  var environment: String? { entry.record.environment }
  var version: String? { entry.record.version?.text }

  /// A field that is a text.
  subscript(_ name: String) -> String? { entry.record.data[name]?.string }

  /// A field that is an instant.
  func time(_ name: String) -> Timestamp? { self[name].flatMap { Timestamp($0) } }

  /// The order in which everything is taken: by time, and what is of the same time by position in the log.
  static func precedes(_ a: Fact, _ b: Fact) -> Bool {
    a.time == b.time ? a.sequence < b.sequence : a.time < b.time
  }
}
