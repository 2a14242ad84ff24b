import Testing
import TransparencyLog

@Suite("Signed notes")
struct SignedNoteTests {
  // The example of golang.org/x/mod/sumdb/note.
  static let goSigner = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  static let goVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let goText = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    """
  static let goNote = """
    \(goText)
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """
  // The examples of C2SP signed-note.
  static let c2spVerifier = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  static let c2spNote = """
    This is an example message.

    — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

    """
  static let poem = """
    Ognuno sta solo sul cuor della terra
    trafitto da un raggio di sole:

    ed è subito sera.

    — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

    """

  @Test func areSignedAsGoSignsThem() throws {
    let note = try SignedNote(text: Self.goText, signers: [NoteSigner(Self.goSigner)])
    #expect(note.description == Self.goNote)
  }

  @Test func ofOthersAreVerified() throws {
    for (text, key) in [(Self.goNote, Self.goVerifier), (Self.c2spNote, Self.c2spVerifier)] {
      let note = try SignedNote(parsing: text.utf8)
      let verifier = try NoteVerifier(key)
      #expect(try note.verify(verifiers: [verifier]).map(\.description) == [key])
      #expect(note.description == text)
    }
  }

  @Test func keepEmptyLinesWithinTheirText() throws {
    let note = try SignedNote(parsing: Self.poem.utf8)
    #expect(note.text.hasSuffix("\n\ned è subito sera.\n"))
    #expect(note.signatures.map(\.key.name) == ["quasimodo.example/salvatore"])
    #expect(note.signatures.first?.bytes.count == 64)
    #expect(note.description == Self.poem)
  }

  @Test func areBelievedWhenOneKnownKeySignedThem() throws {
    let known = try NoteSigner.generate(name: "known.example")
    let namesake = try NoteSigner.generate(name: "known.example")
    let other = try NoteSigner.generate(name: "other.example")
    let note = try SignedNote(text: "hello\n", signers: [other, namesake, known])
    #expect(try note.verify(verifiers: [known.verifier]).map(\.key) == [known.verifier.key])

    let strangers = try SignedNote(text: "hello\n", signers: [other, namesake])
    #expect(throws: NoteError.noKnownSignature(signers: [other.verifier.key, namesake.verifier.key])) {
      try strangers.verify(verifiers: [known.verifier])
    }
  }

  @Test func areRefusedWhenAKnownSignatureIsWrongEvenBesideARightOne() throws {
    let right = try NoteSigner.generate(name: "right.example")
    let wrong = try NoteSigner.generate(name: "wrong.example")
    let lines =
      try SignedNote(text: "hello\n", signers: [right]).description
      + #require(SignedNote(text: "other\n", signers: [wrong]).description.split(separator: "\n").last) + "\n"
    let note = try SignedNote(parsing: lines.utf8)
    #expect(throws: NoteError.wrongSignature(key: wrong.verifier.key)) {
      try note.verify(verifiers: [right.verifier, wrong.verifier])
    }
    #expect(throws: Never.self) { try note.verify(verifiers: [right.verifier]) }
  }

  @Test func areNeverBelievedInAnyOtherSpelling() throws {
    let verifier = try NoteVerifier(Self.goVerifier)
    let original = Array(Self.goNote.utf8)
    for variant in Garbage.variants(of: original) where variant != original {
      guard let note = try? SignedNote(parsing: variant) else { continue }
      #expect(Array(note.description.utf8) == variant)
      // A signature may have been repeated, which takes nothing away.
      guard let signers = try? note.verify(verifiers: [verifier]) else { continue }
      #expect(note.text == Self.goText && !signers.isEmpty, "\(note)")
    }
  }

  @Test(arguments: [
    "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n\n", "text\n\n— a AAAAAAA=", "text\n\n- a AAAAAAA=\n",
    "text\n\n— a AAAAAAA=\n\n", "text\n\n—  AAAAAAA=\n", "text\n\n— a+b AAAAAAA=\n", "text\n\n— a\n",
    "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAB=\n", "text\n\n— a AAAAAAA= \n", "te\txt\n\n— a AAAAAAA=\n",
    "text\r\n\r\n— a AAAAAAA=\r\n", "text\n\n— a\u{A0}b AAAAAAA=\n", "text\n— a AAAAAAA=\n", "te\0xt\n\n— a AAAAAAA=\n",
  ])
  func areRefusedWhenMalformed(text: String) {
    #expect(throws: MalformedInput.self) { try SignedNote(parsing: text.utf8) }
  }

  @Test func areRefusedWhenNotUTF8OrTooLong() throws {
    let signature = Array("\n— a AAAAAAA=\n".utf8)
    #expect(throws: MalformedInput.self) { try SignedNote(parsing: [0xFF, 0x0A] + signature) }
    let long = [UInt8](repeating: 65, count: SignedNote.byteLimit) + [0x0A] + signature
    #expect(throws: MalformedInput.self) { try SignedNote(parsing: long) }
    let line = "— a AAAAAAA=\n"
    let most = "text\n\n" + String(repeating: line, count: SignedNote.signatureLimit)
    #expect(try SignedNote(parsing: most.utf8).signatures.count == SignedNote.signatureLimit)
    #expect(throws: MalformedInput.self) { try SignedNote(parsing: (most + line).utf8) }
  }

  @Test(arguments: ["", "no newline", "tab\there\n", "carriage return\r\n"])
  func areNotMadeOfTextThatNoNoteMayHave(text: String) throws {
    let signer = try NoteSigner(Self.goSigner)
    #expect(throws: MalformedInput.self) { try SignedNote(text: text, signers: [signer]) }
    #expect(throws: MalformedInput.self) { try SignedNote(text: "no signer\n", signers: []) }
  }
}
