import ReleaseRecords
import Testing

@testable import ReleasePolicy

/// Random changes of controls: what one says in a place becomes what is said there in the same policy, in the one that
/// uses every key, or in none.
struct ControlMutations {
  var generator: SplitMix
  private let policy: Policy
  /// The keys that objects have, by the key under which they stand.
  private var keys: [String: [String]] = [:]
  /// What stands under each key.
  private var values: [String: [JSONValue]] = [:]

  init(of policy: Policy, seed: UInt64) throws {
    self.policy = policy
    generator = SplitMix(seed: seed)
    for control in policy.controls + (try EvaluatorPropertyTests.completePolicy().controls) {
      collect(Control.codec.encode(control), "control")
    }
    values["event", default: []] += Event.BuiltIn.allCases.map { .string($0.rawValue) }
  }

  private mutating func collect(_ value: JSONValue, _ place: String) {
    switch value {
    case .object(let object):
      for (key, value) in object where !["id", "title", "description", "source"].contains(key) {
        if !keys[place, default: []].contains(key) { keys[place, default: []].append(key) }
        values[key, default: []].append(value)
        collect(value, key)
      }
    case .array(let elements):
      for element in elements {
        values[place + "[]", default: []].append(element)
        collect(element, place)
      }
    default: break
    }
  }

  /// Changes of a control that a policy could extend it by without an override.
  mutating func extensions(of control: Control, attempts: Int, limit: Int) -> [Control] {
    let strictness = Strictness(separation: policy.separation)
    let kind = control.requirement.kind.rawValue
    let original = Control.codec.encode(control)
    var found: Set<Control> = []
    var whole = policy
    whole.waivers.never = []
    for _ in 0..<attempts where found.count < limit {
      var json = original
      for _ in 0..<pick([1, 1, 2, 3]) {
        let part = pick([kind, kind, kind, kind, "applies"])
        json = json.replacing(part, with: mutated(json[part] ?? .object([:]), part))
      }
      var problems: [DocumentProblem] = []
      guard let other = Control.codec.decode(json.node, &problems), problems.isEmpty else { continue }
      guard other != control, strictness.loosenings(from: control, to: other).isEmpty else { continue }
      whole.controls = [other]
      if PolicyCheck(policy: whole).problems.isEmpty { found.insert(other) }
    }
    // In an order that does not change from run to run.
    return found.map { (text: CanonicalJSON.string(Control.codec.encode($0)), control: $0) }
      .sorted { $0.text < $1.text }.map(\.control)
  }

  /// - Parameter place: the key under which the value stands; with `[]` where it stands in the key's list.
  private mutating func mutated(_ value: JSONValue, _ place: String) -> JSONValue {
    switch value {
    case .object(var object):
      guard let key = keys[place.replacing("[]", with: "")].map({ pick($0) }) else { return value }
      if let old = object[key] {
        object[key] = chance(5) ? nil : mutated(old, key)
      } else {
        object[key] = pick(values[key] ?? [.null])
      }
      return .object(object)
    case .array(var elements):
      let index = elements.isEmpty ? 0 : Int.random(in: 0..<elements.count, using: &generator)
      switch pick([0, 1, 1, 2, 2, 2, 2, 2, 2, 3]) {
      case 0 where !elements.isEmpty: elements.remove(at: index)
      case 1: elements.insert(pick(values[place + "[]"] ?? [.null]), at: index)
      case 2 where !elements.isEmpty: elements[index] = mutated(elements[index], place + "[]")
      default: elements.shuffle(using: &generator)
      }
      return .array(elements)
    case .boolean(let flag): return .boolean(!flag)
    case .number(let number): return .number(pick([number / 2, number * 2, number + 1, number - 1]))
    case .string(let text) where DurationText.parse(text, isSigned: true) != nil:
      return .string(pick(["0s", "1m", "10m", "1h", "1d", "2w", "520w", "-1h", "-2d"]))
    default: return pick(values[place] ?? [value])
    }
  }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &generator)] }

  private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &generator) == 0 }
}

extension JSONValue {
  fileprivate func replacing(_ key: String, with value: JSONValue) -> JSONValue {
    guard case .object(var object) = self else { return self }
    object[key] = value
    return .object(object)
  }

  /// The value as if it had been read from a document.
  fileprivate var node: YAMLNode {
    let content: YAMLNode.Content =
      switch self {
      case .object(let object): .mapping(object.map { .init(mark: .start, key: $0.name, value: $0.value.node) })
      case .array(let elements): .sequence(elements.map(\.node))
      default: .scalar(self)
      }
    return YAMLNode(mark: .start, content: content)
  }
}
