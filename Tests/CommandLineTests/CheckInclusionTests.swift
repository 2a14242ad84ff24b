import Foundation
import Testing

@Suite(
  "The example by which an auditor checks a proof",
  .enabled(if: Auditor.isPresent, "python3 or openssl not present")
)
struct CheckInclusionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Part of what the example has to say.
    let problem: String
    let tamper: @Sendable (inout Auditor) -> Void
    var testDescription: String { name }

    init(_ name: String, _ problem: String, _ tamper: @escaping @Sendable (inout Auditor) -> Void) {
      self.name = name
      self.problem = problem
      self.tamper = tamper
    }
  }

  /// The lines of the proof of record 2 of 7: its form, the index, three hashes, an empty line, the log's name, the size,
  /// the root, an empty line, the signature.
  static let cases: [Case] = [
    Case("another index", "not to the root") { $0.lines[1] = "index 3" },
    Case("an index as large as the tree", "has no record 7") { $0.lines[1] = "index 7" },
    Case("an index with a leading zero", "no decimal number") { $0.lines[1] = "index 02" },
    Case("an index beyond 64 bits", "no decimal number") { $0.lines[1] = "index 18446744073709551618" },
    Case("an index in other digits", "no decimal number") { $0.lines[1] = "index \u{0662}" },
    Case("an index that a shell would run", "no decimal number") { $0.lines[1] = "index path[$(touch found)]" },
    Case("an index that moves the cursor", "no decimal number") { $0.lines[1] = "index \u{009B}2J" },
    Case("an escape sequence", "line 7 of the proof has a control character") { $0.lines[6] = "\u{001B}[2J" },
    Case("an altered leaf", "not to the root") { $0.leaf += " " },
    Case("an altered hash", "not to the root") { $0.lines[3] = Auditor.otherHash },
    Case("a hash too many", "too many hashes") { $0.lines.insert(Auditor.otherHash, at: 5) },
    Case("a hash too few", "too few hashes") { $0.lines.remove(at: 4) },
    Case("a short hash", "a hash has 32") { $0.lines[2] = "AAAA" },
    Case("a hash in another spelling", "no base64") { $0.lines[2] = String($0.lines[2].dropLast(2)) + "_=" },
    Case("no empty line", "ends where") { $0.lines.removeAll(where: \.isEmpty) },
    Case("another form", "the first line is not") { $0.lines[0] = "c2sp.org/tlog-proof@v2" },
    Case("an altered root", "the signature does not belong") { $0.lines[8] = Auditor.otherHash },
    Case("an altered size", "the signature does not belong") { $0.lines[7] = "8" },
    Case("an altered signature", "the signature does not belong") { $0.replaceSignature(keepingKey: true) },
    Case("a signature of another key", "did not sign") { $0.replaceSignature(keepingKey: false) },
    Case("no signature", "did not sign") { $0.lines.removeLast() },
    Case("a line that is no signature", "is no signature") { $0.lines.append("signed: me") },
    Case("another log", "the checkpoint is of") { $0.lines[6] = "ledger.example.com/other" },
    Case("an end in the middle of a line", "does not end in a newline") { $0.end = "" },
    Case("another key of the same name", "did not sign") { $0.key = $0.otherKey },
    Case("a key whose number is not its own", "the public key's number is") {
      $0.key = $0.key.replacing(#/\+[0-9a-f]{8}\+/#, with: "+00000000+")
    },
    Case("a key that is none", "the public key is not") { $0.key = "ledger.example.com/test" },
  ]

  @Test("says yes to a true proof, and no with a reason to one that was tampered with")
  func check() async throws {
    try await Tool.withLedger { tool in
      let auditor = try await Auditor(tool)
      let accepted = try await auditor.check(tool)
      #expect(accepted.status == 0, "\(accepted.errors)")
      #expect(accepted.output == "record 2 is in the tree of 7 records that 'ledger.example.com/test' signed\n")
      for example in Self.cases {
        var tampered = auditor
        example.tamper(&tampered)
        let refused = try await tampered.check(tool)
        #expect(refused.status == 1, "\(example.name): \(refused.output)")
        #expect(refused.output == "", "\(example.name)")
        #expect(refused.errors.hasPrefix("not proved: "), "\(example.name): \(refused.errors)")
        #expect(refused.errors.contains(example.problem), "\(example.name): \(refused.errors)")
        let isPlain = refused.errors.dropLast().unicodeScalars.allSatisfy { (" "..."~").contains($0) }
        #expect(isPlain, "\(example.name): \(refused.errors)")
      }
      #expect(!FileManager.default.fileExists(atPath: tool.folder + "/found"))
    }
  }

  @Test("takes what another key signed as well, and data that nothing vouches for")
  func further() async throws {
    try await Tool.withLedger { tool in
      var auditor = try await Auditor(tool)
      auditor.lines.insert("extra AAAA", at: 1)
      auditor.lines.append("\u{2014} witness.example.com AAAAAAAA")
      let accepted = try await auditor.check(tool)
      #expect(accepted.status == 0, "\(accepted.errors)")
    }
  }
}
