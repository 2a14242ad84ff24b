import Evidence
import ReleaseRecords
import Testing

@Suite("A SARIF log")
struct SARIFTests {
  /// A log of one run with rules in its driver and in an extension.
  private func log(results: String, invocations: String = "[]", more: String = "") -> String {
    """
    {"version": "2.1.0", "runs": [{"tool": {
      "driver": {"name": "Tool", "semanticVersion": "1.2.3", "rules": [
        {"id": "E", "defaultConfiguration": {"level": "error"}},
        {"id": "N", "defaultConfiguration": {"level": "note"}}, {"id": "plain"}]},
      "extensions": [{"name": "Ext", "rules": [{"id": "N", "defaultConfiguration": {"level": "error"}}]}]},
      "invocations": \(invocations), "results": \(results)\(more)}]}
    """
  }

  @Test(
    "gives a result its own level, else its rule's, else “warning”",
    arguments: [
      (#"{"level": "note", "ruleId": "E"}"#, .notes),
      (#"{"ruleId": "E"}"#, .errors),
      (#"{"ruleIndex": 1}"#, .notes),
      (#"{"ruleId": "E", "ruleIndex": -1}"#, .errors),
      (#"{"ruleId": "E/sub/sub"}"#, .errors),
      (#"{"ruleId": "plain"}"#, .warnings),
      (#"{"ruleId": "unknown"}"#, .warnings),
      (#"{}"#, .warnings),
      (#"{"rule": {"id": "N"}}"#, .notes),
      (#"{"rule": {"index": 0, "toolComponent": {"index": 0}}}"#, .errors),
      (#"{"ruleId": "N", "rule": {"toolComponent": {"name": "Ext"}}}"#, .errors),
      (#"{"ruleId": "N", "rule": {"toolComponent": {"index": 7}}}"#, .warnings),
      (#"{"ruleId": "N", "provenance": {"invocationIndex": 0}}"#, .errors),
      (#"{"ruleId": "E", "provenance": {"invocationIndex": 0}}"#, .errors),
      (#"{"ruleId": "E", "provenance": {"invocationIndex": 1}}"#, .errors),
    ] as [(String, MeasurementName)]
  )
  func level(result: String, expected: MeasurementName) throws {
    let invocations = """
      [{"executionSuccessful": true, "ruleConfigurationOverrides": [
        {"descriptor": {"index": 1}, "configuration": {"level": "error"}}]}]
      """
    let evidence = try evidence(log(results: "[\(result)]", invocations: invocations), as: .sarif)
    for name in [MeasurementName.errors, .warnings, .notes] {
      #expect(evidence[name] == (name == expected ? 1 : 0))
    }
    #expect(evidence.outcome == (expected == .errors ? .failed : .passed))
  }

  @Test(
    "does not count what is suppressed, gone or no failure",
    arguments: [
      (#""suppressions": [{"kind": "inSource"}]"#, 0),
      (#""suppressions": [{"kind": "external", "status": "accepted"}]"#, 0),
      (#""suppressions": []"#, 1),
      (#""suppressions": null"#, 1),
      (#""suppressions": [{"kind": "external", "status": "underReview"}]"#, 1),
      (#""suppressions": [{"kind": "inSource"}, {"kind": "external", "status": "rejected"}]"#, 1),
      (#""baselineState": "absent""#, 0),
      (#""baselineState": "unchanged""#, 1),
      (#""kind": "pass""#, 0),
      (#""kind": "review""#, 0),
      (#""kind": "fail""#, 1),
      (#""level": "none""#, 0),
    ] as [(String, Double)]
  )
  func counted(member: String, errors: Double) throws {
    let evidence = try evidence(log(results: #"[{"ruleId": "E", \#(member)}]"#), as: .sarif)
    #expect(evidence[.errors] == errors)
    #expect(evidence.outcome == (errors > 0 ? .failed : .passed))
  }

  @Test(
    "is errored where the tool did not get to analyse everything",
    arguments: [
      (#"[]"#, #"[{"executionSuccessful": true}]"#, .passed),
      (#"[]"#, #"[{"executionSuccessful": false}]"#, .errored),
      (#"null"#, #"[{"executionSuccessful": true}]"#, .errored),
      (#"[]"#, #"[{"toolExecutionNotifications": [{"level": "error", "message": {"text": "no memory"}}]}]"#, .errored),
      (#"[]"#, #"[{"toolConfigurationNotifications": [{"level": "error", "message": {"text": "x"}}]}]"#, .errored),
      (#"[]"#, #"[{"toolExecutionNotifications": [{"message": {"text": "slow"}}]}]"#, .passed),
      (#"[{"ruleId": "E"}]"#, #"[{"executionSuccessful": false}]"#, .failed),
    ] as [(String, String, GateEvidence.Outcome)]
  )
  func breakdown(results: String, invocations: String, outcome: GateEvidence.Outcome) throws {
    #expect(try evidence(log(results: results, invocations: invocations), as: .sarif).outcome == outcome)
  }

  @Test("is errored without a run, or with a run without results")
  func empty() throws {
    #expect(try evidence(#"{"version": "2.1.0", "runs": []}"#, as: .sarif).outcome == .errored)
    let none = #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "T"}}}]}"#
    let evidence = try evidence(none, as: .sarif)
    #expect(evidence.outcome == .errored)
    #expect(
      evidence.summary == "0 errors, 0 warnings, 0 notes; T gave no results: it did not get to analyse"
    )
  }

  @Test("tells what was found, by which tool and when")
  func details() throws {
    let result = """
      [{"ruleId": "E", "message": {"text": "a\\n b"}, "locations": [{"physicalLocation": {
      "artifactLocation": {"uri": "src/a.c"}, "region": {"startLine": 7}}}]}]
      """
    let times = #"[{"startTimeUtc": "2026-11-21T07:00:00Z", "endTimeUtc": "2026-11-21T07:00:02.5Z"}]"#
    let evidence = try evidence(log(results: result, invocations: times), as: .sarif)
    #expect(evidence.tool == "Tool")
    #expect(evidence.toolVersion == "1.2.3")
    #expect(evidence.startedAt == Timestamp("2026-11-21T07:00:00Z"))
    #expect(evidence.finishedAt == Timestamp("2026-11-21T07:00:02.5Z"))
    #expect(evidence.summary == "1 error, 0 warnings, 0 notes")
    let finding = try #require(evidence.findings.first)
    #expect(finding.level == .error)
    #expect(finding.name == "E")
    #expect(finding.location == "src/a.c:7")
    #expect(finding.message == "a b")
    #expect(evidence.files[0].mediaType == "application/sarif+json")
  }

  @Test(
    "is refused, saying why",
    arguments: [
      ("[]", "report: this is no SARIF log: a SARIF log is an object with `version` and `runs`"),
      (#"{"version": 2.1}"#, "report: `version` is no text; SARIF is read in version 2.1.0 only"),
      (#"{"version": "2.1.0"}"#, "report: `runs` is not an array, as the format asks; produce the file again"),
      (
        #"{"version": "2.1.0", "runs": [1]}"#,
        "report: `runs[0]` is not an object, as the format asks; produce the file again"
      ),
      (
        #"{"version": "2.1.0", "runs": [{"results": []}]}"#,
        "report: `runs[0].tool.driver.name` is not a text, as the format asks; produce the file again"
      ),
      (
        #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "T"}}, "results": {}}]}"#,
        "report: `runs[0].results` is not an array, as the format asks; produce the file again"
      ),
      (
        #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "T"}}, "results": [{"level": "fatal"}]}]}"#,
        "report: `runs[0].results[0].level` is not one of error, warning, note, none, as the format asks; "
          + "produce the file again"
      ),
      (
        #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "T"}}, "results": [{"kind": "Fail"}]}]}"#,
        "report: `runs[0].results[0].kind` is not one of fail, pass, open, informational, notApplicable, review, "
          + "as the format asks; produce the file again"
      ),
      (
        #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "T"}}, "#
          + #""invocations": [{"executionSuccessful": "false"}], "results": []}]}"#,
        "report: `runs[0].invocations[].executionSuccessful` is not true or false, as the format asks; "
          + "produce the file again"
      ),
      (
        #"{"version": "2.1.0", "inlineExternalProperties": [{"results": []}], "runs": []}"#,
        "report: `inlineExternalProperties.results` keeps a part of the log elsewhere; write the log as one whole"
      ),
      (
        #"{"version": "2.1.0", "runs": [{"externalPropertyFileReferences": {"results": []}}]}"#,
        "report: `runs[0].externalPropertyFileReferences.results` keeps a part of the log elsewhere; "
          + "write the log as one whole"
      ),
      (
        #"{"version": "2.1.0", "runs": ["#,
        "report, line 1, column 31: found the end of the text, expected a value: the file is not sound JSON; "
          + "produce it again"
      ),
    ]
  )
  func refused(report: String, description: String) {
    #expect(refusal(of: report, as: .sarif)?.description == description)
  }
}
