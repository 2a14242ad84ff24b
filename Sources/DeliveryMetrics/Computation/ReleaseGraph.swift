internal import ReleaseRecords

/// A release as its record has it.
struct NotedRelease: Sendable {
  var version: Int32
  var previous: Int32?
  var cut: Int64
  var isHotfix: Bool
}

/// What is known of releases and of those around them, as far as it was read.
struct ReleaseGraph: Sendable {
  struct Node: Sendable {
    /// When it was cut, as far as its record says.
    var cut: Int64?
    /// Its first success in the environment.
    var success: Root?
    /// The versions right behind it: its previous version, and its prereleases.
    var behind: [Int32]
    /// The versions right ahead of it: those that name it as their previous one, and the one that it is a prerelease of.
    var ahead: [Int32]
  }

  /// By version.
  private let releases: [NotedRelease]
  private let prereleases: [Int32: [Int32]]
  /// Those asked about, in order.
  let versions: [Int32]
  let successes: [Int32: Success]
  /// What is ahead of versions asked about, as far as it was read.
  private var ahead: [Int32: [Int32]] = [:]
  /// Other versions.
  private var others: [Int32: Node] = [:]
  private let reader: Reader

  typealias Success = (service: Int32, root: Root?)

  /// Where a walk goes from a version.
  enum Direction: Sendable {
    case back, ahead
  }

  /// Reads what is known of versions and of those that a walk comes to from there, and of those right ahead of them.
  struct Reader: Sendable {
    var nodes: @Sendable (_ versions: [Int32], Direction) async throws -> [Int32: Node]
    var ahead: @Sendable ([Int32]) async throws -> [(version: Int32, ahead: Int32)]
  }

  /// - Parameters:
  ///   - versions: those with a deployment in the stretch of time asked about, in order.
  ///   - successes: the first success of each of them.
  ///   - releases: all release records of these versions.
  ///   - prereleases: all prereleases of these versions, each with the version that it leads to.
  ///   - reader: reads what more is asked.
  init(
    of versions: [Int32],
    _ successes: [Int32: Success],
    _ releases: [NotedRelease],
    prereleases: [(version: Int32, of: Int32)],
    reader: Reader
  ) {
    self.versions = versions
    self.successes = successes
    self.releases = releases.sorted { $0.version < $1.version }
    self.prereleases = Dictionary(grouping: prereleases, by: \.of).mapValues { $0.map(\.version) }
    self.reader = reader
  }

  /// A version that was asked about, or read since.
  subscript(version: Int32) -> Node? {
    guard let success = successes[version] else { return others[version] }
    let records = records(of: version)
    return Node(
      cut: records.lazy.map(\.cut).min(),
      success: success.root,
      behind: records.compactMap(\.previous) + (prereleases[version] ?? []),
      ahead: ahead[version] ?? []
    )
  }

  /// Reads those of the versions that are not known yet, to walk ahead also what is ahead of those that are.
  mutating func load(_ versions: some Sequence<Int32>, to walk: Direction) async throws {
    let versions = Set(versions)
    let unknown = versions.filter { successes[$0] == nil && others[$0] == nil }
    if !unknown.isEmpty { others.merge(try await reader.nodes(unknown.sorted(), walk)) { _, new in new } }
    guard walk == .ahead else { return }
    let without = versions.filter { successes[$0] != nil && ahead[$0] == nil }
    guard !without.isEmpty else { return }
    let steps = try await reader.ahead(without.sorted())
    for version in without { ahead[version] = [] }
    for step in steps where without.contains(step.version) { ahead[step.version]?.append(step.ahead) }
  }

  /// Each version asked about with those right behind it.
  var steps: [(version: Int32, behind: Int32)] {
    releases.compactMap { release in release.previous.map { (release.version, $0) } }
      + prereleases.flatMap { version, behind in behind.map { (version, $0) } }
  }

  /// The hotfixes among the versions asked about, each with the versions that its records name as the one it mends.
  var hotfixes: [Int32: Set<Int32>] {
    var hotfixes: [Int32: Set<Int32>] = [:]
    for release in releases where release.isHotfix {
      hotfixes[release.version, default: []].formUnion(release.previous.map { [$0] } ?? [])
    }
    return hotfixes
  }

  /// When a version asked about was cut.
  func cut(of version: Int32) -> Int64? { records(of: version).lazy.map(\.cut).min() }

  private func records(of version: Int32) -> ArraySlice<NotedRelease> {
    releases[releases.partitioningIndex { $0.version >= version }...].prefix { $0.version == version }
  }
}

extension ReleaseGraph {
  /// Walks from versions ahead, release by release, until one that went out, and finds out which of all these a
  /// deployment brought that went out first.
  ///
  /// - Parameters:
  ///   - isOpen: whether to go on from a version that may have brought what is behind it.
  ///   - isEnd: whether a version that first succeeded at an instant ends a walk.
  mutating func carried(
    from start: Set<Int32>,
    goOn isOpen: (Node) -> Bool,
    endAt isEnd: (_ success: Int64) -> Bool
  ) async throws -> Set<Int32> {
    var ahead = start
    var wave = start
    while !wave.isEmpty {
      try await load(wave, to: .ahead)
      var further: Set<Int32> = []
      for version in wave {
        guard let node = self[version], isOpen(node), node.success.map({ !isEnd($0.at) }) ?? true else { continue }
        for next in node.ahead where ahead.insert(next).inserted { further.insert(next) }
      }
      wave = further
    }

    struct Carried: Hashable {
      var version: Int32
      var at: Int64
    }
    var seen: Set<Carried> = []
    var open: [Carried] = []
    for version in ahead {
      guard let at = self[version]?.success?.at, isEnd(at) else { continue }
      let carried = Carried(version: version, at: at)
      if seen.insert(carried).inserted { open.append(carried) }
    }
    while let carried = open.popLast() {
      for version in self[carried.version]?.behind ?? [] where ahead.contains(version) {
        guard let node = self[version], node.cut.map({ $0 <= carried.at }) ?? true,
          node.success.map({ $0.at >= carried.at }) ?? true
        else { continue }
        let next = Carried(version: version, at: carried.at)
        if seen.insert(next).inserted { open.append(next) }
      }
    }
    return Set(seen.lazy.map(\.version))
  }
}
