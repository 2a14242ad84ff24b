internal import ReleaseRecords

/// One run of a SARIF log.
struct SARIFRun {
  private let toolName: String
  private let toolVersion: String?
  private let path: String
  private let run: JSONObject
  private let invocations: [JSONObject]
  private let rules: SARIFRules

  init(_ run: JSONObject, at path: String) throws(EvidenceError) {
    self.run = run
    self.path = path
    guard let driver = run["tool"]?["driver"]?.object, let name = driver["name"]?.string else {
      throw JSONReport.malformed(path + ".tool.driver.name", expected: "a text")
    }
    toolName = name
    toolVersion = driver["semanticVersion"]?.string ?? driver["version"]?.string
    invocations = try run.objects("invocations", at: path)
    rules = try SARIFRules(run["tool"]?.object ?? [:], at: path + ".tool")
  }

  func read(into tally: inout AnalysisTally) throws(EvidenceError) {
    tally.ran(toolName, version: toolVersion)
    for invocation in invocations { try read(invocation, into: &tally) }
    switch run["results"] {
    case nil, .null: tally.breakdown = tally.breakdown ?? "\(toolName) gave no results: it did not get to analyse"
    default: break
    }
    for (index, result) in try run.objects("results", at: path).enumerated() {
      try read(result, at: "\(path).results[\(index)]", into: &tally)
    }
  }

  private func read(_ invocation: JSONObject, into tally: inout AnalysisTally) throws(EvidenceError) {
    if let start = invocation["startTimeUtc"]?.string.flatMap({ Timestamp($0) }) {
      tally.startedAt = min(tally.startedAt ?? start, start)
    }
    if let end = invocation["endTimeUtc"]?.string.flatMap({ Timestamp($0) }) {
      tally.finishedAt = max(tally.finishedAt ?? end, end)
    }
    switch invocation["executionSuccessful"] {
    case nil, .null, .boolean(true): break
    case .boolean(false): tally.breakdown = tally.breakdown ?? "\(toolName) says that it did not succeed"
    default: throw JSONReport.malformed(path + ".invocations[].executionSuccessful", expected: "true or false")
    }
    for name in ["toolExecutionNotifications", "toolConfigurationNotifications"] {
      for notification in try invocation.objects(name, at: path + ".invocations[]")
      where notification["level"]?.string == "error" {
        let words = oneLine(notification["message"]?["text"]?.string ?? "no message", limit: 120)
        tally.breakdown = tally.breakdown ?? "\(toolName) reports a serious problem of its own: \(words)"
      }
    }
  }

  private func read(_ result: JSONObject, at path: String, into tally: inout AnalysisTally) throws(EvidenceError) {
    if result["baselineState"]?.string == "absent" { return }
    if try isSuppressed(result, at: path) {
      tally.suppressed += 1
      return
    }
    let rule = rules.rule(of: result)
    tally.add(
      try level(of: result, rule: rule, at: path),
      name: result["ruleId"]?.string ?? result["rule"]?["id"]?.string ?? rule?.descriptor["id"]?.string ?? toolName,
      location: Self.location(of: result),
      message: result["message"]?["text"]?.string ?? result["message"]?["markdown"]?.string
    )
  }

  private func isSuppressed(_ result: JSONObject, at path: String) throws(EvidenceError) -> Bool {
    let suppressions = try result.objects("suppressions", at: path)
    return !suppressions.isEmpty && suppressions.allSatisfy { ($0["status"]?.string ?? "accepted") == "accepted" }
  }

  /// §3.27.10.
  private func level(
    of result: JSONObject,
    rule: SARIFRules.Rule?,
    at path: String
  ) throws(EvidenceError) -> AnalysisTally.Level {
    switch result["kind"] ?? .string("fail") {
    case .string("fail"): break
    case .string("pass"), .string("open"), .string("informational"), .string("notApplicable"), .string("review"):
      return .none
    default:
      throw JSONReport.malformed(
        path + ".kind",
        expected: "one of fail, pass, open, informational, notApplicable, review"
      )
    }
    let override = rule.flatMap { rule in
      result["provenance"]?["invocationIndex"]?.integer
        .flatMap { index in invocations.indices.contains(Int(index)) ? invocations[Int(index)] : nil }
        .flatMap { rules.overridingLevel(of: rule, in: $0) }
    }
    let word =
      result["level"] ?? override ?? rule?.descriptor["defaultConfiguration"]?["level"] ?? JSONValue.string("warning")
    guard let level = word.string.flatMap(AnalysisTally.Level.init) else {
      throw JSONReport.malformed(path + ".level", expected: "one of error, warning, note, none")
    }
    return level
  }

  private static func location(of result: JSONObject) -> String? {
    guard let place = result["locations"]?[0]?["physicalLocation"],
      let uri = place["artifactLocation"]?["uri"]?.string
    else { return nil }
    return place["region"]?["startLine"]?.integer.map { "\(uri):\($0)" } ?? uri
  }
}
