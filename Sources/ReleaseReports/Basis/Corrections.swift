internal import ReleaseRecords

/// Which records no longer count, because a later one withdraws or replaces them.
///
/// What is superseded supersedes nothing itself: the withdrawal of an amendment brings back what it amended.
struct Corrections: Sendable {
  /// The record that withdraws or replaces another, by the other's sequence number.
  private(set) var by: [Int64: Int64] = [:]

  /// Takes the records of a log in any order.
  init(_ entries: [LedgerRecord]) {
    let known = Dictionary(entries.map { ($0.sequence, $0.record) }) { first, _ in first }
    for entry in entries.sorted(by: { $0.sequence > $1.sequence }) where by[entry.sequence] == nil {
      let withdrawn = entry.kind == .correction ? entry.record.data["record"]?.integer : nil
      for target in [withdrawn, entry.record.amends].compactMap(\.self) where target < entry.sequence {
        guard let earlier = known[target], Self.mayName(entry.record, earlier) else { continue }
        if by[target] == nil { by[target] = entry.sequence }
      }
    }
  }

  /// Nobody corrects another service's records, and nothing is replaced by a record of another kind.
  private static func mayName(_ later: Record, _ earlier: Record) -> Bool {
    if later.kind == .correction {
      return later.service == earlier.service || later.service == nil || earlier.service == nil
    }
    return later.kind == earlier.kind && later.service == earlier.service
  }
}
