import Testing
import TransparencyLog

@Suite("Checkpoints")
struct CheckpointTests {
  // The example of C2SP tlog-checkpoint.
  static let example = """
    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

    """

  @Test func areReadAsTheSpecificationWritesThem() throws {
    let signed = try SignedCheckpoint(parsing: Self.example.utf8)
    #expect(signed.checkpoint.origin == "example.com/behind-the-sofa")
    #expect(signed.checkpoint.size == 20_852_163)
    #expect(signed.checkpoint.root.base64 == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    #expect(signed.checkpoint.extensionLines == [])
    #expect(signed.description == Self.example)
  }

  @Test(arguments: [[], ["more"], ["more", " and more "]])
  func areBelievedAfterTheirSignature(extensionLines: [String]) throws {
    let signer = try NoteSigner.generate(name: "ledger.example")
    let checkpoint = try Checkpoint(
      origin: "ledger.example",
      size: 3,
      root: ReferenceTree(size: 3).root(0..<3),
      extensionLines: extensionLines
    )
    let signed = try SignedCheckpoint(parsing: checkpoint.signed(by: [signer]).description.utf8)
    let read = try signed.verify(origin: "ledger.example", verifiers: [signer.verifier])
    #expect(read.noteText == checkpoint.noteText)
    #expect(read.extensionLines == extensionLines)
  }

  @Test func ofAnotherLogAreRefused() throws {
    let signer = try NoteSigner.generate(name: "shared.example")
    let signed = try Checkpoint(origin: "other.example", size: 0, root: .empty).signed(by: [signer])
    #expect(throws: NoteError.otherOrigin(expected: "ledger.example", found: "other.example")) {
      try signed.verify(origin: "ledger.example", verifiers: [signer.verifier])
    }
  }

  @Test(arguments: [
    "", "a\n", "a\n1\n", "a\n1\n\n", "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "a\n1 \n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "a\n1\n47DEQpj8HBSa\n",
    "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
    "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nmore\n",
    "a\n\u{661}\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
  ])
  func areRefusedWhenMalformed(text: String) {
    #expect(throws: MalformedInput.self) { try Checkpoint(noteText: text) }
  }

  @Test func areNotMadeOfWhatNoneCouldRead() {
    #expect(throws: MalformedInput.self) { try Checkpoint(origin: "", size: 0, root: .empty) }
    #expect(throws: MalformedInput.self) { try Checkpoint(origin: "a\nb", size: 0, root: .empty) }
    #expect(throws: MalformedInput.self) { try Checkpoint(origin: "a", size: -1, root: .empty) }
    #expect(throws: MalformedInput.self) { try Checkpoint(origin: "a", size: 0, root: .empty, extensionLines: [""]) }
  }

  @Test func areReadInOneSpellingOnly() {
    for variant in Garbage.variants(of: Array(Self.example.utf8)) {
      guard let signed = try? SignedCheckpoint(parsing: variant) else { continue }
      #expect(Array(signed.description.utf8) == variant)
      #expect(signed.checkpoint.noteText == signed.note.text)
    }
  }
}
