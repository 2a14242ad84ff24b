import Testing

@testable import ReleasePolicy

@Suite("Strictness")
struct StrictnessTests {
  /// Requirements of which each is at least as strict as the one before it, and the one before is looser for a reason.
  private static let ladders: [(steps: [String], looser: [String])] = [
    (["gate: {gates: [a]}", "gate: {gates: [a, b]}"], ["the gate `b` is left out"]),
    (
      [
        "gate: {gates: [{gate: a, limits: [{metric: m, at_least: 80}]}]}",
        "gate: {gates: [{gate: a, limits: [{metric: m, above: 80}]}]}",
        "gate: {gates: [{gate: a, limits: [{metric: m, at_least: 81}]}], bound_to_commit: true}",
      ], ["the gate `a` has wider limits", "the gate `a` has wider limits"]
    ),
    (
      ["gate: {gates: [a], after: planned, within: 2h}", "gate: {gates: [a], after: planned, within: 1h}"],
      ["the gates may take longer"]
    ),
    (
      [
        "approval: {needed: [{roles: [x, y]}]}", "approval: {needed: [x, y]}",
        "approval: {needed: [{roles: x, count: 2}, y]}",
      ],
      [
        "fewer approvals are needed from `x`; fewer approvals are needed from `y`",
        "fewer approvals are needed from `x`",
      ]
    ),
    (
      [
        "approval: {needed: [x]}", "approval: {needed: [x], not_by: [author, co-author]}",
        "approval: {needed: [x], not_by: [deployer, author, co-author]}",
      ],
      ["more people may approve", "more people may approve"]
    ),
    (
      ["approval: {needed: [x], distinct: false}", "approval: {needed: [x]}"], ["one person may approve several times"]
    ),
    (
      ["approval: {needed: [x]}", "approval: {needed: [x], valid_for: 2d}", "approval: {needed: [x], valid_for: 1d}"],
      ["approvals count longer", "approvals count longer"]
    ),
    (
      [
        "checklist: {checklist: c, items: [{item: a, optional: true}]}", "checklist: {checklist: c, items: [a]}",
        "checklist: {checklist: c, items: [b, a]}", "checklist: {checklist: c, items: [a, b], window: {latest: 2h}}",
        "checklist: {checklist: c, items: [a, b], window: {earliest: 0s, latest: 1h, clock: \"09:00-10:00\"}}",
      ],
      [
        "the item `a` may be left undone", "the item `b` is left out", "the window is wider", "the window is wider",
      ]
    ),
    (
      [
        "evidence: {records: [{record: release, has: [tag]}]}",
        "evidence: {records: [{record: release, has: [tag, changelog]}], version: {bump: true}}",
      ], ["a rule about records of the kind `release` is missing or looser; more versions are allowed"]
    ),
    (
      [
        "evidence: {records: [{record: artifact, expect: {type: [package, binary]}}]}",
        "evidence: {records: [{record: artifact, at_least: 2, expect: {type: package, verified: true}}]}",
      ], ["a rule about records of the kind `artifact` is missing or looser"]
    ),
    (
      ["evidence: {version: {bump: true}}", "evidence: {version: {prereleases: [alpha, beta], bump: true}}"],
      ["more versions are allowed"]
    ),
    (
      [
        "order: {steps: [planned, deployment-end]}",
        "order: {steps: [planned, deployment-start, {events: deployment-end, within: 1h}]}",
      ],
      [
        "the step `deployment-start` is missing, looser, or at another place; "
          + "the step `deployment-end` is missing, looser, or at another place"
      ]
    ),
    (
      ["rollout: {strategies: [canary, rolling]}", "rollout: {strategies: [canary]}"], ["more strategies are allowed"]
    ),
    (
      [
        "rollout: {steps: [{percent: 5, dwell: 30m}, {percent: 50}]}",
        "rollout: {steps: [{percent: 5, dwell: 1h}, {percent: 50}]}",
        "rollout: {steps: [{percent: 5, dwell: 1h}, {percent: 50, dwell: 1m}]}",
      ],
      ["the step at 5.0 % is shorter", "the step at 50.0 % is shorter"]
    ),
    (
      [
        "rollout: {limits: [{metric: m, below: 2}]}",
        "rollout: {limits: [{metric: m, below: 1}, {metric: n, above: 0}]}",
      ],
      ["its limits are wider"]
    ),
    (
      [
        "schedule: {not_days: [friday]}",
        "schedule: {not_days: [friday, monday], days: [tuesday], clock: \"10:00-11:00\"}",
      ],
      ["more times are allowed"]
    ),
    (
      ["schedule: {inside: [deployment, testing]}", "schedule: {inside: [deployment], outside: [freeze]}"],
      ["fewer calendar windows count"]
    ),
    (
      ["schedule: {planned_within: 2d}", "schedule: {planned_within: 1d, days_since_last: {at_least: 3}}"],
      ["the cadence is wider; it may be further from the planned time"]
    ),
    (
      [
        "deadline: {spans: [{from: planned, to: deployment-end, at_most: 2h}]}",
        "deadline: {spans: [{from: planned, to: deployment-end, below: 2h}]}",
      ],
      ["the span from `planned` to `deployment-end` is missing or has wider limits"]
    ),
    (
      [
        "trigger: {observations: [{metric: m, above: 5, for: 10m}], within: 1h}",
        "trigger: {observations: [{metric: m, above: 5, for: 5m}, {metric: m, above: 4}], within: 1h}",
        "trigger: {observations: [{metric: m, above: 5, for: 0s}, {metric: m, above: 4, for: 0s}], "
          + "events: [planned], within: 30m}",
      ],
      [
        "`m` obliges otherwise or not at all; `m` obliges otherwise or not at all",
        "`m` obliges otherwise or not at all; `m` obliges otherwise or not at all; `planned` no longer oblige; "
          + "it may take longer",
      ]
    ),
    (
      [
        "objective: {figures: [{metric: m}]}", "objective: {figures: [{metric: m, above: 95}]}",
        "objective: {figures: [{metric: m, above: 96}, {metric: n}]}",
      ],
      [
        "the figure `m` is missing or has a wider target",
        "the figure `m` is missing or has a wider target; the figure `n` is missing or has a wider target",
      ]
    ),
  ]

