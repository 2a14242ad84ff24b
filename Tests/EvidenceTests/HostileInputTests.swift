import Evidence
import ReleaseRecords
import Testing

@Suite("Hostile input")
struct HostileInputTests {
  @Test("that is cut off anywhere is refused", arguments: EvidenceFormat.allCases)
  func truncated(format: EvidenceFormat) throws {
    let bytes = Array(try #require(samples[format]).utf8)
    #expect(refusal(of: bytes, as: format) == nil)
    for length in 0..<bytes.count {
      #expect(refusal(of: Array(bytes[..<length]), as: format)?.kind == .malformed, "cut at byte \(length)")
    }
  }

  @Test("that was damaged is refused or yields what a record takes", arguments: EvidenceFormat.allCases)
  func damaged(format: EvidenceFormat) throws {
    let bytes = Array(try #require(samples[format]).utf8)
    var random = SplitMix(seed: UInt64(bytes.count))
    for _ in 0..<600 { check(damage(bytes, &random), as: format) }
  }

  @Test("of random bytes is refused", arguments: EvidenceFormat.allCases)
  func noise(format: EvidenceFormat) {
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 1...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(refusal(of: bytes, as: format) != nil)
    }
  }

  @Test(
    "of real reports, whole, cut off or damaged, is refused or yields what a record takes",
    .enabled(if: Corpus.isPresent, "corpus not present"),
    arguments: ["junit", "coverage", "sarif", "defectdojo"]
  )
  func corpus(folder: String) throws {
    var random = SplitMix(seed: 1)
    for path in try Corpus.files(under: folder).sorted() {
      let bytes = try Corpus.bytes(path)
      for format in EvidenceFormat.allCases where refusal(of: bytes, as: format) == nil {
        check(bytes, as: format)
        guard bytes.count < 20_000 else { continue }
        for _ in 0..<12 {
          check(Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))), as: format)
          check(damage(bytes, &random), as: format)
        }
      }
    }
  }

  /// Reads a report and, where it is taken, looks whether the result holds together.
  private func check(_ bytes: [UInt8], as format: EvidenceFormat) {
    guard let evidence = try? GateEvidence(reading: bytes, as: format, fileName: "a/b\u{1}.xml") else { return }
    for measurement in evidence.measurements {
      #expect(measurement.value.isFinite && measurement.value >= 0)
      if measurement.unit == "%" { #expect(measurement.value <= 100) }
    }
    #expect(Set(evidence.measurements.map(\.name)).count == evidence.measurements.count)
    if format == .junit {
      let parts = [MeasurementName.passed, .failed, .errored, .skipped].compactMap { evidence[$0] }
      #expect(evidence[.tests] == parts.reduce(0, +))
      #expect(evidence.outcome != .passed || evidence[.passed] ?? 0 > 0)
    }
    #expect(evidence.findings.count == min(evidence.findingCount, 100))
    var record = Record(.gate, service: "shop", version: SemanticVersion("1.0.0"), data: evidence.recordData)
    record.data["gate"] = "checks"
    record.text["summary"] = evidence.summary
    let validator = RecordValidator(now: Timestamp(microseconds: 253_402_300_799_000_000))
    #expect(throws: Never.self) { try validator.validated(record) }
  }

  /// A few bytes flipped, replaced, removed, doubled or moved.
  private func damage(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &random)
      let end = min(bytes.count, index + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeSubrange(index..<end)
      case 3: bytes.insert(contentsOf: bytes[index..<end], at: index)
      case 4: bytes[index] = Array("<>&;'\"/[]{}:,-0123456789e".utf8).randomElement(using: &random) ?? 0
      default: bytes.swapAt(index, Int.random(in: bytes.indices, using: &random))
      }
    }
    return bytes
  }
}

/// SplitMix64: the same numbers in every run.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
