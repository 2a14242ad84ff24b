internal import ReleaseRecords

/// JaCoCo's XML: the lines of its `<sourcefile>` elements. A line is covered when any of its instructions ran.
enum JaCoCoReport {
  static func read(_ parser: inout XMLPullParser, into tally: inout CoverageTally) throws(EvidenceError) {
    var group: [String] = []
    var package = ""
    var file = ""
    while let event = try parser.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "group": group.append(element["name"] ?? "")
        case "package": package = element["name"] ?? ""
        case "sourcefile": file = (group + [package, element["name"] ?? ""]).joined(separator: "/")
        case "sessioninfo": try session(element, parser, into: &tally)
        case "line":
          let (missed, covered) = try (element.number("mb", parser), element.number("cb", parser))
          guard missed <= 1_000_000, covered <= 1_000_000 else {
            throw parser.limit("a line has more than a million branches", at: element.offset)
          }
          try tally.add(
            line: element.number("nr", parser),
            of: file,
            isCovered: element.isPositive("ci", parser),
            branches: missed + covered,
            branchesCovered: covered
          )
        case "class", "counter": try parser.skip()
        default: break
        }
      case .end(let name): if name == "group" { _ = group.popLast() }
      case .text: break
      }
    }
  }

  private static func session(
    _ element: XMLElement,
    _ parser: XMLPullParser,
    into tally: inout CoverageTally
  ) throws(EvidenceError) {
    // Milliseconds since 1970; the year 9999 is the last that a record can hold.
    let range = 1...253_402_300_799_000
    let (start, dump) = try (element.number("start", parser), element.number("dump", parser))
    guard range.contains(start), range.contains(dump), start <= dump else { return }
    let (started, finished) = (
      Timestamp(microseconds: Int64(start) * 1_000), Timestamp(microseconds: Int64(dump) * 1_000)
    )
    tally.startedAt = min(tally.startedAt ?? started, started)
    tally.finishedAt = max(tally.finishedAt ?? finished, finished)
  }
}
