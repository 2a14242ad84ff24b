extension Example {
  static let postmortem = Record(
    .postmortem,
    service: service,
    version: version,
    occurredAt: time("18:00:00"),
    source: source,
    data: [
      "incident": "INC-312",
      "status": "held",
      "scheduled_for": "2026-11-20T17:00:00Z",
      "held_at": "2026-11-20T17:05:00Z",
      "document": "https://example.org/checkout/postmortems/INC-312",
      "action_items": [["item": "CHK-901", "owner": "jonas@example.org", "due": "2026-11-30"]],
      "root_cause_known": true,
    ],
    text: ["root_cause": "The cart table lacked an index.", "fix_plan": "Add the index; test with the real size."],
    key: "INC-312:postmortem:held"
  )

  static let retrospective = Record(
    .retrospective,
    service: service,
    version: version,
    occurredAt: time("20:00:00"),
    source: source,
    data: [
      "incident": "INC-312",
      "status": "published",
      "scheduled_for": "2026-11-20T19:00:00Z",
      "held_at": "2026-11-20T19:00:00Z",
      "document": "https://example.org/checkout/retrospectives/2.4.0",
      "action_items": [["item": "CHK-902", "owner": "mei@example.org", "due": "2026-12-04"]],
    ],
    text: ["learnings": "A canary of 10 % is too small for payments.", "fix_plan": "Begin with 25 %."],
    key: "checkout:2.4.0:retrospective:published"
  )

  static let communication = Record(
    .communication,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("16:25:00"),
    source: source,
    data: [
      "audience": "users",
      "channel": "status-page",
      "about": "incident-update",
      "phase": "issue",
      "incident": "INC-312",
      "sent_at": "2026-11-20T16:25:00Z",
      "sent_by": "ines@example.org",
      "uri": "https://status.example.org/incidents/312",
    ],
    text: ["message": "Payments work again. No payment was taken twice."],
    key: "statuspage:312:2"
  )

  static let person = Record(
    .person,
    occurredAt: time("06:00:00"),
    source: ["adapter": "directory"],
    data: [
      "person": "p_8Hh2Qm0ZzP1x7cVJ", "identity_digest": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
      "same_as": "p_3kV9uTq5wXbN2eRy",
    ],
    key: "directory:p_8Hh2Qm0ZzP1x7cVJ"
  )

  static let redaction = Record(
    .redaction,
    occurredAt: time("21:00:00"),
    source: ["adapter": "directory"],
    data: [
      "record": 4_180,
      "names": ["reason"],
      "person": "p_8Hh2Qm0ZzP1x7cVJ",
      "authority": "GDPR art. 17, request 2026-44",
    ],
    key: "redaction:2026-44"
  )

  static let correction = Record(
    .correction,
    occurredAt: time("21:30:00"),
    source: ["adapter": "cli"],
    data: ["record": 4_181, "authority": "ines, release manager"],
    text: ["reason": "The deployment was recorded for the wrong service."],
    key: "correction:4181"
  )
}
