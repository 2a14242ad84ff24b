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

  /// The names of versions and deployments by their numbers.
  struct Names {
    var versions: [Int32: String] = [:]
    var deployments: [Int32: String] = [:]
  }

  fileprivate struct Tally: Sendable {
    let service: Int32
    let rollback: Int32
    var sequence = Int64.max
    var started = Int64.max
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
  var doubtful: (versions: Set<Int32>, deployments: Set<Int32>) {
    var versions: Set<Int32> = []
    var deployments: Set<Int32> = []
    for tally in tallies.values {
      for numbers in [tally.from, tally.to] where numbers.count > 1 { versions.formUnion(numbers) }
      for numbers in [tally.undone, tally.restoring] where numbers.count > 1 { deployments.formUnion(numbers) }
    }
    return (versions, deployments)
  }

  /// The rollbacks in the order of their first records, without the version of the deployment that each undoes.
  /// - Parameter names: of what is doubtful. Where records differ, the last by name counts.
  func rollbacks(_ names: Names) -> [ToldRollback] {
    tallies.values.map { $0.told(names) }.sorted { $0.sequence < $1.sequence }
  }
}

extension RollbackRecords.Tally {
  fileprivate mutating func add(_ record: RollbackRecords.Record) {
    func first(_ known: Int64?, _ other: Int64?) -> Int64? { known.map { min($0, other ?? $0) } ?? other }
    sequence = min(sequence, record.sequence)
    started = min(started, record.at, record.detected ?? record.at, record.decided ?? record.at)
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

  fileprivate func told(_ names: RollbackRecords.Names) -> ToldRollback {
    func greatest(_ numbers: Set<Int32>, _ names: [Int32: String]) -> Int32? {
      // In the order of the database's collation "C": byte by byte.
      numbers.max { (names[$0] ?? "").utf8.lexicographicallyPrecedes((names[$1] ?? "").utf8) }
    }
    return ToldRollback(
      service: service,
      rollback: rollback,
      sequence: sequence,
      undone: greatest(undone, names.deployments),
      restoring: greatest(restoring, names.deployments),
      from: greatest(from, names.versions) ?? 0,
      to: greatest(to, names.versions) ?? 0,
      succeeded: succeeded,
      failed: failed,
      detected: detected,
      started: started,
      finished: finished,
      last: self.last
    )
  }
}
