package import ReleaseRecords

extension Finding {
  /// The finding as JSON; what is empty is left out.
  package var json: JSONValue {
    var object: JSONObject = [
      "control": .string(control),
      "title": .string(title),
      "phase": .string(phase.rawValue),
      "kind": .string(kind.rawValue),
      "required": .string(required),
      "observed": .string(observed),
      "verdict": .string(verdict.rawValue),
      "records": .array(records.map { .number(Double($0)) }),
    ]
    if !late.isEmpty { object["late"] = .array(late.map { .number(Double($0)) }) }
    if let settlement {
      var part: JSONObject = ["needed": .string(settlement.needed)]
      part["by"] = settlement.by.map { .string($0.description) }
      object["settlement"] = .object(part)
    }
    object["waiver"] = waiver.map { .number(Double($0)) }
    return .object(object)
  }
}

extension Subject {
  /// The subject as JSON; what does not apply is left out.
  package var json: JSONValue {
    var object: JSONObject = ["service": .string(service)]
    object["version"] = version.map { .string($0.text) }
    object["environment"] = environment.map(JSONValue.string)
    object["deployment"] = deployment.map(JSONValue.string)
    object["from"] = period.map { .string($0.lowerBound.description) }
    object["until"] = period.map { .string($0.upperBound.description) }
    return .object(object)
  }
}
