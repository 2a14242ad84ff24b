internal import ReleaseRecords

/// Whether a waiver gives leave for what a control lacks.
struct WaiverHearing {
  let rule: Rule
  let scene: Scene

  func apply(to finding: inout Finding) {
    guard finding.verdict == .notMet || finding.verdict == .pending && rule.phase == .before else { return }
    var flaws: [String] = []
    for waiver in scene[.waiver] where isMeant(waiver) {
      finding.records.append(waiver.sequence)
      if let flaw = flaw(of: waiver) {
        flaws.append("waiver #\(waiver.sequence) \(flaw)")
        continue
      }
      finding.verdict = .waived
      finding.waiver = waiver.sequence
      finding.settlement = nil
      let granter = waiver["approved_by"] ?? "", expiry = waiver["expires_at"] ?? ""
      finding.observed += "; waived by \(granter) until \(expiry) (#\(waiver.sequence))"
      return
    }
    finding.observed = ([finding.observed] + flaws).joined(separator: "; ")
  }

  private func isMeant(_ waiver: Fact) -> Bool {
    guard let control = waiver["control"], control == rule.id || control == rule.row else { return false }
    if let environment = waiver.environment, environment != scene.subject.environment { return false }
    return waiver.version == nil || waiver.version == scene.subject.version?.text
  }

  /// Why a waiver does not count; `nil` where it does.
  private func flaw(of waiver: Fact) -> String? {
    let rules = scene.policy.waivers
    if !rule.isWaivable || rules.never.contains(rule.id) || rules.never.contains(rule.row) {
      return "cannot be given for this control"
    }
    if !waiver.has("reason") { return "gives no reason" }
    guard let expiry = waiver.time("expires_at") else { return "has no end" }
    if expiry <= scene.now {
      return rule.phase == .before ? "expired on \(expiry)" : "expired on \(expiry) and it is still missing"
    }
    if let atMost = rules.atMost, expiry > waiver.time + atMost {
      return "is for longer than \(Wording.duration(atMost))"
    }
    guard let granter = waiver["approved_by"].map(scene.frame.people.canonical),
      let asker = waiver["requested_by"].map(scene.frame.people.canonical)
    else { return "does not say who asked and who granted it" }
    if granter == asker { return "was granted by the person who asked for it" }
    if scene.people(in: scene.policy.separation.waiverGranters).contains(granter) {
      return "was granted by somebody who has a part in the release"
    }
    return nil
  }
}
