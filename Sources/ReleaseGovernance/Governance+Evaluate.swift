internal import Glibc
internal import LedgerStore
public import ReleasePolicy
public import ReleaseRecords

extension Governance {
  /// What an evaluation rests on: the records that matter to a service, and who is who.
  public func evidence(service: String, size: Int64, policy: Policy) async throws -> EvaluationEvidence {
    var query = RecordQuery()
    query.sequences = 0..<size
    query.service = service
    var records: [LedgerRecord] = []
    try await ledger.forEachPage(query) { records += $0 }
    query.service = nil
    query.isAboutNoService = true
    try await ledger.forEachPage(query) { records += $0 }
    return EvaluationEvidence(
      records: records,
      size: size,
      people: try await people(records, policy),
      zones: try Self.timeZones(of: policy)
    )
  }

  /// Who is the same person: ids that records say belong together, and the ids of the identities that the policy names.
  private func people(_ records: [LedgerRecord], _ policy: Policy) async throws -> People {
    var people = People()
    for entry in records where entry.record.kind == .person {
      guard let person = entry.record.data["person"]?.string, let other = entry.record.data["same_as"]?.string else {
        continue
      }
      let (from, to) = (people.canonical(person), people.canonical(other))
      for (alias, id) in people.aliases where id == from { people.aliases[alias] = to }
      if from != to { people.aliases[from] = to }
    }
    let named = Set(policy.roles.values.flatMap(\.members))
    for (identity, id) in try await ledger.ids(of: named) { people.aliases[identity] = people.canonical(id) }
    return people
  }

  /// The rules of the time zones that a policy names, from this machine's database of them.
  ///
  /// - Throws: ``GovernanceError/noTimeZone(_:)``.
  public static func timeZones(of policy: Policy) throws -> [String: TimeZoneRules] {
    var zones: [String: TimeZoneRules] = [:]
    for name in Self.zoneNames(policy.json) where name != "UTC" {
      guard let rules = Self.zoneFile(name).flatMap({ TimeZoneRules(tzif: $0) }) else {
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

/// The records that an evaluation takes into account, and what it has to know besides.
public struct EvaluationEvidence: Sendable {
  public let records: [LedgerRecord]
  /// The number of the log's records that count.
  public let size: Int64
  public let people: People
  let zones: [String: TimeZoneRules]

  /// The evaluator of a policy over these records.
  public func evaluator(_ policy: Policy, at instant: Timestamp, question: Question) -> Evaluator {
    Evaluator(
      policy: policy,
      records: records,
      logSize: size,
      at: instant,
      question: question,
      people: people,
      zones: zones
    )
  }
}
