/// The spans of a period, by what they are of.
struct SpanFigures {
  enum Kind: Int, CaseIterable {
    case recovery, duration, incident, detection, rollback

    /// The figure, and what counts those without an end and those that end before they begin.
    var figures: (span: String, unknown: String, negative: String) {
      switch self {
      case .recovery: ("failed_deployment_recovery_time", "recovery_open", "recovery_negative")
      case .duration: ("deployment_duration", "duration_unknown", "duration_negative")
      case .incident: ("time_to_restore", "incidents_open", "incidents_negative")
      case .detection: ("time_to_detect", "detection_unknown", "detection_negative")
      case .rollback: ("rollback_recovery_time", "rollbacks_open", "rollbacks_negative")
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

  mutating func add(_ kind: Kind, _ span: Int64?, at instant: Int64) {
    all[kind.rawValue].add(span)
    if byBucket { buckets[kind.rawValue][calendar.bucket(ofInstant: instant), default: SpanSamples()].add(span) }
  }

  func insert(into table: inout FigureTable) {
    for kind in Kind.allCases {
      let samples = all[kind.rawValue]
      let figures = kind.figures
      table.insert(FigureRow(Sample(samples.spans), of: samples.things), figure: figures.span, bucket: nil)
      table.insert(FigureRow(samples.unknown, of: samples.things), figure: figures.unknown, bucket: nil)
      table.insert(FigureRow(samples.negative, of: samples.things), figure: figures.negative, bucket: nil)
      for (bucket, samples) in buckets[kind.rawValue] {
        let row = FigureRow(Sample(samples.spans), of: samples.things)
        table.insert(row, figure: figures.span, bucket: calendar.buckets[bucket].start)
      }
    }
  }
}
