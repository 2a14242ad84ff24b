/// A signature under a note: whose it claims to be, and its bytes.
public struct NoteSignature: Sendable, CustomStringConvertible {
  /// The key that it claims to be made with.
  public let key: NoteKey

  /// The signature without the key's number; what it means depends on the key's algorithm.
  public let bytes: [UInt8]

  init(key: NoteKey, bytes: [UInt8]) {
    self.key = key
    self.bytes = bytes
  }

  /// Reads a signature's line, without its newline.
  init(line: ArraySlice<UInt8>, number: Int) throws(MalformedInput) {
    func malformed(_ problem: String) -> MalformedInput {
      MalformedInput(format: "signed note", line: number, problem: problem)
    }
    guard line.starts(with: dash) else { throw malformed("a signature begins with an em dash and a space") }
    let parts = line.dropFirst(dash.count).split(separator: space, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self), NoteKey.isValidName(name) else {
      throw malformed("a key's name without spaces or plus, a space and base64 belong after the em dash")
    }
    guard let bytes = Base64.decode(parts[1]), bytes.count > 4 else {
      throw malformed("the signature of \"\(name)\" is not the base64 of a key's number and a signature")
    }
    key = NoteKey(name: name, identifier: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
    self.bytes = Array(bytes.dropFirst(4))
  }

  /// The signature's line, without its newline.
  public var description: String {
    let identifier = (0..<4).map { UInt8(truncatingIfNeeded: key.identifier >> UInt32(24 - 8 * $0)) }
    return "— \(key.name) \(Base64.encode(identifier + bytes))"
  }
}

let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
private let dash = Array("— ".utf8)
