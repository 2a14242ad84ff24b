package import ReleaseRecords

/// Which records no longer count, because a later one withdraws or replaces them.
///
/// What withdraws a record may be withdrawn in turn; that does not bring the first back. The delivery metrics and the
/// database's `ledger.superseded` go by the same rule.
package struct Supersession: Sendable {
  /// The first record that withdraws or replaces another, by the other's sequence number.
  package private(set) var replacements: [Int64: Int64] = [:]
  /// What each amendment replaces, by their sequence numbers.
  private(set) var amended: [Int64: Int64] = [:]

  /// Takes the log's records in ascending order of their sequence numbers.
  package init(_ records: [LedgerRecord]) {
    for record in records {
      if record.record.kind == .correction, let target = record.record.data["record"]?.integer {
        note(record.sequence, for: target)
      }
      guard let target = record.record.amends, Self.mayAmend(record, target, in: records) else { continue }
      note(record.sequence, for: target)
      if record.record.kind != .correction { amended[record.sequence] = target }
    }
  }

  private mutating func note(_ later: Int64, for earlier: Int64) {
    if earlier < later, replacements[earlier] == nil { replacements[earlier] = later }
  }

  /// Nothing is replaced by a record of another kind or service.
  private static func mayAmend(_ later: LedgerRecord, _ earlier: Int64, in records: [LedgerRecord]) -> Bool {
    guard earlier < later.sequence, let target = find(earlier, in: records) else { return false }
    return target.record.kind == later.record.kind && target.record.service == later.record.service
  }

  private static func find(_ sequence: Int64, in records: [LedgerRecord]) -> LedgerRecord? {
    let place = records.partitioningIndex { $0.sequence >= sequence }
    return place < records.count && records[place].sequence == sequence ? records[place] : nil
  }
}
