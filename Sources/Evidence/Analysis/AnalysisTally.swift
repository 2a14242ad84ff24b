internal import ReleaseRecords

/// Results of static analysis by level, and the gate's outcome: any error fails it; warnings and notes are measured.
struct AnalysisTally: Tally {
  enum Level: String {
    case error, warning, note, none
  }

  private var counts = (errors: 0, warnings: 0, notes: 0)
  private var findings = FindingList()
  var suppressed = 0
  /// Why the results cannot be trusted to be all; the gate is errored then.
  var breakdown: String?

  private var tools: [String] = []
  private var toolVersion: String?
  var startedAt: Timestamp?
  var finishedAt: Timestamp?

  mutating func ran(_ tool: String, version: String?) {
    if !tools.contains(tool) { tools.append(tool) }
    toolVersion = version
  }

  mutating func add(_ level: Level, name: String, location: @autoclosure () -> String?, message: String?) {
    let findingLevel: Finding.Level
    switch level {
    case .error:
      counts.errors += 1
      findingLevel = .error
    case .warning:
      counts.warnings += 1
      findingLevel = .warning
    case .note:
      counts.notes += 1
      findingLevel = .note
    case .none: return
    }
    findings.append(
      Finding(findingLevel, name: name, location: location(), message: message),
      level: findingLevel
    )
  }

  var reading: Reading {
    let (errors, warnings, notes) = counts
    var summary = "\(counted(errors, "error")), \(counted(warnings, "warning")), \(counted(notes, "note"))"
    if suppressed > 0 { summary += ", \(suppressed) suppressed" }
    if let breakdown { summary += "; " + breakdown }
    return Reading(
      outcome: errors > 0 ? .failed : breakdown == nil ? .passed : .errored,
      measurements: [
        Measurement(name: .errors, value: Double(errors)),
        Measurement(name: .warnings, value: Double(warnings)),
        Measurement(name: .notes, value: Double(notes)),
      ],
      summary: summary,
      findings: findings,
      tool: tools.isEmpty ? nil : tools.joined(separator: ", "),
      toolVersion: tools.count == 1 ? toolVersion : nil,
      startedAt: startedAt,
      finishedAt: finishedAt
    )
  }
}
