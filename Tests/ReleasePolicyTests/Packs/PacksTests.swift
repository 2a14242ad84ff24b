import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The packs")
struct PacksTests {
  @Test("are the five processes, and nothing else")
  func names() throws {
    #expect(try PolicyLibrary.packs.names == ProcessRows.packs.sorted())
  }

  @Test("state each row of their process, in its order, and no other", arguments: ProcessRows.packs)
  func rows(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    var rows: [String] = []
    for control in policy.controls where rows.last != control.row { rows.append(control.row) }
    #expect(rows == ProcessRows.rows[pack])
  }

  @Test("state 86 rows in all")
  func count() throws {
    let rows = try ProcessRows.packs.flatMap { try PolicyLibrary.packs.policy(named: $0).controls.map(\.row) }
    #expect(Set(rows).count == 86)
  }

  @Test("say where each control stands in its process", arguments: ProcessRows.packs)
  func sources(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    #expect(policy.controls.filter { $0.source == nil }.map(\.id) == [])
  }

  @Test("use every event and role that they define", arguments: ProcessRows.packs)
  func nothingIdle(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    let conditions = policy.controls.flatMap { [$0.applies.when, $0.applies.unless].compactMap(\.self) }
    let events = policy.controls.flatMap(\.requirement.events) + conditions
    #expect(Set(policy.events.keys).subtracting(events).sorted() == [])
    #expect(Set(policy.roles.keys).subtracting(policy.controls.flatMap(\.requirement.roles)).sorted() == [])
  }

  @Test(
    "leave open only what their process leaves open",
    arguments: [
      ("atlas", []),
      // The development channel is deployed automatically on every merge.
      ("sarvanom", ["nothing guards `development`: anything may be deployed there"]),
      // Staging is a step towards production, and the guide asks for nothing before it.
      ("octoacme", ["nothing guards `staging`: anything may be deployed there"]),
      ("dealscout", []),
      ("involution", []),
    ]
  )
  func lint(pack: String, warnings: [String]) throws {
    #expect(try PolicyLibrary.packs.policy(named: pack).lint().map(\.message) == warnings)
  }
}
