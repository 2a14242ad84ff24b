/// The worst findings of a report, and the number of all of them.
struct FindingList {
  private var kept: [Finding.Level: [Finding]] = [:]
  private(set) var count = 0

  mutating func append(_ finding: @autoclosure () -> Finding, level: Finding.Level) {
    count += 1
    if kept[level, default: []].count < Limits.findings { kept[level, default: []].append(finding()) }
  }

  /// At most ``Limits/findings``, worst first, and in the order of the report within one level.
  var worst: [Finding] {
    Array(Finding.Level.allCases.flatMap { kept[$0] ?? [] }.prefix(Limits.findings))
  }
}
