internal import ReleaseRecords

/// One thing in which two policies differ.
package struct PolicyDifference: Hashable, Sendable {
  /// The id of a control, or a part of the policy such as `types.hotfix` or `settings.waivers`.
  package var what: String
  package var change: Change
  /// What exactly, in words.
  package var details: [String]

  package enum Change: String, CaseIterable, Hashable, Sendable {
    case added, removed
    /// It asks for more.
    case tightened
    /// It asks for less, or cannot be shown to ask for as much.
    case loosened
    /// It asks for the same in other words, or in other respects than strictness.
    case changed
  }
}

extension Policy {
  /// In what `new` differs from this policy: parts of the policy first, then controls in the order of `new`, then those
  /// that it no longer has. Empty where both ask for the same in the same words.
  package func differences(to new: Policy) -> [PolicyDifference] {
    partDifferences(to: new) + controlDifferences(to: new)
  }

  private func partDifferences(to new: Policy) -> [PolicyDifference] {
    var result: [PolicyDifference] = []
    let (oldParts, newParts) = (parts, new.parts)
    let loosenings = Dictionary(grouping: loosenings(to: new), by: \.what).mapValues { $0.map(\.reason) }
    for name in Set(oldParts.keys).union(newParts.keys).sorted() where oldParts[name] != newParts[name] {
      let texts = [oldParts[name], newParts[name]].compactMap { $0.map(CanonicalJSON.string) }
      let change: PolicyDifference.Change =
        oldParts[name] == nil ? .added : newParts[name] == nil ? .removed : .changed
      let reasons = loosenings[name] ?? []
      let details = reasons + [texts.joined(separator: " → ")]
      result.append(PolicyDifference(what: name, change: reasons.isEmpty ? change : .loosened, details: details))
    }
    return result
  }

  /// Everything but the controls, taken apart.
  private var parts: [String: JSONValue] {
    var parts: [String: JSONValue] = [
      "settings.name": .string(name),
      "settings.time-zone": .string(zone),
      "settings.late-evidence": .string(lateEvidence.rawValue),
      "settings.separation": Separation.codec.encode(separation),
      "settings.waivers": WaiverRules.codec.encode(waivers),
    ]
    parts["settings.edition"] = edition.map { .string($0) }
    parts["settings.title"] = title.map { .string($0) }
    parts["settings.description"] = description.map { .string($0) }
    for (name, type) in types { parts["types.\(name)"] = ReleaseType.codec.encode(type) }
    for (name, value) in environments { parts["environments.\(name)"] = EnvironmentDefinition.codec.encode(value) }
    for (name, role) in roles { parts["roles.\(name)"] = Role.codec.encode(role) }
    for (name, event) in events { parts["events.\(name)"] = Event.codec.encode(event) }
    for override in overrides { parts["overrides.\(override.control)"] = Override.codec.encode(override) }
    return parts
  }

  private func controlDifferences(to new: Policy) -> [PolicyDifference] {
    var result: [PolicyDifference] = []
    let strictness = Strictness(separation: separation)
    for control in new.controls {
      guard let old = controls.first(where: { $0.id == control.id }) else {
        result.append(PolicyDifference(what: control.id, change: .added, details: [control.explanation]))
        continue
      }
      guard old != control else { continue }
      let loosenings = strictness.loosenings(from: old, to: control)
      let tightenings = strictness.loosenings(from: control, to: old)
      let explanations = old.explanation == control.explanation ? [] : [old.explanation, control.explanation]
      if !loosenings.isEmpty {
        result.append(PolicyDifference(what: control.id, change: .loosened, details: loosenings + explanations))
      } else {
        let change = tightenings.isEmpty ? PolicyDifference.Change.changed : .tightened
        result.append(PolicyDifference(what: control.id, change: change, details: explanations))
      }
    }
    for control in controls where !new.controls.contains(where: { $0.id == control.id }) {
      result.append(PolicyDifference(what: control.id, change: .removed, details: [control.explanation]))
    }
    return result
  }
}
