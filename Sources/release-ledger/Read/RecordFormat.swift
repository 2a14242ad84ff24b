internal import ArgumentParser
internal import ReleaseRecords

/// How records are printed.
enum RecordFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json

  func line(_ record: LedgerRecord, _ summary: RecordSummary) -> String {
    switch self {
    case .json: Terminal.safe(json: CanonicalJSON.string(record.json))
    case .table: Self.columns(record, summary)
    }
  }

  private static func columns(_ entry: LedgerRecord, _ summary: RecordSummary) -> String {
    let record = entry.record
    let subject = [record.service, record.version?.text, record.environment].compactMap(\.self).joined(separator: " ")
    let late = entry.isLate ? Terminal.yellow("  recorded \(entry.recordedAt.toSeconds)") : ""
    return "\(pad(String(entry.sequence), 7))  \(Terminal.dim(entry.effectiveAt.toSeconds))  "
      + "\(Terminal.bold(pad(record.kind.rawValue, 13)))  \(pad(Terminal.safe(subject), 28))  "
      + "\(summary.line(record))\(late)"
  }

  static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension Timestamp {
  /// To the second, which is what people read.
  var toSeconds: String {
    let remainder = microseconds % Self.microsecondsPerSecond
    return Timestamp(microseconds: microseconds - (remainder < 0 ? remainder + 1_000_000 : remainder)).description
  }
}

extension LedgerRecord {
  /// Whether the ledger learned of it more than an hour after it happened.
  var isLate: Bool { recordedAt - effectiveAt > .seconds(3600) }

  /// The record in the form in which it was sent, with what the ledger added.
  var json: JSONValue {
    var object = record.json.object ?? [:]
    object["sequence"] = .number(Double(sequence))
    object["recorded_at"] = .string(recordedAt.description)
    object["recorded_by"] = .string(recordedBy)
    return .object(object)
  }
}
