package import ReleaseRecords

extension GateEvidence {
  /// The part of a `gate` record's data that the reports fill: all but the gate's name, stage, commit and attempt.
  ///
  ///     var record = Record(.gate, service: "kops", version: version)
  ///     record.data = evidence.recordData
  ///     record.data["gate"] = "unit-tests"
  ///     record.text["summary"] = evidence.summary
  package var recordData: JSONObject {
    var data: JSONObject = ["outcome": .string(outcome.rawValue)]
    data["tool"] = tool.map(JSONValue.string)
    data["tool_version"] = toolVersion.map(JSONValue.string)
    data["started_at"] = startedAt.map { .string($0.description) }
    data["finished_at"] = finishedAt.map { .string($0.description) }
    if !measurements.isEmpty {
      data["measurements"] = .array(
        measurements.map { ["name": .string($0.name.rawValue), "value": .number($0.value), "unit": .string($0.unit)] }
      )
    }
    if !files.isEmpty {
      data["evidence"] = .array(
        files.map { file in
          [
            "name": .string(file.name), "digest": .string(file.digest), "media_type": .string(file.mediaType),
            "size_bytes": .number(Double(file.sizeBytes)),
          ]
        }
      )
    }
    return data
  }
}
