internal import ReleaseRecords

extension GateRequirement {
  /// For each gate its latest result counts; earlier failures stay visible.
  func judged(in scene: Scene) -> Outcome {
    var begins: Timestamp?
    if let after {
      guard let moment = scene.moment(of: after) else { return scene.notBegun(after) }
      begins = moment.time
    }
    let ends = begins.flatMap { begins in within.map { begins + $0 } }
    return .all(
      gates.map { GateHearing(check: $0, requirement: self, begins: begins, ends: ends, scene: scene).outcome }
    )
  }
}

/// One gate.
private struct GateHearing {
  let check: GateCheck
  let requirement: GateRequirement
  /// When it may have finished at the earliest.
  let begins: Timestamp?
  /// By when it has to have passed.
  let ends: Timestamp?
  let scene: Scene

  var outcome: Outcome {
    let named = scene[.gate].filter { fact in
      fact["gate"] == check.gate && (check.stage == nil || fact["stage"] == check.stage)
        && scene.fits(fact, check.environment)
    }
    let bound =
      requirement.boundToCommit ? named.filter(scene.isBound) : named.filter { $0.version != nil || scene.isBound($0) }
    var runs = bound
    if let begins { runs.removeAll { $0.finished < begins } }
    if runs.count > 1 { runs.sort(by: Fact.isEarlierRun) }
    guard let last = runs.last else {
      var observed = "\(name): no result"
      if begins != nil, !bound.isEmpty {
        observed = "\(name): no result since then, only before (\(Wording.numbers(bound.map(\.sequence))))"
      } else if !named.isEmpty {
        observed =
          "\(name): no result for commit \(Wording.commit(scene.commit)), "
          + "only for others (\(Wording.numbers(named.map(\.sequence))))"
      }
      return lack(observed, SequenceNumbers(named))
    }
    let records = SequenceNumbers(runs)
    guard last["outcome"] == "passed" else {
      return lack("\(name): \(last["outcome"] ?? "no outcome") in #\(last.sequence)\(history(of: runs))", records)
    }
    if let flaw = flaw(of: last) { return lack("\(name): \(flaw) in #\(last.sequence)", records) }
    if let ends {
      let passed = firstOfLastPassing(runs)
      guard passed.finished <= ends else {
        return .notMet("\(name): passed only at \(passed.finished), after \(ends)", records)
      }
    }
    return .met("\(name): passed in #\(last.sequence)\(history(of: runs))", records)
  }

  private var name: String { check.environment.map { "\(check.gate) in \($0)" } ?? check.gate }

  private func lack(_ observed: String, _ records: SequenceNumbers) -> Outcome {
    scene.lack(observed, records, needed: "\(name) passed", by: ends)
  }

  /// The first result of the uninterrupted run of passes at the end.
  private func firstOfLastPassing(_ runs: [Fact]) -> Fact {
    var first = runs[runs.count - 1]
    for run in runs.reversed() {
      guard run["outcome"] == "passed" else { break }
      first = run
    }
    return first
  }

  private func history(of runs: [Fact]) -> String {
    let failures = runs.dropLast().filter { $0["outcome"] != "passed" }
    guard !failures.isEmpty else { return "" }
    let numbers = Wording.numbers(failures.map(\.sequence))
    return " (run \(runs.count), after \(Wording.count(failures.count, "run")) without a pass: \(numbers))"
  }

  /// What a result that has passed does not keep to.
  private func flaw(of result: Fact) -> String? {
    for limit in check.limits {
      let measurements = (result.data["measurements"]?.array ?? []).filter { $0["name"]?.string == limit.metric }
      guard !measurements.isEmpty else { return "no measurement of \(limit.metric)" }
      for measurement in measurements {
        guard let value = measurement["value"]?.number else { return "no number for \(limit.metric)" }
        switch limit.check(value, unit: measurement["unit"]?.string, baseline: nil) {
        case .holds: continue
        case .fails(let text), .unknown(let text): return text
        }
      }
    }
    guard !check.duration.isEmpty else { return nil }
    guard let from = result.time("started_at"), let until = result.time("finished_at") else {
      return "how long it took is not known"
    }
    if check.duration.hold(for: until - from) { return nil }
    let limit = Wording.bounds(check.duration, Wording.duration)
    return "took \(Wording.duration(until - from)), has to be \(limit)"
  }
}

extension Fact {
  fileprivate var finished: Timestamp { time("finished_at") ?? time }

  fileprivate static func isEarlierRun(_ a: Fact, _ b: Fact) -> Bool {
    if a.time != b.time { return a.time < b.time }
    let (first, second) = (a.data["attempt"]?.number ?? 0, b.data["attempt"]?.number ?? 0)
    return first == second ? a.sequence < b.sequence : first < second
  }
}
