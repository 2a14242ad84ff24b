import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The population of a period")
struct PopulationTests {
  static let day = Scenario.minutes(-600)..<Scenario.minutes(840)

  static func population(_ scenario: Scenario, environments: Set<String>? = nil) -> Population {
    let index = RecordIndex(scenario.records, logSize: Int64(scenario.records.count))
    return Population(index, period: day, at: Scenario.minutes(10_000), environments: environments)
  }

  static func names(_ population: Population) -> [String] {
    population.members.map { member in
      let subject = member.subject
      return [subject.version?.text ?? "", subject.environment ?? "-", subject.deployment ?? "-"].joined(separator: " ")
    }
  }

  static func scenario() -> Scenario {
    var scenario = Scenario()
    scenario.release(at: -700)
    scenario.deploy("started", at: -500, id: "S1", environment: "staging")
    scenario.deploy("started", at: 0, id: "D1")
    scenario.deploy("failed", at: 5, id: "D1")
    scenario.deploy("succeeded", at: 60, id: "D2")
    PolicyTimelineTests.adopt("test", from: -60, at: -60, &scenario)
    scenario.deploy("started", at: 100, id: "D3", version: "1.2.1")
    scenario.release(at: 200, version: "1.3.0")
    scenario.release(at: 2_000, version: "1.4.0")
    scenario.deploy("started", at: 900, id: "D4", version: "1.3.0")
    return scenario
  }

  @Test("has every deployment of it, and every release that was put on record in it and not deployed in it")
  func members() {
    let population = Self.population(Self.scenario())
    let expected = [
      "1.2.0 staging S1", "1.2.0 production D1", "1.2.0 production D2", "1.2.1 production D3", "1.3.0 - -",
    ]
    #expect(Self.names(population) == expected)
    #expect(population.deployments == 4)
    #expect(population.withoutDeployment == 1)
  }

  @Test("has deployments of what is not on record, and those for which no policy was in force")
  func exceptions() {
    let population = Self.population(Self.scenario())
    #expect(population.members.filter { !$0.hasReleaseRecord }.map(\.subject.deployment) == ["D3"])
    #expect(population.withoutReleaseRecord == 1)
    // The policy was put on record after the first two deployments to production.
    #expect(population.members.map { $0.policy != nil } == [false, false, false, true, true])
    #expect(population.withoutPolicy == 3)
  }

  @Test("can be of some environments")
  func environments() {
    let names = Self.names(Self.population(Self.scenario(), environments: ["staging"]))
    #expect(names == ["1.2.0 staging S1", "1.3.0 - -"])
  }

  @Test("does not depend on the order of the records, nor on deployments that were withdrawn")
  func order() {
    var scenario = Self.scenario()
    let members = Self.population(scenario).members
    scenario.records.reverse()
    #expect(Self.population(scenario).members == members)
    scenario.records.reverse()
    scenario.add(.correction, at: 1000, version: nil, ["record": 6, "authority": "ops"])
    #expect(Self.population(scenario).members.count == members.count - 1)
  }
}
