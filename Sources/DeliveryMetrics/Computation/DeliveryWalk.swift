/// Which releases went out for the first time in a stretch of time, and with which deployment, as `docs/metrics.md`
/// defines it and `metrics.delivery` does in the database: a release carries the releases behind it, too.
struct DeliveryWalk {
  /// A version's first success in the stretch, which carries its release.
  struct Carrier: Sendable {
    var service: Int32
    var version: Int32
    var root: Root
  }

  /// A record of a commit that stands in several, or in one that names no version, and a version that it is of, if any.
  struct DoubtfulChange: Sendable {
    var sequence: Int64
    var service: Int32
    var commit: String
    var version: Int32?
    var authored: Int64?
    var merged: Int64?
  }

  let carriers: [Carrier]
  /// The place of the carrier that brought a version first.
  private(set) var carrierOf: [Int32: Int] = [:]
  /// Versions among these that a deployment before the stretch had brought already.
  private(set) var carriedBefore: Set<Int32> = []

  private let since: Int64
  private var graph: ReleaseGraph
  /// The versions that a carrier brought from behind.
  private var behind: Set<Int32> = []

  /// - Parameter graph: asked about all versions with a deployment in the stretch.
  init(_ stretch: Range<Int64>, _ graph: ReleaseGraph) {
    since = stretch.lowerBound
    self.graph = graph
    var carriers: [Carrier] = []
    carrierOf.reserveCapacity(graph.versions.count)
    for version in graph.versions {
      guard let success = graph.successes[version], let root = success.root, stretch.contains(root.at) else { continue }
      carrierOf[version] = carriers.count
      carriers.append(Carrier(service: success.service, version: version, root: root))
    }
    self.carriers = carriers
  }

  /// After ``walkBack()``, walks from what was reached ahead, for deployments before the stretch that had brought it.
  ///
  /// - Parameter doubtful: all records of the doubtful commits of versions that were reached.
  mutating func walkAhead(_ doubtful: [DoubtfulChange]) async throws {
    var start = behind.union(siblings(doubtful))
    for carrier in carriers where isCutBefore(graph.cut(of: carrier.version)) { start.insert(carrier.version) }
    // It carried none that was cut later, nor what lies behind that.
    let since = since
    carriedBefore = try await graph.carried(
      from: start,
      goOn: { node in node.cut.map { $0 < since } ?? true },
      endAt: { $0 < since }
    )
  }

  private struct Step: Hashable {
    var version: Int32
    var carrier: Int
  }

  /// Walks from each carrier back, release by release, until one that was deployed before or cut later.
  mutating func walkBack() async throws {
    var seen: Set<Step> = []
    var steps: [Step] = []
    func add(_ version: Int32, _ carrier: Int, to steps: inout [Step]) {
      // Nearly all end here, without a look: what is right behind a release was mostly deployed before it.
      if let root = graph.successes[version]?.root, root <= carriers[carrier].root { return }
      let step = Step(version: version, carrier: carrier)
      if seen.insert(step).inserted { steps.append(step) }
    }
    for (version, behind) in graph.steps {
      if let carrier = carrierOf[version] { add(behind, carrier, to: &steps) }
    }
    while !steps.isEmpty {
      try await graph.load(steps.lazy.map(\.version), to: .back)
      var further: [Step] = []
      for step in steps {
        guard let node = graph[step.version] else { continue }
        let root = carriers[step.carrier].root
        if let cut = node.cut, cut > root.at { continue }
        if let success = node.success, success <= root { continue }
        behind.insert(step.version)
        if carrierOf[step.version].map({ root < carriers[$0].root }) ?? true { carrierOf[step.version] = step.carrier }
        for version in node.behind { add(version, step.carrier, to: &further) }
      }
      steps = further
    }
  }

  // MARK: Before the stretch

  private func isCutBefore(_ cut: Int64?) -> Bool { cut.map { $0 < since } ?? true }

  /// All versions of the commits of which a record is of a version that was reached.
  private func siblings(_ doubtful: [DoubtfulChange]) -> Set<Int32> {
    let reached = doubtful.lazy.filter { change in change.version.map { carrierOf[$0] != nil } ?? false }
    let commits = Set(reached.map(Commit.init))
    return Set(doubtful.lazy.filter { commits.contains(Commit($0)) }.compactMap(\.version))
  }

  // MARK: Commits

  /// A change record of the period whose version did not go out about it.
  struct Pending: Sendable {
    var sequence: Int64
    var version: Int32?
    /// The hash of its commit where that stands in other records, or no version is named.
    var doubtfulCommit: Int64?
  }

  /// How many of the changes no deployment has carried yet, whenever it went out.
  ///
  /// - Parameter doubtful: among others all records of their doubtful commits.
  mutating func undelivered(_ pending: [Pending], _ doubtful: [DoubtfulChange]) async throws -> Int {
    let asked = Set(pending.lazy.map(\.sequence))
    var commits: [Int64: Commit] = [:]
    for change in doubtful where asked.contains(change.sequence) { commits[change.sequence] = Commit(change) }
    var versions: [Commit: Set<Int32>] = [:]
    let wanted = Set(commits.values)
    for change in doubtful where wanted.contains(Commit(change)) {
      if let version = change.version { versions[Commit(change), default: []].insert(version) }
    }
    func belonging(_ change: Pending) -> Set<Int32> {
      var all = commits[change.sequence].flatMap { versions[$0] } ?? []
      if let version = change.version { all.insert(version) }
      return all
    }
    let start = pending.reduce(into: Set<Int32>()) { $0.formUnion(belonging($1)) }
    let carried = try await graph.carried(from: start, goOn: { _ in true }, endAt: { _ in true })
    return pending.count { belonging($0).isDisjoint(with: carried) }
  }

  private struct Commit: Hashable {
    var service: Int32
    var text: String

    init(_ change: DoubtfulChange) {
      service = change.service
      text = change.commit
    }
  }

  /// Each commit among the doubtful ones that went out for the first time in the stretch: its record, and its carrier.
  func firstDeliveries(of doubtful: [DoubtfulChange]) -> [(change: DoubtfulChange, carrier: Int)] {
    var first: [Commit: (change: DoubtfulChange, carrier: Int)] = [:]
    var before: Set<Commit> = []
    for change in doubtful {
      let commit = Commit(change)
      guard let version = change.version else { continue }
      if carriedBefore.contains(version) { before.insert(commit) }
      guard let carrier = carrierOf[version] else { continue }
      if let known = first[commit] {
        let (a, b) = (carriers[carrier].root, carriers[known.carrier].root)
        guard a != b ? a < b : change.sequence < known.change.sequence else { continue }
      }
      first[commit] = (change, carrier)
    }
    return first.filter { !before.contains($0.key) }.map(\.value)
  }
}
