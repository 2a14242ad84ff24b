/// Coverage reports: XML by its root element, or lcov's lines.
///
/// A report that measured anything passes: what rate is enough is for the policy to say. One without any line is
/// errored.
enum CoverageReport {
  static func read(_ bytes: [UInt8], into tally: inout CoverageTally) throws(EvidenceError) -> MediaType {
    let text = try TextDecoding.utf8(bytes)
    guard let first = text.first(where: { $0 > 0x20 }) else {
      throw EvidenceError(kind: .malformed, problem: "the file is empty; produce it again", position: nil)
    }
    guard first == UInt8(ascii: "<") else {
      try LCOVReport.read(text, into: &tally)
      return .text
    }
    // Cobertura and JaCoCo always name their DTD.
    var parser = try XMLPullParser(text, documentTypes: ["coverage", "report"])
    let root = try parser.root()
    switch root.name {
    case "coverage": try CoberturaReport.read(&parser, into: &tally)
    case "report": try JaCoCoReport.read(&parser, into: &tally)
    default:
      throw EvidenceError(
        kind: .unsupported,
        problem: "the root element \(quoted(root.name)) is no coverage report's: expected are <coverage> "
          + "(Cobertura, Clover) or <report> (JaCoCo)",
        position: TextPosition(of: root.offset, in: parser.bytes)
      )
    }
    while try parser.next() != nil {}
    return .xml
  }
}

extension XMLElement {
  /// An attribute that has to be a natural number.
  func number(_ attribute: String, _ parser: XMLPullParser) throws(EvidenceError) -> Int {
    guard let text = self[attribute], let value = Int(text), value >= 0 else {
      let found = self[attribute].map(quoted) ?? "nothing"
      throw parser.malformed("<\(name)> needs a number as `\(attribute)`, not \(found)", at: offset)
    }
    return value
  }

  /// Whether an attribute that counts executions is above zero; counts may be beyond any integer.
  func isPositive(_ attribute: String, _ parser: XMLPullParser) throws(EvidenceError) -> Bool {
    guard let text = self[attribute], let value = Double(text), !value.isNaN else {
      let found = self[attribute].map(quoted) ?? "nothing"
      throw parser.malformed("<\(name)> needs a number as `\(attribute)`, not \(found)", at: offset)
    }
    return value > 0
  }
}
