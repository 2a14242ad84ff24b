import GoldenFiles
import Reporting
import Testing

@Suite("Control frameworks")
struct FrameworkTests {
  private static let expectedPackControls: [String] =
    [("ATL", 17), ("SAR", 15), ("OCT", 17), ("DSC", 17), ("INV", 20)].flatMap { prefix, count in
      (1...count).map { "\(prefix)-\($0 < 10 ? "0" : "")\($0)" }
    }

  @Test func everyControlOfThePacksHasCategories() throws {
    let mappings = try ControlMappings()
    #expect(Self.expectedPackControls.count == 86)
    #expect(mappings.packControls == Self.expectedPackControls)
    for control in mappings.packControls {
      #expect(!mappings.categories(of: control).isEmpty, "\(control)")
    }
  }

  @Test func everyCategoryIsKnownAndWanted() throws {
    let mappings = try ControlMappings()
    let known = Set(mappings.categories.map(\.id))
    #expect(known.count == mappings.categories.count)
    let used = Set(mappings.packControls.flatMap { mappings.categories(of: $0) } + mappings.ledgerCategories)
    #expect(used.isSubset(of: known))
    let kinds = [
      "gate", "approval", "checklist", "evidence", "order", "rollout", "schedule", "deadline", "trigger", "objective",
    ]
    for kind in kinds { #expect(Set(mappings.categories(of: "OWN-1", kind: kind)).isSubset(of: known)) }
    for framework in mappings.frameworks {
      for control in framework.controls {
        #expect(Set(control.categories).isSubset(of: known), "\(control.id)")
        #expect(!control.categories.isEmpty && !control.title.isEmpty && !control.notCovered.isEmpty, "\(control.id)")
        // At least one control of the packs, or the ledger itself, gives evidence for it.
        #expect(!used.isDisjoint(with: control.categories), "\(control.id)")
      }
    }
  }

  @Test(arguments: [
    ("soc2", ["CC7.1", "CC7.2", "CC7.3", "CC7.4", "CC7.5", "CC8.1"]), ("iso27001", ["A.8.32"]),
    ("nist-800-53", ["CM-3", "CM-5", "AU-9", "AU-10"]), ("pci-dss", ["6.5.1", "6.5.2", "6.5.3", "6.5.4"]),
    ("sox-itgc", (1...7).map { "ITGC-CM-\($0)" }),
    ("ssdf", ["PO.4", "PS.1", "PS.2", "PS.3", "PW.7", "PW.8", "RV.1", "RV.2", "RV.3"]),
  ])
  func hasTheControlsOfItsEdition(_ name: String, _ ids: [String]) throws {
    let framework = try #require(ControlMappings().framework(named: name))
    #expect(framework.controls.map(\.id) == ids)
  }

  @Test func coverageGroupsFindingsAndNamesWhatIsMissing() throws {
    let mappings = try ControlMappings()
    let framework = try #require(mappings.framework(named: "soc2"))
    let coverage = FrameworkCoverage(of: framework, by: SampleReport.findings, mappings: mappings)
    let changes = try #require(coverage.items.first { $0.control.id == "CC8.1" })
    #expect(changes.findings.map(\.control) == ["OCT-05", "OCT-02", "OCT-06"])
    #expect(changes.categoriesWithoutEvidence.contains("rollback-readiness"))
    #expect(!changes.categoriesWithoutEvidence.contains("approval"))
    // The one finding on monitoring did not apply: it is listed, and is no evidence.
    let monitoring = try #require(coverage.items.first { $0.control.id == "CC7.2" })
    #expect(monitoring.findings.map(\.control) == ["OCT-09"])
    #expect(monitoring.categoriesWithoutEvidence == ["monitoring", "rollback"])
    let report = Report(
      kind: "compliance",
      title: "SOC 2",
      sections: coverage.sections(),
      provenance: SampleReport.provenance
    )
    #expect(try Golden.difference(TerminalRenderer(width: 120).render(report), from: "soc2.txt") == nil)
  }

  @Test func controlsOfNoPackCountByTheirKind() throws {
    let mappings = try ControlMappings()
    let framework = try #require(mappings.framework(named: "pci-dss"))
    let own = Report.FindingList([
      Report.Finding(control: "OWN-1", title: "T", subject: "s", required: "r", observed: "o", verdict: .met)
    ])
    let unknown = FrameworkCoverage(of: framework, by: own, mappings: mappings)
    #expect(unknown.items.allSatisfy { $0.findings.isEmpty })
    let known = FrameworkCoverage(of: framework, by: own, mappings: mappings, kinds: ["OWN-1": "approval"])
    #expect(known.items.filter { !$0.findings.isEmpty }.map(\.control.id) == ["6.5.1", "6.5.4"])
  }
}
