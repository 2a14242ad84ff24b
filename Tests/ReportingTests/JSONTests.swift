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
    let strangers = EscapingTests.attacks.filter { !$0.contains("\0") }
    let reports = strangers.map { SampleReport.saying($0).sealed { _ in Array(repeating: 7, count: 32) } }
    let texts = ([RenderingTests.sealed] + reports).map { JSONRenderer().render($0) }
    #expect(try Tool.problems(of: texts, against: Self.schema) == "")
  }

  @Test(.enabled(if: Tool.pythonWithJSONSchema != nil, "python3 with jsonschema is not installed"))
  func theSchemaRefusesWhatIsNotOfIt() throws {
    let json = JSONRenderer().render(RenderingTests.sealed)
    let changes = [
      ("\"format\":\"release-ledger-report/1\"", "\"format\":\"release-ledger-report/2\""),
      ("\"verdict\":\"not_met\"", "\"verdict\":\"failed\""), ("\"type\":\"paragraph\"", "\"type\":\"words\""),
      ("\"time_zone\"", "\"zone\""), ("\"digest\":\"sha256:", "\"digest\":\""),
    ]
    for (part, _) in changes { #expect(json.contains(part)) }
    let problems = try Tool.problems(of: changes.map { json.replacing($0.0, with: $0.1) }, against: Self.schema)
    for index in changes.indices {
      #expect(problems.contains("document \(index):"), "\(changes[index].1) is not refused")
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
