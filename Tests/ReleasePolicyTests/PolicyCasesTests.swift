import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The cases of a policy")
struct PolicyCasesTests {
  private static let head = """
    version: 1
    policy: shop
    start: 2026-03-03T10:00:00Z
    defaults: {service: shop, version: 1.2.0, environment: production}
    records:
      cut:
        - {at: -2d, as: cut, kind: release, data: {type: minor, commit: a1, planned_at: 2h}}
      ready:
        - cut
        - {at: -1d, recorded: 1m, kind: gate, data: {gate: tests, outcome: passed}}
        - {at: -1d, kind: approval, data: {role: lead, decision: approved, approver: ada}, text: {comment: Good}}

    """

  private func cases(_ text: String) throws -> PolicyCases {
    try PolicyCases(yaml: Self.head + "cases:\n" + text, named: "cases.yaml")
  }

  @Test("give records in the order of the ledger, with times and references resolved")
  func records() throws {
    let example = try #require(
      try cases(
        """
          - name: a correction
            now: 3h
            ask: may-deploy
            people: {a.lovelace: ada}
            given:
              - ready
              - {at: 1h, kind: correction, data: {record: cut, authority: audit}, text: {reason: wrong}}
              - {at: -3d, kind: window, version: null, data: {type: freeze, from: -7d, until: 7d}}
              - {at: 0s, kind: retrospective, data: {action_items: [{item: a, due: 1d}]}}
              - {at: 0s, kind: artifact, data: {name: x, type: binary, digest: "sha256:ab"}}
            decision: refused
        """
      ).cases.first
    )
    #expect(example.records.map(\.sequence) == Array(0..<7))
    #expect(
      example.records.map(\.record.kind) == [
        .window, .release, .approval, .retrospective, .artifact, .gate, .correction,
      ]
    )
    #expect(example.at == Timestamp("2026-03-03T13:00:00Z"))
    #expect(example.question == .mayDeploy)
    #expect(example.isAllowed == false)
    #expect(example.people.canonical("a.lovelace") == "ada")
    #expect(
      example.subject
        == Subject(service: "shop", version: try #require(SemanticVersion("1.2.0")), environment: "production")
    )
    let release = example.records[1].record
    #expect(release.version?.text == "1.2.0")
    #expect(release.data["commit"] == .string("a1" + String(repeating: "0", count: 38)))
    #expect(release.data["planned_at"] == "2026-03-03T12:00:00Z")
    #expect(release.data["as"] == nil)
    #expect(example.records[0].record.data["from"] == "2026-02-24T10:00:00Z")
    #expect(example.records[0].record.version == nil)
    #expect(example.records[2].record.text == ["comment": "Good"])
    #expect(example.records[2].record.environment == nil)
    #expect(example.records[3].record.data["action_items"]?[0]?["due"] == "2026-03-04")
    #expect(example.records[5].effectiveAt == Timestamp("2026-03-02T10:00:00Z"))
    #expect(example.records[5].recordedAt == Timestamp("2026-03-03T10:01:00Z"))
    #expect(example.records[6].record.data["record"] == 1)
  }

  @Test("know people however they are spelled, as the ledger does")
  func spellings() throws {
    let policy = try PolicyDocument(
      yaml: Array(
        """
        version: 1
        name: shop
        roles: {lead: {members: ["Ada <ADA@example.com>"]}}
        controls: [{id: A, title: approved, approval: {needed: [lead], not_by: [author]}}]
        """.utf8
      ),
      named: "shop.yaml"
    ).policy
    let cases = try cases(
      """
        - name: the author
          ask: may-deploy
          given:
            - cut
            - {at: -1d, kind: change, data: {commit: a1, author: "A-Lovelace"}}
            - {at: -1d, kind: approval, data: {role: lead, decision: approved, approver: Ada@Example.com}}
          people: {a-lovelace: ada@example.com}
          expect: {A: not met}
        - name: another
          ask: may-deploy
          given:
            - cut
            - {at: -1d, kind: change, data: {commit: a1, author: ben}}
            - {at: -1d, kind: approval, data: {role: lead, decision: approved, approver: Ada@Example.com}}
          expect: {A: met}
      """
    )
    #expect(cases.run(against: policy).flatMap(\.failures) == [])
  }

  @Test("leave records out and change them by what they look like")
  func variations() throws {
    let example = try #require(
      try cases(
        """
          - name: another outcome
            given: [ready]
            without: [{kind: approval}]
            changed:
              - record: {kind: gate, data: {gate: tests}}
                to: {at: -3h, recorded: null, data: {outcome: failed, tool: swift}}
            expect: {A: not met}
        """
      ).cases.first
    )
    #expect(example.records.map(\.record.kind) == [.release, .gate])
    let gate = example.records[1]
    #expect(gate.record.data == ["gate": "tests", "outcome": "failed", "tool": "swift"])
    #expect(gate.recordedAt == Timestamp("2026-03-03T07:00:00Z"))
    #expect(example.at == gate.recordedAt)
    #expect(example.expected == ["A": .notMet])
  }

  @Test("can be about a period and its figures")
  func periods() throws {
    let example = try #require(
      try cases(
        """
          - name: a good month
            subject: {from: -28d, until: 0s}
            figures: [{metric: rollback-rate, value: 3.5, unit: "%"}]
            expect: {A: met}
        """
      ).cases.first
    )
    let period = try #require(example.subject.period)
    #expect(example.subject.version == nil)
    #expect(period.lowerBound == Timestamp("2026-02-03T10:00:00Z"))
    #expect(
      example.figures == [
        MeasuredFigure(
          metric: "rollback-rate",
          value: 3.5,
          unit: "%",
          from: period.lowerBound,
          until: period.upperBound
        )
      ]
    )
  }

  @Test(
    "are refused with the place of each problem",
    arguments: [
      ("  - {name: n, given: [redy], expect: {A: met}}", ["13:23: there are no records `redy`; did you mean `ready`?"]),
      (
        "  - {name: n, expect: {A: ok}}",
        [
          "13:27: one of `met`, `not met`, `pending`, `not applicable`, `waived` is expected, not `ok`"
        ]
      ),
      ("  - {name: n}", ["13:5: one of `expect`, `decision` is missing"]),
      (
        "  - {name: n, given: [{at: 1x, kind: status}], expect: {A: met}}",
        [
          "13:23: `at` is an offset such as `15m` or `-24h`, not 1x",
          "13:23: data.status is missing: expected one of planning, ready, deploying, deployed, stable, complete, withdrawn (the release's status from now on)",
        ]
      ),
      (
        "  - {name: n, given: [{kind: gat}], expect: {A: met}}",
        [
          "13:23: `kind` has to be that of a record; did you mean `gate`?"
        ]
      ),
      (
        "  - {name: n, given: [ready], without: [{kind: flag}], expect: {A: met}}",
        [
          "13:41: no record is like this: there is nothing to leave out"
        ]
      ),
      (
        "  - {name: n, given: [ready], changed: [{record: {kind: flag}, to: {at: 1h}}], expect: {A: met}}",
        [
          "13:50: no record is like this: there is nothing to change"
        ]
      ),
      (
        "  - {name: n, given: [cut, {at: 1h, kind: correction, data: {record: cot, authority: a}, text: {reason: r}}], expect: {A: met}}",
        [
          "13:28: there is no record `as: cot`; did you mean `cut`?"
        ]
      ),
      ("  - {name: n, given: [cut, cut], expect: {A: met}}", ["7:7: there is another record `as: cut`"]),
      ("  - {name: n, expect: {A: met}}\n  - {name: n, expect: {A: met}}", ["14:5: there is another case `n`"]),
      (
        "  - {name: n, subject: {from: 1d}, expect: {A: met}}",
        [
          "13:5: a period has both `from` and `until`, in this order"
        ]
      ),
    ]
  )
  func problems(text: String, problems: [String]) throws {
    let error = #expect(throws: DocumentError.self) { try cases(text) }
    #expect(error?.problems.map(\.description) == problems)
  }

  @Test("tell what came out otherwise than expected")
  func results() throws {
    let suite = try cases(
      """
        - {name: right, given: [ready], expect: {A: met}, decision: refused}
        - {name: wrong, given: [ready], expect: {A: met, B: met, CC: met}, decision: allowed}
      """
    )
    let yaml =
      "{version: 1, name: shop, controls: [{id: A, title: t, gate: {gates: [a]}}, {id: B, title: t, gate: {gates: [a]}}]}"
    let policy = try PolicyDocument(yaml: yaml, named: "shop").policy
    let results = suite.run { example in
      policy.controls.map { control in
        Finding(
          control: control.id,
          title: control.title,
          phase: control.phase,
          kind: control.requirement.kind,
          subject: example.subject,
          required: "",
          observed: "nothing yet",
          verdict: control.id == "A" ? .met : .pending
        )
      }
    }
    #expect(results.map(\.isPassed) == [true, false])
    #expect(
      results[1].failures == [
        "B: expected met, got pending: nothing yet",
        "CC: expected met, but the policy has no such control; known here: `A`, `B`",
        "expected allowed, got refused: B is pending",
      ]
    )
    #expect(suite.controls(of: policy, without: .met) == [])
    #expect(suite.controls(of: policy, without: .notMet) == ["A", "B"])
  }
}
