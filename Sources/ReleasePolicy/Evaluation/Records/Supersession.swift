package import ReleaseRecords

/// Which records no longer count, because a later one withdraws or replaces them.
///
/// What is superseded supersedes nothing itself: the withdrawal of an amendment brings back what it amended.
package struct Supersession: Sendable {
  /// One record that names another.
  private struct Link: Sendable {
    let later: Int64
    let earlier: Int64
  }

  /// From the latest to the earliest.
  private let links: [Link]

  /// What each amendment replaces, by their sequence numbers.
  private(set) var amended: [Int64: Int64] = [:]

  /// Takes the log's records in ascending order of their sequence numbers.
  package init(_ records: [LedgerRecord]) {
    var links: [Link] = []
    for record in records.reversed() {
      for named in Self.targets(of: record) where named < record.sequence {
        guard let target = Self.find(named, in: records), Self.mayName(record.record, target.record) else { continue }
        links.append(Link(later: record.sequence, earlier: named))
        if record.record.kind != .correction { amended[record.sequence] = named }
      }
    }
    self.links = links
  }

  /// The sequence numbers of what is superseded in a log of this size.
  func superseded(logSize: Int64 = .max) -> Set<Int64> {
    Set(replacements(logSize: logSize).keys)
  }

  /// The record that withdraws or replaces another, by the other's sequence number.
  package func replacements(logSize: Int64 = .max) -> [Int64: Int64] {
    var replacements: [Int64: Int64] = [:]
    for link in links where link.later < logSize && replacements[link.later] == nil {
      if replacements[link.earlier] == nil { replacements[link.earlier] = link.later }
    }
    return replacements
  }

  private static func targets(of record: LedgerRecord) -> [Int64] {
    let withdrawn = record.record.kind == .correction ? record.record.data["record"]?.integer : nil
    return [withdrawn, record.record.amends].compactMap(\.self)
  }

  /// Nobody corrects another service's records, and nothing is replaced by a record of another kind.
  private static func mayName(_ later: Record, _ earlier: Record) -> Bool {
    if later.kind == .correction {
      return later.service == earlier.service || later.service == nil || earlier.service == nil
    }
    return later.kind == earlier.kind && later.service == earlier.service
  }

  private static func find(_ sequence: Int64, in records: [LedgerRecord]) -> LedgerRecord? {
    var (low, high) = (0, records.count)
    while low < high {
      let middle = (low + high) / 2
      if records[middle].sequence < sequence { low = middle + 1 } else { high = middle }
    }
    return low < records.count && records[low].sequence == sequence ? records[low] : nil
  }
}
