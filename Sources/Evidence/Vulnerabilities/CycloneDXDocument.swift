internal import ReleaseRecords

/// The XML form of CycloneDX.
enum CycloneDXDocument {
  static func read(_ text: [UInt8], into tally: inout VulnerabilityTally) throws(EvidenceError) {
    var parser = try XMLPullParser(text)
    let root = try parser.root()
    guard root.name == "bom" else {
      throw EvidenceError(
        kind: .unsupported,
        problem: "the root element \(quoted(root.name)) is not CycloneDX's <bom>",
        position: TextPosition(of: root.offset, in: parser.bytes)
      )
    }
    var hasVulnerabilities = false
    while let event = try parser.next() {
      guard case .start(let element) = event else { continue }
      switch element.name {
      case "vulnerabilities": hasVulnerabilities = true
      case "vulnerability": try vulnerability(element, &parser).add(to: &tally)
      case "metadata": try metadata(&parser, into: &tally)
      default: break
      }
    }
    guard hasVulnerabilities else { throw CycloneDXReport.billOfMaterials }
  }

  /// Calls `body` with each child element and its position among the open ones, to the end of the current element.
  private static func descend(
    _ parser: inout XMLPullParser,
    _ body: (_ path: [String], _ element: XMLElement, _ parser: inout XMLPullParser) throws(EvidenceError) -> Bool
  ) throws(EvidenceError) {
    var path: [String] = []
    while let event = try parser.next() {
      switch event {
      case .start(let element):
        // The body says whether it has read the element to its end.
        if try !body(path + [element.name], element, &parser) { path.append(element.name) }
      case .end: if path.popLast() == nil { return }
      case .text: break
      }
    }
  }

  private static func vulnerability(
    _ element: XMLElement,
    _ parser: inout XMLPullParser
  ) throws(EvidenceError) -> CycloneDXReport.Vulnerability {
    var entry = CycloneDXReport.Vulnerability()
    entry.location = element["ref"]
    try descend(&parser) { (path, _, parser) throws(EvidenceError) in
      switch path {
      case ["id"]: entry.name = try parser.text()
      case ["description"]: entry.message = try parser.text()
      case ["analysis", "state"]: entry.state = try parser.text()
      case ["affects", "target", "ref"]: entry.location = try parser.text()
      case ["ratings", "rating"]: try rating(&parser, into: &entry)
      default: return false
      }
      return true
    }
    return entry
  }

  private static func rating(
    _ parser: inout XMLPullParser,
    into entry: inout CycloneDXReport.Vulnerability
  ) throws(EvidenceError) {
    var (word, score): (String?, Double?)
    try descend(&parser) { (path, _, parser) throws(EvidenceError) in
      switch path {
      case ["severity"]: word = try parser.text()
      // A number in version 1.4; in the extension before, elements of which the base score is the first.
      case ["score"]: score = try parser.text().split(separator: " ").first.flatMap { Double($0) }
      default: try parser.skip()
      }
      return true
    }
    entry.rate(word: word, score: score)
  }

  private static func metadata(
    _ parser: inout XMLPullParser,
    into tally: inout VulnerabilityTally
  ) throws(EvidenceError) {
    try descend(&parser) { (path, _, parser) throws(EvidenceError) in
      switch path {
      case ["timestamp"]: tally.ended(Timestamp(try parser.text()))
      case ["tools", "tool", "name"]: tally.tool = try parser.text()
      case ["tools", "tool", "version"]: tally.toolVersion = try parser.text()
      default: return false
      }
      return true
    }
  }
}
