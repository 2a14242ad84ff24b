internal import Evidence
internal import ReleaseRecords

/// The reports of other tools that a gate's result is read from: `--junit FILE`, `--sarif FILE`, `--coverage FILE`, …
struct GateReports {
  private var reports: [(format: EvidenceFormat, path: String)] = []
  /// The arguments that are no reports.
  private(set) var others: [String] = []

  var isEmpty: Bool { reports.isEmpty }

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard argument.hasPrefix("--"), let name = parts.first, let format = EvidenceFormat(rawValue: String(name)) else {
        others.append(argument)
        continue
      }
      guard let path = parts.count > 1 ? String(parts[1]) : rest.popFirst(), !path.isEmpty else {
        throw Failure("\(argument) needs a file", code: .usage)
      }
      reports.append((format, path))
    }
    for format in EvidenceFormat.allCases where !reports.contains(where: { $0.format == format }) {
      guard let path = try EnvironmentVariables.value(of: format.rawValue, given: nil) else { continue }
      reports.append((format, path))
    }
  }

  /// Fills a gate's data from the reports: the worst outcome, all measurements, the files' digests.
  func fill(_ data: inout JSONObject, _ text: inout [String: String]) throws {
    guard !reports.isEmpty else { return }
    var evidence: [GateEvidence] = []
    for format in EvidenceFormat.allCases {
      let files = try reports.filter { $0.format == format }
        .map { ReportFile(name: $0.path == "-" ? "standard input" : $0.path, bytes: try Files.read($0.path)) }
      if !files.isEmpty { evidence.append(try GateEvidence(reading: files, as: format)) }
    }
    let outcomes = evidence.map { $0.outcome.rawValue }
    let outcome = ["failed", "errored", "skipped", "passed"].first { outcomes.contains($0) } ?? "errored"
    if let given = data["outcome"]?.string, given != outcome {
      throw Failure(
        "--outcome says \(given) and the reports say \(outcome): \(evidence.map(\.summary).joined(separator: "; "))",
        code: .badData
      )
    }
    for one in evidence {
      for (name, value) in one.recordData {
        if case .array(let added) = value {
          data[name] = .array((data[name]?.array ?? []) + added)
        } else if data[name] == nil {
          data[name] = value
        }
      }
    }
    data["outcome"] = .string(outcome)
    if text["summary"] == nil { text["summary"] = evidence.map(\.summary).joined(separator: "; ") }
  }

  static let help = """
    REPORTS that a gate's outcome and measurements are read from, each with a file, - for standard input:
      \(EvidenceFormat.allCases.map { "--\($0.rawValue) <file>" }.joined(separator: "\n  "))
    """
}
