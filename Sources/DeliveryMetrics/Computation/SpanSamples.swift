/// Spans of time, and how many things have none.
struct SpanSamples: Sendable {
  /// How many things were asked for theirs.
  var things = 0
  var unknown = 0
  /// Those that end before they begin.
  var negative = 0
  /// The others, in microseconds.
  var spans: [Int64] = []

  mutating func add(_ span: Int64?) {
    things += 1
    switch span {
    case nil: unknown += 1
    case let span? where span < 0: negative += 1
    case let span?: spans.append(span)
    }
  }

  mutating func append(_ other: SpanSamples) {
    things += other.things
    unknown += other.unknown
    negative += other.negative
    spans += other.spans
  }
}
