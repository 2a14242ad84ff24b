import ReleaseRecords
import Testing

@testable import ReleasePolicy

/// A control, the records that it is judged by, and what has to come of it.
struct JudgementCase: Sendable, CustomTestStringConvertible {
  let name: String
  let rule: String
  var policy = ""
  var question = Question.audit
  /// The instant of the question, in minutes after the deployment's beginning.
  var at = 10_000.0
  var subject = Scenario.production
  var people: [String: String] = [:]
  let verdict: Verdict
  /// What has to be said in the finding.
  var observed = ""
  let records: @Sendable (inout Scenario) -> Void

  init(
    _ name: String,
    _ rule: String,
    policy: String = "",
    question: Question = .audit,
    at: Double = 10_000,
    subject: Subject = Scenario.production,
    people: [String: String] = [:],
    _ verdict: Verdict,
    _ observed: String = "",
    records: @escaping @Sendable (inout Scenario) -> Void
  ) {
    self.name = name
    self.rule = rule
    self.policy = policy
    self.question = question
    self.at = at
    self.subject = subject
    self.people = people
    self.verdict = verdict
    self.observed = observed
    self.records = records
  }

  var testDescription: String { name }

  /// Judges the case, the records being given in their order and in the reverse one.
  func check(zones: [String: TimeZoneRules] = [:], sourceLocation: SourceLocation = #_sourceLocation) throws {
    var scenario = Scenario()
    records(&scenario)
    let people = People(aliases: people)
    var backwards = scenario
    backwards.records.reverse()
    let judged = try [scenario, backwards].map {
      try $0.judge(rule, policy: policy, question: question, at: at, subject: subject, people: people, zones: zones)
    }
    #expect(judged[0] == judged[1], "The order in which records are given makes a difference.")
    #expect(judged[0].verdict == verdict, "\(judged[0].observed)", sourceLocation: sourceLocation)
    #expect(judged[0].observed.contains(observed), "\(judged[0].observed)", sourceLocation: sourceLocation)
    #expect((judged[0].settlement != nil) || judged[0].verdict != .pending, sourceLocation: sourceLocation)
  }
}
