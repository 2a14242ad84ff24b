/// The names under which the readers report numbers. Policies refer to them; a name never changes its meaning.
package enum MeasurementName: String, Hashable, Sendable, CaseIterable {
  /// Test cases, counted one by one: passed + failed + errored + skipped.
  case tests
  /// Test cases that passed, flaky ones included.
  case passed
  /// Test cases that failed.
  case failed
  /// Test cases that ended in an error, and suites that broke outside of a case.
  case errored
  /// Test cases left out or inconclusive; packages that a scanner could not examine.
  case skipped
  /// Test cases that passed only after a failed attempt; they count as passed.
  case flaky
  /// Sum of the test cases' own durations, in seconds.
  case duration

  /// Lines covered, in per cent, rounded down to four decimals: the same number as ``lineCoverage``.
  case coverage
  case lineCoverage = "line_coverage"
  /// Branches covered, in per cent, rounded down to four decimals; absent where the report has no branches.
  case branchCoverage = "branch_coverage"
  /// Lines of code that could be covered.
  case linesValid = "lines_valid"
  /// Lines of code that were covered.
  case linesCovered = "lines_covered"

  /// Vulnerabilities by severity, counted as the report lists them: one for each vulnerability of each package.
  case criticalVulnerabilities = "critical_vulnerabilities"
  case highVulnerabilities = "high_vulnerabilities"
  case mediumVulnerabilities = "medium_vulnerabilities"
  /// Low severities, and those below: negligible, informational, none.
  case lowVulnerabilities = "low_vulnerabilities"
  /// Vulnerabilities to which the report gives no severity.
  case unknownVulnerabilities = "unknown_vulnerabilities"

  /// Failed checks of a configuration, and secrets found in files, where the scanner looked for them.
  case misconfigurations, secrets

  /// Results of a static analysis by level, without suppressed ones.
  case errors, warnings, notes

  /// The unit as the record keeps it: `s`, `%`, or `1` for a count.
  package var unit: String {
    switch self {
    case .duration: "s"
    case .coverage, .lineCoverage, .branchCoverage: "%"
    default: "1"
    }
  }
}
