internal import ReleaseRecords

/// Semgrep's JSON. Its severities ERROR, CRITICAL and HIGH count as errors, WARNING and MEDIUM as warnings, the rest as
/// notes; findings ignored in the source (`nosem`) are suppressed ones.
enum SemgrepReport {
  static func read(_ bytes: [UInt8], into tally: inout AnalysisTally) throws(EvidenceError) -> MediaType {
    guard let report = try JSONReport.parse(bytes).object, report["results"]?.array != nil,
      report["errors"]?.array != nil
    else {
      throw JSONReport.unsupported("this is no Semgrep report: that is an object with `results` and `errors`")
    }
    tally.ran("Semgrep", version: report["version"]?.string)
    for (index, result) in try report.objects("results", at: "").enumerated() {
      let extra = result["extra"]
      if extra?["is_ignored"]?.boolean == true {
        tally.suppressed += 1
        continue
      }
      guard let severity = extra?["severity"]?.string else {
        throw JSONReport.malformed("results[\(index)].extra.severity", expected: "a text")
      }
      tally.add(
        level(severity),
        name: result["check_id"]?.string ?? "",
        location: location(of: result),
        message: extra?["message"]?.string
      )
    }
    for error in try report.objects("errors", at: "") where error["level"]?.string != "warn" {
      let words = oneLine(error["message"]?.string ?? error["long_msg"]?.string ?? "no message", limit: 120)
      tally.breakdown = tally.breakdown ?? "Semgrep reports an error of its own: \(words)"
    }
    if let scanned = report["paths"]?["scanned"]?.array, scanned.isEmpty {
      tally.breakdown = tally.breakdown ?? "no file was analysed"
    }
    return .json
  }

  private static func level(_ severity: String) -> AnalysisTally.Level {
    switch severity {
    case "ERROR", "CRITICAL", "HIGH": .error
    case "WARNING", "MEDIUM": .warning
    default: .note
    }
  }

  private static func location(of result: JSONObject) -> String? {
    guard let path = result["path"]?.string else { return nil }
    return result["start"]?["line"]?.integer.map { "\(path):\($0)" } ?? path
  }
}
