package import ReleaseRecords

/// Which policy was in force when, from the records of the kind `policy`.
///
///     let timeline = PolicyTimeline(index)
///     timeline.inForce(for: "shop", at: instant)?.digest
package struct PolicyTimeline: Sendable {
  /// One adoption of a policy.
  package struct Adoption: Hashable, Sendable {
    /// The policy's name.
    package let policy: String
    /// The digest of the policy's canonical bytes.
    package let digest: String
    /// The service that it is for; `nil`: all that have none of their own.
    package let service: String?
    package let effectiveFrom: Timestamp
    /// The sequence number of the record.
    package let sequence: Int64
  }

  private struct Entry: Sendable {
    let adoption: Adoption
    /// The sequence number of the record that withdraws or replaces it; no record's where none does.
    let supersededBy: Int64
  }

  /// In the order of the log.
  private let entries: [Entry]

  package init(_ index: RecordIndex) {
    entries = index.policies.compactMap { fact in
      guard let policy = fact["policy"], let digest = fact["digest"], let from = fact.time("effective_from") else {
        return nil
      }
      let adoption = Adoption(
        policy: policy,
        digest: digest,
        service: fact.entry.record.service,
        effectiveFrom: from,
        sequence: fact.sequence
      )
      return Entry(adoption: adoption, supersededBy: fact.supersededBy)
    }
  }

  /// The policy that bound a service at an instant: the one that took effect last, a service's own before one for all;
  /// of several that took effect at once the one recorded last.
  ///
  /// - Parameter position: only what stood in the log before this sequence number counts. Nobody can be held to a
  ///   policy that was put on record after the fact with an earlier date.
  package func inForce(
    for service: String,
    at instant: Timestamp,
    knownBefore position: Int64 = .max
  ) -> Adoption? {
    let standing = entries.filter { entry in
      let adoption = entry.adoption
      return adoption.sequence < position && entry.supersededBy >= position && adoption.effectiveFrom <= instant
        && (adoption.service == nil || adoption.service == service)
    }.map(\.adoption)
    let own = standing.filter { $0.service != nil }
    return (own.isEmpty ? standing : own).max { a, b in
      a.effectiveFrom == b.effectiveFrom ? a.sequence < b.sequence : a.effectiveFrom < b.effectiveFrom
    }
  }
}
