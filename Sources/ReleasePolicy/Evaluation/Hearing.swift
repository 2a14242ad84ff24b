internal import ReleaseRecords

/// One subject before the rules: sets the scenes that they are judged in, and turns outcomes into findings.
final class Hearing {
  private let frame: Frame
  private let subject: Subject
  private let deployment: Deployment?
  private let siblings: [Deployment]
  private let service: ServiceIndex?

  init(_ frame: Frame, _ subject: Subject) {
    self.frame = frame
    self.subject = subject
    service = frame.index.services[subject.service]
    let all = Self.deployments(of: subject, in: service, until: frame.at)
    siblings = all
    let asked = subject.deployment
    switch frame.question {
    case .mayDeploy: deployment = nil
    case .audit: deployment = all.first { asked == nil || $0.id == asked }
    }
  }

  /// The deployments of the release to the environment, in the order of their starts.
  private static func deployments(of subject: Subject, in service: ServiceIndex?, until at: Timestamp) -> [Deployment] {
    guard let version = subject.version?.text, let facts = service?.byVersion[version] else { return [] }
    return Deployment.all(
      in: facts.filter { fact in
        fact.kind == .deployment && !fact.isSuperseded && fact.time <= at
          && (subject.environment == nil || fact.environment == subject.environment)
      }
    ).sorted { $0.start < $1.start }
  }

  // MARK: Scenes

  private var isRefusing: Bool { frame.policy.lateEvidence == .refused }

  /// When the deployment begins, and with which record the ledger learned of it.
  private var start: Moment {
    guard let deployment else { return Moment(time: frame.at, sequence: frame.index.logSize, isAssumed: true) }
    return Moment(time: deployment.start.time, sequence: deployment.firstSequence)
  }

  private func scene(_ phase: Phase, where admits: @escaping (Fact) -> Bool) -> Scene {
    let facts = SubjectFacts.gather(
      subject,
      in: frame.index,
      deployment: deployment,
      siblings: siblings,
      until: phase == .before ? self.start.time : frame.at,
      where: admits
    )
    let start = phase == .before ? self.start : deployment.map { _ in self.start }
    return Scene(frame: frame, subject: subject, phase: phase, facts: facts, deployment: deployment, start: start)
  }

  /// Everything that is said to be from before the start, whenever it was recorded.
  private lazy var claimed: Scene = {
    let start = start.time
    return scene(.before) { !$0.isSuperseded && $0.time <= start }
  }()

  /// Whether the ledger learned of anything that matters here only after the start.
  private lazy var hasLate: Bool = {
    if (service?.lastCorrection ?? -1) >= start.sequence, !claimed.facts.isSame(as: known.facts) { return true }
    return claimed.facts.contains { isLate($0.sequence) }
  }()

  /// What was on record when the deployment began, with what was corrected since.
  private lazy var corrected: Scene = {
    let start = start
    return scene(.before) { !$0.isSuperseded && $0.time <= start.time && $0.origin < start.sequence }
  }()

  /// What was on record when the deployment began, as it was on record.
  private lazy var known: Scene = {
    let start = start
    return scene(.before) {
      $0.sequence < start.sequence && $0.time <= start.time && $0.supersededBy >= start.sequence
    }
  }()

  private lazy var after: Scene = {
    let at = frame.at
    return scene(.after) { !$0.isSuperseded && $0.time <= at }
  }()

  private lazy var period: Scene = {
    let at = frame.at
    let facts = ((service?.all ?? []) + frame.index.windows).filter { !$0.isSuperseded && $0.time <= at }
    return Scene(
      frame: frame,
      subject: subject,
      phase: .period,
      facts: facts.sorted(by: Fact.precedes),
      deployment: nil,
      start: nil
    )
  }()

  private func isLate(_ sequence: Int64) -> Bool { deployment != nil && sequence >= start.sequence }

  // MARK: Findings

