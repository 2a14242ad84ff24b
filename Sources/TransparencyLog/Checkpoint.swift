/// What a log says about itself at one size: its name, its size and the root of its tree (C2SP tlog-checkpoint).
///
/// ```swift
/// let checkpoint = try Checkpoint(origin: "ledger.example.com", size: frontier.size, root: frontier.root)
/// let note = try checkpoint.signed(by: [signer])
/// ```
///
/// Two checkpoints of one log at one size with different roots prove that its history was changed.
public struct Checkpoint: Sendable {
  /// The log's name, which no other log has.
  public let origin: String

  /// The number of records.
  public let size: Int

  /// The root of the tree over them.
  public let root: Hash

  /// Further lines, of which the specification advises against any.
  public let extensionLines: [String]

  /// A checkpoint.
  ///
  /// Throws ``MalformedInput`` where the size is negative, or a line is empty or has control characters.
  public init(origin: String, size: Int, root: Hash, extensionLines: [String] = []) throws(MalformedInput) {
    guard size >= 0 else { throw Checkpoint.malformed(line: 2, "the size \(size) is negative") }
    for (place, line) in ([origin] + extensionLines).enumerated() {
      guard !line.isEmpty, line.utf8.allSatisfy({ $0 >= 0x20 }) else {
        throw Checkpoint.malformed(line: place == 0 ? 1 : place + 3, "an empty line, or one with control characters")
      }
    }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensionLines = extensionLines
  }

  /// Reads a note's text, with the newline that ends it. Throws ``MalformedInput``.
  public init(noteText: String) throws(MalformedInput) {
    guard noteText.utf8.last == newline else { throw Checkpoint.malformed("it does not end in a newline") }
    let lines = noteText.utf8.dropLast().split(separator: newline, omittingEmptySubsequences: false)
    guard lines.count >= 3 else { throw Checkpoint.malformed("it has \(lines.count) lines, fewer than 3") }
    guard let size = Int(canonicalDecimal: lines[1]) else {
      throw Checkpoint.malformed(line: 2, "the size is no decimal number up to 2^63 - 1 without leading zeros")
    }
    guard let root = Base64.decode(lines[2]).flatMap({ Hash($0) }) else {
      throw Checkpoint.malformed(line: 3, "the root is not the base64 of 32 bytes")
    }
    try self.init(
      origin: String(lines[0]) ?? "",
      size: size,
      root: root,
      extensionLines: lines.dropFirst(3).map { String($0) ?? "" }
    )
  }

  /// The text that is signed.
  public var noteText: String {
    ([origin, String(size), root.base64] + extensionLines).map { $0 + "\n" }.joined()
  }

  /// The checkpoint signed by a log's key, and by further ones where there are any.
  ///
  /// Throws ``NoteError/signingFailed(key:reason:)``. Sign no checkpoint that is inconsistent with one signed before.
  public func signed(by signers: [NoteSigner]) throws -> SignedCheckpoint {
    SignedCheckpoint(checkpoint: self, note: try SignedNote(text: noteText, signers: signers))
  }

  private static func malformed(line: Int? = nil, _ problem: String) -> MalformedInput {
    MalformedInput(format: "checkpoint", line: line, problem: problem)
  }
}
