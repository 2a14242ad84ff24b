import ReleasePolicy
import Testing

@testable import ReleaseReports

@Suite("The names of people")
struct PeopleNamesTests {
  private let names = PeopleNames(["p-ana": "Ana Sol", "p-b": "Ben Okri"], people: People(aliases: ["p-old": "p-ana"]))

  @Test(arguments: [
    ("p-ana", "Ana Sol"), ("p-old", "Ana Sol"), ("7f3a90c1d2e4", "person 7f3a90c1"),
  ])
  func areTheirsOrTheBeginningOfTheirId(_ id: String, _ name: String) {
    #expect(names.name(of: id) == name)
  }

  @Test(arguments: [
    ("approved by p-ana as cto", "approved by Ana Sol as cto"), ("p-ana, p-b: both", "Ana Sol, Ben Okri: both"),
    ("p-anax and xp-ana and p-ana", "p-anax and xp-ana and Ana Sol"), ("(p-b)", "(Ben Okri)"), ("", ""),
  ])
  func standInFindingsInThePlaceOfIds(_ text: String, _ expected: String) {
    #expect(names.named(in: text) == expected)
  }
}
