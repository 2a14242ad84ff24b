/// Takes the policies that a document extends together with what it states itself.
///
/// It may add and tighten. Whatever it loosens needs an entry in `overrides` that names it: a control by its id, a part
/// of the policy as `types.NAME`, `environments.NAME`, `roles.NAME`, `settings.late-evidence`, `settings.separation` or
/// `settings.waivers`.
struct Composition {
  let bases: [Policy]
  let document: PolicyDocument
  private(set) var problems: [DocumentProblem] = []
  private var loosened: Set<String> = []

  init(bases: [Policy], document: PolicyDocument) {
    self.bases = bases
    self.document = document
  }

  mutating func composed() -> Policy {
    let own = document.policy
    var result = base()
    result.name = own.name
    result.edition = own.edition
    result.title = own.title
    result.description = own.description
    mergeSettings(of: own, into: &result)
    mergeNames(of: own, into: &result)
    mergeControls(of: own, into: &result)
    checkOverrides(of: own)
    result.overrides += own.overrides
    result.extends = []
    return result
  }

  /// The extended policies taken together; they must not contradict each other.
  private mutating func base() -> Policy {
    guard var result = bases.first else { return Policy() }
    for next in bases.dropFirst() {
      let settings: [(name: String, isSame: Bool)] = [
        ("time_zone", next.zone == result.zone), ("late_evidence", next.lateEvidence == result.lateEvidence),
        ("separation", next.separation == result.separation), ("waivers", next.waivers == result.waivers),
      ]
      for setting in settings where !setting.isSame { contradiction(setting.name, result, next) }
      merge(next.types, into: &result.types, "type", result, next)
      merge(next.environments, into: &result.environments, "environment", result, next)
      merge(next.roles, into: &result.roles, "role", result, next)
      merge(next.events, into: &result.events, "event", result, next)
      for control in next.controls {
        if let twin = result.controls.first(where: { $0.id == control.id }) {
          if twin != control { contradiction("control \(control.id)", result, next) }
        } else {
          result.controls.append(control)
        }
      }
      result.overrides += next.overrides.filter { !result.overrides.contains($0) }
    }
    return result
  }

  private mutating func merge<Value: Equatable>(
    _ values: [String: Value],
    into known: inout [String: Value],
    _ what: String,
    _ first: Policy,
    _ second: Policy
  ) {
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      if let twin = known[name], twin != value { contradiction("\(what) `\(name)`", first, second) }
      known[name] = known[name] ?? value
    }
  }

  private mutating func contradiction(_ what: String, _ first: Policy, _ second: Policy) {
    let message = "`\(first.name)` and `\(second.name)`, which are both extended, differ in \(what)"
    problems.append(document.problem(message))
  }

  private mutating func mergeSettings(of own: Policy, into result: inout Policy) {
    if document.keys.contains("time_zone"), own.zone != result.zone {
      let message = "`time_zone` is \(result.zone) in what is extended: name another one in the controls that need it"
      problems.append(document.problem(message))
    }
    if document.keys.contains("late_evidence") {
      if own.lateEvidence == .counted, result.lateEvidence == .refused {
        loosening("settings.late-evidence", "late evidence would count")
      }
      result.lateEvidence = own.lateEvidence
    }
    if document.keys.contains("separation") {
      let dropped =
        Set(result.separation.approvers).subtracting(own.separation.approvers)
        .union(Set(result.separation.waiverGranters).subtracting(own.separation.waiverGranters))
      if !dropped.isEmpty {
        loosening("settings.separation", "it leaves out " + listed(dropped.map(\.rawValue)))
      }
      result.separation = own.separation
    }
    if document.keys.contains("waivers") {
      let dropped = Set(result.waivers.never).subtracting(own.waivers.never)
      if !dropped.isEmpty { loosening("settings.waivers", "\(listed(Array(dropped))) could be waived") }
      if !isNoLonger(own.waivers.atMost, than: result.waivers.atMost) {
        loosening("settings.waivers", "waivers could count longer")
      }
      result.waivers = own.waivers
    }
  }

  private mutating func mergeNames(of own: Policy, into result: inout Policy) {
    for (name, type) in own.types.sorted(by: { $0.key < $1.key }) where result.types[name] != type {
      if !result.types.isEmpty { loosening("types.\(name)", "controls of other types do not apply to it") }
      result.types[name] = type
    }
    for (name, value) in own.environments.sorted(by: { $0.key < $1.key }) {
      if !result.environments.isEmpty, result.environments[name] == nil {
        loosening("environments.\(name)", "controls of other environments do not apply to it")
      }
      result.environments[name] = value
    }
    for (name, role) in own.roles.sorted(by: { $0.key < $1.key }) {
      if let known = result.roles[name], !known.members.isEmpty,
        role.members.isEmpty || !Set(role.members).isSubset(of: known.members)
      {
        loosening("roles.\(name)", "more people could hold it")
      }
      result.roles[name] = role
    }
    for (name, event) in own.events.sorted(by: { $0.key < $1.key }) {
      if let known = result.events[name], known != event {
        let message = "the event `\(name)` means something else in what is extended: choose another name"
        problems.append(document.problem(message))
      }
      result.events[name] = event
    }
  }

  private mutating func mergeControls(of own: Policy, into result: inout Policy) {
    for control in own.controls {
      guard let index = result.controls.firstIndex(where: { $0.id == control.id }) else {
        result.controls.append(control)
        continue
      }
      let strictness = Strictness(separation: result.separation)
      for reason in strictness.loosenings(from: result.controls[index], to: control) {
        loosening(control.id, reason)
      }
      result.controls[index] = control
    }
    for override in own.overrides where override.remove {
      if own.controls.contains(where: { $0.id == override.control }) {
        let message = "`\(override.control)` is removed and defined in the same document"
        problems.append(document.problem(message, control: override.control))
      } else if let index = result.controls.firstIndex(where: { $0.id == override.control }) {
        result.controls.remove(at: index)
        result.waivers.never.removeAll { $0 == override.control }
        loosened.insert(override.control)
      }
    }
  }

  /// Notes that something is looser, which is a problem unless an override says so.
  private mutating func loosening(_ what: String, _ reason: String) {
    loosened.insert(what)
    guard !document.policy.overrides.contains(where: { $0.control == what && !$0.remove }) else { return }
    let message = "`\(what)` is looser than in what is extended: \(reason). Where that is meant, say so in `overrides`"
    problems.append(document.problem(message, control: what))
  }

  /// An override that loosens nothing would let a later loosening pass unseen.
  private mutating func checkOverrides(of own: Policy) {
    for override in own.overrides where !loosened.contains(override.control) {
      let known = bases.flatMap { $0.controls.map(\.id) }
      let isKnown = known.contains(override.control)
      let hint = isKnown ? "" : Suggestion.text(for: override.control, among: known)
      let message = "the override of `\(override.control)` loosens nothing\(hint)"
      let mark = document.overrideMarks[override.control] ?? .start
      problems.append(DocumentProblem(mark: mark, message: message))
    }
  }
}
