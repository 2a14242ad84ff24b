import Testing

@testable import ReleasePolicy

@Suite("Strictness that cannot be shown")
struct UndecidedStrictnessTests {
  /// What is tighter in most cases, and looser in some.
  @Test(
    "asks for an override where a change could let something through",
    arguments: [
      // The latest result counts: one of another commit, or from before, may be the failure that counts.
      (
        "gate: {gates: [a], bound_to_commit: false}", "gate: {gates: [a]}",
        "results for other commits count in another way"
      ),
      ("gate: {gates: [a]}", "gate: {gates: [a], after: planned}", "the gates may run at another time"),
      // A rejection that no longer counts.
      ("approval: {needed: [{roles: [x, y]}]}", "approval: {needed: [x]}", "rejections by `y` would not count"),
      (
        "approval: {needed: [x], bound_to_commit: false}", "approval: {needed: [x]}",
        "decisions on other commits count in another way"
      ),
      (
        "approval: {needed: [x], after: planned, within: 2h}", "approval: {needed: [x], after: planned, within: 1h}",
        "decisions of another time count"
      ),
      // Afterwards, what has no event to wait for has no end to come by either.
      (
        "approval: {needed: [x], after: planned, within: 2h}", "approval: {needed: [x]}",
        "decisions of another time count"
      ),
      // Its own list asks for a record of who wrote the release.
      ("approval: {needed: [x], not_by: [author, co-author]}", "approval: {needed: [x]}", "more people may approve"),
      (
        "evidence: {version: {prereleases: [alpha, beta]}}", "evidence: {version: {prereleases: [beta, alpha]}}",
        versions
      ),
      ("evidence: {version: {prereleases: [alpha, beta]}}", "evidence: {version: {prereleases: [beta]}}", versions),
      // A narrower window, and narrower conditions, leave out records that would have been examined.
      (each(""), each(", window: {earliest: -1h, latest: 0s}"), artifacts),
      (each(", window: {latest: 0s}"), each(", window: {earliest: -1h, latest: 0s}"), artifacts),
      (each(", window: {latest: 0s}"), each(", window: {latest: 1h}"), artifacts),
      (each(", window: {latest: 0s}"), each(""), artifacts),
      (each(""), each(", where: {type: package}"), artifacts),
      (each(", where: {type: package}"), each(""), artifacts),
      (each(", at_least: 2"), each(", at_least: 0"), artifacts),
      (some(""), some(", where: {type: package}"), artifacts),
      (some(", where: {type: package}"), some(""), artifacts),
      (some(", window: {latest: 0s}"), some(", window: {latest: 1h}"), artifacts),
      (some(""), each(""), artifacts),
      (none(""), none(", window: {latest: 0s}"), artifacts),
      (none(", window: {latest: 0s}"), none(""), artifacts),
      (none(""), none(", has: [digest]"), artifacts),
      // What is missing would be due later.
      (some("") + after, some(", window: {latest: 520w}") + after, artifacts),
      // The time of a step would run from later on.
      (
        "order: {steps: [planned, {events: deployment-end, within: 15m}]}",
        "order: {steps: [planned, {events: full-traffic, optional: true}, {events: deployment-end, within: 15m}]}",
        "the time of the step `deployment-end` runs from later on"
      ),
      (
        "order: {steps: [planned, deployment-start, {events: deployment-end, within: 15m}]}",
        "order: {steps: [planned, full-traffic, deployment-start, {events: deployment-end, within: 15m}]}",
        "the time of the step `deployment-end` runs from later on"
      ),
      (
        "order: {steps: [planned, {events: deployment-end, within: 15m}]}",
        "order: {steps: [{events: [planned, full-traffic]}, {events: deployment-end, within: 15m}]}",
        "the step `planned` is missing, looser, or at another place; "
          + "the time of the step `deployment-end` runs from later on"
      ),
      // A share more is one to go back to without waiting, or to stop at.
      (shares("{percent: 5, dwell: 1h}"), shares("{percent: 5, dwell: 1h}, {percent: 50}"), "its steps are others"),
      (
        shares("{percent: 5, dwell: 1h}, {percent: 50}"),
        shares("{percent: 5, dwell: 1h}, {percent: 9}, {percent: 50}"),
        "its steps are others"
      ),
      // It would oblige once for a longer stretch, and be answered by what came before.
      (observing("above: 5"), observing("above: 4"), "`m` obliges otherwise or not at all"),
      (observing("above: 5, for: 5m"), observing("above: 5"), "`m` obliges otherwise or not at all"),
      // Without a limit it is due when the release is replaced.
      ("trigger: {events: [planned]}", "trigger: {events: [planned], within: 520w}", "it may take longer"),
    ]
  )
  func undecided(old: String, new: String, reason: String) throws {
    let strictness = Strictness(separation: Separation())
    #expect(
      strictness.loosenings(from: try StrictnessTests.control(old), to: try StrictnessTests.control(new)).joined(
        separator: "; "
      ) == reason
    )
    #expect(strictness.loosenings(from: try StrictnessTests.control(old), to: try StrictnessTests.control(old)) == [])
  }

  private static let after = "\n    phase: after"
  private static let versions = "more versions are allowed"
  private static let artifacts = "a rule about records of the kind `artifact` is missing or looser"

  private static func rule(_ text: String) -> String { "evidence: {records: [{record: artifact\(text)}]}" }
  private static func some(_ more: String) -> String { rule(more) }
  private static func each(_ more: String) -> String { rule(", which: each" + more) }
  private static func none(_ more: String) -> String { rule(", which: none" + more) }
  private static func shares(_ steps: String) -> String { "rollout: {steps: [\(steps)]}" }
  private static func observing(_ limit: String) -> String { "trigger: {observations: [{metric: m, \(limit)}]}" }
}
