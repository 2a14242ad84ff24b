internal import ReleaseRecords

extension ApprovalRequirement {
  func judged(in scene: Scene) -> Outcome {
    switch of {
    case .release: ApprovalHearing(requirement: self, scene: scene).outcome
    case .changes: reviewsJudged(in: scene)
    }
  }

  /// Every change of the release has enough reviewers who had no part in it.
  private func reviewsJudged(in scene: Scene) -> Outcome {
    let changes = scene.changes
    guard !changes.isEmpty else {
      return scene.lack("no changes are on record", needed: "the release's changes with their reviewers")
    }
    let needed = needed.reduce(0) { $0 + $1.count }
    let excluded = notBy ?? scene.policy.separation.approvers
    let others = scene.people(in: excluded.filter { $0 != .author && $0 != .coAuthor })
    let canonical = scene.frame.people.canonical
    let parts = changes.map { change -> Outcome in
      var apart = others
      if excluded.contains(.author), let author = change["author"] { apart.insert(canonical(author)) }
      if excluded.contains(.coAuthor) { apart.formUnion(change.coAuthors.map(canonical)) }
      let reviewers = Set(change.reviewers.map(canonical)).subtracting(apart)
      let text = "\(Wording.count(reviewers.count, "reviewer")) of change \(Wording.commit(change["commit"]))"
      if reviewers.count >= needed { return .met(text, [change.sequence]) }
      let lacking = "\(text), \(needed) needed"
      let need = "\(needed) reviewers of change \(Wording.commit(change["commit"]))"
      return scene.lack(lacking, [change.sequence], needed: need)
    }
    if parts.allSatisfy({ $0.verdict == .met }) {
      let records = SequenceNumbers(changes)
      return .met("\(Wording.count(changes.count, "change")) with at least \(needed) reviewers each", records)
    }
    return .all(parts.filter { $0.verdict != .met })
  }
}

/// The approvals of a release.
private struct ApprovalHearing {
  let requirement: ApprovalRequirement
  let scene: Scene

  /// An approval that stands.
  private struct Standing {
    let person: String
    let role: String
    let fact: Fact
  }

  var outcome: Outcome {
    var deadline: Timestamp?
    if let after = requirement.after {
      guard let moment = scene.moment(of: after) else { return scene.notBegun(after) }
      deadline = requirement.within.map { moment.time + $0 }
    }
    let roles = Set(requirement.needed.flatMap(\.roles))
    let meant = scene[.approval].filter { fact in
      (roles.isEmpty || fact["role"].map(roles.contains) ?? false) && scene.fits(fact, nil)
    }
    let bound = meant.filter { requirement.boundToCommit ? scene.isBound($0) : $0.version != nil || scene.isBound($0) }
    let timely = bound.filter { fact in deadline.map { fact.time <= $0 } ?? true }
    let decisions = latestDecisions(in: timely)
    var records = SequenceNumbers(timely)
    var remarks: [String] = []
    let void = meant.filter { fact in !bound.contains { $0 === fact } && fact["decision"] == "approved" }
    if !void.isEmpty {
      remarks.append("given for another commit: \(Wording.numbers(void.map(\.sequence)))")
      records.formUnion(void)
    }
    let untimely = bound.filter { fact in deadline.map { fact.time > $0 } ?? false && fact["decision"] == "approved" }
    if !untimely.isEmpty {
      remarks.append("given too late: \(Wording.numbers(untimely.map(\.sequence)))")
      records.formUnion(untimely)
    }
    if let rejection = decisions.first(where: { $0["decision"] == "rejected" && isHolder($0) }) {
      let text = "rejected by \(rejection["approver"] ?? "") as \(rejection["role"] ?? "") (#\(rejection.sequence))"
      return .notMet(join(text, remarks), records, needed: "the rejection withdrawn or an approval by the same person")
    }
    let standing = standing(in: decisions, &remarks)
    let (filled, missing) = fill(standing)
    let unknown = unknownParty
    if let unknown { remarks.append(unknown.text) }
    let given = standing.map { "\($0.person) as \($0.role) (#\($0.fact.sequence))" }.joined(separator: ", ")
    if missing.isEmpty {
      let counted = filled.map { "\($0.person) as \($0.role) (#\($0.fact.sequence))" }.joined(separator: ", ")
      let observed = join("approved by \(counted)", remarks)
      // Where the control itself asks who wrote or deployed it, nobody's approval shows that they did not.
      guard let unknown, requirement.notBy != nil else { return .met(observed, records) }
      return scene.lack(observed, records, needed: unknown.needed, by: deadline)
    }
    var observed = "missing: " + missing.joined(separator: ", ")
    if !standing.isEmpty { observed += "; approved by \(given)" }
    return scene.lack(
      join(observed, remarks),
      records,
      needed: "approval by " + missing.joined(separator: " and by "),
      by: deadline
    )
  }

