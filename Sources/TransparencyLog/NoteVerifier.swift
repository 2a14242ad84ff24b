internal import Crypto
internal import FoundationEssentials

/// A public Ed25519 key that verifies notes.
///
/// ```swift
/// let verifier = try NoteVerifier("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
/// ```
///
/// Its text is the key's name, its number in hexadecimal and the base64 of the byte 1 and the key, joined by plus signs,
/// as Go's `golang.org/x/mod/sumdb/note` has it. Keys of other algorithms are refused.
public struct NoteVerifier: Sendable, CustomStringConvertible {
  /// The algorithm's byte (C2SP signed-note, "Signature types").
  static let ed25519: UInt8 = 1

  /// The key's name and number.
  public let key: NoteKey

  /// The public key's 32 bytes (RFC 8032 §5.1.5).
  public let publicKey: [UInt8]

  private let verifying: Curve25519.Signing.PublicKey

  /// Reads a key's text. Throws ``MalformedInput``.
  public init(_ text: String) throws(MalformedInput) {
    let parts = KeyParts(text.utf8)
    guard let parts, let encoded = parts.encodedKey, encoded.first == NoteVerifier.ed25519 else {
      throw NoteVerifier.malformed("name+number+base64 of an Ed25519 key was expected")
    }
    try self.init(name: parts.name, publicKey: Array(encoded.dropFirst()))
    guard key.hexIdentifier == parts.identifier else {
      throw NoteVerifier.malformed("the key of \"\(key.name)\" has the number \(key.hexIdentifier), not the one given")
    }
  }

  /// The key with this name and these 32 bytes. Throws ``MalformedInput``.
  public init(name: String, publicKey: [UInt8]) throws(MalformedInput) {
    guard NoteKey.isValidName(name) else {
      throw NoteVerifier.malformed("a name is not empty and has no white space and no plus")
    }
    guard let verifying = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      throw NoteVerifier.malformed("an Ed25519 key has 32 bytes, not \(publicKey.count)")
    }
    key = NoteKey(name: name, encodedKey: [NoteVerifier.ed25519] + publicKey)
    self.publicKey = publicKey
    self.verifying = verifying
  }

  /// The key's text.
  public var description: String {
    "\(key)+\(Base64.encode([NoteVerifier.ed25519] + publicKey))"
  }

  func isValid(_ signature: [UInt8], of text: [UInt8]) -> Bool {
    verifying.isValidSignature(signature, for: text)
  }

  private static func malformed(_ problem: String) -> MalformedInput {
    MalformedInput(format: "verifier key", problem: problem)
  }
}

/// The parts of a key's text between its plus signs, of which base64 may have more.
struct KeyParts {
  let name: String
  let identifier: String
  let encodedKey: [UInt8]?

  init?(_ text: some Collection<UInt8>) {
    let parts = text.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    name = String(decoding: parts[0], as: UTF8.self)
    identifier = String(decoding: parts[1], as: UTF8.self)
    encodedKey = Base64.decode(parts[2])
  }
}
