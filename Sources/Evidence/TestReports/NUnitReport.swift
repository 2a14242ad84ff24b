/// NUnit's XML: version 3 (`test-run`) and version 2 (`test-results`), with the results of the cases in attributes.
///
/// NUnit's “inconclusive” counts as skipped. A result that is none of NUnit's words counts as errored.
enum NUnitReport {
  static func read(
    _ root: XMLElement,
    _ parser: inout XMLPullParser,
    into tally: inout TestTally
  ) throws(EvidenceError) {
    tally.tool = "NUnit"
    declare(root, into: &tally)
    while let event = try parser.next() {
      guard case .start(let element) = event else { continue }
      switch element.name {
      case "test-suite": declare(element, into: &tally)
      case "test-case": try readCase(element, &parser, into: &tally)
      case "results": break
      case "environment":
        tally.toolVersion = element["nunit-version"] ?? element["framework-version"]
        try parser.skip()
      default: try parser.skip()
      }
    }
  }

  private static func declare(_ suite: XMLElement, into tally: inout TestTally) {
    let failures = suite.count("failed") + suite.count("failures") + suite.count("errors") + suite.count("invalid")
    tally.declare(tests: suite.count("total"), failures: failures)
    let result = suite["result"] ?? ""
    if ["failed", "failure", "error", "cancelled"].contains(result.lowercased()) || suite["success"] == "False" {
      tally.declare(failure: "that \(quoted(suite["name"] ?? suite.name)) failed")
    }
    if suite.name == "test-run" {
      tally.began(suite.instant("start-time"))
      tally.ended(suite.instant("end-time"))
      tally.toolVersion = suite["engine-version"]
    }
  }

  private static func readCase(
    _ element: XMLElement,
    _ parser: inout XMLPullParser,
    into tally: inout TestTally
  ) throws(EvidenceError) {
    let message = try parser.firstText(of: ["failure", "reason"])
    tally.add(
      verdict(of: element),
      name: element["fullname"] ?? element["name"] ?? "",
      message: message,
      seconds: element.seconds("duration") ?? element.seconds("time")
    )
  }

  private static func verdict(of element: XMLElement) -> TestTally.Verdict {
    switch (element["result"] ?? "").lowercased() {
    case "passed", "success", "warning": return .passed
    case "failed", "failure":
      let label = (element["label"] ?? "").lowercased()
      return ["error", "invalid", "cancelled"].contains(label) ? .errored : .failed
    case "skipped", "ignored", "inconclusive", "explicit": return .skipped
    case "": break
    default: return .errored
    }
    // Before version 2.5 there was no `result`.
    switch (element["executed"], element["success"]) {
    case ("False", _): return .skipped
    case (_, "True"): return .passed
    case (_, "False"): return .failed
    default: return .errored
    }
  }
}
