/// How severe a vulnerability is, on the scale that the measurements use.
enum Severity: CaseIterable {
  case critical, high, medium, low, unknown

  /// A scanner's word; anything that is no word of theirs is unknown, never low.
  init(word: String?) {
    switch (word ?? "").lowercased() {
    case "critical": self = .critical
    case "high": self = .high
    case "medium", "moderate": self = .medium
    case "low", "negligible", "info", "informational", "none": self = .low
    default: self = .unknown
    }
  }

  /// A CVSS base score, on the qualitative scale of CVSS 3.1 §5.
  init(score: Double) {
    switch score {
    case 9.0...10.0: self = .critical
    case 7.0..<9.0: self = .high
    case 4.0..<7.0: self = .medium
    case 0..<4.0: self = .low
    default: self = .unknown
    }
  }

  /// Whether it fails a gate. An unknown severity may be the worst.
  var failsGate: Bool {
    switch self {
    case .critical, .high, .unknown: true
    case .medium, .low: false
    }
  }

  var level: Finding.Level {
    switch self {
    case .critical: .critical
    case .high: .high
    case .medium: .medium
    case .low: .low
    case .unknown: .unknown
    }
  }

  var measurement: MeasurementName {
    switch self {
    case .critical: .criticalVulnerabilities
    case .high: .highVulnerabilities
    case .medium: .mediumVulnerabilities
    case .low: .lowVulnerabilities
    case .unknown: .unknownVulnerabilities
    }
  }
}
