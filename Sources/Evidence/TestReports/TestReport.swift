internal import ReleaseRecords

/// Test reports in XML; the root element tells the dialect.
enum TestReport {
  static func read(_ bytes: [UInt8], into tally: inout TestTally) throws(EvidenceError) -> MediaType {
    var parser = try XMLPullParser(bytes)
    let root = try parser.root()
    tally.beginReport()
    switch root.name {
    case "testsuites", "testsuite": try JUnitReport.read(root, &parser, into: &tally)
    case "test-run", "test-results", "test-suite": try NUnitReport.read(root, &parser, into: &tally)
    case "assemblies", "assembly": try XUnitReport.read(root, &parser, into: &tally)
    case "TestRun": try TRXReport.read(root, &parser, into: &tally)
    default:
      throw EvidenceError(
        kind: .unsupported,
        problem: "the root element \(quoted(root.name)) is no test report's: expected are <testsuites> or <testsuite> "
          + "(JUnit), <test-run> or <test-results> (NUnit), <assemblies> (xUnit.net), <TestRun> (TRX)",
        position: TextPosition(of: root.offset, in: parser.bytes)
      )
    }
    while try parser.next() != nil {}
    tally.endReport()
    return .xml
  }
}

extension XMLElement {
  /// An attribute that counts something; zero where it is absent or empty. What is no number is not nothing: it counts as
  /// one. Beyond a billion all numbers are a billion, so that sums of them are numbers too.
  func count(_ attribute: String) -> Int {
    guard let text = self[attribute]?.split(whereSeparator: \.isWhitespace).joined(separator: " "), !text.isEmpty else {
      return 0
    }
    guard let number = Double(text), !number.isNaN else { return 1 }
    return Int(min(max(number.rounded(.up), 0), 1e9))
  }

  /// A duration in seconds: `1.5`, `0,014` (a decimal comma), `1,234.5`, or `00:00:01.5`.
  func seconds(_ attribute: String) -> Double? {
    guard let text = self[attribute] else { return nil }
    var total = 0.0
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      let plain = part.contains(".") ? part.filter { $0 != "," } : String(part.map { $0 == "," ? "." : $0 })
      guard let value = Double(plain), value.isFinite, value >= 0, value < 1e9 else { return nil }
      total = total * 60 + value
    }
    return total
  }

  /// An instant; nil where it lacks a time zone, as most test reports do, or is none.
  func instant(_ attribute: String) -> Timestamp? {
    guard let text = self[attribute] else { return nil }
    return Timestamp(String(text.map { $0 == " " ? "T" : $0 }))
  }
}
