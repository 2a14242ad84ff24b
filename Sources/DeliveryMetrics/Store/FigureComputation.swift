internal import ReleaseRecords

/// Computes the figures of a query from what is noted, over one connection or two.
struct FigureComputation {
  private let calendar: LocalCalendar
  private let scope: NotedScope
  private let source: NotedSource
  private let other: NotedSource?
  /// The query's own first, which alone has buckets and a distribution.
  private let clocks: [LeadTimeClock]
  private let forObjectives: Bool

  /// - Parameter other: over another connection, if there is one.
  init(
    _ query: MetricsQuery,
    _ calendar: LocalCalendar,
    _ source: NotedSource,
    _ other: NotedSource?,
    objectives: [ProcessObjective]
  ) {
    self.calendar = calendar
    scope = source.scope
    self.source = source
    self.other = other
    forObjectives = !objectives.isEmpty
    clocks = [query.clock] + Set(objectives.compactMap(\.metric.clock)).subtracting([query.clock])
  }

  func tables() async throws -> FigureTables {
    async let toldAside = other?.told()
    let deployments = try await source.deployments()
    let successes = deployments.firstSuccesses()
    async let readGraph = source.graph(successes)
    let readAside = try await toldAside
    async let surroundingsAside = other?.surroundings(of: successes)
    let graph = try await readGraph
    var told: ToldEvents
    if let readAside { told = readAside } else { told = try await source.told() }
    try await source.complete(&told, with: deployments)
    told.hotfixes = try await source.hotfixes(in: graph)

    let (events, all) = (told, deployments)
    async let factsAside = factFigures(all, events)
    var walk = DeliveryWalk(scope.both, graph)
    try await walk.walkBack()
    let surroundings: NotedSource.Surroundings
    if let aside = try await surroundingsAside {
      surroundings = aside
    } else {
      surroundings = try await source.surroundings(of: successes)
    }
    let leadTimes = try await leadTimes(&walk, told, surroundings)
    var facts = await factsAside
    leadTimes.insert(into: &facts.tables, calendar)
    var tables = facts.tables
    tables.current.undelivered = Int64(leadTimes.undelivered)
    try await insertSilence(facts, into: &tables)
    tables.events = try await source.events(facts.events)
    tables.eventCount = facts.eventCount
    tables.rowCounts = MetricsReport.RowCounts(
      facts: facts.count,
      leadTime: leadTimes.commitCount,
      undelivered: leadTimes.undelivered
    )
    return tables
  }

  // MARK: Facts

  private struct FactResult {
    var tables = FigureTables()
    /// How many facts there are in both periods.
    var count: Int
    var events: [DeliveryFacts.Event]
    var eventCount: Int
    /// The services that had a change, in the period and in the one before.
    var changing: Set<Int32>
    var changingBefore: Set<Int32>
  }

  @concurrent
  private func factFigures(_ deployments: Deployments, _ told: ToldEvents) async -> FactResult {
    var finder = FactFinder(deployments.ended(in: scope.around), told, attribution: scope.attribution)
    let facts = finder.facts(in: scope.both)
    let figures = FactFigures(facts, calendar, middle: scope.middle, forObjectives: forObjectives)
    let events = facts.events(since: scope.middle)
    var result = FactResult(
      count: facts.deployments.count + facts.incidents.count + facts.rollbacks.count,
      events: Array(events.suffix(MetricsReader.eventLimit)),
      eventCount: events.count,
      changing: figures.servicesWithChanges(isPrevious: false),
      changingBefore: figures.servicesWithChanges(isPrevious: true)
    )
    figures.insert(into: &result.tables.current, isPrevious: false)
    figures.insert(into: &result.tables.previous, isPrevious: true)
    return result
  }

  /// Counts the services with a change that never recorded an incident or a rollback: nothing may report them.
  private func insertSilence(_ facts: FactResult, into tables: inout FigureTables) async throws {
    let silent = try await source.withoutFailures(among: facts.changing.union(facts.changingBefore))
    func row(_ services: Set<Int32>) -> FigureRow { FigureRow(services.intersection(silent).count) }
    tables.current.insert(row(facts.changing), figure: "services_without_failures", bucket: nil)
    tables.previous.insert(row(facts.changingBefore), figure: "services_without_failures", bucket: nil)
  }

  // MARK: Lead time

  /// - Parameter walk: from every carrier back, for now.
  private func leadTimes(
    _ walk: inout DeliveryWalk,
    _ told: ToldEvents,
    _ surroundings: NotedSource.Surroundings
  ) async throws -> LeadTimes {
    var doubtfulCommits = try await source.doubtfulCommits(of: walk.carrierOf.keys.inOrder())
    doubtfulCommits.formUnion(surroundings.pending.compactMap(\.doubtfulCommit))
    let doubtful = try await source.changes(ofCommits: doubtfulCommits)
    try await walk.walkAhead(doubtful)

    let ofCarriers = walk.carriers.map { delivery($0, surroundings.beginnings, told) }
    var leadTimes = LeadTimes(clocks: clocks, bucketCount: calendar.buckets.count)
    for (change, carrier) in walk.firstDeliveries(of: doubtful) {
      guard let delivery = ofCarriers[carrier] else { continue }
      leadTimes.add(delivery) { clocks[$0] == .authored ? change.authored : change.merged }
    }
    leadTimes.undelivered = try await walk.undelivered(surroundings.pending, doubtful)

    var (versions, deliveries): ([Int32], [LeadTimes.Delivery]) = ([], [])
    for version in walk.carrierOf.keys.inOrder() where !walk.carriedBefore.contains(version) {
      guard let delivery = walk.carrierOf[version].flatMap({ ofCarriers[$0] }) else { continue }
      versions.append(version)
      deliveries.append(delivery)
    }
    leadTimes.append(try await commits(of: VersionTable(versions, deliveries), without: doubtfulCommits))
    return leadTimes
  }

  /// What the commits that a carrier brought have in common; nil where they are not asked for.
  private func delivery(
    _ carrier: DeliveryWalk.Carrier,
    _ beginnings: [Int32: Int64],
    _ told: ToldEvents
  ) -> LeadTimes.Delivery? {
    guard told.labelled?.contains(carrier.version) ?? true else { return nil }
    let isPrevious = carrier.root.at < scope.middle
    return LeadTimes.Delivery(
      at: carrier.root.at,
      isPrevious: isPrevious,
      isFirst: beginnings[carrier.service].map { carrier.root.at <= $0 } ?? false,
      bucket: isPrevious ? 0 : calendar.bucket(ofInstant: carrier.root.at)
    )
  }

  /// The lead times of all commits but the doubtful ones, half of them over each connection.
  private func commits(
    of deliveries: VersionTable<LeadTimes.Delivery>,
    without doubtful: Set<Int64>
  ) async throws -> LeadTimes {
    let none = LeadTimes(clocks: clocks, bucketCount: calendar.buckets.count)
    let all = source.share(of: deliveries.versions)
    guard let other else { return try await source.addCommits(of: all, without: doubtful, deliveries, to: none) }
    let (own, rest) = try await source.halves(of: all)
    async let aside = other.addCommits(of: rest, without: doubtful, deliveries, to: none)
    var leadTimes = try await source.addCommits(of: own, without: doubtful, deliveries, to: none)
    leadTimes.append(try await aside)
    return leadTimes
  }
}
