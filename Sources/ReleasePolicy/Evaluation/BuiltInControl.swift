internal import ReleaseRecords

/// What every release has to have, whatever the policy says.
enum BuiltInControl: String, CaseIterable {
  case releaseRecord = "release-record"
  case releaseType = "release-type"
  case environment

  var rule: Rule {
    switch self {
    case .releaseRecord: Rule(id: rawValue, title: "The release is on record", judge: Self.releaseRecord)
    case .releaseType: Rule(id: rawValue, title: "The release is of a type that the policy knows", judge: Self.type)
    case .environment:
      Rule(id: rawValue, title: "The environment is one that the policy knows", judge: Self.environment)
    }
  }

  @Sendable private static func releaseRecord(_ scene: Scene) -> Outcome {
    guard let release = scene.release else {
      return .notMet("no release record", needed: "a record of the release with its type and commit")
    }
    if let status = scene[.status].last, status["status"] == "withdrawn" {
      return .notMet(
        "the release is withdrawn (#\(status.sequence))",
        [release.sequence, status.sequence],
        needed: "another status of the release"
      )
    }
    let commit = Wording.commit(release["commit"])
    guard let deployed = scene.deployment?["commit"], deployed != release["commit"] else {
      return .met("release of type \(release["type"] ?? "unknown") at commit \(commit)", [release.sequence])
    }
    return .notMet(
      "the release is commit \(commit), what was deployed is commit \(Wording.commit(deployed))",
      SequenceNumbers([release] + (scene.deployment?.facts ?? [])),
      needed: "a deployment of the release's commit"
    )
  }

  @Sendable private static func type(_ scene: Scene) -> Outcome {
    guard !scene.policy.types.isEmpty else { return .notApplicable("the policy names no types") }
    var known: String { "one of the types " + Wording.choice(scene.policy.types.keys.sorted()) }
    guard let release = scene.release, let word = release["type"] else {
      return .notMet("the release's type is not known", needed: known)
    }
    guard let type = scene.frame.types[word] else {
      return .notMet("\(word) is no type of the policy", [release.sequence], needed: known)
    }
    return .met(type == word ? type : "\(word) stands for \(type)", [release.sequence])
  }

  @Sendable private static func environment(_ scene: Scene) -> Outcome {
    guard !scene.policy.environments.isEmpty else { return .notApplicable("the policy names no environments") }
    guard let environment = scene.subject.environment else { return .notApplicable("no environment is asked about") }
    guard scene.policy.environments[environment] != nil else {
      return .notMet(
        "\(environment) is no environment of the policy",
        needed: "one of the environments " + Wording.choice(scene.policy.environments.keys.sorted())
      )
    }
    return .met(environment)
  }
}
