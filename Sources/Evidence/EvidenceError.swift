/// Why a file was refused as evidence.
///
///     print(error)  // all.xml, line 12, column 3: the document ends inside <testsuite>: the file was cut off; …
package struct EvidenceError: Error, Hashable, Sendable {
  /// What the caller can do about it.
  package enum Kind: Hashable, Sendable {
    /// The file breaks the rules of its own format, or was cut off: produce it again.
    case malformed
    /// The file asks for something that is never done, such as defining or fetching an entity: remove it at its source.
    case forbidden
    /// The file is sound, but no report of the format that was asked for: name another format or another file.
    case unsupported
    /// The file is beyond a stated limit: split it.
    case tooLarge
  }

  /// What the caller can do about it.
  package let kind: Kind
  /// What was wrong, and what to do next.
  package let problem: String
  /// Where it was found, counted from 1; absent where the problem is the file as a whole.
  package let position: TextPosition?
  /// The file's name as it was given.
  package internal(set) var file: String?
}

extension EvidenceError: CustomStringConvertible {
  package var description: String {
    let place = [
      file.map { oneLine($0, limit: 300) }, position.map { "line \($0.line), column \($0.column)" },
    ].compactMap(\.self)
    return place.isEmpty ? problem : place.joined(separator: ", ") + ": " + problem
  }
}
