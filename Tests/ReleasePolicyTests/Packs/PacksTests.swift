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
  func count() {
    #expect(Set(ProcessRows.rows.values.joined()).count == 86)
  }

  @Test("say where each control stands in its process", arguments: ProcessRows.packs)
  func sources(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    #expect(policy.controls.filter { $0.source == nil }.map(\.id) == [])
  }

  @Test("use every event, role and type that they define", arguments: ProcessRows.packs)
  func nothingIdle(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    let events = policy.controls.flatMap {
      $0.requirement.events + [$0.applies.when, $0.applies.unless].compactMap(\.self)
    }
    #expect(Set(policy.events.keys).subtracting(events).sorted() == [])
    #expect(Set(policy.roles.keys).subtracting(policy.controls.flatMap(\.requirement.roles)).sorted() == [])
  }

  @Test("have cases about themselves", arguments: ProcessRows.packs)
  func cases(pack: String) throws {
    #expect(try PackCases.of(pack).policy == pack)
  }

  @Test("have a case that meets each control, and one that does not", arguments: ProcessRows.packs)
  func coverage(pack: String) throws {
    let (policy, cases) = (try PolicyLibrary.packs.policy(named: pack), try PackCases.of(pack))
    #expect(cases.controls(of: policy, without: .met) == [])
    #expect(cases.controls(of: policy, without: .notMet) == [])
  }

  @Test("have a walk through the whole process for each release type", arguments: ProcessRows.packs)
  func walks(pack: String) throws {
    let (policy, cases) = (try PolicyLibrary.packs.policy(named: pack), try PackCases.of(pack))
    let walks = cases.cases.filter { $0.name.contains("walked through") }
    let types = walks.flatMap { walk in
      walk.records.filter { $0.record.version == walk.subject.version }.compactMap { $0.record.data["type"]?.string }
    }
    #expect(Set(policy.types.keys).subtracting(types).sorted() == [])
  }
}
