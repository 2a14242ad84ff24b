/// The spans of a period, by what they are of.
struct SpanFigures {
  enum Kind: Int, CaseIterable {
    case recovery, duration, incident, detection, rollback

    var figure: String {
      switch self {
      case .recovery: "failed_deployment_recovery_time"
      case .duration: "deployment_duration"
      case .incident: "time_to_restore"
      case .detection: "time_to_detect"
      case .rollback: "rollback_recovery_time"
      }
    }
  }

  private let calendar: LocalCalendar
  private let byBucket: Bool
  private var all = Array(repeating: SpanSamples(), count: Kind.allCases.count)
  private var buckets: [[Int: SpanSamples]] = Array(repeating: [:], count: Kind.allCases.count)

  init(calendar: LocalCalendar, byBucket: Bool) {
    self.calendar = calendar
    self.byBucket = byBucket
  }

  /// - Parameter instant: what says into which bucket it falls.
  mutating func add(_ kind: Kind, from start: Int64?, to end: Int64?, at instant: Int64) {
    all[kind.rawValue].add(from: start, to: end)
    guard byBucket else { return }
    buckets[kind.rawValue][calendar.bucket(ofInstant: instant), default: SpanSamples()].add(from: start, to: end)
  }

  func insert(into table: inout FigureTable) {
    for kind in Kind.allCases {
      let samples = all[kind.rawValue]
      func insert(_ figure: String, _ row: FigureRow) { table.insert(row, figure: figure, bucket: nil) }
      insert(kind.figure, FigureRow(Sample(samples.spans), of: samples.things))
      func insert(_ reason: LeftOut.Reason, _ count: Int) {
        insert(reason.count(of: kind.figure), FigureRow(count, of: samples.things))
      }
      insert(.open, samples.open)
      insert(.startUnknown, samples.startUnknown)
      insert(.negativeSpan, samples.negative)
      for (bucket, samples) in buckets[kind.rawValue] {
        let row = FigureRow(Sample(samples.spans), of: samples.things)
        table.insert(row, figure: kind.figure, bucket: calendar.buckets[bucket].start)
      }
    }
  }
}
