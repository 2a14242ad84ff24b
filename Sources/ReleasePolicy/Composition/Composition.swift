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
    guard problems.isEmpty else { return result }
    result.name = own.name
    result.edition = own.edition
    result.title = own.title
    result.description = own.description
    mergeSettings(of: own, into: &result)
    mergeNames(of: own, into: &result)
    mergeControls(of: own, into: &result)
    // Against each by itself: what comes from another one is as new to it as what the document states.
    var found: Set<Loosening> = []
    for loosening in bases.flatMap({ $0.loosenings(to: result) }) where found.insert(loosening).inserted {
      report(loosening)
    }
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
    if document.keys.contains("late_evidence") { result.lateEvidence = own.lateEvidence }
    if document.keys.contains("separation") { result.separation = own.separation }
    if document.keys.contains("waivers") { result.waivers = own.waivers }
  }

  private mutating func mergeNames(of own: Policy, into result: inout Policy) {
    result.types.merge(own.types) { $1 }
    result.environments.merge(own.environments) { $1 }
    result.roles.merge(own.roles) { $1 }
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
      if let index = result.controls.firstIndex(where: { $0.id == control.id }) {
        result.controls[index] = control
      } else {
        result.controls.append(control)
      }
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
  private mutating func report(_ loosening: Loosening) {
    let what = loosening.what
    loosened.insert(what)
    guard !document.policy.overrides.contains(where: { $0.control == what && !$0.remove }) else { return }
    let message =
      "`\(what)` is looser than in what is extended: \(loosening.reason). Where that is meant, say so in `overrides`"
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
