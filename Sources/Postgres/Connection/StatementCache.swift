/// The statements a connection has prepared, and those it has run once.
///
/// A statement is prepared when it comes a second time: for one that never does, to prepare it would be a way to the
/// server and back for nothing.
struct StatementCache {
  struct Key: Hashable {
    var text: String
    var types: [PostgresType]
  }

  enum Use {
    case unprepared
    case prepare(name: String)
    case prepared(name: String)
  }

  private struct Entry {
    var name: String?
    var lastUse: UInt64
  }

  private let limit: Int
  private var entries: [Key: Entry] = [:]
  private var uses: UInt64 = 0
  private var names: UInt64 = 0
  /// The names of statements that were dropped here and are still to be dropped on the server.
  private(set) var evicted: [String] = []

  init(limit: Int) { self.limit = limit }

  /// How to run a statement now.
  mutating func use(_ key: Key) -> Use {
    guard limit > 0 else { return .unprepared }
    uses += 1
    guard let entry = entries[key] else {
      if entries.count >= limit { evictOldest() }
      entries[key] = Entry(name: nil, lastUse: uses)
      return .unprepared
    }
    entries[key]?.lastUse = uses
    if let name = entry.name { return .prepared(name: name) }
    names += 1
    let name = "statement_\(names)"
    entries[key]?.name = name
    return .prepare(name: name)
  }

  /// Forgets a statement that the server does not have, or has to prepare anew.
  mutating func forget(_ key: Key) {
    if let name = entries.removeValue(forKey: key)?.name { evicted.append(name) }
  }

  /// Forgets a statement whose preparation failed, so that the server has nothing to drop.
  mutating func forgetUnprepared(_ key: Key) { entries[key] = nil }

  mutating func takeEvicted() -> [String] {
    defer { evicted = [] }
    return evicted
  }

  private mutating func evictOldest() {
    guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })?.key else { return }
    forget(oldest)
  }
}
