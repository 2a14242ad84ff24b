internal import ReleaseRecords

/// SARIF 2.1.0 (OASIS Standard).
///
/// Counted are results of kind `fail` that are not suppressed (§3.27.23: suppressions under review or rejected do not
/// count as such) and not gone since the baseline. A missing level is looked up as §3.27.10 says. A run whose tool
/// reports that it broke down, or that holds no `results` at all, makes the gate errored, unless an error fails it.
enum SARIFReport {
  static func read(_ bytes: [UInt8], into tally: inout AnalysisTally) throws(EvidenceError) -> MediaType {
    guard let log = try JSONReport.parse(bytes).object, log["version"] != nil else {
      throw JSONReport.unsupported("this is no SARIF log: a SARIF log is an object with `version` and `runs`")
    }
    guard log["version"]?.string == "2.1.0" else {
      let version = log["version"]?.string.map(quoted) ?? "no text"
      throw JSONReport.unsupported("`version` is \(version); SARIF is read in version 2.1.0 only")
    }
    guard log["runs"]?.array != nil else { throw JSONReport.malformed("runs", expected: "an array") }
    for properties in try log.objects("inlineExternalProperties", at: "") {
      try refuseElsewhere(properties, at: "inlineExternalProperties")
    }
    let runs = try log.objects("runs", at: "")
    if runs.isEmpty { tally.breakdown = tally.breakdown ?? "the log has no run: nothing was analysed" }
    for (index, run) in runs.enumerated() {
      let path = "runs[\(index)]"
      if let references = run["externalPropertyFileReferences"]?.object {
        try refuseElsewhere(references, at: path + ".externalPropertyFileReferences")
      }
      try SARIFRun(run, at: path).read(into: &tally)
    }
    return .sarif
  }

  /// What decides on the outcome has to stand in its run: properties kept elsewhere are not put together.
  private static func refuseElsewhere(_ properties: JSONObject, at path: String) throws(EvidenceError) {
    for name in ["results", "driver", "extensions", "invocations"] where properties[name] != nil {
      throw JSONReport.unsupported("`\(path).\(name)` keeps a part of the log elsewhere; write the log as one whole")
    }
  }
}
