internal import ReleaseRecords

/// One deployment, put together from its records.
struct Deployment {
  let id: String
  let environment: String?
  /// In the order in which they are taken; never empty.
  let facts: [Fact]
  let start: Moment
  /// The lowest sequence number among its records: what comes after it, the ledger did not know when it began.
  let firstSequence: Int64

  /// `nil` where there are no records.
  init?(id: String, facts: [Fact]) {
    guard let first = facts.first else { return nil }
    self.id = id
    self.facts = facts
    environment = first.environment
    start = Moment(first)
    firstSequence = facts.reduce(first.origin) { min($0, $1.origin) }
  }

  /// When it had succeeded for the first time.
  var end: Moment? { facts.first { $0["status"] == "succeeded" }.map { Moment($0) } }
  /// When it was given up, where it never succeeded.
  var failure: Moment? {
    guard end == nil else { return nil }
    return facts.first { $0["status"] == "failed" || $0["status"] == "cancelled" }.map { Moment($0) }
  }

  /// What was last stated in a field.
  subscript(_ name: String) -> String? {
    for fact in facts.reversed() {
      if let value = fact[name] { return value }
    }
    return nil
  }

  var deployers: [String] { facts.compactMap { $0["deployer"] } }
  /// Whether it is on record who deployed: somebody, or a pipeline by itself.
  var namesDeployer: Bool { !deployers.isEmpty || facts.contains { $0.data["automatic"] == .boolean(true) } }

  /// The deployments that some records tell of, in the order of their starts.
  static func all(in facts: [Fact]) -> [Deployment] {
    facts.grouped(by: "deployment").compactMap { Deployment(id: $0.id, facts: $0.facts) }
  }
}
