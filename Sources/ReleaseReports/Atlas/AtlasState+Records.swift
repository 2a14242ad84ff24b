package import ReleaseRecords

extension AtlasState {
  /// The records that say what the document says.
  ///
  /// Nothing is made up: the document has neither the release's commit nor its artifacts' digests, which records must
  /// have, so these are asked for. Only `deployment_start` is a time; whatever else the document tells of happened, for
  /// all that it says, when it is recorded.
  ///
  /// - Parameters:
  ///   - commit: the commit that is released, in full.
  ///   - digests: the digest of each artifact by its name: `sha256:` and 64 hexadecimal digits.
  /// - Throws: ``AtlasStateError`` where a digest is missing, or where the document contradicts itself.
  package func records(
    service: String,
    commit: String,
    digests: [String: String] = [:]
  ) throws(AtlasStateError) -> [Record] {
    let unknown = artifacts.filter { digests[$0] == nil }
    guard unknown.isEmpty else { throw .digestsMissing(unknown) }
    let begun = environments.filter { $0.progress != .pending }
    if begun.isEmpty, deploymentStart != nil, status != "deploying" {
      throw .contradiction(
        "deployment_start is given, though no environment is deployed to and the status is \(status)"
      )
    }
    if let environment = begun.first(where: { $0.progress == .rolledBack }), rollbackVersion == nil {
      throw .contradiction("\(environment.name) is rolled back, and there is no rollback_version to tell to what")
    }
    var release: JSONObject = ["type": .string(type), "commit": .string(commit)]
    if let rollbackVersion { release["rollback_version"] = .string(rollbackVersion.text) }
    var records = [Record(.release, service: service, version: version, data: release)]
    records += artifacts.map { name in
      Record(
        .artifact,
        service: service,
        version: version,
        data: [
          "name": .string(name), "type": .string(Self.artifactType(of: name)), "digest": .string(digests[name] ?? ""),
        ]
      )
    }
    for environment in begun {
      let start = environment == begun.first ? deploymentStart : nil
      records += deployments(to: environment, service: service, start: start)
    }
    records.append(
      Record(
        .status,
        service: service,
        version: version,
        occurredAt: begun.isEmpty ? deploymentStart : nil,
        data: ["status": .string(status)]
      )
    )
    return records
  }

  private func deployments(to environment: Environment, service: String, start: Timestamp?) -> [Record] {
    let id = "atlas-v\(version)-\(environment.name)"
    func deployment(_ status: String, at time: Timestamp?) -> Record {
      Record(
        .deployment,
        service: service,
        version: version,
        environment: environment.name,
        occurredAt: time,
        data: ["deployment": .string(id), "status": .string(status)]
      )
    }
    var records = [deployment("started", at: start)]
    switch environment.progress {
    case .pending, .deploying: break
    case .deployed: records.append(deployment("succeeded", at: nil))
    case .failed: records.append(deployment("failed", at: nil))
    case .cancelled: records.append(deployment("cancelled", at: nil))
    case .rolledBack:
      records.append(deployment("succeeded", at: nil))
      var rollback: JSONObject = [
        "from": .string(version.text), "status": "succeeded", "deployment": .string(id),
      ]
      if let rollbackVersion { rollback["to"] = .string(rollbackVersion.text) }
      records.append(Record(.rollback, service: service, environment: environment.name, data: rollback))
    }
    return records
  }

  /// What kind of thing an artifact is, by the end of its name, as far as that tells.
  private static func artifactType(of name: String) -> String {
    let endings: [(ending: String, type: String)] = [
      (".docker", "container-image"), (".tar.gz", "archive"), (".tgz", "package"), (".zip", "archive"),
      (".tar", "archive"), (".deb", "package"), (".rpm", "package"), (".whl", "package"), (".jar", "package"),
    ]
    return endings.first { name.hasSuffix($0.ending) }?.type ?? "file"
  }
}
