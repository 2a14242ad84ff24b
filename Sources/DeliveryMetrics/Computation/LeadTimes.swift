/// The lead times of the commits that went out in a period and in the one before.
struct LeadTimes: Sendable {
  /// What a carrier's commits have in common.
  struct Delivery: Sendable {
    var at: Int64
    var isPrevious: Bool
    /// It was the service's first deployment, whose commits tell how old the service is.
    var isFirst: Bool
    /// The place of the bucket that it falls into, in the period.
    var bucket: Int
  }

  struct Samples: Sendable {
    /// The commits of first deployments, whose spans do not count.
    var first = 0
    var others = SpanSamples()

    var commits: Int { first + others.things }

    mutating func add(_ start: Int64?, _ delivery: Delivery) {
      if delivery.isFirst { first += 1 } else { others.add(from: start, to: delivery.at) }
    }

    mutating func append(_ other: Samples) {
      first += other.first
      others.append(other.others)
    }
  }

  /// The first is the query's own, and has buckets and a distribution.
  let clocks: [LeadTimeClock]
  /// How many commits of the period no deployment has carried yet.
  var undelivered = 0
  /// For each clock.
  private var previous: [Samples]
  private var current: [Samples]
  /// Of the first clock, in the period.
  private var buckets: [Samples]

  init(clocks: [LeadTimeClock], bucketCount: Int) {
    self.clocks = clocks
    previous = Array(repeating: Samples(), count: clocks.count)
    // In the period, the first clock's are kept by bucket.
    current = previous
    buckets = Array(repeating: Samples(), count: bucketCount)
  }

  /// Adds a commit that went out.
  /// - Parameter start: when it was authored or merged, by the number of a clock.
  mutating func add(_ delivery: Delivery, start: (Int) -> Int64?) {
    for clock in clocks.indices {
      if delivery.isPrevious {
        previous[clock].add(start(clock), delivery)
      } else if clock > 0 {
        current[clock].add(start(clock), delivery)
      } else {
        buckets[delivery.bucket].add(start(clock), delivery)
      }
    }
  }

  /// How many commits went out in both periods.
  var commitCount: Int { previous[0].commits + buckets.reduce(0) { $0 + $1.commits } }

  mutating func append(_ other: LeadTimes) {
    for clock in clocks.indices {
      previous[clock].append(other.previous[clock])
      current[clock].append(other.current[clock])
    }
    for bucket in buckets.indices { buckets[bucket].append(other.buckets[bucket]) }
  }

  /// Adds the figures to the tables of the period and of the one before.
  func insert(into tables: inout FigureTables, _ calendar: LocalCalendar) {
    for (number, clock) in clocks.enumerated() {
      let dimension = number == 0 ? nil : clock.rawValue
      var samples = current[number]
      if number == 0 { for bucket in buckets { samples.append(bucket) } }
      insert(samples, dimension, into: &tables.current)
      insert(previous[number], dimension, into: &tables.previous)
      if number == 0 { tables.current.leadTimeBins = Self.bins(samples.others.spans) }
    }
    for (bucket, samples) in zip(calendar.buckets, buckets) where samples.commits > 0 {
      let row = FigureRow(Sample(samples.others.spans), of: samples.commits)
      tables.current.insert(row, figure: "lead_time", bucket: bucket.start)
    }
  }

  private func insert(_ samples: Samples, _ dimension: String?, into table: inout FigureTable) {
    func insert(_ figure: String, _ row: FigureRow) {
      table.insert(row, figure: figure, dimension: dimension, bucket: nil)
    }
    insert("lead_time", FigureRow(Sample(samples.others.spans), of: samples.commits))
    func insert(_ reason: LeftOut.Reason, _ count: Int) {
      insert(reason.count(of: "lead_time"), FigureRow(count, of: samples.commits))
    }
    insert(.firstDeployment, samples.first)
    insert(.startUnknown, samples.others.startUnknown)
    insert(.negativeSpan, samples.others.negative)
  }

  private static func bins(_ spans: [Int64]) -> [Int64] {
    let edges = MetricsReader.leadTimeEdges.map { Int64($0 * 1e6) }
    var bins = Array(repeating: 0 as Int64, count: edges.count)
    for span in spans {
      var bin = edges.count - 1
      while bin > 0, edges[bin] > span { bin -= 1 }
      bins[bin] += 1
    }
    return bins
  }
}
