import Testing

@testable import ReleasePolicy

@Suite("The check of a complete policy")
struct PolicyCheckTests {
  @Test("passes a document that uses every key")
  func complete() throws {
    let document = try PolicyDocument(yaml: PolicyDocumentTests.completeDocument(), named: "complete.yaml")
    let policy = try PolicyLibrary([document]).policy(named: "complete")
    #expect(policy == document.policy)
  }

  @Test(
    "finds what refers to nothing, and what nothing could meet",
    arguments: [
      ("applies: {types: [mimor]}\n    gate: {gates: [a]}", ["there is no type `mimor`; did you mean `minor`?"]),
      (
        "applies: {environments: [qa]}\n    gate: {gates: [a]}",
        ["there is no environment `qa`; known here: `production`"]
      ),
      (
        "applies: {when: x}\n    gate: {gates: [a]}",
        [
          "there is no event `x`; known here: `deployed`, `deployment-end`, `deployment-start`, `full-traffic`, `planned`, "
            + "`rollback-end`, `rollback-start`"
        ]
      ),
      (
        "applies: {strategies: [canary]}\n    gate: {gates: [a]}",
        [
          "the strategy is not known before the deployment: `phase: after` is needed"
        ]
      ),
      ("approval: {needed: [leader]}", ["there is no role `leader`; known here: `lead`"]),
      ("approval: {needed: [{count: 2}]}", ["an approval of the release needs a role"]),
      ("approval: {needed: [lead], within: 1h}", ["`within` needs `after`"]),
      ("approval: {of: changes, needed: [lead]}", ["reviewers of changes have no roles"]),
      ("gate: {gates: [{gate: a, environment: prod}]}", ["there is no environment `prod`; known here: `production`"]),
      ("gate: {gates: [a, b, a]}", ["the gate `a` is there twice"]),
      (
        "gate: {gates: [{gate: a, limits: [{metric: m, below: 1, above: 1}]}]}",
        ["`a`: no value keeps all of these limits"]
      ),
      (
        "gate: {gates: [{gate: a, limits: [{metric: m, of: ratio, below: 1}]}]}",
        [
          "`a`: a gate's measurement has no baseline and no duration"
        ]
      ),
      (
        "checklist: {checklist: c, items: [a, a], window: {earliest: 2h, latest: 1h}}",
        [
          "the item `a` is there twice", "the window closes before it opens",
        ]
      ),
      (
        "evidence: {records: [{record: artifact, has: [digets]}]}",
        [
          "a `artifact` never has `digets`; did you mean `digest`?"
        ]
      ),
      (
        "evidence: {records: [{record: gate, where: {outcome: pased}}]}",
        [
          "`outcome` is never `pased`; did you mean `passed`?"
        ]
      ),
      (
        "evidence: {records: [{record: deployment, expect: {automatic: \"yes\"}}]}",
        [
          "`automatic` is `true` or `false`, never `yes`"
        ]
      ),
      ("evidence: {records: [{record: release, environment: production}]}", ["a `release` names no environment"]),
      ("evidence: {records: [{record: flag, at_least: 0}]}", ["`at_least: 0` asks for nothing: say `which: each`"]),
      (
        "evidence: {records: [{record: retrospective, has: [action_items.owner, action_items.date]}]}",
        [
          "a `retrospective` never has `action_items.date`; known here: `incident`, `status`, `scheduled_for`, `held_at`, "
            + "`document`, `action_items`, `learnings`, `fix_plan`"
        ]
      ),
      ("rollout: {steps: [{percent: 5}]}", ["a rollout is judged after the deployment: `phase: after` is needed"]),
      ("phase: after\n    rollout: {steps: [{percent: 50}, {percent: 5}]}", ["the shares of traffic have to grow"]),
      ("schedule: {time_zone: UTC}", ["the schedule asks for nothing"]),
      ("schedule: {days: [friday], not_days: [friday]}", ["`friday` cannot be both in `days` and in `not_days`"]),
      ("objective: {figures: [{metric: m}]}", ["an objective is judged for a period: `phase: period` is needed"]),
      ("phase: period\n    gate: {gates: [a]}", ["only an objective or a schedule is judged for a period"]),
      (
        "phase: period\n    objective: {figures: [{metric: m, types: [huge], above: 2, below: 1}]}",
        [
          "there is no type `huge`; known here: `minor`", "no value keeps all of these limits",
        ]
      ),
    ]
  )
  func problems(requirement: String, messages: [String]) throws {
    let yaml = """
      version: 1
      name: x
      types: {minor: {}}
      environments: {production: {}}
      roles: {lead: {}}
      events: {deployed: {record: deployment, where: {status: succeeded}}}
      controls:
        - id: A
          title: t
          \(requirement.replacing("\n    ", with: "\n    "))
      """
    let document = try PolicyDocument(yaml: yaml, named: "x.yaml")
    let error = #expect(throws: DocumentError.self) { try PolicyLibrary([document]).policy(named: "x") }
    #expect(error?.problems.map(\.description) == messages.map { "8:5: A: \($0)" })
  }

  @Test(
    "looks at types, events and waivers too",
    arguments: [
      (
        "types: {minor: {aliases: [feature]}, major: {aliases: [feature]}}",
        "the word `feature` means both the type `major` and the type `minor`"
      ),
      ("events: {planned: {record: status}}", "the event `planned` is known already: choose another name"),
      (
        "events: {e: {record: status, where: {status: [ready, raedy]}}}",
        "the event `e`: `status` is never `raedy`; did you mean `ready`?"
      ),
      (
        "events: {e: {record: rollback, time: detectd_at}}",
        "the event `e`: a `rollback` has no time `detectd_at`; did you mean `detected_at`?"
      ),
      (
        "events: {e: {record: rollback, where: {form: x}}}",
        "the event `e`: a `rollback` has no field `form`; did you mean `from`?"
      ),
      ("waivers: {never: [X-1]}", "`waivers`: there is no control `X-1`"),
      (
        "waivers: {never: [Q]}\ncontrols: [{id: N-1, title: t, gate: {gates: [a]}}]",
        "`waivers`: there is no control `Q`; known here: `N-1`, `environment`, `release-record`, `release-type`"
      ),
      (
        "controls: [{id: release-record, title: t, gate: {gates: [a]}}]",
        "release-record: every policy has a control `release-record`: choose another id"
      ),
    ]
  )
  func policyProblems(yaml: String, message: String) throws {
    let document = try PolicyDocument(yaml: "version: 1\nname: x\n" + yaml, named: "x.yaml")
    let error = #expect(throws: DocumentError.self) { try PolicyLibrary([document]).policy(named: "x") }
    #expect(error?.problems.map(\.message).contains { $0.hasPrefix(message) } == true, "\(String(describing: error))")
  }

  @Test("lets a policy say of what every policy has that it cannot be waived")
  func neverWaived() throws {
    let yaml = "version: 1\nname: x\nwaivers: {never: [release-record, release-type, environment]}"
    #expect(throws: Never.self) { try PolicyLibrary([PolicyDocument(yaml: yaml, named: "x.yaml")]).policy(named: "x") }
  }
}
