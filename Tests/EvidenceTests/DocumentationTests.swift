import Evidence
import Foundation
import Testing

@Suite("The page on evidence")
struct DocumentationTests {
  private static let page: [[String]] = {
    var root = URL(filePath: #filePath)
    while root.path != "/", !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path) {
      root.deleteLastPathComponent()
    }
    let text = (try? String(contentsOf: root.appending(path: "docs/evidence.md"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
    }
  }()

  @Test("lists every measurement with its unit, in order")
  func measurements() {
    let rows = Self.page.filter { $0.count == 3 }.map { $0[0] + " " + $0[1] }
    #expect(rows == MeasurementName.allCases.map { "\($0.rawValue) \($0.unit)" })
  }

  @Test("lists every format and every outcome")
  func formats() {
    let rows = Self.page.filter { $0.count == 2 }.map { $0[0] }
    #expect(Array(rows.prefix(EvidenceFormat.allCases.count)) == EvidenceFormat.allCases.map(\.rawValue))
    #expect(
      Set(rows.dropFirst(EvidenceFormat.allCases.count)) == Set(GateEvidence.Outcome.allCases.map(\.rawValue))
    )
  }
}
