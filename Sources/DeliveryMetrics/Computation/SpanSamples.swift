/// Spans of time, and how many things have none.
struct SpanSamples: Sendable {
  /// How many things were asked for theirs.
  var things = 0
  /// Those without an end.
  var open = 0
  /// Those that ended, nobody knows how long after their start.
  var startUnknown = 0
  /// Those that end before they begin.
  var negative = 0
  /// The others, in microseconds.
  var spans: [Int64] = []

  mutating func add(from start: Int64?, to end: Int64?) {
    things += 1
    guard let end else {
      open += 1
      return
    }
    guard let start else {
      startUnknown += 1
      return
    }
    if end < start { negative += 1 } else { spans.append(end - start) }
  }

  mutating func append(_ other: SpanSamples) {
    things += other.things
    open += other.open
    startUnknown += other.startUnknown
    negative += other.negative
    spans += other.spans
  }
}
