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
    policy: Policy,
    index: RecordIndex,
    at: Timestamp,
    question: Question,
    people: People,
    zones: [String: TimeZoneRules],
    figures: [MeasuredFigure]
  ) {
    self.policy = policy
    self.index = index
    self.at = at
    self.question = question
    self.people = people
    self.zones = zones
    self.figures = figures
    var types: [String: String] = [:]
    for (name, type) in policy.types.sorted(by: { $0.key < $1.key }) {
      for alias in type.aliases where types[alias] == nil { types[alias] = name }
    }
    for name in policy.types.keys { types[name] = name }
    self.types = types
  }
}
