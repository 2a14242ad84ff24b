import Testing
import TransparencyLog

@Suite("Receipts")
struct TransparencyLogProofTests {
  let tree = ReferenceTree(size: 300)
  let signer: NoteSigner

  init() throws {
    signer = try NoteSigner.generate(name: "ledger.example")
  }

  @Test(arguments: [(0, 1), (6, 7), (0, 300), (299, 300), (123, 256)])
  func proveThatARecordIsInTheLog(index: Int, size: Int) async throws {
    let receipt = try await receipt(index: index, size: size, extraData: [1, 2, 3])
    let read = try TransparencyLogProof(parsing: receipt.description.utf8)
    #expect(read.index == index)
    #expect(read.extraData == [1, 2, 3])
    let checkpoint = try read.verify(
      leafHash: tree.leaves[index],
      origin: "ledger.example",
      verifiers: [signer.verifier]
    )
    #expect(checkpoint.size == size)
  }

  @Test func areWrittenAsTheSpecificationHasIt() async throws {
    let receipt = try await receipt(index: 1, size: 3, extraData: nil)
    let lines = receipt.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(8) == [
        "c2sp.org/tlog-proof@v1", "index 1", Substring(tree.leaves[0].base64), Substring(tree.leaves[2].base64), "",
        "ledger.example", "3", Substring(tree.root(0..<3).base64),
      ]
    )
    #expect(receipt.extraData == nil)
    let withExtra = try await self.receipt(index: 1, size: 3, extraData: [255])
    #expect(withExtra.description.split(separator: "\n")[1] == "extra /w==")
  }

  @Test func doNotProveAnotherRecordOrAnotherLog() async throws {
    let receipt = try await receipt(index: 5, size: 9, extraData: nil)
    let stranger = try NoteSigner.generate(name: "ledger.example")
    #expect(throws: ProofError.self) {
      try receipt.verify(leafHash: tree.leaves[6], origin: "ledger.example", verifiers: [signer.verifier])
    }
    #expect(throws: NoteError.self) {
      try receipt.verify(leafHash: tree.leaves[5], origin: "other.example", verifiers: [signer.verifier])
    }
    #expect(throws: NoteError.self) {
      try receipt.verify(leafHash: tree.leaves[5], origin: "ledger.example", verifiers: [stranger.verifier])
    }
  }

  @Test func areNotMadeOfAProofThatProvesNothing() async throws {
    let receipt = try await receipt(index: 5, size: 9, extraData: nil)
    #expect(throws: ProofError.self) {
      try TransparencyLogProof(inclusion: receipt.inclusion, leafHash: .empty, checkpoint: receipt.checkpoint)
    }
  }

  @Test(arguments: [
    ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("index 5", "index 05"), ("index 5", "index -5"),
    ("index 5", "index 9223372036854775808"), ("index 5", "Index 5"), ("index 5", "extra \nindex 5"),
    ("index 5", "extra AB==\nindex 5"), ("index 5\n", "index 5\nAAAA\n"), ("index 5\n", "index 5\r\n"),
    ("index 5\n", "index 5\n\n"), ("index 5", "index 5\nindex 5"),
  ])
  func areRefusedWhenMalformed(part: String, replacement: String) async throws {
    let text = try await receipt(index: 5, size: 9, extraData: nil).description
    let range = try #require(text.firstRange(of: part))
    let damaged = text[..<range.lowerBound] + replacement + text[range.upperBound...]
    #expect(throws: MalformedInput.self) { try TransparencyLogProof(parsing: damaged.utf8) }
  }

  @Test func withMoreHashesThanAnyTreeHasLevelsAreRefused() async throws {
    let text = try await receipt(index: 5, size: 9, extraData: nil).description
    let end = try #require(text.firstRange(of: "index 5\n")).upperBound
    let hashes = String(repeating: Hash.empty.base64 + "\n", count: 64)
    let error = try #require(throws: MalformedInput.self) {
      try TransparencyLogProof(parsing: (text[..<end] + hashes + text[end...]).utf8)
    }
    #expect(error.line == 66)
  }

  @Test func areNeverBelievedWhenDamaged() async throws {
    let receipt = try await receipt(index: 5, size: 9, extraData: nil)
    let original = Array(receipt.description.utf8)
    for variant in Garbage.variants(of: original) where variant != original {
      guard let read = try? TransparencyLogProof(parsing: variant) else { continue }
      #expect(Array(read.description.utf8) == variant)
      let verified = try? read.verify(
        leafHash: tree.leaves[5],
        origin: "ledger.example",
        verifiers: [signer.verifier]
      )
      guard let verified else { continue }
      // What no signature covers may differ: extra data, a repeated or unknown signature.
      #expect(read.inclusion == receipt.inclusion && verified.noteText == receipt.checkpoint.note.text)
    }
  }

  private func receipt(index: Int, size: Int, extraData: [UInt8]?) async throws -> TransparencyLogProof {
    let checkpoint = try Checkpoint(origin: "ledger.example", size: size, root: tree.root(0..<size))
    let proof = try await InclusionProof.prove(index: index, size: size) { tree.hashes(of: $0) }
    return try TransparencyLogProof(
      inclusion: proof,
      leafHash: tree.leaves[index],
      checkpoint: checkpoint.signed(by: [signer]),
      extraData: extraData
    )
  }
}
