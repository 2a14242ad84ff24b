package import ReleasePolicy
package import ReleaseRecords
internal import Reporting

/// The policy that something was judged by.
package struct PolicyReference: Hashable, Sendable {
  package var name: String
  /// The policy's own version, as its owners count it.
  package var edition: String?
  /// `sha256:` and the digest of the document in hexadecimal.
  package var digest: String
  /// The record by which it came into force; `nil` where it was named for this report only.
  package var adoption: Int64?
  package var effectiveFrom: Timestamp?

  package init(
    name: String,
    edition: String? = nil,
    digest: String,
    adoption: Int64? = nil,
    effectiveFrom: Timestamp? = nil
  ) {
    self.name = name
    self.edition = edition
    self.digest = digest
    self.adoption = adoption
    self.effectiveFrom = effectiveFrom
  }

  /// A policy that came into force by record.
  ///
  /// - Parameter edition: the policy's own version, which its document says.
  package init(_ adoption: PolicyTimeline.Adoption, edition: String? = nil) {
    self.init(
      name: adoption.policy,
      edition: edition,
      digest: adoption.digest,
      adoption: adoption.sequence,
      effectiveFrom: adoption.effectiveFrom
    )
  }

  /// `octoacme 3`.
  var title: String { edition.map { "\(name) \($0)" } ?? name }

  var definitions: [Report.Definition] {
    [
      Report.Definition("policy", "Policy", .text(title)),
      Report.Definition("policy_digest", "Digest of the policy document", .text(digest)),
      Report.Definition(
        "policy_adoption",
        "In force by record",
        adoption.map { .records([$0]) } ?? .absent("not adopted on record: named for this report")
      ),
      Report.Definition("policy_effective_from", "In force from", .time(effectiveFrom, otherwise: "not on record")),
    ]
  }
}
