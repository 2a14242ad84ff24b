import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A policy that extends another")
struct CompositionTests {
  static let base = """
    version: 1
    name: base
    types: {minor: {bump: minor}}
    environments: {production: {}}
    roles: {lead: {members: [ada, bea]}, owner: {}}
    waivers: {at_most: 2w, never: [APPROVE]}
    events: {fixed: {record: incident, where: {status: resolved}}}
    controls:
      - id: GATES
        title: Gates
        gate: {gates: [lint, {gate: tests, limits: [{metric: coverage, unit: "%", at_least: 80}]}]}
      - id: APPROVE
        title: Approval
        applies: {types: [minor]}
        approval: {needed: [lead]}
    """

  private func compose(_ own: String) throws -> Policy {
    let documents = [
      try PolicyDocument(yaml: Self.base, named: "base.yaml"),
      try PolicyDocument(yaml: "version: 1\nname: team\nextends: base\n" + own, named: "team.yaml"),
    ]
    return try PolicyLibrary(documents).policy(named: "team")
  }

  @Test("takes over what it extends, and adds and tightens without asking")
  func tightens() throws {
    let policy = try compose(
      """
      roles: {owner: {members: [ada]}}
      late_evidence: refused
      waivers: {at_most: 1w, never: [APPROVE, GATES]}
      separation: {approvers: [author, co-author, deployer]}
      controls:
        - id: GATES
          title: More gates
          gate:
            gates: [types, {gate: tests, limits: [{metric: coverage, unit: "%", at_least: 85}]}, {gate: lint, duration: {below: 5m}}]
        - {id: TEAM-1, title: Not on Fridays, schedule: {not_days: [friday]}}
      """
    )
    #expect(policy.name == "team")
    #expect(policy.controls.map(\.id) == ["GATES", "APPROVE", "TEAM-1"])
    #expect(policy.controls.map(\.title) == ["More gates", "Approval", "Not on Fridays"])
    #expect(policy.roles == ["lead": Role(members: ["ada", "bea"]), "owner": Role(members: ["ada"])])
    #expect(policy.types.keys.sorted() == ["minor"])
    #expect(policy.events.keys.sorted() == ["fixed"])
    #expect(policy.waivers == WaiverRules(atMost: .seconds(7 * 86_400), never: ["APPROVE", "GATES"]))
    #expect(policy.separation.approvers == [.author, .coAuthor, .deployer])
  }

  @Test("may be loosened where it says so, and the composed policy keeps the reason")
  func overrides() throws {
    let policy = try compose(
      """
      types: {hotfix: {bump: patch}}
      controls:
        - {id: GATES, title: Fewer, gate: {gates: [tests]}}
      overrides:
        - {control: GATES, reason: The suite is being rewritten, approver: cto@example.com}
        - {control: APPROVE, reason: One person only, approver: cto@example.com, remove: true}
        - {control: types.hotfix, reason: We need them, approver: cto@example.com}
      """
    )
    #expect(policy.controls.map(\.id) == ["GATES"])
    #expect(policy.overrides.map(\.control) == ["GATES", "APPROVE", "types.hotfix"])
    #expect(policy.overrides.first?.reason == "The suite is being rewritten")
    #expect(policy.types.keys.sorted() == ["hotfix", "minor"])
    let again = try PolicyDocument(yaml: policy.canonicalBytes, named: "again")
    #expect(try PolicyLibrary([again]).policy(named: "team") == policy)
  }

