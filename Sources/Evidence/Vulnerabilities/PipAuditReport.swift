internal import ReleaseRecords

/// The JSON of `pip-audit`: an array of packages, or an object with `dependencies`. It gives no severities, so every
/// vulnerability's is unknown. Packages that it skipped are measured.
enum PipAuditReport {
  static func read(_ bytes: [UInt8], into tally: inout VulnerabilityTally) throws(EvidenceError) -> MediaType {
    let packages: [JSONValue]
    switch try JSONReport.parse(bytes) {
    case .array(let elements): packages = elements
    case .object(let report):
      guard let elements = report["dependencies"]?.array else { throw unsupported }
      packages = elements
    default: throw unsupported
    }
    let before = tally.unexamined
    tally.tool = "pip-audit"
    for (index, entry) in packages.enumerated() {
      guard let entry = entry.object, let name = entry["name"]?.string,
        entry["vulns"]?.array != nil || entry["skip_reason"] != nil
      else { throw packages.isEmpty || index > 0 ? malformed(index) : unsupported }
      if entry["skip_reason"]?.string != nil { tally.unexamined += 1 }
      for vulnerability in try entry.objects("vulns", at: "[\(index)]") {
        tally.add(
          .unknown,
          name: vulnerability["id"]?.string,
          location: package(name, entry["version"]?.string),
          message: vulnerability["description"]?.string
        )
      }
    }
    if packages.count == tally.unexamined - before { tally.breakDown("no package was examined") }
    return .json
  }

  private static func malformed(_ index: Int) -> EvidenceError {
    JSONReport.malformed("[\(index)]", expected: "a package with `name` and `vulns`")
  }

  private static let unsupported = JSONReport.unsupported(
    "this is no report of `pip-audit --format json`: that lists packages with `name` and `vulns`"
  )
}
