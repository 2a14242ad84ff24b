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
    if old.boundToCommit, !new.boundToCommit { reasons.append("results for other commits count") }
    if old.after != nil, new.after != old.after { reasons.append("the gates may run at another time") }
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
    if old.distinct, !new.distinct { reasons.append("one person may approve several times") }
    let excluded = Set(old.notBy ?? separation.approvers)
    if new.notBy != nil || old.notBy != nil, !excluded.isSubset(of: new.notBy ?? separation.approvers) {
      reasons.append("more people may approve")
    }
    if old.boundToCommit, !new.boundToCommit { reasons.append("approvals of other commits count") }
    if !isNoLonger(new.validFor, than: old.validFor) { reasons.append("approvals count longer") }
    if new.after != nil, new.after != old.after { reasons.append("approvals may come afterwards") }
    if new.after != nil, !isNoLonger(new.within, than: old.within) { reasons.append("approvals may come later") }
    return reasons
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

  func loosenings(from old: EvidenceRequirement, to new: EvidenceRequirement) -> [String] {
    var reasons: [String] = []
    for rule in old.records where !new.records.contains(where: { isAsStrict($0, as: rule) }) {
      reasons.append("a rule about records of the kind `\(rule.record.kind.rawValue)` is missing or looser")
    }
    if let version = old.version {
      let bump = new.version?.bump ?? false
      let words = new.version?.prereleases ?? []
      let keepsWords = version.prereleases.isEmpty || (!words.isEmpty && Set(words).isSubset(of: version.prereleases))
      if (version.bump && !bump) || !keepsWords { reasons.append("more versions are allowed") }
    }
    return reasons
  }

  private func isAsStrict(_ new: EvidenceRule, as old: EvidenceRule) -> Bool {
    if old.quantifier == .none { return new == old }
    let expectsAsMuch = old.expected.allSatisfy { field, values in
      new.expected[field].map { Set($0).isSubset(of: values) } ?? false
    }
    return new.record == old.record && new.quantifier == old.quantifier && new.atLeast >= old.atLeast
      && Set(new.has).isSuperset(of: old.has) && expectsAsMuch && loosenings(from: old.window, to: new.window).isEmpty
  }
}
