/// Why a note is not to be believed, or could not be signed.
public enum NoteError: Error, Hashable, CustomStringConvertible {
  /// No key that was given has signed the note; these did.
  case noKnownSignature(signers: [NoteKey])

  /// The signature of a known key is wrong: the note was altered, or is not from that key.
  case wrongSignature(key: NoteKey)

  /// The checkpoint is another log's.
  case otherOrigin(expected: String, found: String)

  /// The key could not sign.
  case signingFailed(key: NoteKey, reason: String)

  public var description: String {
    switch self {
    case .noKnownSignature(let signers):
      "none of the known keys has signed the note; it is signed by \(signers.map(\.description).joined(separator: ", "))"
    case .wrongSignature(let key):
      "the signature of \(key) is wrong: the note was altered, or is not from that key"
    case .otherOrigin(let expected, let found):
      "the checkpoint is of the log \"\(found)\", not of \"\(expected)\""
    case .signingFailed(let key, let reason):
      "\(key) could not sign: \(reason)"
    }
  }
}
