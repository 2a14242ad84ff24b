extension Example {
  static let deployment = Record(
    .deployment,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("14:06:00"),
    source: source,
    data: [
      "deployment": "checkout-2026-11-20-1",
      "status": "succeeded",
      "commit": commit,
      "strategy": "canary",
      "deployer": "jonas@example.org",
      "automatic": false,
      "channel": "stable",
      "branch": "release/2.4",
      "image_tag": "checkout:2.4.0",
      "manifest": "https://example.org/checkout/deploy/2.4.0.yaml",
      "incident": "INC-311",
      "pipeline_log": "https://ci.example.org/checkout/runs/8451240/log",
    ],
    text: ["note": "Deployed after payments 5.1.0."],
    key: "github-actions:8451240:1:deployment:production:succeeded"
  )

  static let rollout = Record(
    .rollout,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("15:00:00"),
    source: source,
    data: ["deployment": "checkout-2026-11-20-1", "traffic_percent": 50],
    text: ["note": "No alert at 10 %."],
    key: "checkout-2026-11-20-1:rollout:50"
  )

  static let observation = Record(
    .observation,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("15:15:00"),
    source: source,
    data: [
      "metric": "error_rate",
      "value": 0.42,
      "unit": "%",
      "from": "2026-11-20T15:00:00Z",
      "until": "2026-11-20T15:15:00Z",
      "baseline": 0.4,
      "deployment": "checkout-2026-11-20-1",
    ],
    key: "checkout-2026-11-20-1:observation:error_rate:15"
  )

  static let rollback = Record(
    .rollback,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("16:12:00"),
    source: source,
    data: [
      "from": "2.4.0",
      "to": "2.3.1",
      "status": "succeeded",
      "rollback": "checkout-rollback-7",
      "deployment": "checkout-2026-11-20-1",
      "restoring_deployment": "checkout-2026-11-20-2",
      "incident": "INC-312",
      "automatic": false,
      "trigger": "error-rate",
      "method": "traffic-switch",
      "procedure": "https://example.org/checkout/runbooks/rollback",
      "decided_by": "mei@example.org",
      "decider_role": "on-call",
      "detected_at": "2026-11-20T15:58:00Z",
      "decided_at": "2026-11-20T16:03:00Z",
      "executed_at": "2026-11-20T16:05:00Z",
      "verified_at": "2026-11-20T16:12:00Z",
    ],
    text: ["reason": "5 % of payments failed.", "steps": "1. Traffic to 2.3.1.\n2. Payments watched for 5 minutes."],
    key: "checkout-rollback-7:succeeded"
  )

  static let incident = Record(
    .incident,
    service: service,
    version: version,
    environment: production,
    occurredAt: time("16:20:00"),
    source: source,
    data: [
      "incident": "INC-312",
      "severity": "SEV2",
      "status": "resolved",
      "category": "availability",
      "commander": "mei@example.org",
      "caused_by": "checkout-2026-11-20-1",
      "fixed_by": "checkout-2026-11-20-2",
      "started_at": "2026-11-20T15:50:00Z",
      "detected_at": "2026-11-20T15:58:00Z",
      "customer_impact_percent": 5,
    ],
    text: [
      "title": "Payments fail at checkout",
      "impact": "One payment in twenty had to be repeated.",
      "update": "2.3.1 serves all traffic.",
      "root_cause": "The cart table lacked an index.",
    ],
    key: "pagerduty:INC-312:resolved"
  )
}
