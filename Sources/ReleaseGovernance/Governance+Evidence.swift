internal import Glibc
internal import LedgerStore
package import ReleasePolicy
package import ReleaseRecords

extension Governance {
  /// The records that matter to a service up to a size of the log.
  package func evidence(service: String, size: Int64) async throws -> EvaluationEvidence {
    let own = try await records(of: service, size: size)
    let shared = try await sharedRecords(size: size)
    return EvaluationEvidence(own + shared, others: try await others(for: own, of: service, size: size), size: size)
  }

  /// What can bear on whether a release may be deployed, up to a size of the log.
  func evidence(service: String, version: SemanticVersion, size: Int64) async throws -> EvaluationEvidence {
    let records = try await ledger.evidence(service: service, version: version.text, size: size)
    let release = records.filter { $0.record.version == version }
    let others = try await dependencies(of: release, besides: service, size: size)
    return EvaluationEvidence(records, others: others, size: size)
  }

  /// The records that are about a service.
  func records(of service: String, size: Int64) async throws -> [LedgerRecord] {
    try await ledger.records(ofService: service, size: size)
  }

  /// The records that are about no service.
  func sharedRecords(size: Int64) async throws -> [LedgerRecord] {
    var query = RecordQuery()
    query.sequences = 0..<size
    query.isAboutNoService = true
    var records: [LedgerRecord] = []
    try await ledger.forEachPage(query) { records += $0 }
    return records
  }

  /// The records of other services that matter to a service: what withdraws its records, and the deployments that its
  /// releases depend on.
  func others(for records: [LedgerRecord], of service: String, size: Int64) async throws -> [LedgerRecord] {
    let corrections = try await ledger.corrections(of: service, size: size)
    let dependencies = try await dependencies(of: records, besides: service, size: size)
    let known = Set(corrections.map(\.sequence))
    return corrections + dependencies.filter { !known.contains($0.sequence) }
  }

  /// The deployments of what releases depend on, and what withdraws these.
  private func dependencies(
    of records: [LedgerRecord],
    besides service: String,
    size: Int64
  ) async throws -> [LedgerRecord] {
    var wanted: Set<[String]> = []
    for record in records where record.record.kind == .release {
      for dependency in record.record.data["depends_on"]?.array ?? [] {
        guard let other = dependency["service"]?.string, let version = dependency["version"]?.string else { continue }
        if other != service { wanted.insert([other, version]) }
      }
    }
    var found: [Int64: LedgerRecord] = [:]
    for dependency in wanted {
      var query = RecordQuery()
      query.sequences = 0..<size
      (query.service, query.version) = (dependency[0], dependency[1])
      query.kinds = [.deployment]
      try await ledger.forEachPage(query) { page in
        for record in page { found[record.sequence] = record }
      }
      for record in try await ledger.corrections(naming: Set(found.keys), size: size) {
        found[record.sequence] = record
      }
    }
    return found.values.sorted { $0.sequence < $1.sequence }
  }

  /// The evaluator of a policy over evidence, with the people whom the policy names and its time zones.
  package func evaluator(
    _ policy: Policy,
    on evidence: EvaluationEvidence,
    at instant: Timestamp,
    question: Question
  ) async throws -> Evaluator {
    try await bench(policy, size: evidence.index.logSize).evaluator(on: evidence, at: instant, question: question)
  }

  /// A policy with all that is needed to judge by it what was on record at a size of the log.
  func bench(_ policy: Policy, size: Int64) async throws -> Bench {
    Bench(
      policy: PreparedPolicy(policy),
      members: try await ledger.ids(of: Set(policy.roles.values.flatMap(\.members)), size: size),
      zones: try Self.timeZones(of: policy)
    )
  }

  /// The rules of the time zones that a policy names, from this machine's database of them.
  ///
  /// - Throws: ``GovernanceError/noTimeZone(_:)``.
  package static func timeZones(of policy: Policy) throws -> [String: TimeZoneRules] {
    var zones: [String: TimeZoneRules] = [:]
    for name in zoneNames(policy.json) where name != "UTC" {
      guard let rules = zoneFile(name).flatMap({ TimeZoneRules(tzif: $0) }) else {
        throw GovernanceError.noTimeZone(name)
      }
      zones[name] = rules
    }
    return zones
  }

  /// Every time zone that a policy's document names.
  private static func zoneNames(_ value: JSONValue) -> Set<String> {
    switch value {
    case .object(let object):
      object.reduce(into: []) { names, member in
        if member.name == "time_zone", let name = member.value.string { names.insert(name) }
        names.formUnion(zoneNames(member.value))
      }
    case .array(let elements): elements.reduce(into: []) { $0.formUnion(zoneNames($1)) }
    default: []
    }
  }

  private static func zoneFile(_ name: String) -> [UInt8]? {
    guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
    let file = open("/usr/share/zoneinfo/\(name)", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = read(file, &bytes, bytes.count)
    return count > 0 ? Array(bytes[..<count]) : nil
  }
}

/// A policy with all that is needed to judge by it.
struct Bench: Sendable {
  let policy: PreparedPolicy
  /// The ids of the people whom it names, by the identities that it names them with.
  let members: [String: String]
  let zones: [String: TimeZoneRules]

  func evaluator(
    on evidence: EvaluationEvidence,
    at instant: Timestamp,
    question: Question,
    figures: [MeasuredFigure] = []
  ) -> Evaluator {
    var people = evidence.people
    for (identity, id) in members { people.aliases[identity] = people.canonical(id) }
    return Evaluator(
      policy,
      index: evidence.index,
      at: instant,
      question: question,
      people: people,
      zones: zones,
      figures: figures
    )
  }
}
