public import ReleaseRecords

extension Report {
  /// The report in JSON, as `ReportSchema` describes it: numbers as numbers, times in RFC 3339, nothing escaped beyond
  /// what JSON asks for.
  public var json: JSONValue {
    var object: JSONObject = [
      "format": .string(ReportSchema.format), "kind": .string(kind), "title": .string(title),
    ]
    if let subtitle { object["subtitle"] = .string(subtitle) }
    object["parameters"] = .array(parameters.map(\.json))
    object["sections"] = .array(
      sections.map { section in
        [
          "id": .string(section.id), "title": .string(section.title), "blocks": .array(section.blocks.map(\.json)),
        ]
      }
    )
    object["provenance"] = provenance.json
    return .object(object)
  }

  /// The report with the digest of its content in its provenance.
  ///
  ///     let sealed = report.sealed { Array(SHA256.hash(data: $0)) }
  ///
  /// The digest is SHA-256 over the report's JSON in canonical form (RFC 8785) without the digest.
  public func sealed(by sha256: ([UInt8]) -> [UInt8]) -> Report {
    var report = self
    report.provenance.digest = nil
    let digest = sha256(CanonicalJSON.bytes(report.json))
    report.provenance.digest = "sha256:" + digest.hexadecimal
    return report
  }
}

extension Report.Provenance {
  var json: JSONValue {
    var log: JSONObject = [
      "origin": .string(log.origin), "size": .number(Double(log.size)), "root_hash": .string(log.rootHash),
    ]
    if let checkpoint = self.log.checkpoint { log["checkpoint"] = .string(checkpoint) }
    var object: JSONObject = [
      "producer": .string(producer), "time_zone": .string(timeZone), "log": .object(log),
      "queries": .array(
        queries.map {
          ["name": .string($0.name), "version": .string($0.version), "rows": .number(Double($0.rows))]
        }
      ),
      "control_totals": .array(controlTotals.map(\.json)),
    ]
    if let digest { object["digest"] = .string(digest) }
    return .object(object)
  }
}

extension Report.Definition {
  var json: JSONValue {
    ["name": .string(name), "title": .string(title), "value": value.json]
  }
}
