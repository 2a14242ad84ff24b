/// Puts rollbacks together from their records, in whatever order these come.
struct RollbackRecords: Sendable {
  struct Record {
    var service: Int32
    var rollback: Int32
    var sequence: Int64
    /// As noted: 0 started, 1 succeeded, 3 failed.
    var status: Int64
    var at: Int64
    var from: Int32
    var to: Int32
    var undone: Int32?
    var restoring: Int32?
    var detected: Int64?
    var decided: Int64?
    var executed: Int64?
  }

  fileprivate struct Tally: Sendable {
    let service: Int32
    let rollback: Int32
    var sequence = Int64.max
    var started = Int64.max
    var startIsKnown = false
    var finished: Int64?
    var detected: Int64?
    var last = Int64.min
    var succeeded = false
    var failed = false
    var from: Set<Int32> = []
    var to: Set<Int32> = []
    var undone: Set<Int32> = []
    var restoring: Set<Int32> = []
  }

  private var tallies: [Int32: Tally] = [:]

  mutating func add(_ record: Record) {
    tallies[record.rollback, default: Tally(service: record.service, rollback: record.rollback)].add(record)
  }

  /// What has to be known by name, as records of one rollback differ in it.
  var doubtful: NoteNumbers {
    var doubtful = NoteNumbers()
    for tally in tallies.values {
      for numbers in [tally.from, tally.to] where numbers.count > 1 { doubtful.formUnion(.version, numbers) }
      for numbers in [tally.undone, tally.restoring] where numbers.count > 1 {
        doubtful.formUnion(.deployment, numbers)
      }
    }
    return doubtful
  }

  /// The rollbacks in the order of their first records, without the version of the deployment that each undoes.
  /// - Parameter names: of what is doubtful. Where records differ, the last by name counts.
  func rollbacks(_ names: NoteNames) throws -> [ToldRollback] {
    try tallies.values.map { try $0.told(names) }.sorted { $0.sequence < $1.sequence }
  }
}

extension RollbackRecords.Tally {
  fileprivate mutating func add(_ record: RollbackRecords.Record) {
    func first(_ known: Int64?, _ other: Int64?) -> Int64? { known.map { min($0, other ?? $0) } ?? other }
    sequence = min(sequence, record.sequence)
    started = min(started, record.at, record.detected ?? record.at, record.decided ?? record.at)
    let isToldEarlier = [record.detected, record.decided].contains { $0.map { $0 <= record.at } ?? false }
    startIsKnown = startIsKnown || record.status != 1 || isToldEarlier
    if record.status == 1 { finished = first(finished, record.executed ?? record.at) }
    detected = first(detected, record.detected)
    last = max(last, record.at)
    succeeded = succeeded || record.status == 1
    failed = failed || record.status == 3
    from.insert(record.from)
    to.insert(record.to)
    if let undone = record.undone { self.undone.insert(undone) }
    if let restoring = record.restoring { self.restoring.insert(restoring) }
  }

  fileprivate func told(_ names: NoteNames) throws -> ToldRollback {
    ToldRollback(
      service: service,
      rollback: rollback,
      sequence: sequence,
      undone: try names.last(.deployment, of: undone),
      restoring: try names.last(.deployment, of: restoring),
      from: try names.last(.version, of: from) ?? 0,
      to: try names.last(.version, of: to) ?? 0,
      succeeded: succeeded,
      failed: failed,
      detected: detected,
      started: started,
      startIsKnown: startIsKnown,
      finished: finished,
      last: self.last
    )
  }
}
