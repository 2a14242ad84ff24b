import Foundation
import Testing
import TransparencyLog

@Suite("Signatures of notes", .enabled(if: OpenSSL.isPresent, "openssl not present"))
struct SignedNoteOpenSSLTests {
  @Test func areVerifiedByOpenSSL() throws {
    let signer = try NoteSigner.generate(name: "ledger.example")
    let note = try Checkpoint(origin: "ledger.example", size: 0, root: .empty).signed(by: [signer]).note
    let signature = try #require(note.signatures.first)
    #expect(try OpenSSL.verifies(signature.bytes, of: note.text, publicKey: signer.verifier.publicKey))
    #expect(try !OpenSSL.verifies(signature.bytes, of: note.text + "\n", publicKey: signer.verifier.publicKey))
  }
}

/// The verifier of Ed25519 signatures that auditors have.
private enum OpenSSL {
  private static let program = "/usr/bin/openssl"

  static var isPresent: Bool {
    FileManager.default.isExecutableFile(atPath: program)
  }

  static func verifies(_ signature: [UInt8], of text: String, publicKey: [UInt8]) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The key's SubjectPublicKeyInfo (RFC 8410 §4).
    let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
    let files = ["key": prefix + publicKey, "signature": signature, "text": Array(text.utf8)]
    for (name, bytes) in files { try Data(bytes).write(to: folder.appending(path: name)) }

    let process = Process()
    process.executableURL = URL(filePath: program)
    process.currentDirectoryURL = folder
    process.arguments = [
      "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-in", "text", "-sigfile",
      "signature",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
