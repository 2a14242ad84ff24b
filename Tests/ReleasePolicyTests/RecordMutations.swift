import ReleaseRecords

/// Random changes of a log: records that are missing, happen at another time, say something else, or come twice.
struct RecordMutations {
  var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(seed: seed) }

  mutating func mutated(_ records: [LedgerRecord]) -> [LedgerRecord] {
    var entries = records.map { (at: $0.recordedAt, record: $0.record) }.filter { $0.record.kind != .waiver }
    for _ in 0..<pick([1, 1, 2, 3, 5]) where !entries.isEmpty {
      let index = Int.random(in: 0..<entries.count, using: &generator)
      switch pick([0, 1, 1, 2, 2, 3, 3]) {
      case 0: entries.remove(at: index)
      case 1: entries[index] = moved(entries[index])
      case 2: change(&entries[index].record)
      default:
        var twin = moved(entries[index])
        if pick([true, true, false]) { change(&twin.record) }
        entries.append(twin)
      }
    }
    return entries.sorted { $0.at < $1.at }.enumerated().map { index, entry in
      LedgerRecord(sequence: Int64(index), recordedAt: entry.at, recordedBy: "ci", record: entry.record)
    }
  }

  private mutating func moved(_ entry: (at: Timestamp, record: Record)) -> (at: Timestamp, record: Record) {
    let minutes = pick([1, 5, 10, 30, 60, 600, 1440, 20_160]) * pick([-1, 1])
    var moved = entry
    moved.record.occurredAt = (entry.record.occurredAt ?? entry.at) + .seconds(minutes * 60)
    if pick([true, true, false]) { moved.at = entry.at + .seconds(minutes * 60) }
    return moved
  }

  private mutating func change(_ record: inout Record) {
    guard let field = pick(Catalogue[record.kind].fields.map(Optional.some) + [nil]) else { return }
    switch field.type {
    case .oneOf(let words): record.data[field.name] = .string(pick(words))
    case .boolean: record.data[field.name] = .boolean(pick([true, false]))
    case .number, .integer: record.data[field.name] = .number(pick([0, 1, 2, 5, 25, 50, 100]))
    default: record.data[field.name] = nil
    }
  }

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &generator)] }
}
