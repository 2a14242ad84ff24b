internal import ReleaseRecords

/// Whether an approval still stands for what is released.
enum ApprovalStanding: Hashable, Sendable {
  case counts
  /// It names no commit, and the release has been another commit since.
  case beforeCommit
  case otherCommit
  case expired(Timestamp)
  /// The same person decided otherwise later, in the same role.
  case replaced(by: Int64)
  case rejected
  case withdrawn

  var text: String {
    switch self {
    case .counts: "counts"
    case .beforeCommit: "given before the release became its present commit"
    case .otherCommit: "for another commit"
    case .expired: "expired"
    case .replaced(let sequence): "decided otherwise later, in #\(sequence)"
    case .rejected: "rejected"
    case .withdrawn: "withdrawn"
    }
  }
}

extension RecordsOfRelease {
  /// How an approval stands.
  ///
  /// - Parameter at: the instant that an expiry is held against, which is that of the deployment once there is one.
  func standing(of approval: LedgerRecord, at instant: Timestamp, people: PeopleNames) -> ApprovalStanding {
    let later = self[.approval].last { other in
      LedgerRecord.precedes(approval, other) && other["role"] == approval["role"]
        && other.environment == approval.environment
        && people.areSame(other["approver"] ?? "", approval["approver"] ?? "")
    }
    if let later { return .replaced(by: later.sequence) }
    switch approval["decision"] {
    case "rejected": return .rejected
    case "withdrawn": return .withdrawn
    default: break
    }
    if let bound = approval["commit"] {
      if let commit, bound != commit { return .otherCommit }
    } else if let committed, approval.effectiveAt < committed {
      return .beforeCommit
    }
    if let expiry = approval.time("expires_at"), expiry <= instant { return .expired(expiry) }
    return .counts
  }

  /// The approvals that stand at an instant, one a person and role.
  func approvals(standingAt instant: Timestamp, people: PeopleNames) -> [LedgerRecord] {
    self[.approval].filter { standing(of: $0, at: instant, people: people) == .counts }
  }

  /// From when on the release's commit is what it is now.
  private var committed: Timestamp? {
    var committed: Timestamp?
    for entry in self[.release].reversed() {
      guard entry["commit"] == commit else { break }
      committed = entry.effectiveAt
    }
    return committed
  }
}
