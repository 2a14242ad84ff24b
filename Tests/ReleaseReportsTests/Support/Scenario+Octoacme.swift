extension Scenario {
  /// A minor release of octoacme with everything that its checklist asks for, and notes with every section but some.
  static func octoacme(texts: String = Scenario.octoacmeTexts) throws -> Scenario {
    let subject = #""service":"octocart","version":"3.1.0""#
    var scenario = try Scenario(at: "2026-11-20T00:00:00Z")
    try scenario.add(
      #"""
      {"kind":"release",\#(subject),"occurred_at":"2026-11-03T09:00:00Z","data":{"type":"minor","commit":"\#(commit)","planned_at":"2026-11-10T10:00:00Z","manager":"p-dan","changelog":"https://docs.example.org/changelog"},"text":{\#(texts)}}
      {"kind":"change",\#(subject),"occurred_at":"2026-10-26T12:00:00Z","data":{"commit":"\#(commit)","author":"p-ana","co_authors":["p-ben"],"category":"fix"},"text":{"subject":"Keep the cart when the session ends"}}
      {"kind":"artifact",\#(subject),"occurred_at":"2026-11-03T10:00:00Z","data":{"name":"octocart","type":"package","digest":"sha256:3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551"}}
      """#
    )
    let items: [(list: String, item: String, day: String)] = [
      ("planning-8-weeks", "scope", "09-15"), ("planning-8-weeks", "dependencies", "09-15"),
      ("planning-4-weeks", "stakeholders-notified", "10-13"), ("T-24h", "window-confirmed", "11-09"),
      ("T-24h", "on-call-coverage", "11-09"), ("pre-release-code-quality", "acceptance-criteria", "11-05"),
      ("pre-release-code-quality", "merged", "11-05"), ("pre-release-testing", "automated-tests", "11-05"),
      ("pre-release-testing", "security-scan", "11-05"), ("pre-release-testing", "user-acceptance", "11-06"),
      ("pre-release-documentation", "release-notes", "11-06"), ("pre-release-infrastructure", "runbook", "11-06"),
      ("pre-release-infrastructure", "rollback-procedure", "11-06"), ("pre-release-communication", "support", "11-07"),
      ("T+15m", "health-checks", "11-10"), ("T+1h", "error-rates", "11-10"), ("T+24h", "metrics", "11-11"),
      ("T+24h", "dashboard", "11-11"), ("T+24h", "lessons", "11-11"),
      ("pre-release-documentation", "user-documentation", "11-06"),
    ]
    for (list, item, day) in items {
      try scenario.add(
        #"""
        {"kind":"checklist",\#(subject),"occurred_at":"2026-\#(day)T12:00:00Z","data":{"checklist":"\#(list)","item":"\#(item)","outcome":"done","performed_by":"p-ben"}}
        """#
      )
    }
    try scenario.add(
      #"""
      {"kind":"checklist",\#(subject),"environment":"staging","occurred_at":"2026-11-10T07:00:00Z","data":{"checklist":"T-4h","item":"automated-smoke-tests","outcome":"done"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-08T09:00:00Z","data":{"role":"qa-lead","decision":"approved","approver":"p-ana"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-08T10:00:00Z","data":{"role":"tech-lead","decision":"approved","approver":"p-ben"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-08T11:00:00Z","data":{"role":"product-owner","decision":"approved","approver":"p-cleo"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-09T11:00:00Z","data":{"role":"release-manager","decision":"approved","approver":"p-dan"}}
      {"kind":"deployment",\#(subject),"environment":"staging","occurred_at":"2026-11-10T06:00:00Z","data":{"deployment":"s-1","status":"succeeded"}}
      {"kind":"deployment",\#(subject),"environment":"production","occurred_at":"2026-11-10T10:00:00Z","data":{"deployment":"p-1","status":"started","deployer":"p-dan"}}
      {"kind":"deployment",\#(subject),"environment":"production","occurred_at":"2026-11-10T10:20:00Z","data":{"deployment":"p-1","status":"succeeded"}}
      {"kind":"communication",\#(subject),"occurred_at":"2026-11-10T12:00:00Z","data":{"audience":"users","channel":"email","about":"release-announcement","sent_by":"p-cleo"}}
      {"kind":"retrospective",\#(subject),"occurred_at":"2026-11-14T12:00:00Z","data":{"status":"held","held_at":"2026-11-14T12:00:00Z"}}
      {"kind":"status",\#(subject),"occurred_at":"2026-11-15T12:00:00Z","data":{"status":"complete","set_by":"p-dan"},"text":{"note":"Nothing out of the ordinary"}}
      """#
    )
    return scenario
  }

  static let octoacmeTexts = #"""
    "highlights":"The cart now survives everything.","features":"- Saved carts\n- Shared carts\n","improvements":"The list of carts loads twice as fast","breaking_changes":"None.","migration_steps":"1. Run `octo migrate`\n2. Check the *log*","known_issues":"none","deprecations":"None yet","dependencies":"PostgreSQL 15 or later","documentation":"User guide: https://docs.example.org/carts","rollout_schedule":"Everybody at once","support":"#octocart","upgrade_instructions":"Nothing to do"
    """#
}
