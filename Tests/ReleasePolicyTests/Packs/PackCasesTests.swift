import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The cases of the packs")
struct PackCasesTests {
  @Test("come out as expected", arguments: ProcessRows.packs)
  func run(pack: String) throws {
    let (policy, cases) = (try PolicyLibrary.packs.policy(named: pack), try PackCases.of(pack))
    #expect(cases.policy == pack)
    for result in cases.run(against: policy) {
      #expect(result.failures == [], "\(pack).yaml:\(result.policyCase.mark.line): \(result.policyCase.name)")
    }
  }

  @Test("meet each control once at least, and leave it unmet once", arguments: ProcessRows.packs)
  func coverage(pack: String) throws {
    let (policy, cases) = (try PolicyLibrary.packs.policy(named: pack), try PackCases.of(pack))
    #expect(cases.controls(of: policy, without: .met) == [])
    #expect(cases.controls(of: policy, without: .notMet) == [])
  }
}
