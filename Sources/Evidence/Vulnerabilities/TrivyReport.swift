internal import ReleaseRecords

/// Trivy's JSON in its three shapes: an array of targets (before 0.20), an object with `Results`, and a Kubernetes
/// cluster's resources with `Results` each. Misconfigurations count where their check failed.
enum TrivyReport {
  static func read(_ bytes: [UInt8], into tally: inout VulnerabilityTally) throws(EvidenceError) -> MediaType {
    tally.tool = "Trivy"
    var targets = 0
    switch try JSONReport.parse(bytes) {
    case .array(let results):
      for (index, result) in results.enumerated() {
        guard let result = result.object, result["Target"] != nil else { throw unsupported }
        try read(result, at: "[\(index)]", into: &tally)
        targets += 1
      }
    case .object(let report) where report["ClusterName"] != nil:
      for name in ["Resources", "Vulnerabilities", "Misconfigurations", "Findings"] {
        for (index, resource) in try report.objects(name, at: "").enumerated() {
          if let error = resource["Error"]?.string, !error.isEmpty {
            tally.breakDown("a resource could not be examined: \(oneLine(error, limit: 120))")
          }
          targets += try read(resultsOf: resource, at: "\(name)[\(index)].", into: &tally)
        }
      }
    case .object(let report) where report["SchemaVersion"] != nil:
      tally.toolVersion = report["Trivy"]?["Version"]?.string
      tally.ended(report["CreatedAt"]?.string.flatMap { Timestamp($0) })
      targets = try read(resultsOf: report, at: "", into: &tally)
    default: throw unsupported
    }
    if targets == 0 { tally.breakDown("the report has no target: nothing was scanned") }
    return .json
  }

  private static let unsupported = JSONReport.unsupported(
    "this is no Trivy report: that is an object with `SchemaVersion` or `ClusterName`, or an array of targets"
  )

  private static func read(
    resultsOf report: JSONObject,
    at path: String,
    into tally: inout VulnerabilityTally
  ) throws(EvidenceError) -> Int {
    let results = try report.objects("Results", at: path.isEmpty ? "" : String(path.dropLast()))
    for (index, result) in results.enumerated() { try read(result, at: "\(path)Results[\(index)]", into: &tally) }
    return results.count
  }

  private static func read(
    _ result: JSONObject,
    at path: String,
    into tally: inout VulnerabilityTally
  ) throws(EvidenceError) {
    let target = result["Target"]?.string
    for vulnerability in try result.objects("Vulnerabilities", at: path) {
      tally.add(
        Severity(word: vulnerability["Severity"]?.string),
        name: vulnerability["VulnerabilityID"]?.string,
        location: package(vulnerability["PkgName"]?.string, vulnerability["InstalledVersion"]?.string) ?? target,
        message: vulnerability["Title"]?.string ?? vulnerability["Description"]?.string
      )
    }
    // What a filter or a VEX document took out.
    tally.suppressed += try result.elements("ExperimentalModifiedFindings", at: path).count
    if result["Class"]?.string == "config" { tally.lookedForMisconfigurations() }
    var failures = 0
    for check in try result.objects("Misconfigurations", at: path) {
      if ["PASS", "EXCEPTION"].contains(check["Status"]?.string?.uppercased()) { continue }
      failures += 1
      tally.addMisconfiguration(
        Severity(word: check["Severity"]?.string),
        name: check["ID"]?.string,
        location: target,
        message: check["Message"]?.string ?? check["Title"]?.string
      )
    }
    if let declared = result["MisconfSummary"]?["Failures"]?.integer, declared > 0, failures == 0 {
      tally.breakDown(
        "the report declares \(counted(Int(clamping: declared), "failed check")) of \(target ?? "a target") and lists none"
      )
    }
    if result["Class"]?.string == "secret" { tally.lookedForSecrets() }
    for secret in try result.objects("Secrets", at: path) {
      tally.addSecret(
        Severity(word: secret["Severity"]?.string),
        name: secret["RuleID"]?.string,
        location: secret["StartLine"]?.integer.map { "\(target ?? ""):\($0)" } ?? target,
        message: secret["Title"]?.string
      )
    }
  }
}
