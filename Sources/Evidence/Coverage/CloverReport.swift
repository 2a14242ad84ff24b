/// Clover's XML as OpenClover, Istanbul, PHPUnit and others write it: the `<project>`, not the `<testproject>`.
///
/// Lines are those of type `stmt` and `cond`; a `method` line marks a declaration, as in Clover's own figures. There
/// are no branches: writers disagree on what `truecount` and `falsecount` mean.
enum CloverReport {
  /// Reads to the end of `<project>`.
  static func read(_ parser: inout XMLPullParser, into tally: inout CoverageTally) throws(EvidenceError) {
    var depth = 1
    var file = ""
    while depth > 0, let event = try parser.next() {
      switch event {
      case .start(let element):
        depth += 1
        if element.name == "file" { file = element["path"] ?? element["name"] ?? "" }
        if element.name == "line", element["type"] != "method" {
          try tally.add(line: element.number("num", parser), of: file, isCovered: isCovered(element, parser))
        }
      case .end: depth -= 1
      case .text: break
      }
    }
  }

  private static func isCovered(_ line: XMLElement, _ parser: XMLPullParser) throws(EvidenceError) -> Bool {
    if line["count"] != nil || line["type"] != "cond" { return try line.isPositive("count", parser) }
    let (whenTrue, whenFalse) = try (line.isPositive("truecount", parser), line.isPositive("falsecount", parser))
    return whenTrue || whenFalse
  }
}
