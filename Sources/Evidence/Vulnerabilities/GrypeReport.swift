internal import ReleaseRecords

/// Grype's JSON: its `matches`. What it ignored by rule (`ignoredMatches`) is suppressed.
enum GrypeReport {
  static func read(_ bytes: [UInt8], into tally: inout VulnerabilityTally) throws(EvidenceError) -> MediaType {
    guard let report = try JSONReport.parse(bytes).object, report["matches"]?.array != nil,
      let descriptor = report["descriptor"]?.object
    else {
      throw JSONReport.unsupported("this is no Grype report: that is an object with `matches` and `descriptor`")
    }
    tally.tool = "Grype"
    tally.toolVersion = descriptor["version"]?.string
    tally.ended(descriptor["timestamp"]?.string.flatMap { Timestamp($0) })
    tally.suppressed += try report.elements("ignoredMatches", at: "").count
    for (index, match) in try report.objects("matches", at: "").enumerated() {
      guard let vulnerability = match["vulnerability"]?.object else {
        throw JSONReport.malformed("matches[\(index)].vulnerability", expected: "an object")
      }
      tally.add(
        Severity(word: vulnerability["severity"]?.string),
        name: vulnerability["id"]?.string,
        location: package(match["artifact"]?["name"]?.string, match["artifact"]?["version"]?.string),
        message: vulnerability["description"]?.string
      )
    }
    return .json
  }
}
