/// JUnit's XML, as Ant began it and Surefire, pytest, gotestsum, Jest, Mocha, Bazel, GoogleTest, Swift and others
/// write it.
///
/// A case counts once, as the worst that is said of it: an error before a failure before a skip. Surefire's
/// `flakyFailure` and `flakyError` and pytest's `rerun` tell of earlier attempts of a case that passed in the end;
/// `rerunFailure` and `rerunError` of further attempts of one that did not. Two cases of one name are two cases.
enum JUnitReport {
  static func read(
    _ root: XMLElement,
    _ parser: inout XMLPullParser,
    into tally: inout TestTally
  ) throws(EvidenceError) {
    var suites = [root["name"] ?? ""]
    declare(root, into: &tally)
    while !suites.isEmpty, let event = try parser.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "testsuite", "testsuites":
          suites.append(element["name"] ?? suites.last ?? "")
          declare(element, into: &tally)
        case "testcase": try readCase(element, suite: suites.last ?? "", &parser, into: &tally)
        case "error", "failure":
          // The suite itself broke, for instance in its set-up: there may be no case to show it.
          let text = try parser.text()
          let verdict: TestTally.Verdict = element.name == "error" ? .errored : .failed
          tally.add(verdict, name: suites.last ?? "", message: element["message"] ?? text, seconds: nil)
        default: try parser.skip()
        }
      case .end: suites.removeLast()
      case .text: break
      }
    }
  }

  private static func declare(_ suite: XMLElement, into tally: inout TestTally) {
    tally.declare(tests: suite.count("tests"), failures: suite.count("failures") + suite.count("errors"))
    tally.began(suite.instant("timestamp"))
    if suite["name"] == "pytest" { tally.tool = "pytest" }
  }

  private static func readCase(
    _ element: XMLElement,
    suite: String,
    _ parser: inout XMLPullParser,
    into tally: inout TestTally
  ) throws(EvidenceError) {
    var (failure, error, attempt): (String?, String?, String?)
    var failedAttempts = 0
    var isSkipped = false
    reading: while let event = try parser.next() {
      switch event {
      case .start(let child) where child.name == "testcase":
        try readCase(child, suite: suite, &parser, into: &tally)
      case .start(let child):
        let text = try parser.text()
        let message = child["message"].flatMap { $0.isEmpty ? nil : $0 } ?? text
        switch child.name {
        case "failure": failure = failure ?? message
        case "error": error = error ?? message
        case "skipped", "ignored", "disabled": isSkipped = true
        case "flakyFailure", "flakyError", "rerun", "rerunFailure", "rerunError":
          attempt = attempt ?? message
          failedAttempts += 1
        default: break
        }
      case .end: break reading
      case .text: break
      }
    }
    let group = element["classname"].flatMap { $0.isEmpty ? nil : $0 } ?? suite
    let name = element["name"].flatMap { $0.isEmpty ? nil : $0 }
    let verdict: TestTally.Verdict =
      if error != nil { .errored } else if failure != nil { .failed } else if isSkipped { .skipped } else {
        declared(element)
      }
    tally.add(
      verdict,
      name: [group, name].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "."),
      message: error ?? failure ?? attempt,
      seconds: element.seconds("time"),
      failedAttempts: failedAttempts
    )
  }

  /// What a case's own attributes say, where no element within it says anything.
  private static func declared(_ element: XMLElement) -> TestTally.Verdict {
    switch (element["status"] ?? "").lowercased() {
    case "failed", "failure", "fail": return .failed
    case "error", "errored": return .errored
    case "skipped", "disabled", "notrun", "ignored", "pending", "inconclusive": return .skipped
    default: break
    }
    switch (element["result"] ?? "").lowercased() {
    case "failed", "failure", "fail": return .failed
    case "skipped", "suppressed": return .skipped
    default: return .passed
    }
  }
}
