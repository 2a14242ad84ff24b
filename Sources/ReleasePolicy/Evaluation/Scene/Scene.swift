internal import ReleaseRecords

/// What is known of a subject at one point of its life: what requirements are judged against.
///
/// Used by one evaluation at a time; it remembers the moments that it has looked up.
final class Scene {
  let frame: Frame
  let subject: Subject
  let phase: Phase
  /// What counts, by kind, each in the order in which it is taken.
  let facts: FactsByKind
  /// The release as last stated.
  let release: Fact?
  let deployment: Deployment?
  /// The deployment's start; before there is one, the instant of the question.
  let start: Moment?
  private var moments: [String: [Moment]] = [:]

  init(frame: Frame, subject: Subject, phase: Phase, facts: [Fact], deployment: Deployment?, start: Moment?) {
    self.frame = frame
    self.subject = subject
    self.phase = phase
    self.deployment = deployment
    self.start = start
    self.facts = FactsByKind(facts)
    release = self.facts[.release].last
  }

  /// The same, with only some of the records and perhaps another deployment, for one story out of several.
  init(_ whole: Scene, facts: FactsByKind, deployment: Deployment?, start: Moment?) {
    frame = whole.frame
    subject = whole.subject
    phase = whole.phase
    release = whole.release
    self.facts = facts
    self.deployment = deployment
    self.start = start
  }

  subscript(_ kind: RecordKind) -> [Fact] { facts[kind] }

  var policy: Policy { frame.policy }

  /// The instant for which it is judged: before a deployment its start, afterwards the instant of the question.
  var now: Timestamp { phase == .before ? start?.time ?? frame.at : frame.at }

  /// The commit in question: what was deployed, else what the release is.
  private(set) lazy var commit = deployment?["commit"] ?? releasedCommit

  /// The commit that the release is.
  private(set) lazy var releasedCommit = release?["commit"]

  /// The release's type in the policy's word for it.
  private(set) lazy var type = release?["type"].map { frame.types[$0] ?? $0 }

  /// The changes of the release, the last statement on each commit.
  private(set) lazy var changes: [Fact] = {
    var last: [String: Fact] = [:]
    for change in self[.change] where isOfRelease(change) {
      if let commit = change["commit"] { last[commit] = change }
    }
    return last.values.sorted(by: Fact.precedes)
  }()

  /// The labels of the release and of its changes.
  private(set) lazy var labels: Set<String> = {
    let facts = [release].compactMap(\.self) + changes
    return Set(facts.flatMap { $0.data["labels"]?.array ?? [] }.compactMap(\.string))
  }()

  /// Whether something that names no version is of the commit that is released.
  private func isOfRelease(_ fact: Fact) -> Bool {
    fact.version != nil || fact["commit"] == releasedCommit
  }

  /// From when on the release's commit is what it is now: the first release record of the last run with that commit.
  private(set) lazy var committed: Moment? = {
    var committed: Moment?
    for fact in self[.release].reversed() {
      guard fact["commit"] == releasedCommit else { break }
      committed = Moment(fact)
    }
    return committed
  }()

  /// Whether a gate's result or an approval is of the commit in question: it names it; or it names the release only
  /// and is from after the release became that commit.
  func isBound(_ fact: Fact) -> Bool {
    if let commit = fact["commit"] {
      guard let expected = self.commit else { return fact.version != nil }
      return commit == expected
    }
    guard fact.version != nil else { return false }
    guard let committed else { return true }
    // What the release is known as is another commit than what was deployed: that it was meant, nobody can say.
    if let expected = self.commit, expected != releasedCommit { return false }
    return fact.time >= committed.time && fact.origin >= committed.sequence
  }

  /// Whether a record is of an environment: the one given; else the one in question, or of none.
  func fits(_ fact: Fact, _ environment: String?) -> Bool {
    if let environment { return fact.environment == environment }
    guard let own = fact.environment, let mine = subject.environment else { return true }
    return own == mine
  }

  /// The moments of an event, as the event says which of them count.
  func moments(of name: String) -> [Moment] {
    if let known = moments[name] { return known }
    let found = Event.BuiltIn(rawValue: name).map(builtIn) ?? policy.events[name].map(defined) ?? []
    moments[name] = found
    return found
  }

  /// The one moment of an event, or its first.
  func moment(of name: String) -> Moment? { moments(of: name).first }
}
