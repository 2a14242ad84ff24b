internal import Crypto

/// What tells a note's key from any other: its name and a short number made from the key.
///
/// Either alone may be shared by different keys (C2SP signed-note, "Signatures").
public struct NoteKey: Hashable, Sendable, CustomStringConvertible {
  /// The key's name: for a log's key the log's origin.
  public let name: String

  /// The first four bytes of a hash over name, algorithm and public key.
  public let identifier: UInt32

  init(name: String, identifier: UInt32) {
    self.name = name
    self.identifier = identifier
  }

  /// The key's identity as the specification recommends it, for a public key with its algorithm's byte before it.
  init(name: String, encodedKey: [UInt8]) {
    let digest = SHA256.hash(data: Array(name.utf8) + [newline] + encodedKey)
    self.init(name: name, identifier: digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
  }

  /// Whether a key may have this name: not empty, no white space, no plus, no control characters.
  public static func isValidName(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace }
  }

  /// The name and the number in hexadecimal, as the keys' texts begin.
  public var description: String {
    "\(name)+\(hexIdentifier)"
  }

  var hexIdentifier: String {
    Hexadecimal.encode((0..<4).map { UInt8(truncatingIfNeeded: identifier >> UInt32(24 - 8 * $0)) })
  }

  /// Whether both are the same, byte for byte: strings compare as equal that are not the same bytes.
  func isSame(as other: NoteKey) -> Bool {
    identifier == other.identifier && name.utf8.elementsEqual(other.name.utf8)
  }
}
