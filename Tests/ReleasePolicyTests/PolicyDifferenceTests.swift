import Testing

@testable import ReleasePolicy

@Suite("The difference of two policies")
struct PolicyDifferenceTests {
  private func policy(_ yaml: String) throws -> Policy {
    try PolicyDocument(yaml: "version: 1\nname: x\n" + yaml, named: "x.yaml").policy
  }

  private func differences(_ old: String, _ new: String) throws -> [String] {
    try policy(old).differences(to: policy(new)).map { "\($0.change.rawValue) \($0.what): \($0.details.first ?? "")" }
  }

  @Test("is nothing where the layout differs only")
  func same() throws {
    let differences = try differences(
      "controls: [{id: A, title: t, gate: {gates: [a]}}]",
      "controls:\n  - title: t\n    id: A\n    gate:\n      gates: [{gate: a}]\n"
    )
    #expect(differences == [])
  }

  @Test("tells for each control whether it is tighter, looser, new, gone, or otherwise")
  func controls() throws {
    let old = """
      controls:
        - {id: A, title: t, gate: {gates: [a]}}
        - {id: B, title: t, gate: {gates: [a, b]}}
        - {id: C, title: t, gate: {gates: [c]}}
        - {id: D, title: t, gate: {gates: [d]}}
        - {id: E, title: t, schedule: {not_days: [friday]}}
      """
    let new = """
      controls:
        - {id: F, title: t, gate: {gates: [f]}}
        - {id: A, title: t, gate: {gates: [a, b]}}
        - {id: B, title: t, gate: {gates: [a]}}
        - {id: D, title: another title, gate: {gates: [d]}}
        - {id: E, title: t, schedule: {not_days: [monday]}}
      """
    #expect(
      try differences(old, new) == [
        "added F: Before the deployment begins. The latest result of the gate f is passed, for the release's commit.",
        "tightened A: Before the deployment begins. The latest result of the gate a is passed, for the release's commit.",
        "loosened B: the gate `b` is left out",
        "changed D: ",
        "loosened E: more times are allowed",
        "removed C: Before the deployment begins. The latest result of the gate c is passed, for the release's commit.",
      ]
    )
  }

  @Test("tells of types, roles, events and settings too")
  func parts() throws {
    #expect(
      try differences(
        "types: {minor: {bump: minor}}\nroles: {a: {}}",
        "types: {minor: {}}\nwaivers: {at_most: 2w}\nroles: {b: {}}"
      )
        == [
          #"removed roles.a: {}"#, #"added roles.b: {}"#, #"changed settings.waivers: {} → {"at_most":"2w"}"#,
          #"loosened types.minor: controls of other types do not apply to it"#,
        ]
    )
  }
}
