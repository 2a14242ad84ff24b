internal import ReleaseRecords

/// The JSON of `npm audit`: `advisories` (npm 6), or `vulnerabilities` by package (npm 7 and later), where a package
/// that is only affected through another one is not counted again. The totals in `metadata` are not believed.
enum NPMAuditReport {
  static func read(_ bytes: [UInt8], into tally: inout VulnerabilityTally) throws(EvidenceError) -> MediaType {
    let report = try JSONReport.parse(bytes).object ?? [:]
    let before = tally.total
    tally.tool = "npm audit"
    if let error = report["error"]?.object {
      let words = error["summary"]?.string ?? error["code"]?.string ?? "no words"
      tally.breakDown("npm could not audit: " + oneLine(words, limit: 200))
    } else if let advisories = report["advisories"]?.object {
      for (_, advisory) in advisories { add(advisory, package: advisory["module_name"]?.string, to: &tally) }
    } else if report["auditReportVersion"] != nil, let packages = report["vulnerabilities"]?.object {
      for (name, entry) in packages {
        let via = entry["via"]?.array ?? []
        for advisory in via where advisory.object != nil { add(advisory, package: name, to: &tally) }
        if via.isEmpty { add(entry, package: name, to: &tally) }
      }
    } else {
      throw JSONReport.unsupported(
        "this is no report of `npm audit --json`: that is an object with `advisories`, or with `auditReportVersion` "
          + "and `vulnerabilities`"
      )
    }
    let declared = (report["metadata"]?["vulnerabilities"]?.object ?? [:]).contains { name, count in
      name != "total" && (count.number ?? 0) > 0
    }
    if declared, tally.total == before {
      tally.breakDown("the report declares vulnerabilities and lists none")
    }
    return .json
  }

  private static func add(_ advisory: JSONValue, package name: String?, to tally: inout VulnerabilityTally) {
    tally.add(
      Severity(word: advisory["severity"]?.string),
      name: advisory["github_advisory_id"]?.string ?? advisory["cves"]?[0]?.string ?? advisory["url"]?.string ?? name,
      location: package(name, advisory["vulnerable_versions"]?.string ?? advisory["range"]?.string),
      message: advisory["title"]?.string
    )
  }
}
