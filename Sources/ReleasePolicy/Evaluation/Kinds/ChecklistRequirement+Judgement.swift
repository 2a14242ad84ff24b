internal import ReleaseRecords

extension ChecklistRequirement {
  func judged(in scene: Scene) -> Outcome {
    var open: OpenWindow?
    if let window {
      if window.clock != nil || window.sameDay, let lack = scene.zoneLack(window.zone) { return lack }
      guard let found = scene.open(window) else { return scene.notBegun(window.event) }
      open = found
    }
    let excluded = scene.people(in: notBy)
    let facts = scene[.checklist].filter { fact in
      fact["checklist"] == checklist && scene.fits(fact, environment)
        && (fact["deployment"].map { $0 == scene.deployment?.id } ?? true)
    }
    return .all(
      items.map { item in judge(item, facts.filter { ($0["item"] ?? "") == item.item }, open, excluded, scene) }
    )
  }

  private func judge(
    _ item: ChecklistItem,
    _ facts: [Fact],
    _ open: OpenWindow?,
    _ excluded: Set<String>,
    _ scene: Scene
  ) -> Outcome {
    let name = item.item
    let records = SequenceNumbers(facts)
    func lack(_ observed: String) -> Outcome {
      let needed = "\(item.title ?? name) done" + (open.map { " \($0.text)" } ?? "")
      return scene.lack("\(name): \(observed)", records, needed: needed, by: open?.deadline)
    }
    guard let last = facts.last else { return lack("not attested") }
    if last["outcome"] == "failed" { return lack("failed in #\(last.sequence)") }
    let good = facts.filter { $0["outcome"] == "done" || item.optional && $0["outcome"] == "not_applicable" }
    guard !good.isEmpty, last["outcome"] != "not_applicable" || item.optional else {
      return lack("marked as not applicable in #\(last.sequence), which it may not be")
    }
    let timely = good.filter { open?.contains($0.time) ?? true }
    guard !timely.isEmpty else {
      let text = good.map { "#\($0.sequence) at \($0.time)" }.joined(separator: ", ")
      return lack("done outside its time: \(text)")
    }
    let allowed = timely.filter { fact in
      guard !notBy.isEmpty else { return true }
      return fact["performed_by"].map { !excluded.contains(scene.frame.people.canonical($0)) } ?? false
    }
    guard let first = allowed.first else {
      return lack("not by somebody who may: \(Wording.numbers(timely.map(\.sequence)))")
    }
    let how = first["outcome"] == "done" ? "done" : "not applicable"
    return .met("\(name): \(how) at \(first.time) (#\(first.sequence))", records)
  }
}
