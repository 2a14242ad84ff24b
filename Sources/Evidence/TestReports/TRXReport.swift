/// Visual Studio's test results (TRX).
///
/// Of a data-driven test the rows count, not the test that holds them. The outcomes are those of the format's
/// `TestOutcome`; a result without one counts as errored, as the format says.
enum TRXReport {
  private struct Pending {
    let element: XMLElement
    var message: String?
    var hasRows = false
  }

  static func read(
    _ root: XMLElement,
    _ parser: inout XMLPullParser,
    into tally: inout TestTally
  ) throws(EvidenceError) {
    var pending: [Pending] = []
    while let event = try parser.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "Results", "InnerResults", "Output": break
        case "ErrorInfo":
          let text = try parser.text()
          if let last = pending.indices.last { pending[last].message = text }
        case "Times":
          tally.began(element.instant("start"))
          tally.ended(element.instant("finish"))
          try parser.skip()
        case "ResultSummary":
          declare(element, into: &tally)
        case "Counters":
          let failures = ["failed", "error", "timeout", "aborted"].reduce(0) { $0 + element.count($1) }
          tally.declare(tests: element.count("total"), failures: failures)
          try parser.skip()
        case _ where isResult(element):
          for index in pending.indices { pending[index].hasRows = true }
          pending.append(Pending(element: element))
        default: try parser.skip()
        }
      case .end(let name):
        if let last = pending.last, last.element.name == name {
          pending.removeLast()
          if !last.hasRows { add(last, into: &tally) }
        }
      case .text: break
      }
    }
  }

  private static func isResult(_ element: XMLElement) -> Bool {
    element.name.hasSuffix("TestResult") || element.name == "TestResultAggregation"
  }

  private static func declare(_ summary: XMLElement, into tally: inout TestTally) {
    let outcome = summary["outcome"] ?? ""
    if ["Failed", "Error", "Timeout", "Aborted", "Disconnected"].contains(outcome) {
      tally.declare(failure: "that the run ended as \(quoted(outcome))")
    }
  }

  private static func add(_ result: Pending, into tally: inout TestTally) {
    let verdict: TestTally.Verdict =
      switch result.element["outcome"] {
      case "Passed", "Completed", "Warning": .passed
      case "Failed": .failed
      case "NotExecuted", "Inconclusive", "Pending": .skipped
      default: .errored
      }
    tally.add(
      verdict,
      name: result.element["testName"] ?? "",
      message: result.message,
      seconds: result.element.seconds("duration")
    )
  }
}
