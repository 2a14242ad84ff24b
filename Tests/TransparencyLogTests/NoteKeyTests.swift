import Testing
import TransparencyLog

@Suite("The keys of notes")
struct NoteKeyTests {
  @Test func areReadAndWrittenAsGoDoes() throws {
    let signer = try NoteSigner(SignedNoteTests.goSigner)
    #expect(signer.privateKeyText == SignedNoteTests.goSigner)
    #expect(signer.verifier.description == SignedNoteTests.goVerifier)
    #expect(signer.verifier.key.identifier == 0xc74f_20a3)
    #expect(try NoteVerifier(SignedNoteTests.c2spVerifier).description == SignedNoteTests.c2spVerifier)
  }

  @Test func thatAreNewSignWhatTheirVerifierBelieves() throws {
    let signer = try NoteSigner.generate(name: "ledger.example/prod")
    let again = try NoteSigner(signer.privateKeyText)
    let verifier = try NoteVerifier(signer.verifier.description)
    let note = try SignedNote(text: "hello\n", signers: [again])
    #expect(try note.verify(verifiers: [verifier]).map(\.key.name) == ["ledger.example/prod"])
  }

  @Test func doNotShowTheSecret() throws {
    let signer = try NoteSigner(SignedNoteTests.goSigner)
    #expect("\(signer)" == "PeterNeumann+c74f20a3")
  }

  @Test(arguments: ["", "a b", "a+b", "a\tb", "a\u{2003}b", "a\nb", "a\u{85}b", "a\u{1}b"])
  func haveNoNameWithSpacesOrPlus(name: String) {
    #expect(throws: MalformedInput.self) { try NoteSigner.generate(name: name) }
    #expect(!NoteKey.isValidName(name))
  }

  @Test(arguments: [
    "", "PeterNeumann", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a3+",
    "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T=",
    "PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
  ])
  func areRefusedWhenMalformed(text: String) {
    #expect(throws: MalformedInput.self) { try NoteVerifier(text) }
    #expect(throws: MalformedInput.self) { try NoteSigner("PRIVATE+KEY+" + text) }
  }

  @Test func areRefusedWhenDamaged() throws {
    for variant in Garbage.variants(of: Array(SignedNoteTests.goSigner.utf8)) {
      guard let text = String(validating: variant, as: UTF8.self), text != SignedNoteTests.goSigner else { continue }
      #expect(throws: MalformedInput.self) { try NoteSigner(text) }
    }
  }

  @Test func errorsNeverQuoteAPrivateKey() throws {
    let secret = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    let error = try #require(throws: MalformedInput.self) {
      try NoteSigner("PRIVATE+KEY+PeterNeumann+00000000+\(secret)")
    }
    #expect(!error.description.contains(secret.prefix(8)))
    #expect(error.description.contains("c74f20a3"))
  }
}
