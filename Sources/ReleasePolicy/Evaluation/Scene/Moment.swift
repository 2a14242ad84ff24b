internal import ReleaseRecords

/// An instant at which something happened, and the record that says so.
struct Moment: Hashable, Comparable {
  let time: Timestamp
  /// The record's sequence number; for a deployment that has not begun, the size of the log.
  let sequence: Int64
  /// Whether there is no record yet: it is the instant of a question.
  var isAssumed = false
  /// The last instant of it, where it is a stretch of time.
  var until: Timestamp?

  init(time: Timestamp, sequence: Int64, isAssumed: Bool = false, until: Timestamp? = nil) {
    self.time = time
    self.sequence = sequence
    self.isAssumed = isAssumed
    self.until = until
  }

  init(_ fact: Fact) {
    self.init(time: fact.time, sequence: fact.sequence)
  }

  var records: SequenceNumbers { isAssumed ? [] : [sequence] }

  static func < (a: Moment, b: Moment) -> Bool {
    a.time == b.time ? a.sequence < b.sequence : a.time < b.time
  }
}