  @Test(
    "is refused where it is looser, or contradicts, and says where",
    arguments: [
      (
        "controls:\n  - {id: GATES, title: t, gate: {gates: [lint]}}",
        ["5:5: `GATES` is looser than in what is extended: the gate `tests` is left out." + hint]
      ),
      (
        "controls:\n  - {id: APPROVE, title: t, applies: {types: [minor], labels: {none: [small]}}, approval: {needed: [lead]}}",
        ["5:5: `APPROVE` is looser than in what is extended: it applies to fewer labels." + hint]
      ),
      (
        "controls:\n  - {id: APPROVE, title: t, gate: {gates: [lint]}}",
        ["5:5: `APPROVE` is looser than in what is extended: it asks for something of another kind." + hint]
      ),
      (
        "types: {hotfix: {}}",
        ["1:1: `types.hotfix` is looser than in what is extended: controls of other types do not apply to it." + hint]
      ),
      (
        "environments: {qa: {}}",
        [
          "1:1: `environments.qa` is looser than in what is extended: controls of other environments do not apply to it."
            + hint
        ]
      ),
      (
        "roles: {lead: {members: [ada, bea, carl]}}",
        ["1:1: `roles.lead` is looser than in what is extended: more people could hold it." + hint]
      ),
      (
        "roles: {lead: {members: [ada]}}",
        ["1:1: `roles.lead` is looser than in what is extended: a rejection by `bea` would not count." + hint]
      ),
      (
        "late_evidence: counted",
        ["1:1: `settings.late-evidence` is looser than in what is extended: late evidence would count." + hint]
      ),
      (
        "waivers: {at_most: 3w, never: [APPROVE]}",
        ["1:1: `settings.waivers` is looser than in what is extended: waivers could count longer." + hint]
      ),
      (
        "separation: {approvers: [author]}",
        ["1:1: `settings.separation` is looser than in what is extended: it leaves out `co-author`." + hint]
      ),
      (
        "time_zone: Europe/Berlin",
        ["1:1: `time_zone` is UTC in what is extended: name another one in the controls that need it"]
      ),
      (
        "events: {fixed: {record: status}}",
        ["1:1: the event `fixed` means something else in what is extended: choose another name"]
      ),
      (
        "overrides: [{control: GATE, reason: r, approver: a}]",
        ["4:13: the override of `GATE` loosens nothing; did you mean `GATES`?"]
      ),
      (
        "overrides: [{control: GATES, reason: r, approver: a}]",
        ["4:13: the override of `GATES` loosens nothing"]
      ),
      (
        "types: {hotfix: {}}\noverrides: [{control: types.hotfix, reason: \" \", approver: \"\\u200B\\u2060\"}]",
        [
          "5:13: the `reason` of the override of `types.hotfix` says nothing",
          "5:13: the `approver` of the override of `types.hotfix` says nothing",
        ]
      ),
      (
        "types: {hotfix: {}}\noverrides: [{control: types.hotfix, reason: \"...\", approver: \"\\u3164\"}]",
        [
          "5:13: the `reason` of the override of `types.hotfix` says nothing",
          "5:13: the `approver` of the override of `types.hotfix` says nothing",
        ]
      ),
      (
        "controls:\n  - {id: X, title: t, gate: {gates: [a], after: fxied}}",
        ["5:5: X: there is no event `fxied`; did you mean `fixed`?"]
      ),
    ]
  )
  func refused(own: String, problems: [String]) throws {
    let error = #expect(throws: DocumentError.self) { try compose(own) }
    #expect(error?.problems.map(\.description) == problems)
    #expect(error?.document == "team.yaml")
  }

  private static let hint = " Where that is meant, say so in `overrides`"

