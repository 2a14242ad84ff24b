/// Draws the same histories from the same seed, wherever it runs (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension History {
  /// A short history of one service full of what goes wrong: endings that contradict each other, releases that are
  /// passed over or deployed out of order, commits recorded twice, incidents reopened, corrections. Instants are few,
  /// so that many coincide.
  mutating func drawService(_ service: String, from start: Int64, _ random: inout SeededGenerator) {
    let hour: Int64 = 3_600_000_000
    func instant(_ random: inout SeededGenerator) -> Int64 {
      start + Int64.random(in: 0..<72, using: &random) * 4 * hour
    }
    func chance(_ percent: Int, _ random: inout SeededGenerator) -> Bool {
      Int.random(in: 0..<100, using: &random) < percent
    }
    func maybe<T>(_ percent: Int, _ value: T, _ random: inout SeededGenerator) -> T? {
      chance(percent, &random) ? value : nil
    }

    let first = size
    let versions = (0..<Int.random(in: 1...6, using: &random)).flatMap { number in
      chance(25, &random) ? ["1.\(number).0-rc.1", "1.\(number).0"] : ["1.\(number).0"]
    }
    // Half of the services are made from one repository.
    let repository = chance(50, &random) ? service : "shared"
    let commits = (0..<Int.random(in: 1...10, using: &random)).map { "\(repository)-c\($0)" }
    let ids = (0..<Int.random(in: 1...9, using: &random)).map { "d\($0)" }
    let incidentIDs = (0..<Int.random(in: 0...3, using: &random)).map { "i\($0)" }

    for (index, version) in versions.enumerated() where chance(90, &random) {
      for _ in 0..<(chance(8, &random) ? 2 : 1) {
        releases.append(
          Release(
            sequence: next(),
            service: service,
            version: version,
            at: instant(&random),
            type: ["patch", "minor", "hotfix"].randomElement(using: &random)!,
            commit: commits.randomElement(using: &random)!,
            previous: chance(10, &random)
              ? versions.randomElement(using: &random) : index > 0 ? maybe(85, versions[index - 1], &random) : nil,
            labels: chance(30, &random) ? ["regulated"] : []
          )
        )
      }
    }
    for commit in commits {
      for _ in 0..<(chance(20, &random) ? 2 : 1) {
        let at = instant(&random)
        changes.append(
          Change(
            sequence: next(),
            service: service,
            version: maybe(85, versions.randomElement(using: &random)!, &random),
            at: at,
            commit: commit,
            authored: maybe(90, at - Int64.random(in: -3...50, using: &random) * hour, &random),
            merged: maybe(70, at, &random)
          )
        )
      }
    }
    for id in ids {
      let version = versions.randomElement(using: &random)!
      let begun = instant(&random)
      let environment = chance(90, &random) ? "production" : "staging"
      let commit = maybe(40, commits.randomElement(using: &random)!, &random)
      let incident = incidentIDs.randomElement(using: &random).flatMap { maybe(10, $0, &random) }
      func record(_ status: String, _ at: Int64, _ version: String) {
        deployments.append(
          Deployment(
            sequence: next(),
            service: service,
            version: version,
            environment: environment,
            at: at,
            id: id,
            status: status,
            commit: commit,
            incident: incident
          )
        )
      }
      if chance(80, &random) { record("started", begun, version) }
      let endings = chance(15, &random) ? 2 : 1
      for _ in 0..<endings {
        let status = ["succeeded", "succeeded", "succeeded", "failed", "cancelled"].randomElement(using: &random)!
        let other = chance(5, &random) ? versions.randomElement(using: &random)! : version
        record(status, begun + Int64.random(in: -1...6, using: &random) * hour, other)
      }
    }
    for id in incidentIDs {
      var at = instant(&random)
      let environment = ["production", "staging", nil, nil].randomElement(using: &random)!
      for status in [
        ["open"], ["open", "resolved"], ["open", "resolved", "open", "resolved"], ["resolved"],
        ["open", "updated", "resolved"],
      ]
      .randomElement(using: &random)! {
        incidents.append(
          Incident(
            sequence: next(),
            service: service,
            environment: environment,
            at: at,
            id: id,
            severity: ["SEV1", "SEV3"].randomElement(using: &random)!,
            status: status,
            causedBy: maybe(30, (ids + ["unknown"]).randomElement(using: &random)!, &random),
            fixedBy: maybe(15, ids.randomElement(using: &random)!, &random),
            started: maybe(40, at - Int64.random(in: -2...30, using: &random) * hour, &random),
            detected: maybe(40, at - Int64.random(in: -2...5, using: &random) * hour, &random),
            impact: maybe(40, Double(Int.random(in: 0...100, using: &random)), &random)
          )
        )
        at += Int64.random(in: 0...(chance(10, &random) ? 1_500 : 20), using: &random) * hour
      }
    }
    for number in 0..<Int.random(in: 0...2, using: &random) {
      var at = instant(&random)
      let id = maybe(70, "r\(number)", &random)
      let from = versions.randomElement(using: &random)!
      let to = versions.randomElement(using: &random)!
      let deployment = maybe(50, ids.randomElement(using: &random)!, &random)
      let restoring = maybe(40, ids.randomElement(using: &random)!, &random)
      for status in [["succeeded"], ["started", "succeeded"], ["started", "failed"], ["started"]]
        .randomElement(using: &random)!
      {
        rollbacks.append(
          Rollback(
            sequence: next(),
            service: service,
            at: at,
            from: from,
            to: to,
            status: status,
            id: id,
            deployment: deployment,
            restoring: restoring,
            detected: maybe(30, at - hour, &random),
            decided: maybe(20, at - hour / 2, &random),
            executed: maybe(30, at + hour, &random)
          )
        )
        at += Int64.random(in: 0...(chance(10, &random) ? 1_500 : 12), using: &random) * hour
      }
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) where chance(60, &random) {
      superseded.append((sequence: Int64.random(in: first..<size, using: &random), by: next()))
    }
  }
}