  /// What is not known of who wrote the release or deployed it, where they may not approve it.
  private var unknownParty: (text: String, needed: String)? {
    let parties = requirement.notBy ?? scene.policy.separation.approvers
    if parties.contains(.author), let text = unknownAuthor {
      return (text, "the release's changes with their authors")
    }
    if parties.contains(.deployer), let deployment = scene.deployment, !deployment.namesDeployer {
      return ("who deployed it is not on record", "a record of the deployment with its deployer")
    }
    return nil
  }

  private var unknownAuthor: String? {
    if scene.changes.isEmpty { return "who wrote it is not on record" }
    guard let change = scene.changes.first(where: { $0["author"] == nil }) else { return nil }
    return "who wrote \(Wording.commit(change["commit"])) is not on record (#\(change.sequence))"
  }

  private func join(_ text: String, _ remarks: [String]) -> String {
    ([text] + remarks).joined(separator: "; ")
  }

  /// The last decision of each person in each role. Where no environment is in question each has its own, and a decision
  /// for none in particular replaces them all.
  private func latestDecisions(in facts: [Fact]) -> [Fact] {
    struct Seat: Hashable {
      let person: String
      let role: String
    }
    var last: [Seat: [String?: Fact]] = [:]
    for fact in facts {
      guard let person = fact["approver"], let role = fact["role"] else { continue }
      let seat = Seat(person: scene.frame.people.canonical(person), role: role)
      if scene.subject.environment != nil || fact.environment == nil {
        last[seat] = [fact.environment: fact]
      } else {
        last[seat, default: [:]][fact.environment] = fact
      }
    }
    return last.values.flatMap(\.values).sorted(by: Fact.precedes)
  }

  /// Whether who decided holds the role. A role without members is held by whoever acts in it.
  private func isHolder(_ fact: Fact) -> Bool {
    guard let person = fact["approver"], let role = fact["role"] else { return false }
    guard let members = scene.policy.roles[role]?.members, !members.isEmpty else { return true }
    let canonical = scene.frame.people.canonical
    return members.contains { canonical($0) == canonical(person) }
  }

  /// The approvals that count, and remarks on those that don't.
  private func standing(in decisions: [Fact], _ remarks: inout [String]) -> [Standing] {
    let parties = requirement.notBy ?? scene.policy.separation.approvers
    let excluded = Dictionary(parties.map { ($0, scene.people(in: [$0])) }) { first, _ in first }
    var standing: [Standing] = []
    for fact in decisions {
      guard let approver = fact["approver"], let role = fact["role"] else { continue }
      let person = scene.frame.people.canonical(approver)
      if fact["decision"] == "withdrawn" {
        remarks.append("withdrawn by \(person) (#\(fact.sequence))")
      } else if fact["decision"] != "approved" {
        continue
      } else if !isHolder(fact) {
        remarks.append("\(person) does not hold the role \(role) (#\(fact.sequence))")
      } else if let expiry = expiry(of: fact), expiry <= max(fact.time, scene.start?.time ?? fact.time) {
        remarks.append("expired on \(expiry) (#\(fact.sequence))")
      } else if let party = parties.first(where: { excluded[$0]?.contains(person) ?? false }) {
        remarks.append("\(person) is \(party.rawValue) and does not count (#\(fact.sequence))")
      } else {
        standing.append(Standing(person: person, role: role, fact: fact))
      }
    }
    return standing
  }

  private func expiry(of fact: Fact) -> Timestamp? {
    [fact.time("expires_at"), requirement.validFor.map { fact.time + $0 }].compactMap(\.self).min()
  }

  /// Seats people on what is needed, each person once where they have to be distinct.
  private func fill(_ standing: [Standing]) -> (filled: [Standing], missing: [String]) {
    var filled: [Standing] = []
    var missing: [String] = []
    if !requirement.distinct {
      for group in requirement.needed {
        var people: Set<String> = []
        for approval in standing where group.takes(approval.role) && people.count < group.count {
          if people.insert(approval.person).inserted { filled.append(approval) }
        }
        if people.count < group.count { missing.append(group.text(lacking: group.count - people.count)) }
      }
      return (filled, missing)
    }
    let seats = requirement.needed.enumerated().flatMap { index, group in
      Array(repeating: index, count: min(group.count, standing.count + 1))
    }
    var matching = Matching(
      choices: seats.map { seat in
        standing.indices.filter { requirement.needed[seat].takes(standing[$0].role) }
      },
      identity: standing.map(\.person)
    )
    let taken = matching.solve()
    for (index, group) in requirement.needed.enumerated() {
      let own = zip(seats, taken).filter { $0.0 == index }.compactMap(\.1)
      filled += own.map { standing[$0] }
      if own.count < group.count { missing.append(group.text(lacking: group.count - own.count)) }
    }
    return (filled, missing)
  }
}

extension ApprovalGroup {
  fileprivate func takes(_ role: String) -> Bool { roles.isEmpty || roles.contains(role) }

  fileprivate func text(lacking count: Int) -> String {
    let who = roles.isEmpty ? "anybody" : Wording.choice(roles)
    return count == 1 ? who : "\(count) of \(who)"
  }
}
