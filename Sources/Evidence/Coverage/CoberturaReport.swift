/// Cobertura's XML, and Clover's, which has the same root element.
///
/// Cobertura lists a line under its class and again under its method; both are taken, as one line. Branches come from
/// `condition-coverage="50% (1/2)"`. A `<project>` below the root makes it a Clover report.
enum CoberturaReport {
  static func read(_ parser: inout XMLPullParser, into tally: inout CoverageTally) throws(EvidenceError) {
    var file = ""
    while let event = try parser.next() {
      guard case .start(let element) = event else { continue }
      switch element.name {
      case "project":
        try CloverReport.read(&parser, into: &tally)
      case "class": file = element["filename"] ?? element["name"] ?? ""
      case "line":
        let conditions = try conditions(element, parser)
        try tally.add(
          line: element.number("number", parser),
          of: file,
          isCovered: element.isPositive("hits", parser),
          branches: conditions.all,
          branchesCovered: conditions.covered
        )
        try parser.skip()
      case "sources", "testproject": try parser.skip()
      default: break
      }
    }
  }

  private static func conditions(
    _ line: XMLElement,
    _ parser: XMLPullParser
  ) throws(EvidenceError) -> (covered: Int, all: Int) {
    guard line["branch"]?.lowercased() == "true", let text = line["condition-coverage"] else { return (0, 0) }
    let fraction = text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }.split(separator: "/")
    guard fraction.count == 2, let covered = Int(fraction[0]), let all = Int(fraction[1]),
      (0...1_000_000).contains(all), (0...all).contains(covered)
    else {
      throw parser.malformed("`condition-coverage` has to end like `(1/2)`, not be \(quoted(text))", at: line.offset)
    }
    return (covered, all)
  }
}
