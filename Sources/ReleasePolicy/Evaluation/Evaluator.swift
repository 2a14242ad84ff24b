package import ReleaseRecords

/// Judges releases against a policy, from the records of the ledger alone.
///
///     let evaluator = Evaluator(policy: policy, records: records, logSize: size, at: now, question: .mayDeploy)
///     let findings = evaluator.findings(for: Subject(service: "shop", version: version, environment: "production"))
///     Decision.canDeploy(findings).isAllowed
///
/// A pure function: the same records, size, instant and policy give the same findings, in whatever order the records
/// come. Only records before `logSize` and not later than `at` count, and of those only what no later record withdraws
/// or replaces. What is missing is never taken for met.
package struct Evaluator: Sendable {
  let frame: Frame
  private let rules: [Rule]

  /// - Parameters:
  ///   - records: at least all records of the log that are about the services in question or about none.
  ///   - logSize: how much of the log counts; a record counts where its sequence number is lower.
  ///   - at: the instant for which is asked. Nothing that happened later counts.
  ///   - people: which ids mean the same person.
  ///   - zones: the rules of every time zone that the policy names, by name; UTC is known.
  ///   - figures: the delivery metrics, for objectives.
  package init(
    policy: Policy,
    records: [LedgerRecord],
    logSize: Int64,
    at: Timestamp,
    question: Question = .audit,
    people: People = People(),
    zones: [String: TimeZoneRules] = [:],
    figures: [MeasuredFigure] = []
  ) {
    let index = RecordIndex(records, logSize: logSize)
    self.init(
      PreparedPolicy(policy),
      index: index,
      at: at,
      question: question,
      people: people,
      zones: zones,
      figures: figures
    )
  }

  /// Evaluates over records that have been laid out before.
  package init(
    _ prepared: PreparedPolicy,
    index: RecordIndex,
    at: Timestamp,
    question: Question = .audit,
    people: People = People(),
    zones: [String: TimeZoneRules] = [:],
    figures: [MeasuredFigure] = []
  ) {
    frame = Frame(
      prepared,
      index: index,
      at: at,
      question: question,
      people: people,
      zones: zones,
      figures: figures
    )
    rules = prepared.rules
  }

  /// How the subject stands: for a release first what every release has to have, then one finding for each control
  /// of the policy in its order; for a period the controls alone.
  package func findings(for subject: Subject) -> [Finding] {
    let hearing = Hearing(frame, subject)
    let rules = subject.version == nil ? rules.dropFirst(BuiltInControl.allCases.count) : rules[...]
    return rules.map(hearing.finding)
  }
}
