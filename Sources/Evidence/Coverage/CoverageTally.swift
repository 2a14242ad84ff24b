internal import ReleaseRecords

/// Lines and branches of source files, counted one by one.
///
/// A line that a report lists several times (for each of its methods, for each instance of a template, for each test)
/// is one line, covered if any of the entries is. Of its branches, which have no names in most formats, as many are
/// covered as in the entry that covers most. Rates and totals that a report declares are not looked at.
struct CoverageTally: Tally {
  private struct Line {
    var isCovered = false
    var branches = 0
    var branchesCovered = 0
  }

  private var files: [String: [Int: Line]] = [:]

  var startedAt: Timestamp?
  var finishedAt: Timestamp?

  mutating func add(line: Int, of file: String, isCovered: Bool, branches: Int = 0, branchesCovered: Int = 0) {
    var entry = files[file, default: [:]][line, default: Line()]
    entry.isCovered = entry.isCovered || isCovered
    entry.branches = max(entry.branches, branches)
    entry.branchesCovered = max(entry.branchesCovered, branchesCovered)
    files[file, default: [:]][line] = entry
  }

  var reading: Reading {
    var (lines, covered, branches, branchesCovered) = (0, 0, 0, 0)
    for line in files.values.lazy.flatMap(\.values) {
      lines += 1
      covered += line.isCovered ? 1 : 0
      branches += line.branches
      branchesCovered += line.branchesCovered
    }
    guard lines > 0 else {
      return Reading(
        outcome: .errored,
        measurements: [Measurement(name: .linesValid, value: 0), Measurement(name: .linesCovered, value: 0)],
        summary: "the report lists no line of code: nothing was measured",
        startedAt: startedAt,
        finishedAt: finishedAt
      )
    }
    let rate = Self.percent(covered, of: lines)
    var measurements = [Measurement(name: .coverage, value: rate), Measurement(name: .lineCoverage, value: rate)]
    var summary = "\(rate) % of lines covered (\(covered) of \(lines))"
    if branches > 0 {
      let rate = Self.percent(branchesCovered, of: branches)
      measurements.append(Measurement(name: .branchCoverage, value: rate))
      summary += ", \(rate) % of branches (\(branchesCovered) of \(branches))"
    }
    measurements.append(Measurement(name: .linesValid, value: Double(lines)))
    measurements.append(Measurement(name: .linesCovered, value: Double(covered)))
    return Reading(
      outcome: .passed,
      measurements: measurements,
      summary: summary,
      startedAt: startedAt,
      finishedAt: finishedAt
    )
  }

  /// Rounded down to four decimals, so that no rate reaches a threshold by rounding.
  static func percent(_ part: Int, of whole: Int) -> Double {
    Double(part * 1_000_000 / whole) / 10_000
  }
}
