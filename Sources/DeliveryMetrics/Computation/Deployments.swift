/// When something first went out, and with which deployment's first record: the order of deployments.
struct Root: Hashable, Comparable, Sendable {
  var at: Int64
  var sequence: Int64

  static func < (a: Root, b: Root) -> Bool { a.at != b.at ? a.at < b.at : a.sequence < b.sequence }
}

/// A deployment that ended. Its last ending decides; where two stand at the same instant, failed goes before cancelled,
/// and that before succeeded. It finished when its deciding status was first recorded.
struct EndedDeployment: Sendable {
  /// As noted; where endings coincide, the greater counts.
  enum Outcome: Int8, Sendable {
    case succeeded = 1
    case cancelled, failed
  }

  var service: Int32
  var version: Int32
  /// The number of its id.
  var deployment: Int32
  var outcome: Outcome
  var started: Int64?
  var finished: Int64
  /// The incident that it says it mends.
  var incident: Int32?
  /// Its first record.
  var sequence: Int64
}

/// Puts deployments together from their records, in whatever order these come.
///
/// They have to be all records, about a stretch of time, of each version that has one in it; of versions with records
/// beside it only, some may lack.
struct Deployments: Sendable {
  struct Record {
    var service: Int32
    var version: Int32
    var deployment: Int32
    /// How it ended; `nil` where it started.
    var outcome: EndedDeployment.Outcome?
    var at: Int64
    var incident: Int32?
    var sequence: Int64
  }

  fileprivate struct Tally: Sendable {
    let service: Int32
    let version: Int32
    let deployment: Int32
    var sequence: Int64
    var incident: Int32?
    var started: Int64?
    /// The first of each ending, by status.
    var ended: (succeeded: Int64?, cancelled: Int64?, failed: Int64?)
    var lastEnd: (at: Int64, outcome: Int8)?
    var isWithin: Bool

    /// What decided it; nil as long as it goes on.
    var end: (outcome: EndedDeployment.Outcome, finished: Int64)? {
      guard let lastEnd, let outcome = EndedDeployment.Outcome(rawValue: lastEnd.outcome) else { return nil }
      let finished =
        switch outcome {
        case .succeeded: ended.succeeded
        case .cancelled: ended.cancelled
        case .failed: ended.failed
        }
      return finished.map { (outcome, $0) }
    }
  }

  private let stretch: Range<Int64>
  private var tallies: [Tally] = []
  private var places: [UInt64: Int] = [:]

  /// - Parameter stretch: the stretch of time that the records are about.
  init(about stretch: Range<Int64>) {
    self.stretch = stretch
  }

  mutating func add(_ record: Record) {
    let key = UInt64(UInt32(bitPattern: record.version)) << 32 | UInt64(UInt32(bitPattern: record.deployment))
    let place: Int
    if let known = places[key] {
      place = known
    } else {
      place = tallies.count
      places[key] = place
      tallies.append(
        Tally(
          service: record.service,
          version: record.version,
          deployment: record.deployment,
          sequence: record.sequence,
          ended: (nil, nil, nil),
          isWithin: false
        )
      )
    }
    tallies[place].add(record, isWithin: stretch.contains(record.at))
  }

  /// The deployments that ended in a part of the stretch, by service and then in the order in which they finished.
  func ended(in range: Range<Int64>) -> [EndedDeployment] {
    var ended: [EndedDeployment] = []
    ended.reserveCapacity(tallies.count)
    for tally in tallies {
      guard let end = tally.end, range.contains(end.finished) else { continue }
      ended.append(
        EndedDeployment(
          service: tally.service,
          version: tally.version,
          deployment: tally.deployment,
          outcome: end.outcome,
          started: tally.started,
          finished: end.finished,
          incident: tally.incident,
          sequence: tally.sequence
        )
      )
    }
    return ended.sorted { a, b in
      if a.service != b.service { return a.service < b.service }
      return a.finished != b.finished ? a.finished < b.finished : a.sequence < b.sequence
    }
  }

  /// What the records name.
  struct Named: Sendable {
    /// The deployments that they are of, among others: these were numbered as they were first mentioned.
    var deployments: ClosedRange<Int32>
    /// The incidents that they say they mend.
    var incidents: Set<Int32>
  }

  /// `nil` where there are none.
  func named() -> Named? {
    guard let first = tallies.first else { return nil }
    var named = Named(deployments: first.deployment...first.deployment, incidents: [])
    for tally in tallies {
      if !named.deployments.contains(tally.deployment) {
        named.deployments =
          min(named.deployments.lowerBound, tally.deployment)...max(named.deployments.upperBound, tally.deployment)
      }
      if let incident = tally.incident { named.incidents.insert(incident) }
    }
    return named
  }

  /// A version of each of the deployments that are among these, by their numbers.
  func versions(of deployments: Set<Int32>) -> [Int32: Int32] {
    var versions: [Int32: Int32] = [:]
    guard !deployments.isEmpty else { return versions }
    for tally in tallies where deployments.contains(tally.deployment) { versions[tally.deployment] = tally.version }
    return versions
  }

  /// The service and the first success of each version with a record in the stretch; a root of nil where it had none.
  func firstSuccesses() -> [Int32: (service: Int32, root: Root?)] {
    var within: [Int32: (service: Int32, root: Root?)] = [:]
    within.reserveCapacity(tallies.count)
    for tally in tallies where tally.isWithin { within[tally.version] = (tally.service, nil) }
    for tally in tallies {
      guard let end = tally.end, end.outcome == .succeeded, let place = within.index(forKey: tally.version) else {
        continue
      }
      let root = Root(at: end.finished, sequence: tally.sequence)
      let first = within.values[place].root
      within.values[place].root = first.map { min($0, root) } ?? root
    }
    return within
  }
}

extension Deployments.Tally {
  fileprivate mutating func add(_ record: Deployments.Record, isWithin: Bool) {
    func first(_ known: Int64?) -> Int64 { known.map { min($0, record.at) } ?? record.at }
    sequence = min(sequence, record.sequence)
    if let incident = record.incident { self.incident = max(self.incident ?? incident, incident) }
    if isWithin { self.isWithin = true }
    switch record.outcome {
    case .succeeded: ended.succeeded = first(ended.succeeded)
    case .cancelled: ended.cancelled = first(ended.cancelled)
    case .failed: ended.failed = first(ended.failed)
    case nil: started = first(started)
    }
    guard let outcome = record.outcome else { return }
    let end = (at: record.at, outcome: outcome.rawValue)
    if lastEnd.map({ $0 < end }) ?? true { lastEnd = end }
  }
}
