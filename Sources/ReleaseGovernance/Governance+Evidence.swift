internal import Glibc
internal import LedgerStore
public import ReleasePolicy
public import ReleaseRecords

extension Governance {
  /// The records that matter to a service, or to all, up to a size of the log.
  public func evidence(service: String? = nil, size: Int64) async throws -> EvaluationEvidence {
    var query = RecordQuery()
    query.sequences = 0..<size
    var records: [LedgerRecord] = []
    if let service {
      query.service = service
      try await ledger.forEachPage(query) { records += $0 }
      query.service = nil
      query.isAboutNoService = true
    }
    try await ledger.forEachPage(query) { records += $0 }
    return EvaluationEvidence(records: records, size: size)
  }

  /// The evaluator of a policy over evidence, with the people whom the policy names and its time zones.
  public func evaluator(
    _ policy: Policy,
    on evidence: EvaluationEvidence,
    at instant: Timestamp,
    question: Question
  ) async throws -> Evaluator {
    var people = evidence.people
    let named = Set(policy.roles.values.flatMap(\.members))
    for (identity, id) in try await ledger.ids(of: named) { people.aliases[identity] = people.canonical(id) }
    return Evaluator(
      policy: policy,
      index: evidence.index,
      at: instant,
      question: question,
      people: people,
      zones: try Self.timeZones(of: policy)
    )
  }

  /// The rules of the time zones that a policy names, from this machine's database of them.
  ///
  /// - Throws: ``GovernanceError/noTimeZone(_:)``.
  public static func timeZones(of policy: Policy) throws -> [String: TimeZoneRules] {
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
