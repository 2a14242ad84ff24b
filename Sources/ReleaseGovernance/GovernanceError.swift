package import ReleaseRecords

/// Why a policy could not be applied.
package enum GovernanceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No record is about a release.
  case noRelease(service: String, version: SemanticVersion)
  /// No policy is in force for a service.
  case noPolicy(service: String, at: Timestamp)
  /// The document of an adopted policy is not kept.
  case noDocument(digest: String)
  /// A time zone that the policy names is not known on this machine.
  case noTimeZone(String)
  /// A record is no decision.
  case noDecision(sequence: Int64)

  package var description: String {
    switch self {
    case .noRelease(let service, let version):
      "nothing is recorded of \(service) \(version.text); `release-ledger log` lists what is"
    case .noPolicy(let service, let instant):
      "no policy is in force for \(service) at \(instant); put one in force by `release-ledger policy adopt`"
    case .noDocument(let digest): "the document \(digest) of the adopted policy is not kept in this ledger"
    case .noTimeZone(let name): "the time zone \(name) is not known here; install the package tzdata"
    case .noDecision(let sequence): "record \(sequence) is no decision; `release-ledger log --kind decision` lists them"
    }
  }
}
