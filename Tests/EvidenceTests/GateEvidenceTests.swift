import Evidence
import ReleaseRecords
import Testing

@Suite("Gate evidence")
struct GateEvidenceTests {
  @Test("names its file, its digest and its size")
  func file() throws {
    let bytes = Array("<testsuite><testcase/></testsuite>".utf8)
    let evidence = try GateEvidence(reading: bytes, as: .junit, fileName: "target/surefire-reports/TEST-a\n.xml")
    let file = try #require(evidence.files.first)
    #expect(file.name == "TEST-a .xml")
    #expect(file.digest == "sha256:3aba7db4281cbf344c819ecbe9cc55d46306350a2dfa075ec400590943ee4485")
    #expect(file.sizeBytes == 34)
    #expect(file.mediaType == "application/xml")
  }

  @Test("becomes the data of a gate record")
  func record() throws {
    let trivy = try evidence(#require(samples[.trivy]), as: .trivy)
    #expect(
      trivy.recordData == [
        "outcome": "failed", "tool": "Trivy", "tool_version": "0.69.1", "finished_at": "2026-11-21T07:00:00.123456Z",
        "measurements": [
          ["name": "critical_vulnerabilities", "value": 0, "unit": "1"],
          ["name": "high_vulnerabilities", "value": 1, "unit": "1"],
          ["name": "medium_vulnerabilities", "value": 0, "unit": "1"],
          ["name": "low_vulnerabilities", "value": 0, "unit": "1"],
          ["name": "unknown_vulnerabilities", "value": 0, "unit": "1"],
          ["name": "secrets", "value": 0, "unit": "1"],
        ],
        "evidence": [
          [
            "name": "report", "digest": .string(trivy.files[0].digest), "media_type": "application/json",
            "size_bytes": .number(Double(trivy.files[0].sizeBytes)),
          ]
        ],
      ]
    )
  }

  @Test("of no file at all is errored, and has no number")
  func none() throws {
    for format in EvidenceFormat.allCases {
      let evidence = try GateEvidence(reading: [], as: format)
      #expect(evidence.outcome == .errored)
      #expect(evidence.recordData == ["outcome": "errored"])
      #expect(evidence.summary == "there is no report")
    }
  }
}