  static func control(_ requirement: String) throws -> Control {
    let yaml = "version: 1\nname: x\ncontrols:\n  - id: A\n    title: t\n    \(requirement)"
    return try #require(try PolicyDocument(yaml: yaml, named: "x").policy.controls.first)
  }

  @Test("grows up each ladder and shrinks down again", arguments: ladders)
  func climbs(steps: [String], looser: [String]) throws {
    let strictness = Strictness(separation: Separation())
    for (index, (low, high)) in zip(steps, steps.dropFirst()).enumerated() {
      let (low, high) = (try Self.control(low), try Self.control(high))
      #expect(strictness.loosenings(from: low, to: high) == [])
      #expect(strictness.loosenings(from: high, to: low).joined(separator: "; ") == looser[index])
      #expect(strictness.loosenings(from: high, to: high) == [])
    }
  }

  @Test(
    "of where a control applies",
    arguments: [
      ("{}", "{types: [minor]}", "it applies to fewer types"),
      ("{types: [minor, major]}", "{types: [minor]}", "it applies to fewer types"),
      ("{labels: {any: [a, b]}}", "{labels: {any: [a]}}", "it applies to fewer labels"),
      ("{}", "{labels: {all: [a]}}", "it applies to fewer labels"),
      ("{}", "{labels: {none: [a]}}", "it applies to fewer labels"),
      ("{}", "{prereleases: excluded}", "it applies to fewer versions"),
      ("{}", "{when: planned}", "it waits for another event"),
      ("{}", "{unless: planned}", "it has another exception"),
      ("{}", "{services: [shop]}", "it applies to fewer services"),
    ]
  )
  func applicability(wide: String, narrow: String, reason: String) throws {
    let strictness = Strictness(separation: Separation())
    let wide = try Self.control("applies: \(wide)\n    gate: {gates: [a]}")
    let narrow = try Self.control("applies: \(narrow)\n    gate: {gates: [a]}")
    #expect(strictness.loosenings(from: narrow, to: wide) == [])
    #expect(strictness.loosenings(from: wide, to: narrow) == [reason])
  }

  @Test(
    "of bounds is what they let through",
    arguments: [
      (Bounds(below: 1), Bounds(below: 1), true), (Bounds(below: 1), Bounds(atMost: 1), true),
      (Bounds(atMost: 1), Bounds(below: 1), false), (Bounds(atMost: 0), Bounds(below: 1), true),
      (Bounds(above: 1), Bounds(atLeast: 1), true), (Bounds(atLeast: 1), Bounds(above: 1), false),
      (Bounds(), Bounds(atLeast: 1), false), (Bounds(atLeast: 2), Bounds(), true),
      (Bounds(below: 3, atLeast: 2), Bounds(above: 1), true),
    ] as [(Bounds<Int>, Bounds<Int>, Bool)]
  )
  func bounds(tight: Bounds<Int>, wide: Bounds<Int>, implies: Bool) {
    #expect(tight.imply(wide) == implies)
    for value in -3...5 where tight.imply(wide) && tight.hold(for: value) {
      #expect(wide.hold(for: value))
    }
  }
}
