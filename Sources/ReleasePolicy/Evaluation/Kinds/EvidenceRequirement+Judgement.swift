internal import ReleaseRecords

extension EvidenceRequirement {
  func judged(in scene: Scene) -> Outcome {
    var parts = records.map { EvidenceHearing(rule: $0, scene: scene).outcome }
    if let version { parts += version.judged(in: scene) }
    return .all(parts)
  }
}

/// One rule about records of a kind.
private struct EvidenceHearing {
  let rule: EvidenceRule
  let scene: Scene

  /// What a rule is about: one record, or all records of one deployment, rollback or incident.
  private struct Item {
    /// In the order in which they are taken; the last statement on a field counts.
    let facts: [Fact]

    var numbers: String { Wording.numbers(facts.map(\.sequence)) }

    func has(_ name: String) -> Bool { facts.contains { $0.has(name) } }

    func last(with name: String) -> Fact? { facts.last { $0.value(of: name) != nil } }
  }

  var outcome: Outcome {
    var open: OpenWindow?
    if let window = rule.window {
      if window.clock != nil || window.sameDay, let lack = scene.zoneLack(window.zone) { return lack }
      guard let found = scene.open(window) else { return scene.notBegun(window.event) }
      open = found
    }
    let conditions = scene.conditions(of: rule.record)
    let items = self.items.filter { item in
      item.facts.contains { fact in
        scene.fits(fact, rule.record.environment) && scene.meets(conditions, fact) && open?.contains(fact.time) ?? true
      }
    }
    let expected = rule.expected.sorted { $0.key < $1.key }.map { (name: $0.key, choices: $0.value.map(scene.filled)) }
    let flaws = items.map { item in (item, flaw(of: item, expected)) }
    let good = flaws.compactMap { item, flaw in flaw == nil ? item : nil }
    let records = items.reduce(into: SequenceNumbers()) { $0.formUnion($1.facts) }
    let kind = rule.record.kind.rawValue
    switch rule.quantifier {
    case .none:
      if good.isEmpty { return .met("\(kind): none that must not be", records) }
      let text = "\(kind): there must be none, there is \(good.map { $0.numbers }.joined(separator: ", "))"
      return .notMet(text, records)
    case .each where items.isEmpty && rule.atLeast == 0:
      return .notApplicable("no \(kind) on record")
    case .each:
      if let (item, flaw) = flaws.first(where: { $0.1 != nil }), let flaw {
        return lack("\(kind) \(item.numbers): \(flaw)", records, open)
      }
    case .some: break
    }
    guard good.count >= rule.atLeast else { return lack(shortage(flaws), records, open) }
    let numbers = good.prefix(max(rule.atLeast, 1)).map { $0.numbers }.joined(separator: ", ")
    let all = rule.quantifier == .each && good.count > 1 ? "all \(good.count)" : numbers
    return .met(good.isEmpty ? "\(kind): none needed" : "\(kind): \(all)", records)
  }

  private func shortage(_ flaws: [(Item, String?)]) -> String {
    let kind = rule.record.kind.rawValue
    if flaws.isEmpty { return "\(kind)\(selection): none on record" }
    let lacking = flaws.compactMap { item, flaw in flaw.map { "\(item.numbers): \($0)" } }
    let good = flaws.count - lacking.count
    let short = rule.atLeast > 1 ? "\(good) of \(rule.atLeast)" : "none that will do"
    return (["\(kind)\(selection): \(short)"] + lacking.prefix(3)).joined(separator: "; ")
  }

  /// The conditions on which records are meant, in words.
  private var selection: String {
    let conditions = rule.record.matching.sorted { $0.key < $1.key }.map { name, choices in
      "\(name) \(Wording.choice(choices.map { $0.string ?? CanonicalJSON.string($0) }))"
    }
    let all = conditions + (rule.record.environment.map { ["environment \($0)"] } ?? [])
    return all.isEmpty ? "" : " with \(all.joined(separator: ", "))"
  }

  /// What is missing is due with the window's end; without a window, with the deployment's.
  private func lack(_ observed: String, _ records: SequenceNumbers, _ open: OpenWindow?) -> Outcome {
    let what = (rule.has + rule.expected.keys.filter { !rule.has.contains($0) }.sorted()).joined(separator: ", ")
    let needed = "\(rule.record.kind.rawValue)\(selection)" + (what.isEmpty ? "" : " that states \(what)")
    if let open { return scene.lack(observed, records, needed: needed, by: open.deadline) }
    if scene.phase == .after, scene.deployment?.end != nil || scene.deployment?.failure != nil {
      return .notMet(observed, records, needed: needed)
    }
    return scene.lack(observed, records, needed: needed)
  }

  private var items: [Item] {
    let facts = scene[rule.record.kind]
    switch rule.record.kind {
    case .release: return facts.last.map { [Item(facts: [$0])] } ?? []
    case .deployment: return Deployment.all(in: facts).map { Item(facts: $0.facts) }
    case .rollback:
      return scene.rollbacks.map { Item(facts: $0) }
    case .incident:
      var ids: [String] = []
      var grouped: [String: [Fact]] = [:]
      for fact in facts {
        let id = fact["incident"] ?? ""
        if grouped[id] == nil { ids.append(id) }
        grouped[id, default: []].append(fact)
      }
      return ids.compactMap { grouped[$0].map(Item.init) }
    default: return facts.map { Item(facts: [$0]) }
    }
  }

  /// What an item does not carry; `nil` where it is as it has to be.
  private func flaw(of item: Item, _ expected: [(name: String, choices: [JSONValue])]) -> String? {
    for name in rule.has where !item.has(name) { return "no \(name)" }
    for (name, choices) in expected {
      guard let fact = item.last(with: name) else { return "no \(name)" }
      if !scene.has(fact, name, oneOf: choices) {
        let wanted = Wording.choice(choices.map { $0.string ?? CanonicalJSON.string($0) })
        let found = fact.value(of: name).map { $0.string ?? CanonicalJSON.string($0) } ?? ""
        return "\(name) is \(found), not \(wanted)"
      }
    }
    return nil
  }
}
