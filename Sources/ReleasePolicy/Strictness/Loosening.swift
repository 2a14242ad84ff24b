/// One respect in which a policy is looser than another one.
struct Loosening: Hashable {
  /// What an override has to name: a control by its id, or a part of the policy such as `types.hotfix`.
  var what: String
  var reason: String
}

extension Policy {
  /// In what `new` is looser than this policy, but for the controls that it no longer has.
  func loosenings(to new: Policy) -> [Loosening] {
    settingLoosenings(to: new) + nameLoosenings(to: new) + controlLoosenings(to: new)
  }

  private func settingLoosenings(to new: Policy) -> [Loosening] {
    var result: [Loosening] = []
    if new.lateEvidence != lateEvidence {
      let reason = new.lateEvidence == .counted ? "would count" : "of a failure would not count"
      result.append(Loosening(what: "settings.late-evidence", reason: "late evidence " + reason))
    }
    let dropped =
      Set(separation.approvers).subtracting(new.separation.approvers)
      .union(Set(separation.waiverGranters).subtracting(new.separation.waiverGranters))
    if !dropped.isEmpty {
      result.append(Loosening(what: "settings.separation", reason: "it leaves out " + listed(dropped.map(\.rawValue))))
    }
    let ids = Set(new.controls.flatMap { [$0.id, $0.row] })
    let waivable = Set(waivers.never).subtracting(new.waivers.never).intersection(ids)
    if !waivable.isEmpty {
      result.append(Loosening(what: "settings.waivers", reason: "\(listed(Array(waivable))) could be waived"))
    }
    if !isNoLonger(new.waivers.atMost, than: waivers.atMost) {
      result.append(Loosening(what: "settings.waivers", reason: "waivers could count longer"))
    }
    return result
  }

  private func nameLoosenings(to new: Policy) -> [Loosening] {
    var result: [Loosening] = []
    for (name, type) in new.types.sorted(by: { $0.key < $1.key }) {
      let known = types[name]
      if known?.aliases == type.aliases, known?.bump == type.bump { continue }
      if !types.isEmpty {
        result.append(Loosening(what: "types.\(name)", reason: "controls of other types do not apply to it"))
      } else if !type.aliases.isEmpty {
        result.append(Loosening(what: "types.\(name)", reason: "releases that were of several types are of one"))
      }
    }
    for name in new.environments.keys.sorted() where !environments.isEmpty && environments[name] == nil {
      let reason = "controls of other environments do not apply to it"
      result.append(Loosening(what: "environments.\(name)", reason: reason))
    }
    for (name, role) in new.roles.sorted(by: { $0.key < $1.key }) {
      guard let known = roles[name].map({ Set($0.members) }), !known.isEmpty else { continue }
      if role.members.isEmpty || !known.isSuperset(of: role.members) {
        result.append(Loosening(what: "roles.\(name)", reason: "more people could hold it"))
      }
      let silenced = known.subtracting(role.members)
      if !role.members.isEmpty, !silenced.isEmpty {
        let reason = "a rejection by \(listed(Array(silenced))) would not count"
        result.append(Loosening(what: "roles.\(name)", reason: reason))
      }
    }
    return result
  }

  private func controlLoosenings(to new: Policy) -> [Loosening] {
    let strictness = Strictness(separation: separation)
    return new.controls.flatMap { control -> [Loosening] in
      guard let old = controls.first(where: { $0.id == control.id }) else { return [] }
      return strictness.loosenings(from: old, to: control).map { Loosening(what: control.id, reason: $0) }
    }
  }
}
