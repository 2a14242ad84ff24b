internal import ReleaseRecords

extension Applicability {
  /// Why a control does not apply; `nil` where it does. What is not known exempts from nothing.
  func exemption(in scene: Scene, phase: Phase) -> String? {
    let subject = scene.subject
    if !services.isEmpty, !services.contains(subject.service) { return "not for the service \(subject.service)" }
    if !environments.isEmpty, !(subject.environment.map(environments.contains) ?? false) {
      return "only for \(Wording.choice(environments))"
    }
    guard let version = subject.version else { return eventExemption(in: scene) }
    if let type = scene.type, !types.isEmpty, !types.contains(type),
      !types.contains(where: { (scene.frame.types[$0] ?? $0) == type })
    {
      return "not for releases of type \(type)"
    }
    if scene.release != nil, let exemption = labels.exemption(for: scene.labels) { return exemption }
    if !channels.isEmpty, let channel = scene.release?["channel"] ?? scene.deployment?["channel"],
      !channels.contains(channel)
    {
      return "not for the channel \(channel)"
    }
    if !strategies.isEmpty, let strategy = scene.deployment?["strategy"], !strategies.contains(strategy) {
      return "not for \(strategy) deployments"
    }
    switch prereleases {
    case .excluded where version.isPrerelease: return "not for pre-releases"
    case .only where !version.isPrerelease: return "only for pre-releases"
    default: return eventExemption(in: scene)
    }
  }

  private func eventExemption(in scene: Scene) -> String? {
    if let when, scene.moments(of: when).isEmpty { return "only once there is \(when)" }
    if let unless, let moment = scene.moment(of: unless) { return "not where there is \(unless), as at \(moment.time)" }
    return nil
  }
}

extension LabelCondition {
  fileprivate func exemption(for labels: Set<String>) -> String? {
    if !any.isEmpty, labels.isDisjoint(with: any) { return "only with the label \(Wording.choice(any))" }
    if let missing = all.first(where: { !labels.contains($0) }) { return "only with the label \(missing)" }
    if let present = none.first(where: labels.contains) { return "not with the label \(present)" }
    return nil
  }
}
