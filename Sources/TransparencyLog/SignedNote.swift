/// A text signed by one or more keys, as C2SP signed-note defines it.
///
/// ```swift
/// let note = try SignedNote(text: "one line\n", signers: [signer])
/// let read = try SignedNote(parsing: note.description.utf8)
/// try read.verify(verifiers: [verifier])
/// ```
///
/// The text is not to be believed before ``verify(verifiers:)`` has returned. A note is read in one spelling only, so
/// that its description gives back the bytes it was read from. It is at most 1 MiB long and has at most 100 signatures.
public struct SignedNote: Sendable, CustomStringConvertible {
  /// The most bytes of a note.
  public static let byteLimit = 1 << 20

  /// The most signatures of a note.
  public static let signatureLimit = 100

  /// The text, with the newline that ends it.
  public let text: String

  /// The signatures, known and unknown, in their order.
  public let signatures: [NoteSignature]

  /// Signs a text.
  ///
  /// Throws ``MalformedInput`` where the text does not end in a newline or has other control characters, and
  /// ``NoteError/signingFailed(key:reason:)``.
  public init(text: String, signers: [NoteSigner]) throws {
    try SignedNote.checkText(Array(text.utf8))
    guard (1...SignedNote.signatureLimit).contains(signers.count) else {
      throw SignedNote.malformed("a note has 1 to \(SignedNote.signatureLimit) signatures, not \(signers.count)")
    }
    self.text = text
    signatures = try signers.map { try $0.sign(text) }
  }

  /// Reads a note, and verifies none of its signatures.
  ///
  /// Throws ``MalformedInput``.
  public init(parsing bytes: some Collection<UInt8>) throws(MalformedInput) {
    guard bytes.count <= SignedNote.byteLimit else {
      throw SignedNote.malformed("it has \(bytes.count) bytes, more than \(SignedNote.byteLimit)")
    }
    let bytes = Array(bytes)
    guard let blank = bytes.indices.dropLast().last(where: { bytes[$0] == newline && bytes[$0 + 1] == newline }) else {
      throw SignedNote.malformed("no empty line stands between text and signatures")
    }
    text = try SignedNote.checkText(bytes[...blank])
    guard bytes.count > blank + 2, bytes.last == newline else {
      throw SignedNote.malformed("after the empty line there is no signature that ends in a newline")
    }
    let lines = bytes[(blank + 2)...].dropLast().split(separator: newline, omittingEmptySubsequences: false)
    guard lines.count <= SignedNote.signatureLimit else {
      throw SignedNote.malformed("it has \(lines.count) signatures, more than \(SignedNote.signatureLimit)")
    }
    let textLineCount = bytes[...blank].count { $0 == newline }
    var signatures: [NoteSignature] = []
    for (place, line) in lines.enumerated() {
      signatures.append(try NoteSignature(line: line, number: textLineCount + 2 + place))
    }
    self.signatures = signatures
  }

  /// Checks the signatures of known keys, and returns the keys that signed, in the order of the signatures.
  ///
  /// Signatures of unknown keys are ignored (C2SP signed-note, "Signatures").
  ///
  /// Throws ``NoteError/wrongSignature(key:)`` when a known key's signature is wrong, even beside right ones, and
  /// ``NoteError/noKnownSignature(signers:)`` when no known key signed.
  @discardableResult
  public func verify(verifiers: [NoteVerifier]) throws(NoteError) -> [NoteVerifier] {
    let text = Array(text.utf8)
    var signers: [NoteVerifier] = []
    for signature in signatures {
      let known = verifiers.filter { $0.key.isSame(as: signature.key) }
      guard let first = known.first else { continue }
      guard let signer = known.first(where: { $0.isValid(signature.bytes, of: text) }) else {
        throw .wrongSignature(key: first.key)
      }
      signers.append(signer)
    }
    guard !signers.isEmpty else { throw .noKnownSignature(signers: signatures.map(\.key)) }
    return signers
  }

  /// The whole note.
  public var description: String {
    text + "\n" + signatures.map { "\($0)\n" }.joined()
  }

  @discardableResult
  private static func checkText(_ bytes: some Collection<UInt8>) throws(MalformedInput) -> String {
    var line = 1
    var last: UInt8?
    for byte in bytes {
      guard byte >= 0x20 || byte == newline else {
        throw malformed(line: line, "the control character 0x\(Hexadecimal.encode([byte])) is not allowed")
      }
      if byte == newline { line += 1 }
      last = byte
    }
    guard last == newline else { throw malformed(line: line, "the text does not end in a newline") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed("the text is not UTF-8") }
    return text
  }

  private static func malformed(line: Int? = nil, _ problem: String) -> MalformedInput {
    MalformedInput(format: "signed note", line: line, problem: problem)
  }
}
