internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords
internal import ReleaseReports

/// How a receipt is printed.
enum ReceiptFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json

  func text(_ receipt: Receipt, _ record: Record) -> String {
    switch self {
    case .table:
      let parts = [record.service, record.version?.text, record.environment, RecordWords.title(record)]
      let subject = parts.compactMap(\.self).joined(separator: " ")
      let note = receipt.isRepetition ? "was there already" : "recorded"
      return "\(receipt.sequence)  \(receipt.recordedAt)  \(record.kind.rawValue)  \(Terminal.safe(subject))  \(note)"
    case .json:
      return CanonicalJSON.string([
        "kind": .string(record.kind.rawValue), "recorded_at": .string(receipt.recordedAt.description),
        "repeated": .boolean(receipt.isRepetition), "sequence": .number(Double(receipt.sequence)),
      ])
    }
  }
}
