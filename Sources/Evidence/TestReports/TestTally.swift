internal import ReleaseRecords

/// Test cases, counted one by one, and the gate's outcome that follows from them.
///
/// What a report declares of itself (its totals, its overall result) is used in one direction only: it never makes a
/// run pass, and where it admits to failures that no case shows, the report contradicts itself and the gate is errored.
struct TestTally: Tally {
  /// How one test case ended.
  enum Verdict {
    case passed, failed, errored, skipped
  }

  private struct Counts {
    var (passed, failed, errored, skipped, flaky) = (0, 0, 0, 0, 0)
    var total: Int { passed + failed + errored + skipped }
  }

  /// What the report under way declares, and what it shows, as far as the two are compared.
  private struct Declared {
    var tests = 0
    var failures = 0
    var admission: String?
    var countsBefore = Counts()
    var failedAttempts = 0
  }

  private var counts = Counts()
  private var declared = Declared()
  private var contradiction: String?
  private var seconds = 0.0
  private var isTimed = false
  private var findings = FindingList()

  var tool: String?
  var toolVersion: String?
  private(set) var startedAt: Timestamp?
  private(set) var finishedAt: Timestamp?

  mutating func beginReport() {
    declared = Declared(countsBefore: counts)
  }

  /// Compares what the report declares with what its cases show.
  mutating func endReport() {
    let before = declared.countsBefore
    guard counts.failed == before.failed, counts.errored == before.errored else { return }
    if counts.total == before.total, declared.tests > 0 {
      contradict("the report declares \(counted(declared.tests, "test")) but lists none: nothing shows that they ran")
    } else if declared.failures > declared.failedAttempts {
      // Surefire counts every failed attempt as a failure, also those of a case that passed in the end.
      contradict("the report declares \(counted(declared.failures, "failure")) that no case shows")
    } else if let admission = declared.admission {
      contradict("the report says \(admission), and no case shows why")
    }
  }

  private mutating func contradict(_ words: String) {
    contradiction = contradiction ?? words
  }

  /// Counts a case. `failedAttempts` are those besides the one that decided: with any, a case that passed is flaky.
  mutating func add(_ verdict: Verdict, name: String, message: String?, seconds: Double?, failedAttempts: Int = 0) {
    let isFlaky = verdict == .passed && failedAttempts > 0
    declared.failedAttempts += failedAttempts
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
    declared.tests = max(declared.tests, tests)
    declared.failures = max(declared.failures, failures)
  }

  /// Notes that the report calls the run, or a part of it, failed.
  mutating func declare(failure: String) {
    declared.admission = declared.admission ?? failure
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
    var measurements = [
      Measurement(name: .tests, value: Double(counts.total)),
      Measurement(name: .passed, value: Double(counts.passed)),
      Measurement(name: .failed, value: Double(counts.failed)),
      Measurement(name: .errored, value: Double(counts.errored)),
      Measurement(name: .skipped, value: Double(counts.skipped)),
      Measurement(name: .flaky, value: Double(counts.flaky)),
    ]
    if isTimed {
      measurements.append(Measurement(name: .duration, value: (seconds * 1_000_000).rounded() / 1_000_000))
    }
    return Reading(
      outcome: outcome,
      measurements: measurements,
      summary: summary,
      findings: findings,
      tool: tool,
      toolVersion: toolVersion,
      startedAt: startedAt,
      finishedAt: finishedAt
    )
  }

  private var outcome: GateEvidence.Outcome {
    if counts.failed > 0 { return .failed }
    if counts.errored > 0 || counts.total == 0 || contradiction != nil { return .errored }
    return counts.passed > 0 ? .passed : .skipped
  }

  private var summary: String {
    let parts = [
      (counts.passed, "passed"), (counts.failed, "failed"), (counts.errored, "errored"), (counts.skipped, "skipped"),
      (counts.flaky, "flaky"),
    ]
    let list = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    var summary = counted(counts.total, "test") + (list.isEmpty ? "" : ": " + list)
    if let remark = contradiction ?? (counts.total == 0 ? "nothing was tested" : nil) { summary += "; " + remark }
    return summary
  }
}