  @Test(
    "of a pack is refused where it could let a release through",
    arguments: [
      ("atlas", "ATL-04", #""which":"each""#, #""which":"each","window":{"earliest":"-1h","latest":"0s"}"#),
      ("octoacme", "OCT-12.commander", #""which":"each""#, #""which":"each","window":{"latest":"520w"}"#),
      (
        "octoacme", "OCT-10", #"{"events":["quick-fix-tried"]"#,
        #"{"events":["rollback-detected"],"optional":true},{"events":["quick-fix-tried"]"#
      ),
      (
        "octoacme", "OCT-10", #"{"events":["severity-assessed"]"#,
        #"{"events":["severity-assessed","rollback-detected"]"#
      ),
    ]
  )
  func packs(pack: String, id: String, old: String, new: String) throws {
    let control = try #require(PolicyLibrary.packs.policy(named: pack).controls.first { $0.id == id })
    let text = CanonicalJSON.string(Control.codec.encode(control))
    #expect(text.contains(old))
    func compose(_ control: String) throws {
      let yaml = #"{"version": 1, "name": "team", "extends": "\#(pack)", "controls": [\#(control)]}"#
      _ = try PolicyLibrary.packs.adding([PolicyDocument(yaml: yaml, named: "team.yaml")]).policy(named: "team")
    }
    #expect(throws: Never.self) { try compose(text) }
    let error = #expect(throws: DocumentError.self) { try compose(text.replacing(old, with: new)) }
    #expect(error?.description.contains("`\(id)` is looser than in what is extended") == true, "\(error as Any)")
  }

  @Test("that extends two asks for an override for what each brings to the controls of the other")
  func two() throws {
    let documents = [
      "a\ntypes: {minor: {}, major: {}}\nenvironments: {production: {}}",
      "b\ntypes: {minor: {}, hotfix: {}}\nenvironments: {production: {}, edge: {}}", "c\nroles: {lead: {}}",
    ]
    func compose(_ own: String) throws -> Policy {
      try PolicyLibrary(
        (documents + ["team\nextends: [a, b, c]\n" + own]).map {
          try PolicyDocument(yaml: "version: 1\nname: " + $0, named: $0.prefix { $0 != "\n" } + ".yaml")
        }
      ).policy(named: "team")
    }
    let error = #expect(throws: DocumentError.self) { try compose("") }
    let parts = ["types.hotfix", "environments.edge", "types.major"]
    #expect(
      error?.problems.map(\.message)
        == parts.map { part in
          "`\(part)` is looser than in what is extended: "
            + "controls of other \(part.prefix { $0 != "." }) do not apply to it." + Self.hint
        }
    )
    let overrides = parts.map { "  - {control: \($0), reason: One team for both, approver: cto}\n" }
    let policy = try compose("overrides:\n" + overrides.joined())
    #expect(policy.types.keys.sorted() == ["hotfix", "major", "minor"])
    let a = try PolicyDocument(yaml: "version: 1\nname: " + documents[0], named: "a.yaml").policy
    let loosened = a.differences(to: policy).filter { $0.change == .loosened }
    #expect(loosened.map(\.what) == ["environments.edge", "types.hotfix"])
  }

  private func read(_ name: String, _ more: String) throws -> PolicyDocument {
    try PolicyDocument(yaml: "version: 1\nname: \(name)\n" + more, named: name + ".yaml")
  }

  @Test("finds what it extends by name, and what that extends")
  func finding() throws {
    let team = try read("team", "extends:\n  - atlas\n  - shop\n")
    var asked: [String] = []
    let library = try PolicyLibrary.packs.adding(team) { name in
      asked.append(name)
      return .document(try read(name, name == "shop" ? "extends: [company, atlas]" : "waivers: {at_most: 30d}"))
    }
    #expect(asked == ["shop", "company"])
    #expect(library.document(named: "company") != nil)
  }

  @Test("says where it looked for what it extends, and what is wrong with what it found")
  func notFound() throws {
    func error(_ find: (String) throws -> PolicyLibrary.Whereabouts) throws -> String? {
      let team = try read("team", "extends:\n  - atlas\n  - shopp\n")
      let error = #expect(throws: DocumentError.self) {
        let library = try PolicyLibrary.packs.adding(team, finding: find)
        _ = try library.policy(named: "team")
      }
      return error?.description
    }
    #expect(
      try error { .missing(file: "\($0).yaml") }
        == "team.yaml:5:5: `extends`: there is no file shopp.yaml, and there is no policy `shopp`; known here: `atlas`, "
        + "`dealscout`, `involution`, `octoacme`, `sarvanom`"
    )
    #expect(
      try error { _ in .document(try read("shop", "")) }
        == "team.yaml:5:5: `extends`: shop.yaml is the policy `shop`, not `shopp`"
    )
    #expect(
      try error { .document(try read($0, "extends: team")) }
        == "team.yaml:1:1: the policies extend each other in a circle: `team` extends `shopp` extends `team`"
    )
    let endless = try error { .document(try read($0, "extends: \($0)x")) }
    #expect(endless?.hasSuffix("a policy may be made of 32 documents at most") == true)
  }

  @Test("cannot extend itself, what does not exist, or two that contradict each other")
  func circles() throws {
    func library(_ documents: [String]) throws -> PolicyLibrary {
      try PolicyLibrary(
        documents.map { try PolicyDocument(yaml: "version: 1\nname: " + $0, named: String($0.prefix(1)) + ".yaml") }
      )
    }
    let circle = #expect(throws: DocumentError.self) {
      try library(["a\nextends: b", "b\nextends: a"]).policy(named: "a")
    }
    #expect(
      circle?.problems.map(\.message) == ["the policies extend each other in a circle: `a` extends `b` extends `a`"]
    )
    let missing = #expect(throws: DocumentError.self) {
      try library(["a\nextends: [atlsa]", "atlas"]).policy(named: "a")
    }
    #expect(missing?.problems.map(\.message) == ["`extends`: there is no policy `atlsa`; did you mean `atlas`?"])
    let twins = #expect(throws: DocumentError.self) {
      try library(["a\nextends: [b, c]", "b\ntypes: {x: {}}", "c\ntypes: {x: {bump: minor}}"]).policy(named: "a")
    }
    #expect(twins?.problems.map(\.message) == ["`b` and `c`, which are both extended, differ in type `x`"])
    #expect(throws: DocumentError.self) { try library(["a", "a"]) }
  }
}
