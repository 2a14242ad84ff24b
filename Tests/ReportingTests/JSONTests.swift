import Foundation
import ReleaseRecords
import Reporting
import Testing

@Suite("JSON")
struct JSONTests {
  private static let schema = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../reports/schemas/report.schema.json").standardized

  @Test(.enabled(if: Tool.pythonWithJSONSchema != nil, "python3 with jsonschema is not installed"))
  func reportsAreOfThePublishedSchema() throws {
    for report in [RenderingTests.sealed] + EscapingTests.attacks.prefix(4).map(SampleReport.saying) {
      let isSealed = report.provenance.digest?.hasPrefix("sha256:") == true
      let json = JSONRenderer().render(isSealed ? report : report.sealed { _ in Array(repeating: 7, count: 32) })
      #expect(try Tool.problems(of: json, against: Self.schema) == "")
    }
  }

  @Test(.enabled(if: Tool.pythonWithJSONSchema != nil, "python3 with jsonschema is not installed"))
  func theSchemaRefusesWhatIsNotOfIt() throws {
    let json = JSONRenderer().render(RenderingTests.sealed)
    for (part, other) in [
      ("\"format\":\"release-ledger-report/1\"", "\"format\":\"release-ledger-report/2\""),
      ("\"verdict\":\"not_met\"", "\"verdict\":\"failed\""), ("\"type\":\"paragraph\"", "\"type\":\"words\""),
      ("\"time_zone\"", "\"zone\""), ("\"digest\":\"sha256:", "\"digest\":\""),
    ] {
      #expect(json.contains(part))
      #expect(try Tool.problems(of: json.replacing(part, with: other), against: Self.schema) != "", "\(other)")
    }
  }

  @Test func theEmbeddedSchemaIsTheFile() throws {
    #expect(try ReportSchema.text == String(decoding: Data(contentsOf: Self.schema), as: UTF8.self))
    #expect(ReportSchema.text.contains(ReportSchema.format))
  }

  @Test(arguments: EscapingTests.attacks)
  func textsAreNotChanged(_ text: String) throws {
    let json = Data(JSONRenderer().render(SampleReport.saying("x" + text)).utf8)
    let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
    let title = try #require(object["title"] as? String)
    #expect(Array(title.unicodeScalars) == Array(("x" + text).unicodeScalars))
  }

  @Test func theDigestIsOverEverythingButItself() {
    let hash: ([UInt8]) -> [UInt8] = { [UInt8(truncatingIfNeeded: $0.reduce(0) { $0 &* 31 &+ Int($1) })] }
    let report = SampleReport.full
    let sealed = report.sealed(by: hash)
    #expect(sealed.provenance.digest?.hasPrefix("sha256:") == true)
    #expect(sealed.sealed(by: hash) == sealed)
    var taken: [UInt8] = []
    _ = sealed.sealed {
      taken = $0
      return []
    }
    #expect(taken == CanonicalJSON.bytes(report.json))
    var doctored = report
    doctored.parameters[0].value = .text("another service")
    #expect(doctored.sealed(by: hash).provenance.digest != sealed.provenance.digest)
  }

  @Test func whatIsNoNumberIsNoData() {
    let figure = Report.Figure(id: "f", title: "F", help: "", unit: .ratio, value: .nan, mean: .infinity)
    let report = Report(
      kind: "k",
      title: "T",
      parameters: [Report.Definition("p", "P", .number(.infinity, .count))],
      sections: [Report.Section(id: "s", title: "S", blocks: [.figures([figure])])],
      provenance: SampleReport.provenance
    )
    let json = report.json
    #expect(json["sections"]?[0]?["blocks"]?[0]?["figures"]?[0]?["value"] == .null)
    #expect(json["parameters"]?[0]?["value"]?["type"] == "absent")
  }
}
