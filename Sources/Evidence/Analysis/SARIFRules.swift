internal import ReleaseRecords

/// The rules of a SARIF run: those of the tool's driver and of its extensions.
struct SARIFRules {
  /// A rule, and where it stands.
  struct Rule {
    let descriptor: JSONObject
    /// Position of its extension; nil for the driver.
    let component: Int?
    let index: Int
  }

  private struct Component {
    let object: JSONObject
    let rules: [JSONObject]
    let positions: [String: Int]

    init(_ object: JSONObject, at path: String) throws(EvidenceError) {
      self.object = object
      rules = try object.objects("rules", at: path)
      positions = Dictionary(
        rules.enumerated().compactMap { index, rule in rule["id"]?.string.map { ($0, index) } },
        uniquingKeysWith: { first, _ in first }
      )
    }
  }

  private let driver: Component
  private let extensions: [Component]

  init(_ tool: JSONObject, at path: String) throws(EvidenceError) {
    driver = try Component(tool["driver"]?.object ?? [:], at: path + ".driver")
    var extensions: [Component] = []
    for (index, object) in try tool.objects("extensions", at: path).enumerated() {
      extensions.append(try Component(object, at: "\(path).extensions[\(index)]"))
    }
    self.extensions = extensions
  }

  /// The rule that a result is about (§3.27.5–7): by its index, else by its id, of which parts behind a `/` may only
  /// refine the rule's (§3.5.4).
  func rule(of result: JSONObject) -> Rule? {
    let reference = result["rule"]?.object ?? [:]
    let position = componentIndex(reference["toolComponent"])
    guard let component = position.map({ extensions.indices.contains($0) ? extensions[$0] : nil }) ?? driver else {
      return nil
    }
    let index = reference["index"]?.integer ?? result["ruleIndex"]?.integer
    if let index, component.rules.indices.contains(Int(index)) {
      return Rule(descriptor: component.rules[Int(index)], component: position, index: Int(index))
    }
    guard var id = (reference["id"] ?? result["ruleId"])?.string else { return nil }
    while true {
      if let index = component.positions[id] {
        return Rule(descriptor: component.rules[index], component: position, index: index)
      }
      guard let slash = id.lastIndex(of: "/") else { return nil }
      id = String(id[..<slash])
    }
  }

  /// The level that an invocation's configuration gives to a rule.
  func overridingLevel(of rule: Rule, in invocation: JSONObject) -> JSONValue? {
    for override in invocation["ruleConfigurationOverrides"]?.array ?? [] {
      let reference = override["descriptor"]
      guard componentIndex(reference?["toolComponent"]) == rule.component else { continue }
      let isSame =
        reference?["index"]?.integer.flatMap { $0 < 0 ? nil : Int($0) == rule.index }
        ?? (reference?["id"]?.string != nil && reference?["id"] == rule.descriptor["id"])
      if isSame, let level = override["configuration"]?["level"] { return level }
    }
    return nil
  }

  /// The extension that a reference points to; nil where it means the driver.
  private func componentIndex(_ reference: JSONValue?) -> Int? {
    guard let reference = reference?.object else { return nil }
    if let index = reference["index"]?.integer { return index < 0 ? nil : Int(index) }
    for name in ["guid", "name"] {
      guard let value = reference[name], value.string != nil else { continue }
      if let index = extensions.firstIndex(where: { $0.object[name] == value }) { return index }
    }
    return nil
  }
}
