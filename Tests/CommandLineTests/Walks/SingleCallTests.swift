import Foundation
import Testing

@Suite("A release recorded call by call, as its organisation's pipeline and people would")
struct SingleCallTests {
  /// One walk of an organisation, and what at first goes wrong in it.
  struct Case: Sendable, CustomTestStringConvertible {
    let walk: String
    /// The gate that fails first, or the role whose holder rejects first.
    let trouble: String
    /// The control that then stands against production.
    let control: String
    /// The files that gates' outcomes are read from, by gate: the flag, and the file.
    var reports: [String: [(flag: String, file: String)]] = [:]
    /// The same for the run that fails.
    var failing: [(flag: String, file: String)] = []

    var testDescription: String { walk }
  }

  static let cases = [
    Case(
      walk: "atlas-patch-release",
      trouble: "tests",
      control: "ATL-02.full",
      reports: [
        "tests": [("--junit", passedTests)], "coverage": [("--coverage", covered)],
        "vulnerability-scan": [("--trivy", soundImage)],
      ],
      failing: [("--junit", failedTests)]
    ),
    Case(
      walk: "sarvanom-hotfix",
      trouble: "unit",
      control: "SAR-11.hotfix",
      reports: ["unit": [("--junit", passedTests)]],
      failing: [("--junit", failedTests)]
    ),
    Case(walk: "octoacme-patch", trouble: "tech-lead", control: "OCT-02.patch"),
    Case(
      walk: "dealscout-hotfix",
      trouble: "security-scan",
      control: "DSC-04.suite",
      reports: ["tests": [("--junit", passedTests)], "security-scan": [("--sarif", soundCode)]],
      failing: [("--sarif", unsoundCode)]
    ),
    Case(
      walk: "involution-patch",
      trouble: "unit-tests",
      control: "INV-02",
      reports: [
        "unit-tests": [("--junit", passedTests), ("--coverage", covered)], "dependency-scan": [("--trivy", soundImage)],
        "static-analysis": [("--sarif", soundCode)],
      ],
      // All tests pass, and too little is covered.
      failing: [("--junit", passedTests), ("--coverage", uncovered)]
    ),
  ]

  @Test("is refused while a gate fails or somebody rejects, and allowed afterwards", arguments: cases)
  func calls(example: Case) async throws {
    try await Tool.withLedger { tool in
      let walk = try Walk.named(example.walk)
      var release = WalkedRelease(walk, tool)
      try await release.adopt()
      var isHappened = false
      for (index, step) in walk.steps.enumerated() {
        let gate = step.data["gate"] ?? ""
        if !isHappened, gate == example.trouble || step.data["role"] == example.trouble {
          isHappened = true
          let other = example.failing.isEmpty ? ["decision": "rejected"] : [:]
          try await record(step, with: other, reports: example.failing, tool)
          let decision = try await release.ask("production", at: step.time, after: example.trouble)
          #expect(decision.unmet.contains(example.control), "\(decision.unmet)")
        }
        if walk.isStart(index) {
          let decision = try await release.ask(step.environment ?? "", at: step.time, after: step.kind)
          #expect(decision.allowed, "\(decision.unmet)")
        }
        try await record(step, reports: example.reports[gate] ?? [], tool)
      }
      #expect(isHappened)
      _ = try await release.checkReports()
      let size = try await tool.size()
      let checked = try await tool.run("audit", "verify")
      #expect(checked.status == 0 && checked.output.contains("\(size)"), "\(checked.output)\(checked.errors)")
    }
  }

  private func record(
    _ step: Walk.Step,
    with other: [String: String] = [:],
    reports: [(flag: String, file: String)],
    _ tool: Tool
  ) async throws {
    var flags: [String] = []
    for (number, report) in reports.enumerated() {
      flags += [report.flag, try tool.file("report-\(number)", report.file)]
    }
    let result = try await tool.run(step.arguments(with: other, reports: flags))
    try #require(result.status == 0, "\(step.line)\n\(result.errors)")
  }

  private static let passedTests = """
    <testsuite name="all" tests="2"><testcase classname="Cart" name="adds" time="0.2"/>
    <testcase classname="Cart" name="totals" time="0.1"/></testsuite>
    """

  private static let failedTests = """
    <testsuite name="all" tests="2"><testcase classname="Cart" name="adds" time="0.2"/>
    <testcase classname="Cart" name="totals" time="0.1"><failure message="3 is not 4"/></testcase></testsuite>
    """

  private static func cobertura(lines: Int, of all: Int) -> String {
    let lines = (1...all).map { #"<line number="\#($0)" hits="\#($0 <= lines ? 1 : 0)"/>"# }.joined()
    return """
      <coverage version="1"><packages><package name="p"><classes><class name="C" filename="c.py"><lines>\(lines)</lines>
      </class></classes></package></packages></coverage>
      """
  }

  private static let covered = cobertura(lines: 21, of: 25)
  private static let uncovered = cobertura(lines: 19, of: 25)

  private static let soundImage = """
    {"SchemaVersion":2,"ArtifactName":"app","Results":[{"Target":"app (debian 12)","Class":"os-pkgs","Type":"debian"}]}
    """

  private static func sarif(_ results: String) -> String {
    """
    {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"scan","rules":[{"id":"R1"}]}},"results":[\(results)]}]}
    """
  }

  private static let soundCode = sarif("")
  private static let unsoundCode = sarif(
    #"{"ruleId":"R1","level":"error","message":{"text":"a secret in the source"}}"#
  )
}
