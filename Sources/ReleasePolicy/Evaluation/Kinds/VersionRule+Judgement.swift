internal import ReleaseRecords

extension VersionRule {
  func judged(in scene: Scene) -> [Outcome] {
    guard let version = scene.subject.version else { return [.notApplicable("no version is asked about")] }
    var parts: [Outcome] = []
    if bump { parts.append(bumpJudged(version, in: scene)) }
    if !prereleases.isEmpty { parts.append(prereleasesJudged(version, in: scene)) }
    return parts
  }

  /// The version raises the part that its type says, by one, against the release before it.
  private func bumpJudged(_ version: SemanticVersion, in scene: Scene) -> Outcome {
    guard let release = scene.release else {
      return scene.lack("the release's type is not known", needed: "a record of the release")
    }
    var records: SequenceNumbers = [release.sequence]
    let bump = scene.type.flatMap { scene.policy.types[$0]?.bump }
    let previous: SemanticVersion
    if let stated = release["previous_version"].flatMap({ SemanticVersion($0) }) {
      previous = stated
    } else if let found = scene.service?.predecessor(of: version, where: scene.isReleased) {
      previous = found.version
      records.insert(found.fact.sequence)
    } else {
      return .met("\(version): the first release", records)
    }
    guard let bump else {
      if previous.precedes(version) { return .met("\(version) comes after \(previous)", records) }
      return .notMet("\(version) does not come after \(previous)", records, needed: "a version after \(previous)")
    }
    let expected = bump.next(after: previous)
    let core = version.core
    if core == expected { return .met("\(version) is the \(bump.rawValue) release after \(previous)", records) }
    let text = "\(version) is not the \(bump.rawValue) release after \(previous), which would be \(expected)"
    return .notMet(text, records, needed: "the version \(expected), or another release type")
  }

  /// Pre-releases begin with one of the words, and none comes after a later one of the same version.
  private func prereleasesJudged(_ version: SemanticVersion, in scene: Scene) -> Outcome {
    var records = SequenceNumbers([scene.release].compactMap(\.self))
    if let word = version.prerelease.first, !prereleases.contains(word) {
      return .notMet(
        "\(version) begins with \(word), not with \(Wording.choice(prereleases))",
        records,
        needed: "a pre-release that begins with \(Wording.choice(prereleases))"
      )
    }
    let first = scene[.release].first
    for release in scene.service?.releases[version.core] ?? [] where release.version != version {
      let (other, fact) = (release.version, release.fact)
      guard isBefore(version, other), scene.isReleased(fact), first.map({ Fact.precedes(fact, $0) }) ?? true else {
        continue
      }
      records.insert(fact.sequence)
      return .notMet("\(version) comes after \(other) was released (#\(fact.sequence))", records)
    }
    return .met(version.isPrerelease ? "\(version) is in its place" : "\(version) is no pre-release", records)
  }

  /// Whether one version comes before another: by the order of the words that the policy gives, then as SemVer says.
  private func isBefore(_ a: SemanticVersion, _ b: SemanticVersion) -> Bool {
    let rank = { (version: SemanticVersion) in version.prerelease.first.flatMap { prereleases.firstIndex(of: $0) } }
    if let first = rank(a), let second = rank(b), first != second { return first < second }
    return a.precedes(b)
  }
}

extension VersionBump {
  /// The core of the version that this raises to.
  fileprivate func next(after version: SemanticVersion) -> String {
    switch self {
    case .major: "\(Self.successor(of: version.major)).0.0"
    case .minor: "\(version.major).\(Self.successor(of: version.minor)).0"
    case .patch: "\(version.major).\(version.minor).\(Self.successor(of: version.patch))"
    }
  }

  /// The next number, of however many digits.
  private static func successor(of digits: String) -> String {
    var bytes = Array(digits.utf8)
    for index in bytes.indices.reversed() {
      if bytes[index] != UInt8(ascii: "9") {
        bytes[index] += 1
        return String(decoding: bytes, as: UTF8.self)
      }
      bytes[index] = UInt8(ascii: "0")
    }
    return "1" + String(decoding: bytes, as: UTF8.self)
  }
}

extension Scene {
  fileprivate var service: ServiceIndex? { frame.index.services[subject.service] }

  /// Whether a release was on record by then.
  fileprivate func isReleased(_ fact: Fact) -> Bool { fact.time <= now && !fact.isSuperseded }
}
