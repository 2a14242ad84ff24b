/// xUnit.net's XML: version 2 (`assemblies`, `assembly`, `collection`, `test`) and version 1 (`assembly`, `class`,
/// `test`).
enum XUnitReport {
  static func read(
    _ root: XMLElement,
    _ parser: inout XMLPullParser,
    into tally: inout TestTally
  ) throws(EvidenceError) {
    declare(root, into: &tally)
    while let event = try parser.next() {
      guard case .start(let element) = event else { continue }
      switch element.name {
      case "assembly", "collection", "class": declare(element, into: &tally)
      case "test": try readCase(element, &parser, into: &tally)
      case "errors": break
      case "error":
        // Clean-up that failed, or the like: it belongs to no case.
        let text = try parser.text()
        tally.add(.errored, name: element["name"] ?? element["type"] ?? "", message: text, seconds: nil)
      default: try parser.skip()
      }
    }
  }

  private static func declare(_ element: XMLElement, into tally: inout TestTally) {
    tally.declare(tests: element.count("total"), failures: element.count("failed") + element.count("errors"))
    if element.name == "assembly", let framework = element["test-framework"] {
      let words = framework.split(separator: " ", maxSplits: 1)
      tally.tool = words.first.map(String.init)
      tally.toolVersion = words.count > 1 ? String(words[1]) : nil
    }
  }

  private static func readCase(
    _ element: XMLElement,
    _ parser: inout XMLPullParser,
    into tally: inout TestTally
  ) throws(EvidenceError) {
    let message = try parser.firstText(of: ["failure"])
    let verdict: TestTally.Verdict =
      switch (element["result"] ?? "").lowercased() {
      case "pass": .passed
      case "fail": .failed
      case "skip", "notrun": .skipped
      default: .errored
      }
    tally.add(verdict, name: element["name"] ?? "", message: message, seconds: element.seconds("time"))
  }
}
