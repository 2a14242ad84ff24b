internal import ReleaseRecords

/// What is the same for every subject of one evaluation.
struct Frame: Sendable {
  let policy: Policy
  let index: RecordIndex
  let at: Timestamp
  let question: Question
  let people: People
  let zones: [String: TimeZoneRules]
  let figures: [MeasuredFigure]
  /// The policy's release type by each word that means it.
  let types: [String: String]

  init(
    _ prepared: PreparedPolicy,
    index: RecordIndex,
    at: Timestamp,
    question: Question,
    people: People,
    zones: [String: TimeZoneRules],
    figures: [MeasuredFigure]
  ) {
    policy = prepared.policy
    types = prepared.types
    self.index = index
    self.at = at
    self.question = question
    self.people = people
    self.zones = zones
    self.figures = figures
  }
}
