public import ReleaseRecords

/// What an OSCAL document on assessment results is made from.
public struct OSCALAssessment: Sendable {
  public struct Policy: Sendable {
    public var name: String
    public var version: String
    /// SHA-256 of the policy document, in hexadecimal.
    public var digest: String

    public init(name: String, version: String, digest: String) {
      self.name = name
      self.version = version
      self.digest = digest
    }
  }

  public var title: String
  public var description: String
  /// The period whose records were judged.
  public var from: Timestamp
  public var until: Timestamp
  /// When the last of the records considered was recorded: a report holds no clock reading of its own.
  public var lastRecorded: Timestamp
  public var policy: Policy
  public var log: Report.LogPosition
  /// The program and its version.
  public var producer: String
  public var findings: Report.FindingList
  /// `nil`: each control of the policy is an objective of its own.
  public var coverage: FrameworkCoverage?

  public init(
    title: String,
    description: String,
    from: Timestamp,
    until: Timestamp,
    lastRecorded: Timestamp,
    policy: Policy,
    log: Report.LogPosition,
    producer: String,
    findings: Report.FindingList,
    coverage: FrameworkCoverage? = nil
  ) {
    self.title = title
    self.description = description
    self.from = from
    self.until = until
    self.lastRecorded = lastRecorded
    self.policy = policy
    self.log = log
    self.producer = producer
    self.findings = findings
    self.coverage = coverage
  }

  /// One of the things that was to be shown, and the findings that show it or do not.
  struct Objective {
    var controlID: String
    var title: String
    var findings: [Report.Finding]
  }

  var objectives: [Objective] {
    if let coverage {
      return coverage.items.map {
        Objective(controlID: $0.control.oscalID, title: "\($0.control.id): \($0.control.title)", findings: $0.findings)
      }
    }
    var order: [String] = []
    var groups: [String: [Report.Finding]] = [:]
    for finding in findings.findings {
      if groups[finding.control] == nil { order.append(finding.control) }
      groups[finding.control, default: []].append(finding)
    }
    return order.sorted().map { control in
      let findings = groups[control] ?? []
      return Objective(controlID: Self.token(control), title: findings.first?.title ?? control, findings: findings)
    }
  }

  /// An id as OSCAL's token: a letter or `_`, then letters, digits, `.`, `-` and `_`.
  static func token(_ id: String) -> String {
    let token = String(
      id.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "_" }
    )
    guard let first = token.first, first.isLetter || first == "_" else { return "_" + token }
    return token
  }
}
