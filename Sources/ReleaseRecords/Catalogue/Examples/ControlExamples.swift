extension Example {
  static let gate = Record(
    .gate,
    service: service,
    version: version,
    environment: "staging",
    occurredAt: time("08:15:00"),
    source: source,
    data: [
      "gate": "unit-tests",
      "outcome": "passed",
      "stage": "build",
      "commit": commit,
      "attempt": 1,
      "tool": "junit",
      "tool_version": "5.11.0",
      "started_at": "2026-11-20T08:10:00Z",
      "finished_at": "2026-11-20T08:14:31.25Z",
      "measurements": [
        ["name": "tests", "value": 1_412, "unit": "1"], ["name": "line_coverage", "value": 87.4, "unit": "%"],
      ],
      "evidence": [
        [
          "name": "junit.xml", "digest": digest, "media_type": "application/xml", "size_bytes": 482_113,
          "uri": "https://ci.example.org/checkout/runs/8451237/junit.xml",
        ]
      ],
    ],
    text: ["summary": "1,412 tests passed, 3 were skipped."],
    key: "github-actions:8451237:1:gate:unit-tests"
  )

  static let checklist = Record(
    .checklist,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("13:40:00"),
    source: source,
    data: [
      "checklist": "pre-deployment",
      "item": "backup-verified",
      "outcome": "done",
      "deployment": "checkout-2026-11-20-1",
      "performed_by": "jonas@example.org",
    ],
    text: ["note": "Restored into the test cluster, 4 minutes."],
    key: "checkout:2.4.0:checklist:pre-deployment:backup-verified"
  )

  static let approval = Record(
    .approval,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("12:30:00"),
    source: source,
    data: [
      "role": "tech-lead",
      "decision": "approved",
      "approver": "ines@example.org",
      "commit": commit,
      "expires_at": "2026-11-27T12:30:00Z",
      "signature": "https://example.org/checkout/approvals/2.4.0.sig",
    ],
    text: ["comment": "Watch the cart table's size."],
    key: "checkout:2.4.0:approval:tech-lead"
  )

  static let flag = Record(
    .flag,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("17:05:00"),
    source: source,
    data: [
      "flag": "long-lived-carts",
      "type": "release",
      "from": "off",
      "to": "on",
      "changed_by": "mei@example.org",
      "role": "developer",
    ],
    text: ["reason": "All traffic is on 2.4.0."],
    key: "flags:long-lived-carts:17"
  )

  static let window = Record(
    .window,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("09:00:00"),
    source: source,
    data: [
      "type": "freeze",
      "from": "2026-12-18T17:00:00Z",
      "until": "2027-01-04T08:00:00Z",
      "name": "end of year",
      "announced_at": "2026-11-20T09:00:00Z",
    ],
    text: ["reason": "Most of the year's sales fall into these weeks."],
    key: "calendar:freeze:2026-12"
  )

  static let waiver = Record(
    .waiver,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("11:50:00"),
    source: source,
    data: [
      "control": "load-test-passed",
      "requested_by": "jonas@example.org",
      "approved_by": "ines@example.org",
      "expires_at": "2026-11-21T12:00:00Z",
    ],
    text: ["reason": "The load generator is down; the canary stands in for it."],
    key: "checkout:2.4.0:waiver:load-test-passed"
  )

  static let policy = Record(
    .policy,
    service: service,
    occurredAt: time("07:00:00"),
    source: source,
    data: [
      "policy": "continuous-delivery",
      "digest": digest,
      "effective_from": "2026-12-01T00:00:00Z",
      "policy_version": "3.2.0",
      "adopted_by": "ines@example.org",
      "approved_by": "mei@example.org",
      "loosened_controls": ["two-approvals"],
    ],
    text: ["reason": "One approval suffices for a patch."],
    key: "policy:continuous-delivery:3.2.0"
  )

  static let decision = Record(
    .decision,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("13:58:00"),
    source: source,
    data: [
      "outcome": "refused",
      "policy": "continuous-delivery",
      "policy_digest": digest,
      "log_size": 4_211,
      "evaluated_at": "2026-11-20T13:58:00Z",
      "findings_digest": "sha256:9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
      "unmet": ["two-approvals"],
    ],
    key: "github-actions:8451237:1:decision:production"
  )
}
