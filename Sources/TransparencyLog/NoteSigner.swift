internal import Crypto
internal import FoundationEssentials

/// A private Ed25519 key that signs notes.
///
/// ```swift
/// let signer = try NoteSigner.generate(name: "ledger.example.com")
/// try save(signer.privateKeyText)  // and show signer.verifier to everybody
/// ```
///
/// Its text is `PRIVATE+KEY+`, the key's name, its number in hexadecimal and the base64 of the byte 1 and the 32-byte
/// seed, as Go's `golang.org/x/mod/sumdb/note` has it.
public struct NoteSigner: Sendable, CustomStringConvertible {
  private static let prefix = "PRIVATE+KEY+"

  /// The public key that verifies what this one signs.
  public let verifier: NoteVerifier

  private let signing: Curve25519.Signing.PrivateKey

  /// Makes a new key. Throws ``MalformedInput`` for a name that no key may have.
  public static func generate(name: String) throws(MalformedInput) -> NoteSigner {
    try NoteSigner(name: name, signing: Curve25519.Signing.PrivateKey())
  }

  /// Reads a private key's text. Throws ``MalformedInput``, which never quotes the key.
  public init(_ text: String) throws(MalformedInput) {
    guard text.utf8.starts(with: NoteSigner.prefix.utf8),
      let parts = KeyParts(text.utf8.dropFirst(NoteSigner.prefix.utf8.count)),
      let encoded = parts.encodedKey, encoded.first == NoteVerifier.ed25519,
      let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: encoded.dropFirst())
    else {
      throw NoteSigner.malformed("PRIVATE+KEY+name+number+base64 of an Ed25519 key was expected")
    }
    try self.init(name: parts.name, signing: signing)
    guard verifier.key.hexIdentifier == parts.identifier else {
      throw NoteSigner.malformed("the key has the number \(verifier.key.hexIdentifier), not the one given")
    }
  }

  private init(name: String, signing: Curve25519.Signing.PrivateKey) throws(MalformedInput) {
    verifier = try NoteVerifier(name: name, publicKey: Array(signing.publicKey.rawRepresentation))
    self.signing = signing
  }

  /// The private key's text: a secret.
  public var privateKeyText: String {
    "\(NoteSigner.prefix)\(verifier.key)+\(Base64.encode([NoteVerifier.ed25519] + signing.rawRepresentation))"
  }

  /// The key's name and number, which are no secret.
  public var description: String {
    "\(verifier.key)"
  }

  func sign(_ text: String) throws(NoteError) -> NoteSignature {
    do {
      let signature = try signing.signature(for: Array(text.utf8))
      return NoteSignature(key: verifier.key, bytes: Array(signature))
    } catch {
      throw .signingFailed(key: verifier.key, reason: "\(error)")
    }
  }

  private static func malformed(_ problem: String) -> MalformedInput {
    MalformedInput(format: "private key", problem: problem)
  }
}
