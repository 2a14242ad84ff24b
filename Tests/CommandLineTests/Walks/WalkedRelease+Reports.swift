import Foundation
import Testing

extension WalkedRelease {
  /// Both reports have every control of the pack, in JSON and in HTML, none of them unmet for the release, and what is
  /// met rests on records.
  ///
  /// - Returns: the findings on the release's deployments and on the period.
  func checkReports() async throws -> [Finding] {
    let controls = try await controls()
    let compliance = try await findings(of: complianceReport)
    let dossier = try await findings(of: dossier)
    let own = compliance.filter { $0.subject?.hasPrefix("\(walk.service) \(walk.version) to ") == true }
    let period = compliance.filter { $0.subject?.hasPrefix("\(walk.service), ") == true }
    #expect(Set((own + period).map(\.control)) == controls)
    #expect(Set(dossier.map(\.control)) == controls)
    #expect(Set(own).isSubset(of: dossier), "\(walk.name): the dossier says otherwise")
    for finding in own {
      #expect(["met", "not_applicable"].contains(finding.verdict), "\(walk.name): \(finding)")
      let needsRecords = finding.control != "environment" && finding.observed != "nothing obliged anybody"
      if finding.verdict == "met", needsRecords { #expect(!finding.records.isEmpty, "\(walk.name): \(finding)") }
    }
    for report in [complianceReport, self.dossier] {
      let html = try await tool.run(["report"] + report + ["--format", "html"])
      #expect(html.status == 0, "\(html.errors)")
      #expect(controls.filter { !html.output.contains(">\($0)") } == [], "\(walk.name): \(report[0])")
    }
    return own + period
  }

  /// The ids of the pack's controls, and of those that are in every policy.
  func controls() async throws -> Set<String> {
    struct Policy: Decodable {
      struct Control: Decodable { let id: String }
      let controls: [Control]
    }
    let shown = try await tool.run("policy", "show", walk.pack, "--complete")
    let policy = try JSONDecoder().decode(Policy.self, from: Data(shown.output.utf8))
    return Set(policy.controls.map(\.id) + ["release-record", "release-type", "environment"])
  }

  /// The findings in a report's JSON.
  func findings(of report: [String]) async throws -> [Finding] {
    let result = try await tool.run(["report"] + report + ["--format", "json"])
    try #require(result.status == 0, "\(result.errors)")
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let sections = document?["sections"] as? [[String: Any]] ?? []
    return try sections.flatMap { $0["blocks"] as? [[String: Any]] ?? [] }.filter {
      $0["type"] as? String == "findings"
    }
    .flatMap { block in
      #expect(block["omitted_findings"] as? Int == 0)
      let data = try JSONSerialization.data(withJSONObject: block["findings"] ?? [])
      return try JSONDecoder().decode([Finding].self, from: data)
    }
  }

  var complianceReport: [String] {
    ["compliance", "--service", walk.service, "--from", "2025-10-01", "--until", "2026-07-01"]
  }

  var dossier: [String] { ["dossier", "--service", walk.service, "--version", walk.version] }
}
