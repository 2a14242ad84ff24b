internal import ReleaseRecords

extension Strictness {
  func loosenings(from old: GateRequirement, to new: GateRequirement) -> [String] {
    var reasons: [String] = []
    for gate in old.gates {
      let same = new.gates.first {
        $0.gate == gate.gate && $0.stage == gate.stage && $0.environment == gate.environment
      }
      guard let same else {
        reasons.append("the gate `\(gate.gate)` is left out")
        continue
      }
      if !imposes(same.limits, gate.limits) || !same.duration.imply(gate.duration) {
        reasons.append("the gate `\(gate.gate)` has wider limits")
      }
    }
    // The latest result counts: to leave some out may leave out the failure that is the latest.
    if old.boundToCommit != new.boundToCommit { reasons.append("results for other commits count in another way") }
    if new.after != old.after { reasons.append("the gates may run at another time") }
    if !isNoLonger(new.within, than: old.within) { reasons.append("the gates may take longer") }
    return reasons
  }

  /// Whether new limits keep everything that the old ones did.
  func imposes(_ new: [Threshold], _ old: [Threshold]) -> Bool {
    old.allSatisfy { limit in
      new.contains { $0.isAbout(limit) && $0.sustained == limit.sustained && $0.bounds.imply(limit.bounds) }
    }
  }

  func loosenings(from old: ApprovalRequirement, to new: ApprovalRequirement) -> [String] {
    var reasons: [String] = []
    if old.of != new.of { reasons.append("something else has to be approved") }
    var unused = new.needed
    for group in old.needed {
      let index = unused.firstIndex {
        $0.count >= group.count && (group.roles.isEmpty || covers(group.roles, $0.roles))
      }
      if let index {
        unused.remove(at: index)
      } else {
        reasons.append("fewer approvals are needed from \(group.roles.isEmpty ? "anybody" : listed(group.roles))")
      }
    }
    let unheard = Set(old.needed.flatMap(\.roles)).subtracting(new.needed.flatMap(\.roles))
    if !unheard.isEmpty { reasons.append("rejections by \(listed(Array(unheard))) would not count") }
    if old.distinct, !new.distinct { reasons.append("one person may approve several times") }
    if excludesFewer(old.notBy, new.notBy) { reasons.append("more people may approve") }
    // What leaves out approvals leaves out rejections too.
    if old.boundToCommit != new.boundToCommit { reasons.append("decisions on other commits count in another way") }
    if !isNoLonger(new.validFor, than: old.validFor) { reasons.append("approvals count longer") }
    if new.after != old.after || new.within != old.within { reasons.append("decisions of another time count") }
    return reasons
  }

  /// Whether a list of who may not approve leaves somebody out. A control with a list of its own asks for a record of who
  /// wrote the release, too, and one that goes by the policy's does not.
  private func excludesFewer(_ old: [Party]?, _ new: [Party]?) -> Bool {
    guard let new else { return old != nil }
    return !Set(old ?? separation.approvers).isSubset(of: new)
  }

  func loosenings(from old: ChecklistRequirement, to new: ChecklistRequirement) -> [String] {
    var reasons: [String] = []
    if old.checklist != new.checklist || old.environment != new.environment {
      reasons.append("it is about another checklist")
    }
    for item in old.items {
      guard let same = new.items.first(where: { $0.item == item.item }) else {
        reasons.append("the item `\(item.item)` is left out")
        continue
      }
      if same.optional, !item.optional { reasons.append("the item `\(item.item)` may be left undone") }
    }
    reasons += loosenings(from: old.window, to: new.window)
    if !Set(old.notBy).isSubset(of: new.notBy) { reasons.append("more people may attest") }
    return reasons
  }

  func loosenings(from old: TimeWindow?, to new: TimeWindow?) -> [String] {
    guard let old else { return [] }
    return new?.isWithin(old) ?? false ? [] : ["the window is wider"]
  }

  func loosenings(from old: EvidenceRequirement, to new: EvidenceRequirement, in phase: Phase) -> [String] {
    var reasons: [String] = []
    for rule in old.records where !new.records.contains(where: { isAsStrict($0, as: rule, in: phase) }) {
      reasons.append("a rule about records of the kind `\(rule.record.kind.rawValue)` is missing or looser")
    }
    if let version = old.version {
      let bump = new.version?.bump ?? false
      let words = new.version?.prereleases ?? []
      // Fewer words would leave the order of the others to SemVer.
      let keepsWords = version.prereleases.isEmpty || words == version.prereleases
      if (version.bump && !bump) || !keepsWords { reasons.append("more versions are allowed") }
    }
    return reasons
  }

  private func isAsStrict(_ new: EvidenceRule, as old: EvidenceRule, in phase: Phase) -> Bool {
    if old.quantifier == .none { return new == old }
    let expectsAsMuch = old.expected.allSatisfy { field, values in
      new.expected[field].map { Set($0).isSubset(of: values) } ?? false
    }
    return new.record == old.record && new.quantifier == old.quantifier && new.atLeast >= old.atLeast
      && Set(new.has).isSuperset(of: old.has) && expectsAsMuch && isWindowAsStrict(new, as: old, in: phase)
  }

  private func isWindowAsStrict(_ new: EvidenceRule, as old: EvidenceRule, in phase: Phase) -> Bool {
    // Where each record is examined, a narrower window examines fewer, and a wider one lets more of them count.
    if old.quantifier == .each || new.window == old.window { return new.window == old.window }
    // Without a window what is missing after the deployment is due with its end, and with one when that closes.
    if old.window == nil, phase != .before { return false }
    return loosenings(from: old.window, to: new.window).isEmpty
  }
}
