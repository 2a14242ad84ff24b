internal import ReleaseRecords

/// Vulnerabilities in a CycloneDX document: JSON, or XML with the vulnerabilities of version 1.4 or the extension
/// before.
///
/// Of several ratings the worst counts; one without a severity takes it from its CVSS score. Vulnerabilities that the
/// document's own analysis calls resolved, not affecting or false are suppressed. A document without `vulnerabilities`
/// is a bill of materials: it says nothing about them, and is refused.
enum CycloneDXReport {
  static func read(_ bytes: [UInt8], into tally: inout VulnerabilityTally) throws(EvidenceError) -> MediaType {
    let text = try TextDecoding.utf8(bytes)
    guard text.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else {
      try readJSON(text, into: &tally)
      return .json
    }
    try CycloneDXDocument.read(text, into: &tally)
    return .xml
  }

  static let billOfMaterials = JSONReport.unsupported(
    "this CycloneDX document has no `vulnerabilities`: it is a bill of materials and says nothing about them"
  )

  private static func readJSON(_ text: [UInt8], into tally: inout VulnerabilityTally) throws(EvidenceError) {
    guard let document = try JSONReport.parse(text).object, document["bomFormat"]?.string == "CycloneDX" else {
      throw JSONReport.unsupported("this is no CycloneDX document: `bomFormat` is not “CycloneDX”")
    }
    guard document["vulnerabilities"]?.array != nil else { throw billOfMaterials }
    let tools = document["metadata"]?["tools"]
    let tool = tools?[0] ?? tools?["components"]?[0]
    tally.tool = tool?["name"]?.string
    tally.toolVersion = tool?["version"]?.string
    tally.ended(document["metadata"]?["timestamp"]?.string.flatMap { Timestamp($0) })
    for (index, vulnerability) in try document.objects("vulnerabilities", at: "").enumerated() {
      var entry = Vulnerability()
      entry.name = vulnerability["id"]?.string
      entry.state = vulnerability["analysis"]?["state"]?.string
      entry.location = vulnerability["affects"]?[0]?["ref"]?.string
      entry.message = vulnerability["description"]?.string
      for rating in try vulnerability.objects("ratings", at: "vulnerabilities[\(index)]") {
        entry.rate(word: rating["severity"]?.string, score: rating["score"]?.number)
      }
      entry.add(to: &tally)
    }
  }

  /// One vulnerability, gathered from either form.
  struct Vulnerability {
    var name: String?
    var location: String?
    var message: String?
    var state: String?
    private var severity: Severity?

    /// Takes a rating into account. A severity of “unknown” gives way to any other.
    mutating func rate(word: String?, score: Double?) {
      let rated = word.map { Severity(word: $0) } ?? score.map { Severity(score: $0) } ?? .unknown
      let order: [Severity] = [.unknown, .low, .medium, .high, .critical]
      severity = [severity, rated].compactMap(\.self).max { a, b in
        (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
      }
    }

    func add(to tally: inout VulnerabilityTally) {
      switch state {
      case "not_affected", "false_positive", "resolved", "resolved_with_pedigree": tally.suppressed += 1
      default: tally.add(severity ?? .unknown, name: name, location: location, message: message)
      }
    }
  }
}