  func finding(for rule: Rule) -> Finding {
    var finding: Finding
    switch rule.phase {
    case .before:
      guard subject.period == nil else { return apart(rule, "it is about a release, not about a period") }
      finding = findingBefore(rule)
    case .after:
      guard subject.period == nil else { return apart(rule, "it is about a release, not about a period") }
      finding = findingAfter(rule)
    case .period:
      guard subject.period != nil else { return apart(rule, "it is about a period, not about one release") }
      finding = findingOver(rule)
    }
    finding.records.makeAscending()
    finding.late.makeAscending()
    return finding
  }

  private func findingBefore(_ rule: Rule) -> Finding {
    guard deployment != nil, hasLate else { return judgedBefore(rule, in: claimed) }
    if !isRefusing {
      var finding = judgedBefore(rule, in: claimed)
      finding.late = finding.records.filter(isLate)
      if !finding.late.isEmpty { finding.observed += "; recorded after the deployment began: \(numbers(finding.late))" }
      return finding
    }
    // What was corrected later can take a verdict away and never give one: nobody could rely on it at the time.
    let then = judgedBefore(rule, in: known)
    let now = judgedBefore(rule, in: corrected)
    var finding = now.verdict.gravity > then.verdict.gravity ? now : then
    let claim = judgedBefore(rule, in: claimed)
    finding.late = Set(now.records + claim.records).subtracting(then.records).filter(isLate).sorted()
    finding.records += finding.late
    if !finding.late.isEmpty {
      let isWithoutEffect = finding.verdict == then.verdict
      finding.observed +=
        isWithoutEffect ? "; recorded after the deployment began, without effect: " : "; corrected since: "
      finding.observed += numbers(finding.late)
    }
    return finding
  }

  private func judgedBefore(_ rule: Rule, in scene: Scene) -> Finding {
    var outcome = rule.judge(scene)
    if outcome.verdict == .notMet, deployment == nil, frame.question == .audit {
      outcome.verdict = .pending
      outcome.settlement = outcome.settlement ?? Settlement(needed: outcome.observed)
      outcome.observed += "; the deployment has not begun"
    }
    return waived(finding(rule, outcome), in: scene, rule)
  }

  private func findingAfter(_ rule: Rule) -> Finding {
    let outcome = rule.judge(after)
    guard deployment != nil else {
      guard outcome.verdict != .notApplicable else { return finding(rule, outcome) }
      return finding(
        rule,
        .pending("the deployment has not begun", needed: outcome.settlement?.needed ?? "the deployment")
      )
    }
    return waived(finding(rule, outcome), in: after, rule)
  }

  private func findingOver(_ rule: Rule) -> Finding {
    waived(finding(rule, rule.judge(period)), in: period, rule)
  }

  private func waived(_ finding: consuming Finding, in scene: Scene, _ rule: Rule) -> Finding {
    WaiverHearing(rule: rule, scene: scene).apply(to: &finding)
    return finding
  }

  private func apart(_ rule: Rule, _ reason: String) -> Finding { finding(rule, .notApplicable(reason)) }

  private func finding(_ rule: Rule, _ outcome: Outcome) -> Finding {
    Finding(
      control: rule.id,
      title: rule.title,
      phase: rule.phase,
      kind: rule.kind,
      subject: subject,
      required: rule.required,
      observed: outcome.observed,
      verdict: outcome.verdict,
      records: outcome.records.ascending,
      settlement: outcome.verdict == .pending || outcome.verdict == .notMet ? outcome.settlement : nil
    )
  }

  private func numbers(_ sequences: [Int64]) -> String { Wording.numbers(sequences) }
}

extension [Int64] {
  /// Puts the numbers in ascending order, each once, as they mostly are already.
  fileprivate mutating func makeAscending() {
    for index in indices.dropFirst() where self[index - 1] >= self[index] {
      self = Set(self).sorted()
      return
    }
  }
}
