internal import ReleaseRecords

/// Examples of a policy at work, as `policy test` runs them.
///
///     let cases = try PolicyCases(yaml: text, named: "atlas.yaml")
///     let results = cases.run(against: policy)
///     let failed = results.filter { !$0.isPassed }
package struct PolicyCases: Hashable, Sendable {
  /// The name of the policy that they are about.
  package let policy: String
  package let cases: [PolicyCase]
  /// What the document is called; as a rule its file.
  package let document: String

  /// Reads a document of cases in YAML.
  ///
  /// - Throws: a ``DocumentError`` with everything that is wrong with it, records that the ledger would refuse among it.
  package init(yaml: String, named document: String) throws(DocumentError) {
    try self.init(yaml: Array(yaml.utf8), named: document)
  }

  /// Reads a document of cases from its bytes in UTF-8.
  package init(yaml bytes: [UInt8], named document: String) throws(DocumentError) {
    let root: YAMLNode
    do {
      root = try YAMLReader.read(bytes)
    } catch {
      throw DocumentError(document: document, problems: [DocumentProblem(mark: error.mark, message: error.message)])
    }
    var problems: [DocumentProblem] = []
    let written = CaseDocument.codec.decode(root, &problems)
    guard let written, problems.isEmpty else { throw DocumentError(document: document, problems: problems) }
    var builder = CaseBuilder(document: written)
    let cases = builder.cases()
    guard builder.problems.isEmpty else { throw DocumentError(document: document, problems: builder.problems) }
    self.policy = written.policy
    self.cases = cases
    self.document = document
  }

  /// Runs every case.
  ///
  /// - Parameter zones: the rules of every time zone that the policy names, by name.
  package func run(against policy: Policy, zones: [String: TimeZoneRules] = [:]) -> [PolicyCaseResult] {
    run { example in
      var people = example.people
      people.recognize(policy.roles.values.flatMap(\.members))
      let evaluator = Evaluator(
        policy: policy,
        records: example.records,
        logSize: Int64(example.records.count),
        at: example.at,
        question: example.question,
        people: people,
        zones: zones,
        figures: example.figures
      )
      return evaluator.findings(for: example.subject)
    }
  }

  /// Runs every case on findings that are made in another way.
  func run(_ findings: (PolicyCase) -> [Finding]) -> [PolicyCaseResult] {
    cases.map { example in
      let findings = findings(example)
      return PolicyCaseResult(
        policyCase: example,
        findings: findings,
        failures: Self.failures(of: example, in: findings)
      )
    }
  }

  private static func failures(of example: PolicyCase, in findings: [Finding]) -> [String] {
    var failures: [String] = []
    for (control, verdict) in example.expected.sorted(by: { $0.key < $1.key }) {
      guard let finding = findings.first(where: { $0.control == control }) else {
        let hint = Suggestion.text(for: control, among: findings.map(\.control))
        failures.append("\(control): expected \(verdict.rawValue), but the policy has no such control\(hint)")
        continue
      }
      if finding.verdict != verdict {
        let got = "\(finding.verdict.rawValue): \(finding.observed)"
        failures.append("\(control): expected \(verdict.rawValue), got \(got)")
      }
    }
    if let isAllowed = example.isAllowed {
      let decision = Decision.canDeploy(findings)
      if decision.isAllowed != isAllowed {
        let unmet = decision.unmet.map { "\($0.control) is \($0.verdict.rawValue)" }.joined(separator: ", ")
        failures.append(isAllowed ? "expected allowed, got refused: \(unmet)" : "expected refused, got allowed")
      }
    }
    return failures
  }

  /// The controls of a policy for which no case expects one of these verdicts.
  package func controls(of policy: Policy, without verdict: Verdict) -> [String] {
    let covered = Set(cases.flatMap { $0.expected.filter { $0.value == verdict }.keys })
    return policy.controls.map(\.id).filter { !covered.contains($0) }
  }
}
