internal import ReleaseRecords

/// The parts of an assessment-results document, named by what they are made from.
struct OSCALDocument {
  private let assessment: OSCALAssessment
  private let uuid: NameUUID
  /// What sets this document's parts apart from those of other documents.
  private let identity: String
  private var observations: [(finding: Report.Finding, uuid: String)] = []

  init(_ assessment: OSCALAssessment, uuid: NameUUID) {
    self.assessment = assessment
    self.uuid = uuid
    identity = uuid(
      assessment.log.origin,
      "\(assessment.log.size)",
      assessment.log.rootHash,
      assessment.policy.digest,
      assessment.from.description,
      assessment.until.description,
      assessment.coverage?.framework.name ?? ""
    )
    var occurrences: [String: Int] = [:]
    for finding in assessment.findings.findings {
      let name = uuid(identity, "observation", finding.control, finding.subject)
      let occurrence = occurrences[name, default: 0]
      occurrences[name] = occurrence + 1
      observations.append((finding, uuid(name, "\(occurrence)")))
    }
  }

  mutating func assessmentResults() -> JSONValue {
    [
      "uuid": .string(identity),
      "metadata": [
        "title": .string(words(assessment.title)), "last-modified": .string(assessment.lastRecorded.description),
        "version": .string("\(assessment.log.size)"), "oscal-version": .string(OSCAL.version),
        "props": .array([property("producer", assessment.producer)]),
      ],
      "import-ap": ["href": .string("#" + uuid("policy", assessment.policy.digest))],
      "results": .array([result]),
      "back-matter": ["resources": .array([policyResource])],
    ]
  }

  private var policyResource: JSONValue {
    [
      "uuid": .string(uuid("policy", assessment.policy.digest)),
      "title": .string(words("Policy \(assessment.policy.name) \(assessment.policy.version)")),
      "description": "The policy that the records were judged by.",
      "rlinks": [
        [
          "href": .string("urn:sha256:" + assessment.policy.digest),
          "hashes": [["algorithm": "SHA-256", "value": .string(assessment.policy.digest)]],
        ]
      ],
    ]
  }

  private var result: JSONValue {
    let objectives = assessment.objectives
    var result: JSONObject = [
      "uuid": .string(uuid(identity, "result")), "title": .string(words(assessment.title)),
      "description": .string(words(assessment.description)), "start": .string(assessment.from.description),
      "end": .string(assessment.until.description),
      "props": .array([
        property("log-origin", assessment.log.origin), property("log-size", "\(assessment.log.size)"),
        property("log-root-hash", assessment.log.rootHash),
      ]),
    ]
    let subjects = subjectItems
    if !subjects.isEmpty { result["local-definitions"] = ["inventory-items": .array(subjects)] }
    result["reviewed-controls"] = ["control-selections": .array([selection(objectives)])]
    let observed = observations.map(observation)
    if !observed.isEmpty { result["observations"] = .array(observed) }
    let findings = objectives.compactMap(finding)
    if !findings.isEmpty { result["findings"] = .array(findings) }
    return .object(result)
  }

  private func selection(_ objectives: [OSCALAssessment.Objective]) -> JSONValue {
    guard !objectives.isEmpty else { return ["include-all": [:]] }
    return ["include-controls": .array(objectives.map { ["control-id": .string($0.controlID)] })]
  }

  /// What was judged: releases, deployments, services.
  private var subjectItems: [JSONValue] {
    var seen: Set<String> = []
    return assessment.findings.findings.compactMap { finding in
      guard seen.insert(finding.subject).inserted else { return nil }
      return ["uuid": .string(subjectUUID(finding.subject)), "description": .string(words(finding.subject))]
    }
  }

  private func subjectUUID(_ subject: String) -> String { uuid(assessment.log.origin, "subject", subject) }

  private func observation(_ finding: Report.Finding, uuid: String) -> JSONValue {
    var object: JSONObject = [
      "uuid": .string(uuid), "title": .string(words("\(finding.control) \(finding.title)")),
      "description": .string(words("Required: \(finding.required)\nObserved: \(finding.observed)")),
      "props": .array([property("control", finding.control), property("verdict", finding.verdict.rawValue)]),
      "methods": ["EXAMINE"],
      "subjects": [["subject-uuid": .string(subjectUUID(finding.subject)), "type": "inventory-item"]],
      "collected": .string(assessment.lastRecorded.description),
    ]
    if !finding.records.isEmpty {
      object["relevant-evidence"] = [
        [
          "description": .string(
            words("Records \(Report.Cell.list(finding.records)) of the log \(assessment.log.origin)")
          ),
          "props": .array(finding.records.map { property("sequence", "\($0)") }),
        ]
      ]
    }
    if let remedy = finding.remedy {
      object["remarks"] = .string(
        words("To settle it: \(remedy)" + (finding.due.map { ", by \($0.displayText)" } ?? ""))
      )
    }
    return .object(object)
  }

  private func finding(_ objective: OSCALAssessment.Objective) -> JSONValue? {
    let judged = objective.findings.filter { $0.verdict != .notApplicable }
    guard !judged.isEmpty else { return nil }
    let list = Report.FindingList(judged)
    let isSatisfied = judged.allSatisfy { $0.verdict == .met }
    let reason = isSatisfied ? "pass" : list.count(.notMet) > 0 ? "fail" : "other"
    let related = Set(judged)
    return [
      "uuid": .string(uuid(identity, "finding", objective.controlID)), "title": .string(words(objective.title)),
      "description": .string(words(list.summary)),
      "target": [
        "type": "objective-id", "target-id": .string(objective.controlID),
        "status": ["state": .string(isSatisfied ? "satisfied" : "not-satisfied"), "reason": .string(reason)],
      ],
      "related-observations": .array(
        observations.filter { related.contains($0.finding) }.map { ["observation-uuid": .string($0.uuid)] }
      ),
    ]
  }

  private func property(_ name: String, _ value: String) -> JSONValue {
    ["name": .string(name), "ns": .string(OSCAL.namespace), "value": .string(filled(VisibleText.line(value)))]
  }

  /// Text where OSCAL reads Markdown: made literal, and never empty.
  private func words(_ text: String) -> String {
    filled(Markdown.inline(text))
  }

  /// OSCAL's strings are not empty and have no space around them.
  private func filled(_ text: String) -> String {
    var trimmed = Substring(text)
    while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    return trimmed.isEmpty ? "–" : String(trimmed)
  }
}
