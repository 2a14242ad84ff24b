internal import ReleaseRecords

/// Test cases, counted one by one, and the gate's outcome that follows from them.
///
/// What a report declares of itself (its totals, its overall result) is used in one direction only: it never makes a
/// run pass, and where it admits to failures that no case shows, the report contradicts itself and the gate is errored.
struct TestTally {
  /// How one test case ended.
  enum Verdict {
    case passed, failed, errored, skipped
  }

  private var counts = (passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0)
  private var seconds = 0.0
  private var isTimed = false
  private var findings = FindingList()
  private var declaredTests = 0
  private var declaredFailures = 0
  private var failedAttempts = 0
  private var admission: String?

  var tool: String?
  var toolVersion: String?
  private(set) var startedAt: Timestamp?
  private(set) var finishedAt: Timestamp?

  private var total: Int { counts.passed + counts.failed + counts.errored + counts.skipped }

  /// Counts a case. `failedAttempts` are those besides the one that decided: with any, a case that passed is flaky.
  mutating func add(_ verdict: Verdict, name: String, message: String?, seconds: Double?, failedAttempts: Int = 0) {
    let isFlaky = verdict == .passed && failedAttempts > 0
    self.failedAttempts += failedAttempts
    if let seconds {
      self.seconds += seconds
      isTimed = true
    }
    let level: Finding.Level?
    switch verdict {
    case .passed:
      counts.passed += 1
      if isFlaky { counts.flaky += 1 }
      level = isFlaky ? .flaky : nil
    case .failed:
      counts.failed += 1
      level = .failed
    case .errored:
      counts.errored += 1
      level = .errored
    case .skipped:
      counts.skipped += 1
      level = nil
    }
    if let level { findings.append(Finding(level, name: name, message: message), level: level) }
  }

  /// Notes what a suite says of itself.
  mutating func declare(tests: Int, failures: Int) {
    declaredTests = max(declaredTests, tests)
    declaredFailures = max(declaredFailures, failures)
  }

  /// Notes that the report calls the run, or a part of it, failed.
  mutating func declare(failure: String) {
    admission = admission ?? failure
  }

  mutating func began(_ time: Timestamp?) {
    guard let time, time.microseconds > 0 else { return }
    startedAt = min(startedAt ?? time, time)
  }

  mutating func ended(_ time: Timestamp?) {
    guard let time, time.microseconds > 0 else { return }
    finishedAt = max(finishedAt ?? time, time)
  }

  var reading: Reading {
    var (outcome, remark) = verdict
    if let first = remark, outcome == .errored { remark = "; " + first }
    var measurements = [
      Measurement(name: .tests, value: Double(total)),
      Measurement(name: .passed, value: Double(counts.passed)),
      Measurement(name: .failed, value: Double(counts.failed)),
      Measurement(name: .errored, value: Double(counts.errored)),
      Measurement(name: .skipped, value: Double(counts.skipped)),
      Measurement(name: .flaky, value: Double(counts.flaky)),
    ]
    if isTimed {
      measurements.append(Measurement(name: .duration, value: (seconds * 1_000_000).rounded() / 1_000_000))
    }
    let parts = [
      (counts.passed, "passed"), (counts.failed, "failed"), (counts.errored, "errored"), (counts.skipped, "skipped"),
      (counts.flaky, "flaky"),
    ]
    let list = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return Reading(
      outcome: outcome,
      measurements: measurements,
      summary: counted(total, "test") + (list.isEmpty ? "" : ": " + list) + (remark ?? ""),
      findings: findings,
      tool: tool,
      toolVersion: toolVersion,
      startedAt: startedAt,
      finishedAt: finishedAt.flatMap { finished in startedAt.map { $0 <= finished } ?? true ? finished : nil },
      mediaType: "application/xml"
    )
  }

  private var verdict: (GateEvidence.Outcome, String?) {
    if counts.failed > 0 { return (.failed, nil) }
    if counts.errored > 0 { return (.errored, nil) }
    if total == 0 {
      return (
        .errored,
        declaredTests > 0
          ? "the report declares \(declaredTests) but lists none: nothing shows that they ran" : "nothing was tested"
      )
    }
    // Surefire counts every failed attempt as a failure, also those of a case that passed in the end.
    if declaredFailures > failedAttempts {
      return (.errored, "the report declares \(counted(declaredFailures, "failure")) that no case shows")
    }
    if let admission { return (.errored, "the report says \(admission), and no case shows why") }
    return (counts.passed > 0 ? .passed : .skipped, nil)
  }
}
