internal import ReleaseGovernance
internal import ReleasePolicy
internal import ReleaseRecords

/// A decision as people read it.
struct DecisionText {
  private let decided: RecordedDecision
  private let isFull: Bool

  /// - Parameter isFull: every control is shown, with the records that it rests on.
  init(_ decided: RecordedDecision, isFull: Bool) {
    self.decided = decided
    self.isFull = isFull
  }

  func write(subject: String) {
    let answer = decided.decision.isAllowed ? Terminal.green("allowed") : Terminal.red("refused")
    let recorded = decided.sequence.map { ", record \($0)" } ?? ""
    Terminal.write("\(answer)  \(subject)  by \(decided.policy.policy.name), log of \(decided.size) records\(recorded)")
    for finding in decided.findings
    where isFull ? finding.verdict != .notApplicable : decided.decision.unmet.contains(finding) {
      write(finding)
    }
  }

  private func write(_ finding: Finding) {
    let mark =
      switch finding.verdict {
      case .met: Terminal.green("✓")
      case .notMet: Terminal.red("✗")
      case .pending: Terminal.yellow("…")
      case .waived: Terminal.yellow("~")
      case .notApplicable: " "
      }
    Terminal.write(
      "  \(mark) \(Terminal.bold(finding.control))  \(Terminal.safe(finding.title))  (\(finding.verdict.rawValue))"
    )
    if finding.required != finding.title { Terminal.write("      required: \(Terminal.safe(finding.required))") }
    Terminal.write("      observed: \(Terminal.safe(finding.observed))")
    if let settlement = finding.settlement {
      let by = settlement.by.map { ", by \($0)" } ?? ""
      Terminal.write("      settled by: \(Terminal.safe(settlement.needed))\(by)")
    }
    if isFull, !finding.records.isEmpty {
      Terminal.write(Terminal.dim("      records: \(finding.records.map(String.init).joined(separator: ", "))"))
    }
  }
}

extension RecordedDecision {
  /// The decision as JSON, for machines.
  var json: JSONValue {
    var object: JSONObject = [
      "allowed": .boolean(decision.isAllowed), "policy": .string(policy.policy.name),
      "policy_digest": .string(policy.digest),
      "log_size": .number(Double(size)), "evaluated_at": .string(instant.description),
      "findings": .array(findings.map(\.json)), "unmet": .array(decision.unmet.map { .string($0.control) }),
    ]
    object["sequence"] = sequence.map { .number(Double($0)) }
    return .object(object)
  }
}
