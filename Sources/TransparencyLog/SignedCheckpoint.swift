/// A checkpoint with its signatures: what a log publishes, and what others keep to hold it to its word.
///
/// ```swift
/// let signed = try SignedCheckpoint(parsing: fileContents)
/// let checkpoint = try signed.verify(origin: "ledger.example.com", verifiers: [verifier])
/// ```
public struct SignedCheckpoint: Sendable, CustomStringConvertible {
  /// What the note says, which is not to be believed before ``verify(origin:verifiers:)`` has returned it.
  public let checkpoint: Checkpoint

  /// The note.
  public let note: SignedNote

  init(checkpoint: Checkpoint, note: SignedNote) {
    self.checkpoint = checkpoint
    self.note = note
  }

  /// Reads a signed note that is a checkpoint, and verifies none of its signatures. Throws ``MalformedInput``.
  public init(parsing bytes: some Collection<UInt8>) throws(MalformedInput) {
    note = try SignedNote(parsing: bytes)
    checkpoint = try Checkpoint(noteText: note.text)
  }

  /// Checks that the checkpoint is of this log and signed by a known key, and returns it.
  ///
  /// Throws ``NoteError``.
  @discardableResult
  public func verify(origin: String, verifiers: [NoteVerifier]) throws(NoteError) -> Checkpoint {
    try note.verify(verifiers: verifiers)
    guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
      throw .otherOrigin(expected: origin, found: checkpoint.origin)
    }
    return checkpoint
  }

  /// The whole note.
  public var description: String {
    note.description
  }
}
