internal import ReleaseRecords

extension LedgerRecord {
  var kind: RecordKind { record.kind }
  var environment: String? { record.environment }

  /// A field that is a text.
  subscript(_ name: String) -> String? { record.data[name]?.string }

  /// A field that is an instant.
  func time(_ name: String) -> Timestamp? { self[name].flatMap { Timestamp($0) } }

  /// A field that is a list of texts.
  func list(_ name: String) -> [String] { record.data[name]?.array?.compactMap(\.string) ?? [] }

  /// The order in which everything is told: by time, and what is of the same time by position in the log.
  static func precedes(_ a: LedgerRecord, _ b: LedgerRecord) -> Bool {
    (a.effectiveAt, a.sequence) < (b.effectiveAt, b.sequence)
  }
}

extension [LedgerRecord] {
  /// What was last stated in a field.
  func last(_ name: String) -> String? {
    for entry in reversed() {
      if let value = entry[name] { return value }
    }
    return nil
  }

  var sequences: [Int64] { map(\.sequence).sorted() }

  /// Groups in the order of their first records.
  func grouped<Key: Hashable>(by key: (LedgerRecord) -> Key?) -> [(key: Key, entries: [LedgerRecord])] {
    var order: [Key] = []
    var groups: [Key: [LedgerRecord]] = [:]
    for entry in self {
      guard let key = key(entry) else { continue }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(entry)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }
}
